import { z } from 'zod'
import { builder } from '../builder.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { BoxInput } from '../search/filter-input.schema.ts'
import { StationRef } from '../station.schema.ts'
import type { Station } from '../tables.ts'
import { watchStations } from './watch.service.ts'

const WatchInput = builder.inputType('WatchStationsInput', {
  description: 'Which stations to watch: those in a box, or some by their ids.',
  fields: (t) => ({
    box: t.field({
      type: BoxInput,
      required: false,
      description: `All in this part of the map. With more than ${STATIONS_LIMITS.watchedInBox} it is LIMIT_REACHED: zoom in.`,
    }),
    stationIds: t.field({
      type: ['UUID'],
      required: false,
      description: `These; at most ${STATIONS_LIMITS.watchedIds}.`,
      validate: z
        .array(z.unknown())
        .min(1, 'Name at least one.')
        .max(STATIONS_LIMITS.watchedIds, `At most ${STATIONS_LIMITS.watchedIds}.`),
    }),
  }),
})

const ChangeRef = builder.objectRef<Station[]>('AvailabilityChange').implement({
  description: 'Stations as they are now.',
  fields: (t) => ({
    stations: t.field({
      type: [StationRef],
      description: 'In the first message all that are watched, then the one that has changed.',
      resolve: (stations) => stations,
    }),
  }),
})

builder.subscriptionFields((t) => ({
  stationsAvailability: t.field({
    type: ChangeRef,
    description:
      'Stations as they are, and again each whenever its availability, or that of its connectors, or itself changes. Many changes ' +
      'of one station while the reader is slow are one message. A station that comes into the box is told of, too.',
    args: { input: t.arg({ type: WatchInput, description: 'Which stations.' }) },
    subscribe: (_root, { input }, ctx) => watchStations(ctx, input),
    resolve: (stations) => stations,
  }),
}))

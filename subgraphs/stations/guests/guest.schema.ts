import { z } from 'zod'
import { builder } from '../builder.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { StationRef } from '../station.schema.ts'
import type { Guest } from '../tables.ts'
import { addGuests, guestsAt, removeGuests, stationsAsGuest } from './guest.service.ts'

const GuestRef = builder.objectRef<Guest>('StationGuest').implement({
  description: 'A driver whom an operator shows a private station.',
  fields: (t) => ({
    userId: t.expose('user_id', { type: 'UUID', description: 'Id of the driver.' }),
    addedAt: t.expose('added_at', { type: 'DateTime', description: 'Since when.' }),
  }),
})

const fewUsers = z
  .array(z.unknown())
  .min(1, 'Name at least one driver.')
  .max(STATIONS_LIMITS.guestsAtOnce, `At most ${STATIONS_LIMITS.guestsAtOnce} drivers at once.`)
const guestsInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      stationId: t.field({ type: 'UUID', description: 'The station.' }),
      userIds: t.field({
        type: ['UUID'],
        description: `Ids of the drivers, at most ${STATIONS_LIMITS.guestsAtOnce}.`,
        validate: fewUsers,
      }),
    }),
  })
const AddInput = guestsInput('AddStationGuestsInput', 'Who may know of a private station and charge there.')
const RemoveInput = guestsInput('RemoveStationGuestsInput', 'Who may no longer.')

builder.objectFields(StationRef, (t) => ({
  guests: t.connection(
    {
      type: GuestRef,
      nullable: true,
      description: 'Drivers who may know of it and charge there while it is private. For its operator and admins; others get null.',
      resolve: (station, args, ctx) => guestsAt(ctx, station, args),
    },
    { name: 'StationGuestConnection', description: 'A page of guests.' },
    { name: 'StationGuestEdge', description: 'A guest in a list.' },
  ),
}))

builder.queryFields((t) => ({
  stationsAsGuest: t.connection(
    {
      type: StationRef,
      description: 'Private stations that you may use as a guest, by name. Searches do not show them.',
      resolve: (_root, args, ctx) => stationsAsGuest(ctx, args),
    },
    { name: 'GuestStationConnection', description: 'A page of private stations.' },
    { name: 'GuestStationEdge', description: 'A private station in a list.' },
  ),
}))

builder.mutationFields((t) => ({
  addStationGuests: t.field({
    type: StationRef,
    description: `Shows drivers a station of your own while it is private, and lets them charge there. Who is a guest stays one. A station has at most ${STATIONS_LIMITS.guests}.`,
    args: { input: t.arg({ type: AddInput, description: 'The station and the drivers.' }) },
    resolve: (_root, { input }, ctx) => addGuests(ctx, input),
  }),
  removeStationGuests: t.field({
    type: StationRef,
    description: 'Ends that. A charge that is running goes on to its end. Who is no guest stays none.',
    args: { input: t.arg({ type: RemoveInput, description: 'The station and the drivers.' }) },
    resolve: (_root, { input }, ctx) => removeGuests(ctx, input),
  }),
}))

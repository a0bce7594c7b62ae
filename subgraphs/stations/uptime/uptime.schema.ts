import { z } from 'zod'
import type { CsvTable } from '#lib/csv/table.ts'
import { builder } from '../builder.ts'
import { ConnectorRef } from '../connector.schema.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import type { DayRow, StateTimes } from './uptime.queries.ts'
import { stationUptime, uptimeTable, type UptimePage } from './uptime.service.ts'

const seconds = (ms: number): number => Math.round(ms / 1_000)

const UptimeRef = builder.objectRef<StateTimes>('Uptime').implement({
  description:
    'How long connectors were in each state, as we heard of it. Time of which nothing is known is in none: before the charger first ' +
    'connected, and after the connector was retired.',
  fields: (t) => ({
    share: t.float({
      nullable: true,
      description:
        'Uptime, 0 to 1: the time up of all time that is known. It is the formula of 23 CFR 680.116(b), by which chargers of the ' +
        "United States' NEVI programme must reach 0.97 over twelve months, with nothing excluded. So it is the least that is true: " +
        'what that rule excludes (power cuts, vandalism, planned maintenance, hours in which the station is closed) can be taken ' +
        'out of the seconds. Null where nothing is known.',
      resolve: ({ up_ms: up, unavailable_ms: unavailable, faulted_ms: faulted, offline_ms: offline }) => {
        const all = up + unavailable + faulted + offline
        return all > 0 ? up / all : null
      },
    }),
    upSeconds: t.int({
      description: 'Online, and free or in use: available, occupied, reserved.',
      resolve: ({ up_ms: ms }) => seconds(ms),
    }),
    unavailableSeconds: t.int({
      description: 'Online, and taken out of use by its operator or the charger.',
      resolve: ({ unavailable_ms: ms }) => seconds(ms),
    }),
    faultedSeconds: t.int({
      description: 'Online, and the charger says that it or the connector has a fault.',
      resolve: ({ faulted_ms: ms }) => seconds(ms),
    }),
    offlineSeconds: t.int({ description: 'The charger was not connected to us.', resolve: ({ offline_ms: ms }) => seconds(ms) }),
    outages: t.exposeInt('outages', { description: 'How often it stopped to be up.' }),
  }),
})

const DayRef = builder.objectRef<DayRow>('ConnectorUptime').implement({
  description: 'A day of a connector, by the clock of its station: 23 or 25 hours where that is changed. Today ends now.',
  fields: (t) => ({
    connector: t.field({
      type: ConnectorRef,
      description: 'The connector.',
      resolve: async ({ connector_id: id }, _args, { loaders }) =>
        (await loaders.connector.load(id)) ?? Promise.reject(new Error('A foreign key has lost its row.')),
    }),
    day: t.exposeString('day', { description: 'The day, e.g. 2026-11-22.' }),
    uptime: t.field({ type: UptimeRef, description: 'How long it was in each state.', resolve: (row) => row }),
  }),
})

const day = z.iso.date('A day, e.g. 2026-11-22.')
const UptimeInputRef = builder.inputType('StationUptimeInput', {
  description: 'Of which stations, and of which days.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', required: false, description: 'One of your stations; all of them without it.' }),
    from: t.string({ description: 'From this day on, e.g. 2026-11-01, by the clock of each station.', validate: day }),
    until: t.string({
      description: `Until this day, which is out; at most ${STATIONS_LIMITS.uptimeRangeDays} days later. Days are kept for ${STATIONS_LIMITS.uptimeDays} days.`,
      validate: day,
    }),
  }),
})

const EdgeRef = builder.edgeObject({ type: DayRef, name: 'ConnectorUptimeEdge', description: 'A day of a connector in a list.' })
const ConnectionRef = builder.connectionObject(
  {
    type: DayRef,
    name: 'ConnectorUptimeConnection',
    description: 'A page of days of connectors.',
    fields: (t) => ({
      total: t.field({
        type: UptimeRef,
        description: 'All days of all connectors that fit together, not only those of this page.',
        // `stationUptime` makes these pages, and nothing else does.
        resolve: (page) => (page as unknown as UptimePage).total(),
      }),
    }),
  },
  EdgeRef,
)

const TableRef = builder.objectRef<CsvTable>('StationUptimeTable').implement({
  description: 'A part of a table of uptime.',
  fields: (t) => ({
    csv: t.exposeString('csv', {
      description:
        'CSV (RFC 4180) in UTF-8, a line for each connector and day; times in seconds. The first part has a head. Put the parts together as they are.',
    }),
    next: t.exposeString('next', { nullable: true, description: 'Give it as `after` for the next part; null with the last one.' }),
  }),
})

builder.queryFields((t) => ({
  stationUptimeTable: t.field({
    type: TableRef,
    description: 'The same as stationUptime as a table, in parts of at most 2,000 lines.',
    args: {
      input: t.arg({ type: UptimeInputRef, description: 'Which, and when.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: (_root, { input, after }, ctx) => uptimeTable(ctx, input, after ?? null),
  }),
  stationUptime: t.connection(
    {
      type: DayRef,
      description:
        'How long each connector of the stations that you operate could be used on each day, one connector after the other, its oldest ' +
        'day first; of any for an admin. A day of which nothing is known is left out. Somebody else’s station is NOT_FOUND.',
      args: { input: t.arg({ type: UptimeInputRef, description: 'Which, and when.' }) },
      resolve: (_root, { input, ...args }, ctx) => stationUptime(ctx, input, args),
    },
    ConnectionRef,
    EdgeRef,
  ),
}))

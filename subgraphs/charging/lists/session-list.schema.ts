import type { CsvTable } from '#lib/csv/table.ts'
import { builder } from '../builder.ts'
import { CorrectionStateRef } from '../corrections/correction-state.schema.ts'
import { UserRef } from '../reference.schema.ts'
import { EndedByRef, FlagRef, StatusRef } from '../session-enum.schema.ts'
import type { SessionCount } from './session-list.queries.ts'
import {
  liveSessionOf,
  sessionCounts,
  sessionsOf,
  stationSessions,
  type SessionPage,
  sessionTable,
  sessionTableOf,
} from './session-list.service.ts'
import { SessionRef } from '../session.schema.ts'

const EdgeRef = builder.edgeObject({
  type: SessionRef,
  name: 'ChargingSessionEdge',
  description: 'A charging session in a list.',
})
const ConnectionRef = builder.connectionObject(
  {
    type: SessionRef,
    name: 'ChargingSessionConnection',
    description: 'A page of charging sessions.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are on all pages together.',
        // Every list of sessions comes from `pageOf`, which gives a SessionPage.
        resolve: (page) => (page as unknown as SessionPage).total(),
      }),
    }),
  },
  EdgeRef,
)

const FilterInput = builder.inputType('ChargingSessionFilter', {
  description: 'Which sessions; what is left out does not narrow the list.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', required: false, description: 'At this station.' }),
    connectorId: t.field({ type: 'UUID', required: false, description: 'At this connector.' }),
    userId: t.field({ type: 'UUID', required: false, description: 'Of this user.' }),
    customerId: t.field({ type: 'UUID', required: false, description: 'Of this customer of yours, wherever they charged.' }),
    vehicleId: t.field({ type: 'UUID', required: false, description: 'With this vehicle.' }),
    status: t.field({ type: [StatusRef], required: false, description: 'In one of these states.' }),
    held: t.boolean({ required: false, description: 'True: their bill waits for a person. False: it does not.' }),
    flags: t.field({ type: [FlagRef], required: false, description: 'With one of these flags, released ones too.' }),
    correction: t.field({
      type: [CorrectionStateRef],
      required: false,
      description: 'With a correction of the bill in one of these states.',
    }),
    anonymous: t.boolean({ required: false, description: 'True: of nobody who is known here. False: of a user.' }),
    endedBy: t.field({ type: [EndedByRef], required: false, description: 'Ended in one of these ways.' }),
    from: t.field({ type: 'DateTime', required: false, description: 'Requested, or begun unasked, then or later.' }),
    until: t.field({ type: 'DateTime', required: false, description: 'Requested, or begun unasked, before then.' }),
  }),
})

const HistoryFilterInput = builder.inputType('ChargingHistoryFilter', {
  description: "Which of a driver's sessions; what is left out does not narrow the list.",
  fields: (t) => ({
    vehicleId: t.field({ type: 'UUID', required: false, description: 'With this vehicle.' }),
    stationId: t.field({ type: 'UUID', required: false, description: 'At this station.' }),
    status: t.field({ type: [StatusRef], required: false, description: 'In one of these states.' }),
    from: t.field({ type: 'DateTime', required: false, description: 'Requested, or begun unasked, then or later.' }),
    until: t.field({ type: 'DateTime', required: false, description: 'Requested, or begun unasked, before then.' }),
  }),
})

const TableRef = builder.objectRef<CsvTable>('ChargingSessionTable').implement({
  description: 'A part of a table of sessions.',
  fields: (t) => ({
    csv: t.exposeString('csv', {
      description:
        'CSV (RFC 4180) in UTF-8; moments are ISO 8601 in UTC, cost is with VAT where VAT applies. The first part has a head. Put the parts together as they are.',
    }),
    next: t.exposeString('next', { nullable: true, description: 'Give it as `after` for the next part; null with the last one.' }),
  }),
})

const StatusCountRef = builder.objectRef<SessionCount>('ChargingSessionStatusCount').implement({
  description: 'How many sessions are in a state.',
  fields: (t) => ({
    status: t.expose('status', { type: StatusRef, description: 'The state.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const sum = (counts: readonly SessionCount[], of: 'count' | 'held' | 'anonymous') =>
  counts.reduce((total, count) => total + count[of], 0)
const CountsRef = builder.objectRef<SessionCount[]>('ChargingSessionCounts').implement({
  description: 'How many sessions there are.',
  fields: (t) => ({
    total: t.int({ description: 'All that fit.', resolve: (counts) => sum(counts, 'count') }),
    held: t.int({ description: 'Those whose bill waits for a person.', resolve: (counts) => sum(counts, 'held') }),
    anonymous: t.int({ description: 'Those of nobody who is known here.', resolve: (counts) => sum(counts, 'anonymous') }),
    byStatus: t.field({
      type: [StatusCountRef],
      description: 'By state; a state without any is left out.',
      resolve: (counts) => counts,
    }),
  }),
})

builder.queryFields((t) => ({
  chargingSessions: t.connection(
    {
      type: SessionRef,
      description:
        'Sessions at the stations you operate, at any for an admin, the newest first. A station that you do not operate is NOT_FOUND.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...page }, ctx) => stationSessions(ctx, filter ?? {}, page),
    },
    ConnectionRef,
    EdgeRef,
  ),
  chargingSessionTable: t.field({
    type: TableRef,
    description: 'The same sessions as a table, in parts of at most 2,000 sessions.',
    args: {
      filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: (_root, { filter, after }, ctx) => sessionTable(ctx, filter ?? {}, after ?? null),
  }),
  chargingSessionCounts: t.field({
    type: CountsRef,
    description: 'How many sessions there are at the stations you operate, at any for an admin.',
    args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
    resolve: (_root, { filter }, ctx) => sessionCounts(ctx, filter ?? {}),
  }),
}))

builder.objectFields(UserRef, (t) => ({
  chargingSessions: t.connection(
    {
      type: SessionRef,
      description: 'Their charging sessions, the newest first. For themselves and admins.',
      args: { filter: t.arg({ type: HistoryFilterInput, required: false, description: 'Which.' }) },
      resolve: ({ id }, { filter, ...page }, ctx) => sessionsOf(ctx, id, filter ?? {}, page),
    },
    ConnectionRef,
    EdgeRef,
  ),
  chargingSessionTable: t.field({
    type: TableRef,
    description: 'The same sessions as a table, in parts of at most 2,000 sessions. For themselves and admins.',
    args: {
      filter: t.arg({ type: HistoryFilterInput, required: false, description: 'Which.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: ({ id }, { filter, after }, ctx) => sessionTableOf(ctx, id, filter ?? {}, after ?? null),
  }),
  activeChargingSession: t.field({
    type: SessionRef,
    nullable: true,
    description:
      'Their session that starts, runs or is suspended now, the newest of several; null when there is none. For themselves and admins.',
    resolve: ({ id }, _args, ctx) => liveSessionOf(ctx, id),
  }),
}))

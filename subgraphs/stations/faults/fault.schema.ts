import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ConnectorRef } from '../connector.schema.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import type { FaultKind, FaultReport } from '../tables.ts'
import { faultReports, ownFaultReports, reportFault, resolveFaultReport, watchFaultReports } from './fault.service.ts'

const KindRef = builder.enumType('FaultKind', {
  description: 'What is wrong with a connector.',
  values: {
    DOES_NOT_START: { description: 'Charging does not start.' },
    BROKEN: { description: 'The cable, plug, socket or screen is broken.' },
    BLOCKED: { description: 'It cannot be reached: a parked car, a building site.' },
    PAYMENT: { description: 'A card or payment is not taken.' },
    WRONG_DATA: { description: 'What is shown here of it is wrong.' },
    OTHER: { description: 'Something else; the text says what.' },
  } satisfies Record<FaultKind, object>,
})

const FaultRef = builder.objectRef<FaultReport>('FaultReport').implement({
  description: 'What a driver says is wrong with a connector.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the report.' }),
    connector: t.field({
      type: ConnectorRef,
      description: 'The connector.',
      resolve: async ({ connector_id: id }, _args, { loaders }) => {
        const connector = await loaders.connector.load(id)
        return connector ?? Promise.reject(new Error('A foreign key has lost its row.'))
      },
    }),
    kind: t.expose('kind', { type: KindRef, description: 'What is wrong.' }),
    text: t.exposeString('text', { description: "The driver's own words; may be empty." }),
    reportedAt: t.expose('reported_at', { type: 'DateTime', description: 'When it was reported.' }),
    resolvedAt: t.expose('resolved_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null while it is open.',
    }),
    note: t.exposeString('note', { nullable: true, description: "The operator's word to the driver, from when it was closed." }),
  }),
})

const ReportInput = builder.inputType('ReportFaultInput', {
  description: 'What is wrong with which connector.',
  fields: (t) => ({
    connectorId: t.field({ type: 'UUID', description: 'The connector.' }),
    kind: t.field({ type: KindRef, description: 'What is wrong.' }),
    text: t.string({ defaultValue: '', description: 'In your own words, at most 1,000 characters.', validate: text(1_000) }),
  }),
})

const ResolveInput = builder.inputType('ResolveFaultReportInput', {
  description: 'Which report to close.',
  fields: (t) => ({
    reportId: t.field({ type: 'UUID', description: 'The report.' }),
    note: t.string({ required: false, description: 'A word to the driver, at most 1,000 characters.', validate: text(1_000) }),
  }),
})

const FilterInput = builder.inputType('FaultReportFilter', {
  description: 'Which reports; what is left out does not narrow the list.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', required: false, description: 'At this station.' }),
    open: t.boolean({ required: false, description: 'True: those that are open. False: those that are closed.' }),
  }),
})

const connection = { name: 'FaultReportConnection', description: 'A page of fault reports.' }
const edge = { name: 'FaultReportEdge', description: 'A fault report in a list.' }
const EdgeRef = builder.edgeObject({ type: FaultRef, ...edge })
const ConnectionRef = builder.connectionObject({ type: FaultRef, ...connection }, EdgeRef)

builder.queryFields((t) => ({
  faultReports: t.connection(
    {
      type: FaultRef,
      description: 'Faults that drivers report at the stations you operate, at any for an admin, the newest first.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...args }, ctx) => faultReports(ctx, filter ?? {}, args),
    },
    ConnectionRef,
    EdgeRef,
  ),
  myFaultReports: t.connection(
    {
      type: FaultRef,
      description: 'Faults that you have reported, the newest first.',
      resolve: (_root, args, ctx) => ownFaultReports(ctx, args),
    },
    ConnectionRef,
    EdgeRef,
  ),
}))

builder.mutationFields((t) => ({
  reportFault: t.field({
    type: FaultRef,
    description: `Tells an operator that something is wrong with a connector. While a report of yours on it is open, that one is the answer. At most ${STATIONS_LIMITS.faultsPerDay} a day, then RATE_LIMITED.`,
    args: { input: t.arg({ type: ReportInput, description: 'What is wrong.' }) },
    resolve: (_root, { input }, ctx) => reportFault(ctx, { ...input, text: input.text ?? '' }),
  }),
  resolveFaultReport: t.field({
    type: FaultRef,
    description: 'Closes a fault report at a station of your own. One that is closed stays as it is.',
    args: { input: t.arg({ type: ResolveInput, description: 'The report.' }) },
    resolve: (_root, { input }, ctx) => resolveFaultReport(ctx, input),
  }),
}))

builder.subscriptionFields((t) => ({
  faultReportUpdated: t.field({
    type: FaultRef,
    description: 'Fault reports at the stations you operate, at any for an admin: each when it comes, and when it is closed.',
    subscribe: (_root, _args, ctx) => watchFaultReports(ctx),
    resolve: (report) => report,
  }),
}))

import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { RunKind } from '../tables.ts'
import type { Run } from './run.queries.ts'
import { abandonRun } from './run.service.ts'

const StateRef = builder.enumType('ChargePointRunState', {
  description: 'How far long work of a charger is.',
  values: {
    REQUESTED: { description: 'The charger has not answered yet.' },
    RUNNING: { description: 'The charger has taken it. Its own words are in `statuses`.' },
    DONE: { description: 'It is done.' },
    FAILED: { description: 'It came to nothing; `message` says why.' },
    TIMED_OUT: { description: 'The charger has said nothing of it for too long. What it says later still counts.' },
    CANCELLED: { description: 'It was called off, or given up.' },
  } as const,
})

const StatusRef = builder.objectRef<Run['statuses'][number]>('ChargePointRunStatus').implement({
  description: 'What a charger said of its work.',
  fields: (t) => ({
    status: t.exposeString('status', { description: 'Its own word, e.g. Downloading.' }),
    at: t.field({ type: 'DateTime', description: 'When it said so.', resolve: ({ at }) => new Date(at) }),
  }),
})

/** The type of each kind of run implements it. */
export const RunRef = builder.interfaceRef<Run>('ChargePointRun').implement({
  description: 'Long work of a charger that an operator has asked for.',
  resolveType: ({ kind }) => TYPES[kind],
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the run, which is that of its command.' }),
    chargePoint: t.field({
      type: ChargePointRef,
      nullable: true,
      description: 'The charger; null where its station has moved to another.',
      resolve: ({ station_id: id }, _args, { loaders }) => loaders.chargePoint.load(id),
    }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    statuses: t.expose('statuses', { type: [StatusRef], description: "The charger's own words, the oldest first." }),
    requestedBy: t.expose('requested_by', { type: 'UUID', nullable: true, description: 'Id of the user who asked.' }),
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When it was asked for.' }),
    quietUntil: t.expose('quiet_until', {
      type: 'DateTime',
      description: 'If the charger says nothing of it until then, it is given up.',
    }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'When it was over; null before.' }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why it came to nothing, for people; null where it did not.',
    }),
  }),
})
const TYPES: Record<RunKind, string> = { FIRMWARE: 'FirmwareRun', LOG: 'LogRun' }

const AbandonInput = builder.inputType('AbandonChargePointRunInput', {
  description: 'Which run to give up.',
  fields: (t) => ({ runId: t.field({ type: 'UUID', description: 'The run.' }) }),
})

builder.mutationFields((t) => ({
  abandonChargePointRun: t.field({
    type: RunRef,
    description:
      'Gives up a run that its charger has taken, so that another can be asked for. What the charger still does of it, it does. One that is over stays as it is.',
    args: { input: t.arg({ type: AbandonInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => abandonRun(ctx, input.runId),
  }),
}))

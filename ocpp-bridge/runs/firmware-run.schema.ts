import { notFound } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { Run } from './run.queries.ts'
import { RunRef } from './run.schema.ts'
import { runsOf, visibleRun, watchRun } from './run.service.ts'

export const FirmwareRunRef = builder.objectRef<Run>('FirmwareRun').implement({
  description: "An update of a charger's firmware.",
  interfaces: [RunRef],
  fields: (t) => ({
    location: t.exposeString('location', {
      nullable: true,
      description: 'Where the charger fetches it, without password; null: from us.',
    }),
    signed: t.exposeBoolean('signed', { description: 'Whether the charger checks a signature of its maker.' }),
    retrieveAt: t.expose('begins_at', { type: 'DateTime', description: 'Not before this does it fetch it.' }),
    installAt: t.expose('installs_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Not before this does it install it; null: as soon as it has it.',
    }),
    firmwareBefore: t.exposeString('firmware_before', {
      nullable: true,
      description: 'The version that the charger had, as it said; null where it had not.',
    }),
    firmwareAfter: t.exposeString('firmware_after', {
      nullable: true,
      description: 'The version with which it booted afterwards; null before that boot.',
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  firmwareRuns: t.connection(
    {
      type: FirmwareRunRef,
      description: 'Updates of its firmware, the newest first. Kept for 400 days.',
      resolve: ({ station_id: id }, args, ctx) => runsOf(ctx, id, 'FIRMWARE', args),
    },
    { name: 'FirmwareRunConnection', description: "A page of a charger's updates." },
    { name: 'FirmwareRunEdge', description: "A place in a charger's updates." },
  ),
}))

builder.queryFields((t) => ({
  firmwareRun: t.field({
    type: FirmwareRunRef,
    nullable: true,
    description: 'An update by its id, at a station you operate; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the update, which is that of its command.' }) },
    resolve: async (_root, { id }, ctx) => {
      const run = await visibleRun(ctx, 'FIRMWARE', id)
      if (!run) throw notFound('update', ['id'])
      return run
    },
  }),
}))

builder.subscriptionFields((t) => ({
  firmwareRunUpdated: t.field({
    type: FirmwareRunRef,
    description: 'An update as it is, and again at each change; ends when it is over.',
    args: { runId: t.arg({ type: 'UUID', description: 'The update.' }) },
    subscribe: (_root, { runId }, ctx) => watchRun(ctx, 'FIRMWARE', runId),
    resolve: (run) => run,
  }),
}))

import { notFound } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { Run } from '../runs/run.queries.ts'
import { RunRef } from '../runs/run.schema.ts'
import { runsOf, visibleRun, watchRun } from '../runs/run.service.ts'
import type { LogFile } from './log-file.queries.ts'
import { downloadLink } from './log-file.service.ts'

export const LogTypeRef = builder.enumType('ChargePointLogType', {
  description: 'Which log of a charger.',
  values: {
    DIAGNOSTICS: { description: 'What helps to find a fault.' },
    SECURITY: { description: 'Its security events.' },
    DATA_COLLECTOR: { description: 'What it has collected. Only in OCPP 2.1.' },
  } as const,
})

const FileRef = builder.objectRef<LogFile>('ChargePointLogFile').implement({
  description: 'A log that a charger has uploaded. Kept for 30 days, and of each charger 256 MiB.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    bytes: t.exposeInt('bytes', { description: 'Its size in bytes.' }),
    storedAt: t.expose('stored_at', { type: 'DateTime', nullable: true, description: 'When it came.' }),
    url: t.field({
      type: 'URL',
      description: 'Where you can download it for 15 minutes. Whoever has this link can.',
      resolve: (file, _args, ctx) => downloadLink(ctx, file),
    }),
  }),
})

const LogRunRef = builder.objectRef<Run>('LogRun').implement({
  description: 'The upload of a log of a charger.',
  interfaces: [RunRef],
  fields: (t) => ({
    type: t.field({ type: LogTypeRef, description: 'Which log.', resolve: ({ log_type }) => log_type as 'DIAGNOSTICS' }),
    location: t.exposeString('location', {
      nullable: true,
      description: 'Where the charger uploads it, without password; null: to us.',
    }),
    file: t.field({
      type: FileRef,
      nullable: true,
      description: 'The log; null before it is here, after it is gone, and where it was uploaded elsewhere.',
      resolve: ({ id }, _args, { loaders }) => loaders.logFile.load(id),
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  logRuns: t.connection(
    {
      type: LogRunRef,
      description: 'Uploads of its logs, the newest first. Kept for 400 days, the files for 30.',
      resolve: ({ station_id: id }, args, ctx) => runsOf(ctx, id, 'LOG', args),
    },
    { name: 'LogRunConnection', description: "A page of uploads of a charger's logs." },
    { name: 'LogRunEdge', description: "A place in the uploads of a charger's logs." },
  ),
}))

builder.queryFields((t) => ({
  logRun: t.field({
    type: LogRunRef,
    nullable: true,
    description: 'An upload of a log by its id, at a station you operate; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the upload, which is that of its command.' }) },
    resolve: async (_root, { id }, ctx) => {
      const run = await visibleRun(ctx, 'LOG', id)
      if (!run) throw notFound('upload', ['id'])
      return run
    },
  }),
}))

builder.subscriptionFields((t) => ({
  logRunUpdated: t.field({
    type: LogRunRef,
    description: 'An upload of a log as it is, and again at each change; ends when it is over.',
    args: { runId: t.arg({ type: 'UUID', description: 'The upload.' }) },
    subscribe: (_root, { runId }, ctx) => watchRun(ctx, 'LOG', runId),
    resolve: (run) => run,
  }),
}))

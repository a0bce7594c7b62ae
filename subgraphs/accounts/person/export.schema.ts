import { z } from 'zod'
import { BOXES } from '#lib/boxes.ts'
import { builder } from '../builder.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { freshPassword } from '../login/fresh-password.ts'
import type { PersonExportRow } from '../tables.ts'
import { downloadExport, ownExport, requestExport, toldOf } from './export.service.ts'

const DAY_MS = 24 * 3_600_000

const PersonExport = builder.objectRef<PersonExportRow>('PersonExport').implement({
  description: 'All that the platform has of you, as a ZIP: for each part of the platform a file of JSON and tables, and a README.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the export.' }),
    requestedAt: t.expose('asked_at', { type: 'DateTime', description: 'When it was asked for.' }),
    readyAt: t.expose('ready_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was complete; null while it is gathered.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it is removed: seven days after it was asked for.',
      resolve: ({ asked_at: at }) => new Date(at.getTime() + ACCOUNTS_LIMITS.exportKeptDays * DAY_MS),
    }),
    bytes: t.exposeInt('bytes', { nullable: true, description: 'Size of the ZIP; null while it is gathered.' }),
    waitingFor: t.stringList({
      description: 'Parts of the platform that have not answered yet; empty when it is ready.',
      resolve: async (row, _args, ctx) => {
        if (row.ready_at !== null) return []
        const told = await toldOf(ctx, row)
        return BOXES.map(({ name }) => name).filter((name) => !told.includes(name))
      },
    }),
    missing: t.stringList({
      nullable: true,
      description: 'Parts of the platform that did not answer in time and are not in it; null while it is gathered.',
      resolve: ({ missing }) => missing,
    }),
  }),
})

builder.queryField('personExport', (t) =>
  t.field({
    type: PersonExport,
    nullable: true,
    description: 'Your newest export; null when there is none.',
    resolve: (_root, _args, ctx) => ownExport(ctx),
  }),
)

const RequestPersonExportInput = builder.inputType('RequestPersonExportInput', {
  description: 'What shows that it is you: the password, or a sign-in of the last ten minutes.',
  fields: (t) => ({ password: t.string(freshPassword) }),
})

const DownloadPersonExportInput = builder.inputType('DownloadPersonExportInput', {
  description: 'Which export, from where on, and what shows that it is you.',
  fields: (t) => ({
    exportId: t.field({ type: 'UUID', description: 'Id of the export.' }),
    from: t.int({
      required: false,
      description: 'The byte to begin with: 0 at first, then `next` of the answer before.',
      validate: z.int().min(0).nullish(),
    }),
    password: t.string(freshPassword),
  }),
})

const PersonExportPayload = builder.objectRef<{ export: PersonExportRow }>('PersonExportPayload').implement({
  description: 'The export.',
  fields: (t) => ({ export: t.expose('export', { type: PersonExport, description: 'The export as it is now.' }) }),
})

const PersonExportContent = builder.objectRef<Awaited<ReturnType<typeof downloadExport>>>('PersonExportContent').implement({
  description: 'A piece of the ZIP, of at most 4 MiB.',
  fields: (t) => ({
    content: t.exposeString('content', { description: 'The bytes, in base64.' }),
    next: t.exposeInt('next', { nullable: true, description: 'The byte with which the next piece begins; null after the last.' }),
    bytes: t.exposeInt('bytes', { description: 'Size of the whole ZIP.' }),
  }),
})

builder.mutationFields((t) => ({
  requestPersonExport: t.field({
    type: PersonExportPayload,
    description:
      'Has all that the platform has of you gathered. Within a day of the last one it gives that. SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: RequestPersonExportInput, description: 'What shows that it is you.' }) },
    resolve: async (_root, { input }, ctx) => ({ export: await requestExport(ctx, input.password) }),
  }),
  downloadPersonExport: t.field({
    type: PersonExportContent,
    description:
      "Gives a piece of your export. NOT_FOUND for somebody else's as for one that does not exist, is over, or is not ready; SIGN_IN_AGAIN without a recent sign-in or the password.",
    args: { input: t.arg({ type: DownloadPersonExportInput, description: 'Which piece of which export.' }) },
    resolve: (_root, { input }, ctx) => downloadExport(ctx, { ...input, from: input.from ?? 0 }),
  }),
}))

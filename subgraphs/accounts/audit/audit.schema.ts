import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { AuditRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import { accountAudit } from './audit.service.ts'

const AccountAuditEntry = builder.objectRef<AuditRow>('AccountAuditEntry').implement({
  description: 'Something that was done to an account. Nobody changes these entries.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    action: t.exposeString('action', { description: 'What was done, e.g. role.granted.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null: the platform itself, or a sandbox.',
      resolve: ({ actor_id }, _args, { loaders }) => (actor_id === null ? null : loaders.user.load(actor_id)),
    }),
    subjectId: t.expose('subject_id', { type: 'UUID', description: 'Id of the user, customer, login or card it was done to.' }),
    detail: t.string({ description: 'More of it, as JSON.', resolve: ({ detail }) => JSON.stringify(detail) }),
    requestId: t.exposeString('request_id', { nullable: true, description: 'The request, as the logs call it.' }),
  }),
})

builder.queryField('accountAudit', (t) =>
  t.connection(
    {
      type: AccountAuditEntry,
      description: 'What was done to accounts, the newest first, for admins and COMPLIANCE.',
      args: {
        subjectId: t.arg({ type: 'UUID', required: false, description: 'Only of this user, login or card.' }),
        actorId: t.arg({ type: 'UUID', required: false, description: 'Only by this user.' }),
        action: t.arg.string({ required: false, description: 'Only this, e.g. role.granted.', validate: text(60).nullish() }),
      },
      resolve: (_root, { subjectId, actorId, action, ...args }, ctx) => accountAudit(ctx, { subjectId, actorId, action }, args),
    },
    { description: 'A page of the audit.' },
    { description: 'An entry in its place.' },
  ),
)

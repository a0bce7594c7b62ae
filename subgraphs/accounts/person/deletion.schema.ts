import { builder } from '../builder.ts'
import { freshPassword } from '../login/fresh-password.ts'
import type { DeletionBoxRow } from '../tables.ts'
import { allDeletions, cancelDeletion, deleteAccount, ownDeletion, type Deletion, type DeletionState } from './deletion.service.ts'

const AccountDeletionState = builder.enumType('AccountDeletionState', {
  description: 'How far the deletion of an account is.',
  values: {
    CHECKING: { description: 'Every part of the platform is asked whether something is in the way.' },
    SCHEDULED: { description: 'It happens on its day, unless the user signs in again before.' },
    WAITING: { description: 'Its day has come, and something has to end first: a session and its bill.' },
    REFUSED: { description: 'Something is in the way that the user has to end first. The account is as it was.' },
    CANCELLED: { description: 'The user stays.' },
    DONE: { description: 'The account is gone.' },
  } satisfies Record<DeletionState, object>,
})

const AccountDeletionPart = builder.objectRef<DeletionBoxRow>('AccountDeletionPart').implement({
  description: 'What a part of the platform says of a deletion.',
  fields: (t) => ({
    part: t.exposeString('box', { description: 'Name of the part.' }),
    hold: t.exposeString('hold', { nullable: true, description: 'What is in the way, and what to do; null when nothing is.' }),
    passes: t.exposeBoolean('passes', {
      nullable: true,
      description: 'True when that ends by itself; null when nothing is in the way.',
    }),
    forgottenAt: t.expose('forgotten_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it had nothing any more by which the user could be known.',
    }),
  }),
})

const AccountDeletion = builder.objectRef<Deletion>('AccountDeletion').implement({
  description: 'The deletion of an account. Bills, rewards and what was noted stay, under an id that has no name.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the deletion.' }),
    userId: t.expose('user_id', { type: 'UUID', description: 'Id of the user.' }),
    state: t.expose('state', { type: AccountDeletionState, description: 'How far it is.' }),
    requestedAt: t.expose('asked_at', { type: 'DateTime', description: 'When it was asked for.' }),
    dueAt: t.expose('due_at', { type: 'DateTime', description: 'Until then the user may come back.' }),
    doneAt: t.expose('done_at', { type: 'DateTime', nullable: true, description: 'When the account was gone; null before.' }),
    parts: t.expose('boxes', { type: [AccountDeletionPart], description: 'What each part of the platform says.' }),
  }),
})

builder.queryFields((t) => ({
  accountDeletion: t.field({
    type: AccountDeletion,
    nullable: true,
    description: 'Your last wish to leave, and what became of it; null when there was none.',
    resolve: (_root, _args, ctx) => ownDeletion(ctx),
  }),
  accountDeletions: t.connection(
    {
      type: AccountDeletion,
      description: 'Who wanted to leave, the newest first, for admins and COMPLIANCE.',
      args: { userId: t.arg({ type: 'UUID', required: false, description: 'Only this user.' }) },
      resolve: (_root, { userId, ...args }, ctx) => allDeletions(ctx, userId ?? null, args),
    },
    { description: 'A page of deletions.' },
    { description: 'A deletion in its place.' },
  ),
}))

const DeleteAccountInput = builder.inputType('DeleteAccountInput', {
  description: 'Whose account, and what shows that it is you who asks.',
  fields: (t) => ({
    userId: t.field({
      type: 'UUID',
      required: false,
      description:
        'For admins: whose, e.g. after a restore from a backup that is older than a deletion. It waits for no day. Left out, your own.',
    }),
    password: t.string(freshPassword),
  }),
})

const AccountDeletionPayload = builder.objectRef<{ deletion: Deletion }>('AccountDeletionPayload').implement({
  description: 'The deletion.',
  fields: (t) => ({ deletion: t.expose('deletion', { type: AccountDeletion, description: 'The deletion as it is now.' }) }),
})

builder.mutationFields((t) => ({
  deleteAccount: t.field({
    type: AccountDeletionPayload,
    description:
      'Deletes your account after some days; until then it is kept by signing in again, or by cancelAccountDeletion. Your other logins end at once. It waits for a session that runs, and for its bill. It is refused, with what to do, for the last admin, for who still runs stations, and for who has programs that call. SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: DeleteAccountInput, description: 'Whose account.' }) },
    resolve: async (_root, { input }, ctx) => ({ deletion: await deleteAccount(ctx, input) }),
  }),
  cancelAccountDeletion: t.field({
    type: AccountDeletionPayload,
    description: 'Keeps your account. NOT_FOUND when it was not about to be deleted.',
    resolve: async (_root, _args, ctx) => ({ deletion: await cancelDeletion(ctx) }),
  }),
}))

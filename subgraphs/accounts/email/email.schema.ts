import { z } from 'zod'
import { builder } from '../builder.ts'
import { freshPassword } from '../login/fresh-password.ts'
import { secret, SignedInPayload } from '../login/login.schema.ts'
import { RequestedPayload } from '../login/reset.schema.ts'
import type { UserRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import { confirmEmailChange, requestEmailChange, undoEmailChange } from './email.service.ts'

const token = { description: 'What stands behind #token= in the link.', validate: secret } as const

const RequestEmailChangeInput = builder.inputType('RequestEmailChangeInput', {
  description: 'Another address for the signed-in user.',
  fields: (t) => ({
    email: t.field({ type: 'Email', description: 'The address to sign in with from then on.', validate: z.string().max(254) }),
    password: t.string(freshPassword),
  }),
})

const ConfirmEmailChangeInput = builder.inputType('ConfirmEmailChangeInput', {
  description: 'The link of the letter to the new address.',
  fields: (t) => ({ token: t.string(token) }),
})

const UndoEmailChangeInput = builder.inputType('UndoEmailChangeInput', {
  description: 'The link of the letter to the old address, and a new password.',
  fields: (t) => ({
    token: t.string(token),
    newPassword: t.string({ description: 'At least 12 characters, and not the e-mail address.' }),
  }),
})

const EmailChangePayload = builder.objectRef<{ user: UserRow }>('EmailChangePayload').implement({
  description: 'The user with their new address.',
  fields: (t) => ({ user: t.expose('user', { type: User, description: 'The user.' }) }),
})

builder.mutationFields((t) => ({
  requestEmailChange: t.field({
    type: RequestedPayload,
    description:
      'Asks for a letter to the address that you want to have; its link is good for an hour. The old address is told, if it is proven, with a link that undoes it for a week. The answer is the same for an address that has an account. SIGN_IN_AGAIN without a recent sign-in or the password; RATE_LIMITED after five a day.',
    args: { input: t.arg({ type: RequestEmailChangeInput, description: 'The address.' }) },
    resolve: async (_root, { input }, ctx) => ({ requested: await requestEmailChange(ctx, input) }),
  }),
  confirmEmailChange: t.field({
    type: EmailChangePayload,
    description:
      'Gives you the address that the link was sent to, and ends your other logins. It is for whoever is signed in to the account. BAD_TOKEN when the link is unknown, too old, used, or another account’s; EMAIL_TAKEN when the address has got an account meanwhile.',
    args: { input: t.arg({ type: ConfirmEmailChangeInput, description: 'The link.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: await confirmEmailChange(ctx, input) }),
  }),
  undoEmailChange: t.field({
    type: SignedInPayload,
    description:
      'Takes a change of address back by the link that was sent to the old one, within a week: sets a new password, ends all logins, takes away what came to the account since the change was asked for (passkeys, issuers, wallet, second factor, cards), and opens a login or asks for the second factor. Until then nobody else gets the old address. BAD_TOKEN when the link is unknown, too old or used.',
    args: { input: t.arg({ type: UndoEmailChangeInput, description: 'The link, and the password.' }) },
    resolve: (_root, { input }, ctx) => undoEmailChange(ctx, input),
  }),
}))

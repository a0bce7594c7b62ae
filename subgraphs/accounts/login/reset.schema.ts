import { z } from 'zod'
import { builder } from '../builder.ts'
import { requestEmailVerification, requestPasswordReset, resetPassword, verifyEmail } from './reset.service.ts'
import { secret, SignedInPayload } from './login.schema.ts'

const RequestPasswordResetInput = builder.inputType('RequestPasswordResetInput', {
  description: 'Who has forgotten the password.',
  fields: (t) => ({
    email: t.field({ type: 'Email', description: 'The address of the account.', validate: z.string().max(254) }),
  }),
})

const ResetPasswordInput = builder.inputType('ResetPasswordInput', {
  description: 'A new password, by the link of a letter.',
  fields: (t) => ({
    token: t.string({ description: 'What stands behind #token= in the link.', validate: secret }),
    newPassword: t.string({ description: 'At least 12 characters, and not the e-mail address.' }),
  }),
})

const VerifyEmailInput = builder.inputType('VerifyEmailInput', {
  description: 'The link of a letter.',
  fields: (t) => ({ token: t.string({ description: 'What stands behind #token= in the link.', validate: secret }) }),
})

export const RequestedPayload = builder.objectRef<{ requested: boolean }>('RequestedPayload').implement({
  description: 'A letter was asked for. Whether one is written is not told.',
  fields: (t) => ({ requested: t.exposeBoolean('requested', { description: 'Always true.' }) }),
})

const VerifyEmailPayload = builder.objectRef<{ verified: boolean }>('VerifyEmailPayload').implement({
  description: 'What the link has done.',
  fields: (t) => ({ verified: t.exposeBoolean('verified', { description: 'Always true: else BAD_TOKEN is answered.' }) }),
})

builder.mutationFields((t) => ({
  requestPasswordReset: t.field({
    type: RequestedPayload,
    description:
      'Asks for a letter with a link to set a new password. The answer is the same for every address. RATE_LIMITED after many; letters that were sent stay good for an hour.',
    args: { input: t.arg({ type: RequestPasswordResetInput, description: 'The address.' }) },
    resolve: async (_root, { input }, ctx) => ({ requested: await requestPasswordReset(ctx, input) }),
  }),
  resetPassword: t.field({
    type: SignedInPayload,
    description:
      'Sets a new password by the link of a letter, ends all logins, and opens one, or asks for the second factor. BAD_TOKEN when the link is unknown, too old or used.',
    args: { input: t.arg({ type: ResetPasswordInput, description: 'The link, and the password.' }) },
    resolve: (_root, { input }, ctx) => resetPassword(ctx, input),
  }),
  requestEmailVerification: t.field({
    type: RequestedPayload,
    description: 'Asks for a letter with a link that shows that your address is yours. RATE_LIMITED after many.',
    resolve: async (_root, _args, ctx) => ({ requested: await requestEmailVerification(ctx) }),
  }),
  verifyEmail: t.field({
    type: VerifyEmailPayload,
    description:
      "Shows that your address is yours, by the link of a letter. It is for whoever is signed in to the account: who opens the link elsewhere signs in first. BAD_TOKEN when the link is unknown, too old, used, or another account's.",
    args: { input: t.arg({ type: VerifyEmailInput, description: 'The link.' }) },
    resolve: async (_root, { input }, ctx) => ({ verified: await verifyEmail(ctx, input) }),
  }),
}))

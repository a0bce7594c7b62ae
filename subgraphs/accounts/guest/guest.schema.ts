import { z } from 'zod'
import { builder } from '../builder.ts'
import { SignedInPayload } from '../login/login.schema.ts'
import { maySee, User } from '../user.schema.ts'
import { continueAsGuest } from './guest.service.ts'

const GuestInput = builder.inputType('ContinueAsGuestInput', {
  description: 'Somebody who charges without an account.',
  fields: (t) => ({
    email: t.field({
      type: 'Email',
      required: false,
      description: 'Where the receipt goes; left out: it is had by its link. It need not be proven, and opens nothing.',
      validate: z.string().max(254).nullish(),
    }),
  }),
})

builder.objectFields(User, (t) => ({
  guestUntil: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'Until when a guest may charge; then the account is deleted, and bills stay. Null for who has an account; private.',
    resolve: (user, _args, { caller }) => (maySee(caller, user.id) ? user.guest_until : null),
  }),
}))

builder.mutationFields((t) => ({
  continueAsGuest: t.field({
    type: SignedInPayload,
    description:
      'Lets anybody charge without a contract or an account (AFIR, article 5): a driver for 24 hours, who signs in once, by this. A guest earns no rewards and has no vehicles, cards, passkeys, wallet or second factor (ACCOUNT_NEEDED). By register, signed in as the guest, they become an account with their sessions and bills. RATE_LIMITED after many from one client address or block of addresses.',
    args: { input: t.arg({ type: GuestInput, description: 'Who charges.' }) },
    resolve: (_root, { input }, ctx) => continueAsGuest(ctx, input),
  }),
}))

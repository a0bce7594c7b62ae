import { z } from 'zod'
import { shownName } from '#lib/text.ts'
import { builder } from './builder.ts'
import { secret, SignedInPayload } from './login/login.schema.ts'
import { RequestedPayload } from './login/reset.schema.ts'
import { register, requestRegistration } from './registration.service.ts'

const RegisterInput = builder.inputType('RegisterInput', {
  description: 'A new account.',
  fields: (t) => ({
    email: t.field({
      type: 'Email',
      description: 'The address to sign in with; upper and lower case are the same.',
      validate: z.string().max(254),
    }),
    password: t.string({ description: 'At least 12 characters, and not the e-mail address.' }),
    displayName: t.string({
      description: 'The name that others see, 1 to 60 characters.',
      validate: shownName(60),
    }),
    emailToken: t.string({
      required: false,
      description: 'What stands behind #token= in the link that requestRegistration has sent to the address.',
      validate: secret.nullish(),
    }),
  }),
})

const RequestRegistrationInput = builder.inputType('RequestRegistrationInput', {
  description: 'Who wants an account.',
  fields: (t) => ({
    email: t.field({ type: 'Email', description: 'The address to sign in with.', validate: z.string().max(254) }),
    locale: t.string({
      required: false,
      description:
        'Language of the letter, BCP 47, e.g. nl or en-GB; left out or null: English. Who has an account already reads the language of their profile.',
      validate: z.string().min(2).max(35).nullish(),
    }),
  }),
})

builder.mutationFields((t) => ({
  requestRegistration: t.field({
    type: RequestedPayload,
    description:
      'Asks for a letter with a link to register an address; it is good for a day. The answer is the same for an address that has an account: the letter says so. RATE_LIMITED after many.',
    args: { input: t.arg({ type: RequestRegistrationInput, description: 'The address.' }) },
    resolve: async (_root, { input }, ctx) => ({ requested: await requestRegistration(ctx, input) }),
  }),
  register: t.field({
    type: SignedInPayload,
    description:
      "Makes a driver's account and signs it in. EMAIL_UNPROVEN without the link of a letter, unless the platform is set to open registration; BAD_TOKEN when the link is not good; EMAIL_TAKEN when the address has an account; RATE_LIMITED after many from one client address or block of addresses. A guest who is signed in keeps their sessions and bills.",
    args: { input: t.arg({ type: RegisterInput, description: 'The account to make.' }) },
    resolve: (_root, { input }, ctx) => register(ctx, input),
  }),
}))

import { z } from 'zod'
import { WITHOUT_NUL } from '#lib/text.ts'
import { builder } from './builder.ts'
import { SignedInPayload } from './login/login.schema.ts'
import { register } from './user.service.ts'

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
      validate: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .refine(...WITHOUT_NUL),
    }),
  }),
})

builder.mutationField('register', (t) =>
  t.field({
    type: SignedInPayload,
    description:
      "Makes a driver's account and signs it in. EMAIL_TAKEN when the address has one; RATE_LIMITED after many from one client address.",
    args: { input: t.arg({ type: RegisterInput, description: 'The account to make.' }) },
    resolve: (_root, { input }, ctx) => register(ctx, input),
  }),
)

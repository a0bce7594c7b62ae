import { z } from 'zod'

/** The input field of what asks for a sign-in of the last minutes, or else the password: see `requireFresh`. */
export const freshPassword = {
  required: false,
  description: 'The password of the account; not needed within ten minutes of a sign-in.',
  validate: z.string().min(1).max(1024).nullish(),
} as const

import { z } from 'zod'
import { WITHOUT_NUL } from '#lib/text.ts'

/** Text of people, without the character 0, which no database takes; blank ends are cut off. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max.toLocaleString('en')} characters.`)
    .refine(...WITHOUT_NUL)

/** The same, and not empty. */
export const someText = (max: number) => text(max).refine((given) => given !== '', 'Must not be empty.')

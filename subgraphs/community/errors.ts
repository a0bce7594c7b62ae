import { refusal } from '#lib/errors.ts'

export const refuse = refusal<'EVENT_FULL'>

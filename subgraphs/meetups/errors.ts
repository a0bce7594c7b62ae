import { refusal } from '#lib/errors.ts'

export const refuse = refusal<'MEETUP_FULL'>

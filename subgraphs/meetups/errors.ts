import { refusal } from '#lib/errors.ts'

/** All seats are taken. Try again when somebody has left. */
export const refuse = refusal<'MEETUP_FULL'>

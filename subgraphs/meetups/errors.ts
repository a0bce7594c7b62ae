import { refusal } from '#lib/errors.ts'

export const refuse = refusal</** All seats are taken. Try again when somebody has left. */
'MEETUP_FULL'>

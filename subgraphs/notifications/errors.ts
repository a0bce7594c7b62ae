import { refusal } from '#lib/errors.ts'

export const refuse = refusal</** The platform has no way to send by this channel. Choose another one. */ 'CHANNEL_OFF'>

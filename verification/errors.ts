import { refusal } from '#lib/errors.ts'

export const refuse = refusal<'CONSENT_NEEDED'>

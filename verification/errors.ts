import { refusal } from '#lib/errors.ts'

/** Photos are processed with consent alone. Ask the user, and call `giveConsent`. */
export const refuse = refusal<'CONSENT_NEEDED'>

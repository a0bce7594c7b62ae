import { refusal } from '#lib/errors.ts'

export const refuse = refusal</** Photos are processed with consent alone. Ask the user, and call `giveConsent`. */
'CONSENT_NEEDED'>

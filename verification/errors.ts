import { refusal } from '#lib/errors.ts'

/** Photos are processed with consent alone. Ask the user, and call `giveConsent`. Stations and operators have room for so many photos. */
export const refuse = refusal<'CONSENT_NEEDED' | 'LIMIT_REACHED'>

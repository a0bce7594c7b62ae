import { refusal } from '#lib/errors.ts'

type PhotoErrorCode =
  /** Photos are processed with consent alone. Ask the user, and call `giveConsent`. */
  | 'CONSENT_NEEDED'
  /** Stations and operators have room for so many photos. Remove some first. */
  | 'LIMIT_REACHED'

export const refuse = refusal<PhotoErrorCode>

import { refusal } from '#lib/errors.ts'

type PhotoErrorCode =
  /** Photos are processed with consent alone. Ask the user, and call `giveConsent`. */
  | 'CONSENT_NEEDED'
  /** Stations and operators have room for so many photos. Remove some first. */
  | 'LIMIT_REACHED'
  /** A reviewer reads less than the vehicle's last reading. Ask them, and send it again with `confirmBelowLast`. */
  | 'CONFIRMATION_NEEDED'

export const refuse = refusal<PhotoErrorCode>

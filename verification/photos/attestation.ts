import type { Attestation } from '../tables.ts'

/** What a device says of itself and of the app on it, e.g. a Play Integrity token or an App Attest assertion. */
export interface AttestationClaim {
  token: string
  /** The capture flow's nonce that the token was made for; null outside a capture flow. */
  nonce: string | null
  userId: string
}

/**
 * Verifies device attestations with the platform's vendor. None is built in. An operator who has keys of Google's or Apple's puts one in
 * the place of `noAttester` in `box.ts`. Until then tokens are UNVERIFIED, which decides nothing.
 */
export type Attester = (claim: AttestationClaim) => Promise<Exclude<Attestation, 'NONE'>>

export const noAttester: Attester = () => Promise.resolve('UNVERIFIED')

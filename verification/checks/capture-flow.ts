import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('capture-flow', 1)
const CLOCK_SLACK_MS = 60_000

/**
 * A photo taken in the app's capture flow carries the server's nonce, which must be the user's own, unused, and still good at the upload;
 * where the file names a time in UTC, it lies within. From the gallery: nothing to go by. Measure: none. A device's attestation that was
 * found invalid is a mismatch; whether one is valid is for a hook to say, and it shows in the detail.
 */
export function captureFlow({ upload, exif }: PhotoFacts): Finding {
  const { capture, attestation } = upload
  if (attestation === 'INVALID') return flag('CAPTURE_MISMATCH', null, { attestation })
  if (!capture) return unknown({ attestation })
  const detail = { captureId: capture.captureId, attestation }
  if (!capture.bound) return flag('CAPTURE_MISMATCH', null, { ...detail, mismatch: 'nonce' })
  if (capture.uploadedAt > capture.expiresAt) return flag('CAPTURE_MISMATCH', null, { ...detail, mismatch: 'expired' })
  const taken = exif?.taken
  if (taken?.offsetKnown && !within(taken.at, capture)) return flag('CAPTURE_MISMATCH', null, { ...detail, mismatch: 'time' })
  return pass(null, detail)
}

const within = (at: Date, { issuedAt, uploadedAt }: { issuedAt: Date; uploadedAt: Date }): boolean =>
  at.getTime() >= issuedAt.getTime() - CLOCK_SLACK_MS && at.getTime() <= uploadedAt.getTime() + CLOCK_SLACK_MS

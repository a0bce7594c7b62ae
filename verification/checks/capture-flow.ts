import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('capture-flow', 1)
const CLOCK_SLACK_MS = 60_000

/**
 * A photo taken in the app's capture flow has the server's nonce. It must be the user's own, unused, and still good at the upload. A time
 * in UTC in the file must be within the capture. A photo from the gallery gives nothing to go by. Measure: none. An attestation that was
 * found invalid is a mismatch. Whether one is valid, a hook says; the detail shows it.
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

import type { PhotoFacts } from '../checks/facts.ts'
import type { Decoded } from '../images/decode.ts'
import { findCapture } from '../photos/photo.queries.ts'
import { othersOfDay } from '../submissions/submission.queries.ts'
import { previousOf } from '../submissions/previous.ts'
import type { Photo, Submission, Trx } from '../tables.ts'

/** Everything that checks may look at, as it is in this transaction. */
export async function factsOf(
  trx: Trx,
  known: { photo: Photo; submission: Submission; decoded: Decoded } & Pick<PhotoFacts, 'reading' | 'duplicates' | 'notCompared'>,
): Promise<PhotoFacts> {
  const { photo, submission, decoded, reading, duplicates, notCompared } = known
  const others = await othersOfDay(trx, submission)
  return {
    photoId: photo.id,
    userId: photo.user_id,
    purpose: photo.purpose,
    flags: decoded.flags,
    claim: { takenAt: submission.taken_at, place: placeOf(submission), submittedAt: submission.submitted_at },
    reading: reading && { value: reading.value, shown: reading.shown, sure: reading.sure, copied: reading.copied },
    previous: previousOf(submission),
    duplicates,
    notCompared,
    ...decoded.metadata,
    flatShare: decoded.flatShare,
    plainShare: decoded.plainShare,
    upload: { capture: await captureOf(trx, photo), attestation: photo.attestation },
    others: others.map((other) => ({
      submissionId: other.id,
      purpose: other.purpose,
      takenAt: other.taken_at,
      place: placeOf(other),
    })),
    // Hooks: none is shipped.
    detectors: [],
  }
}

async function captureOf(trx: Trx, photo: Photo): Promise<PhotoFacts['upload']['capture']> {
  const capture = photo.capture_id === null ? undefined : await findCapture(trx, photo.capture_id)
  if (!capture) return null
  const { id, issued_at: issuedAt, expires_at: expiresAt } = capture
  // A foreign key ensures that it is the user's own and for this purpose, a unique key that it was not used before.
  return { captureId: id, issuedAt, expiresAt, uploadedAt: photo.requested_at, bound: true }
}

const placeOf = ({ latitude, longitude }: Submission) => (latitude === null || longitude === null ? null : { latitude, longitude })

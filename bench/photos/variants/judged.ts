import { runChecks } from '../../../verification/checks/checks.ts'
import type { PhotoFacts } from '../../../verification/checks/facts.ts'
import type { Finding, OdometerRead } from '../../../verification/findings.ts'
import { decode } from '../../../verification/images/decode.ts'
import { decide, readingFinding } from '../../../verification/judging/verdict.ts'
import type { Pixels } from '../../../verification/pixels.ts'
import type { Variant } from './models.ts'

/** What the whole path makes of a photo's bytes. */
export interface Judged {
  approved: boolean
  findings: Finding[]
  read: OdometerRead
  pixels: Pixels
}

const NOW = new Date('2026-11-23T12:00:00Z')
const DAY_MS = 86_400_000

/**
 * As a photo with a previous reading of a week ago is judged: decoded, read, and looked at by every check. Nothing is known of when and where it was taken, and no
 * earlier photo is searched. The policy, which asks about some photos by lot, is left out.
 */
export async function judged({ engine, threshold }: Variant, bytes: Buffer, previous: number): Promise<Judged> {
  const decoded = await decode({ bytes, anchors: [] })
  if ('refusal' in decoded) throw new Error(decoded.refusal)
  const read = await engine.readOdometer({ kind: 'odometer', photo: decoded.pixels, guideFrame: null, previous })
  const approve = threshold('ODOMETER_READER', 'approve')
  const facts: PhotoFacts = {
    photoId: 'photo',
    userId: 'driver',
    purpose: 'ODOMETER',
    flags: decoded.flags,
    claim: { takenAt: NOW, place: null, submittedAt: NOW },
    reading:
      read.value === null
        ? null
        : { value: read.value, shown: read.value, sure: read.confidence >= approve, copied: read.copied ?? null },
    previous: { value: previous, takenAt: new Date(NOW.getTime() - 7 * DAY_MS), unit: 'KM', readIn: 'KM' },
    duplicates: [],
    notCompared: null,
    ...decoded.metadata,
    flatShare: decoded.flatShare,
    plainShare: decoded.plainShare,
    upload: { capture: null, attestation: 'NONE' },
    others: [],
    detectors: [],
  }
  const thresholds = { approveReading: approve, dashboard: threshold('DASHBOARD', 'least') }
  const findings = [readingFinding(read, previous, thresholds), ...runChecks(facts)]
  return { approved: decide(findings).verdict === 'APPROVED', findings, read, pixels: decoded.pixels }
}

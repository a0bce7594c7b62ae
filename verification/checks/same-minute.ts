import type { Finding } from '../findings.ts'
import { distanceM } from '#lib/distance.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag } = check('same-minute', 1)
const MINUTE_MS = 60_000
const SAME_PLACE_M = 200

/**
 * The user has submitted another photo of the same kind, taken within a minute and 200 m (or without a place): one deed sent twice.
 * Measure: seconds between the two. FLAG.
 */
export function sameMinute({ claim, purpose, others }: PhotoFacts): Finding {
  const near = others
    .filter(
      (other) => other.purpose === purpose && (!claim.place || !other.place || distanceM(claim.place, other.place) <= SAME_PLACE_M),
    )
    .map(({ submissionId, takenAt }) => ({ submissionId, ms: Math.abs(takenAt.getTime() - claim.takenAt.getTime()) }))
    .filter(({ ms }) => ms < MINUTE_MS)
    .toSorted((a, b) => a.ms - b.ms)
  const [nearest] = near
  return nearest ? flag('SAME_MINUTE', nearest.ms / 1000, { submissionId: nearest.submissionId }) : pass()
}

import type { Finding } from '../findings.ts'
import { distanceM } from '#lib/distance.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('taken-place', 1)
/** A telephone's first fix, from cells alone, can be this far off. */
const SLACK_M = 2_000

/**
 * Where it was taken, by the file and by the claim. Measure: metres between them. More than 2,000: FLAG. If one is missing, there is
 * nothing to go by. No honest photo of the test data has a place, so there is no measured rate of false alarms.
 */
export function takenPlace({ claim, exif }: PhotoFacts): Finding {
  if (!claim.place || !exif?.place) return unknown({ file: exif?.place ?? null })
  const metres = Math.round(distanceM(claim.place, exif.place))
  const detail = { file: exif.place, claimed: claim.place }
  return metres > SLACK_M ? flag('TAKEN_ELSEWHERE', metres, detail) : pass(metres, detail)
}

import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('taken-at', 1)

const MINUTE_MS = 60_000
/** Allows for clocks of cameras that nobody has set for a while, and claims rounded by hand. */
const CLAIM_SLACK_MS = 15 * MINUTE_MS
/** Clocks of telephones are right. One further ahead of ours than this is a false claim. */
const FUTURE_SLACK_MS = 5 * MINUTE_MS
/** Local times are from UTC−12 to UTC+14. Without an offset a time is that uncertain. */
const OFFSET_UNKNOWN_MS = 14 * 60 * MINUTE_MS

/**
 * When it was taken, by the file, the claim and the server's clock. Measure: minutes between file and claim, with room for the camera's
 * unknown time zone (±14 h). More than 15: FLAG. Missing metadata is weak evidence: messengers strip it. No honest photo of the test data
 * has metadata left, so there is no measured rate of false alarms.
 */
export function takenAt({ claim, exif }: PhotoFacts): Finding {
  const now = claim.submittedAt.getTime()
  if (claim.takenAt.getTime() > now + FUTURE_SLACK_MS) return flag('TAKEN_IN_THE_FUTURE', null, { claimed: claim.takenAt })
  if (!exif?.taken) return unknown({ file: null })
  const { at, offsetKnown } = exif.taken
  const uncertainMs = offsetKnown ? 0 : OFFSET_UNKNOWN_MS
  const minutes = Math.max(0, Math.abs(at.getTime() - claim.takenAt.getTime()) - uncertainMs) / MINUTE_MS
  const detail = { file: at, offsetKnown, claimed: claim.takenAt }
  if (at.getTime() > now + uncertainMs + FUTURE_SLACK_MS) return flag('TAKEN_IN_THE_FUTURE', minutes, detail)
  return minutes * MINUTE_MS > CLAIM_SLACK_MS ? flag('TAKEN_AT_ANOTHER_TIME', minutes, detail) : pass(minutes, detail)
}

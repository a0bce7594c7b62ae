import { LIMITS } from '#lib/limits.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { fitsOtherUnit, mostPlausibleM, proofOf, type Facts } from './plausible.ts'
import { isKnown } from './proof-of-drive.ts'
import type { ReasonCode } from './reasons.ts'

export type Decision =
  | { outcome: 'APPROVED'; distanceM: number }
  | { outcome: 'REJECTED'; code: ReasonCode }
  | { outcome: 'REVIEW'; codes: ReasonCode[]; evidence: Evidence[]; distanceM: number }

/**
 * What becomes of a reading. A person's decision answers what that person was asked about. If a rule comes up that they did not know of, or
 * more metres than they were told, a person is asked once more, with the figures.
 */
export function decide(facts: Facts): Decision {
  const { previous } = facts
  const replaced = facts.person?.instrument === 'REPLACED'
  const distanceM = previous && !replaced ? facts.readingM - previous.readingM : 0
  if (previous && facts.takenAt <= previous.takenAt) return { outcome: 'REJECTED', code: 'TAKEN_BEFORE_LAST' }
  const codes = replaced ? [] : unanswered(facts, distanceM)
  // Readings in different units cannot be compared before a person has looked.
  const comparable = previous && !replaced && !codes.includes('UNIT_CHANGED')
  if (comparable && distanceM < 0) return { outcome: 'REJECTED', code: 'READING_DECREASED' }
  if (comparable && distanceM === 0) return { outcome: 'REJECTED', code: 'READING_REPEATED' }
  if (codes.length === 0) return { outcome: 'APPROVED', distanceM }
  return { outcome: 'REVIEW', codes, evidence: evidenceOf(facts, distanceM), distanceM: Math.max(0, distanceM) }
}

/** The rules that ask for a person and that no person has answered. */
function unanswered(facts: Facts, distanceM: number): ReasonCode[] {
  const { previous, person, record } = facts
  const asked = person?.asked
  // Whoever was asked saw the distance.
  const told = asked && asked.previous === (previous?.number ?? null) && distanceM <= asked.distanceM ? asked.codes : null
  const codes: ReasonCode[] = []
  if (!previous && !person?.display) codes.push('FIRST_READING')
  if (facts.twins.vehicles > 0) codes.push('SAME_ODOMETER')
  if (previous) {
    if (otherDisplay(facts, distanceM)) codes.push('UNIT_CHANGED')
    if (distanceM > mostPlausibleM(facts)) codes.push('IMPLAUSIBLE_JUMP')
    if (!proofOf(facts, distanceM).plausible) codes.push('CHARGE_MISMATCH')
    // A large distance is approved without a person only if the vehicle's record supports it. Of reviewers two must agree. They do that if
    // they were told how large it is.
    const unwarranted = person ? told === null && person.comparedWith !== previous.number : !isKnown(record)
    if (unwarranted && distanceM > LIMITS.review.fourEyesM) codes.push('LARGE_DISTANCE')
  }
  // All later readings are read by what the display counts in. Whoever was asked and has not said it, as older events do not, is asked again.
  return codes.filter((code) => code === 'FIRST_READING' || !told?.includes(code))
}

/**
 * True if the display counts in something else than at the last reading, or seems to. Whoever says what it counts in has looked at it. A
 * model's number is not refused, and not paid, where it would be another distance in the other unit.
 */
function otherDisplay(facts: Facts, distanceM: number): boolean {
  const { previous, person, unit, tenths } = facts
  if (!previous || person?.display) return false
  if (previous.unit !== unit || previous.tenths !== tenths) return true
  return !person && (distanceM < 0 || distanceM > mostPlausibleM(facts)) && fitsOtherUnit(facts)
}

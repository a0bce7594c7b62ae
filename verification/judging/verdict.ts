import type { DeedTask, Reason, Verdict } from '#lib/events.ts'
import { check } from '../checks/finding.ts'
import type { DeedJudgement, Finding, OdometerRead, ReasonCode, Thresholds } from '../findings.ts'
import { reasons } from '../reasons.ts'

/** Version of the rules below: it is stored with every verdict. */
export const RULE_VERSION = 3

/** The product's rule: no threshold of a deed is lower. */
export const LEAST_DEED_CONFIDENCE = 0.7

const odometer = check('odometer-reading', 2)
const deed = check('deed', 1)
const file = check('file', 1)
const models = check('models', 1)

/**
 * The verdict, from the findings alone. One FAIL rejects. One FLAG asks a person. Otherwise the photo is in order. A check says FAIL only
 * for what honest photos never do; everything uncertain is a FLAG.
 */
export function decide(findings: readonly Finding[]): { verdict: Verdict; reasons: Reason[] } {
  const of = (outcome: Finding['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).flatMap(({ reason }) => (reason ? [reason] : []))
  const [fails, flags] = [of('FAIL'), of('FLAG')]
  if (fails.length > 0) return { verdict: 'REJECTED', reasons: reasons(fails) }
  if (flags.length > 0) return { verdict: 'MANUAL_REVIEW', reasons: reasons(flags) }
  return { verdict: 'APPROVED', reasons: [] }
}

/** The file cannot be judged at all. */
export const fileRefused = (reason: ReasonCode): Finding => file.fail(reason)

/** The models have failed for so long that a person looks instead. */
export const notJudged = (error: string): Finding => models.flag('NOT_JUDGED', null, { error })

/** What is known of the display that was read. */
export interface Known {
  /** A last digit that counts tenths is left out of the value; the text has it. */
  tenths: boolean | null
  /** The number may go on from the last one in another unit. */
  otherUnit: boolean
}

/**
 * What was read, compared with what was read before. Measure: the reading's calibrated confidence. A lower reading is only refused if it is
 * sure, the display has not just started again from 0, and it is lower in the other unit too. A photo without a reading goes to a person: the finder may have missed it.
 */
export function readingFinding(
  read: OdometerRead & Partial<Known>,
  previous: number | null,
  { approveReading, dashboard: least }: Thresholds,
): Finding {
  const { text, value, tenths = null, otherUnit = false, confidence, digits, box, candidates, dashboard } = read
  const detail = {
    text,
    tenths,
    value,
    digits,
    box,
    candidates: candidates.slice(0, 5),
    dashboard,
    previous,
    approveAt: approveReading,
  }
  // What was read is a number, wherever it stands. So nobody is told that there is no dashboard, and a drawing still goes to a person.
  if (dashboard !== null && dashboard < least)
    return odometer.flag(value === null ? 'NOT_A_DASHBOARD' : 'DASHBOARD_UNSURE', dashboard, detail)
  if (value === null) return odometer.flag('NO_ODOMETER', confidence, detail)
  if (confidence < approveReading) return odometer.flag('LOW_CONFIDENCE', confidence, detail)
  if (previous === null || value >= previous) return odometer.pass(confidence, detail)
  if (otherUnit) return odometer.flag('UNIT_CHANGED', confidence, detail)
  return mayHaveRolledOver(previous, value)
    ? odometer.flag('READING_DECREASED', confidence, detail)
    : odometer.fail('READING_DECREASED', confidence, detail)
}

/** True from the last tenth of a display of five digits or more to its first tenth: it may have started again from 0. */
function mayHaveRolledOver(previous: number, value: number): boolean {
  const round = 10 ** Math.max(5, String(previous).length)
  return previous >= 0.9 * round && value < 0.1 * round
}

/**
 * What the photo shows, compared with what is claimed. Measure: the model's calibrated confidence. Its thresholds come with the model, from
 * its calibration curve. Charging is proved by our own sessions, so there the photo only needs to be in order.
 */
export function deedFinding(judgement: DeedJudgement | null, task: DeedTask): Finding {
  if (task === 'EV_CHARGING') return deed.unknown({ provedBy: 'charging sessions' })
  if (!judgement) return deed.flag('NO_MODEL')
  const { confidence, labels, rejectAt } = judgement
  const approveAt = Math.max(judgement.approveAt, LEAST_DEED_CONFIDENCE)
  const detail = { labels, approveAt, rejectAt }
  if (confidence >= approveAt) return deed.pass(confidence, detail)
  return confidence <= rejectAt ? deed.fail('NOT_THE_CLAIM', confidence, detail) : deed.flag('LOW_CONFIDENCE', confidence, detail)
}

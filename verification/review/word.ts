import { badInput } from '#lib/errors.ts'
import { METRES_PER } from '#lib/distance.ts'
import type { Display, DistanceUnit, Reason } from '#lib/events.ts'
import { REASONS, type ReasonCode } from '../findings.ts'
import type { Decided, Decision, Instrument, ReviewCase, Submission } from '../tables.ts'

export interface DecisionInput {
  caseId: string
  decision: Decided
  reasonCode?: string | null | undefined
  reasonText?: string | null | undefined
  /** Whole units of the display, as the reviewer reads it; by default the model's, but of no photo that chance has chosen. */
  reading?: number | null | undefined
  instrument?: Instrument | null | undefined
  /** What the display counts in, and whether its last digit counts tenths. */
  unit?: DistanceUnit | null | undefined
  tenths?: boolean | null | undefined
  /** The reading is below the last one, and that is how it stands there. */
  confirmBelowLast?: boolean | null | undefined
}

/** A reviewer's word, in the form in which two are compared. */
export interface Word {
  decision: Decided
  reading: number | null
  instrument: Instrument
  /** What the display counts in; null where they have not said it. */
  display: Display | null
  reasons: Reason[]
}

/** `read`: by the model; it is taken if the reviewer names no reading. */
export function wordOf(input: DecisionInput, found: ReviewCase, submission: Submission, read: number | null): Word {
  const { decision, reasonCode, reasonText } = input
  const reasons = reasonCode == null ? [] : [reasonOf(reasonCode, reasonText)]
  const instrument = input.instrument ?? 'SAME'
  if (decision === 'REJECTED') {
    const [reason] = reasons
    if (!reason) throw badInput(['input', 'reasonCode'], 'Say why it is rejected: the one who took the photo reads it.')
    return { decision, reading: null, instrument: 'SAME', display: null, reasons }
  }
  if (submission.purpose !== 'ODOMETER') return { decision, reading: null, instrument, display: null, reasons }
  const display = displayOf(input, needsDisplay(found, submission) || instrument === 'REPLACED')
  const reading = input.reading ?? modelsReading(read, submission, display)
  if (reading === null)
    throw badInput(
      ['input', 'reading'],
      'Say what the display shows: nothing was read automatically, or it is not told before you decide.',
    )
  if (reading < 0) throw badInput(['input', 'reading'], 'A reading is not below 0.')
  return { decision, reading, instrument, display, reasons }
}

/** True if an approval must say what the display counts in: nobody has said it of the vehicle yet, or it seems to have changed. */
export function needsDisplay({ reasons }: ReviewCase, { purpose, unit, tenths, previous_unit }: Submission): boolean {
  if (purpose !== 'ODOMETER') return false
  const seemsOther = (previous_unit ?? unit) !== unit || reasons.some(({ code }) => code === 'UNIT_CHANGED')
  return tenths === null || seemsOther
}

function displayOf({ unit, tenths }: DecisionInput, isNeeded: boolean): Display | null {
  if (unit != null && tenths != null) return { unit, tenths }
  if (unit == null && tenths == null && !isNeeded) return null
  const missing = unit == null ? 'unit' : 'tenths'
  throw badInput(['input', missing], 'Say both: whether the display counts KM or MI, and whether its last digit counts tenths.')
}

/** What the model has read, in whole units. While nobody had said what the last digit counts, it has read that digit too. */
function modelsReading(reading: number | null, submission: Submission, display: Display | null): number | null {
  return reading !== null && display?.tenths && !submission.tenths ? Math.floor(reading / 10) : reading
}

function reasonOf(code: string, text: string | null | undefined): Reason {
  if (!(code in REASONS))
    throw badInput(['input', 'reasonCode'], 'There is no such reason. Take REVIEWER_DECISION and say it in words.')
  // `in` has just checked the code.
  return { code, message: text?.trim() || REASONS[code as ReasonCode] }
}

/** Who says nothing of the display means that it is as it was. */
export const sameWord = (a: Decision, b: Word, { unit, tenths }: Submission): boolean =>
  a.decision === b.decision &&
  a.reading === b.reading &&
  a.instrument === b.instrument &&
  (a.unit ?? unit) === (b.display?.unit ?? unit) &&
  (a.tenths ?? tenths) === (b.display?.tenths ?? tenths)

/** Metres that an approval adds: by the reviewer's reading if there is one to compare it with, else what the domain has said. */
export function atStakeM(
  { distance_m }: ReviewCase,
  { unit, previous_value }: Submission,
  { reading, instrument, display }: Word,
): number {
  if (reading === null || previous_value === null || unit === null) return distance_m ?? 0
  if (instrument === 'REPLACED') return 0
  // If the display has started again, the domain computes what that adds. It is never little.
  if (instrument === 'ROLLED_OVER') return Infinity
  return reading * METRES_PER[display?.unit ?? unit] - previous_value * METRES_PER[unit]
}

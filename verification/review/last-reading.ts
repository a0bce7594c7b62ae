import { METRES_PER } from '#lib/distance.ts'
import type { DistanceUnit } from '#lib/events.ts'
import { refuse } from '../errors.ts'
import { previousOf } from '../submissions/previous.ts'
import type { Db, Submission } from '../tables.ts'
import { findLastReading } from '../submissions/last-reading.queries.ts'
import type { Word } from './word.ts'

/** With what a reviewer's reading is compared, in whole units. */
export interface LastReading {
  value: number
  unit: DistanceUnit
  /** What the display counted in. */
  readIn: DistanceUnit
  /** Whether the last digit counted tenths; null while nobody had said it. */
  tenths: boolean | null
}

/**
 * The vehicle's last approved reading before the photo; null for a deed and for a first reading. It may have been read since the photo was
 * submitted. What was read on later photos says nothing of an appeal's old one.
 */
export async function lastReadingBefore(db: Db, submission: Submission): Promise<LastReading | null> {
  const last = await findLastReading(db, submission)
  if (last) return { ...last, readIn: last.unit }
  const previous = previousOf(submission)
  return previous && { ...previous, tenths: submission.tenths }
}

/**
 * True if the reviewer says that the display counts in something else than it did. All later photos are read by it: of a display of tenths, each
 * kilometre would be ten. So nobody says it alone.
 */
export async function changesDisplay(db: Db, submission: Submission, { display }: Word): Promise<boolean> {
  const last = display && (await lastReadingBefore(db, submission))
  if (!last) return false
  return display.unit !== last.readIn || (last.tenths !== null && display.tenths !== last.tenths)
}

/**
 * True if the reviewer has read less than the vehicle's last reading, and has confirmed it. A slip of a finger would refuse an honest
 * driver, so nobody does it unasked: not the second reviewer, and not on an appeal.
 */
export async function confirmedBelow(db: Db, submission: Submission, word: Word, isConfirmed: boolean): Promise<boolean> {
  const { reading, instrument } = word
  const unit = word.display?.unit ?? submission.unit
  // A display that started again, or is new, shows less.
  if (reading === null || unit === null || instrument !== 'SAME') return false
  const last = await lastReadingBefore(db, submission)
  if (!last || !isBelow({ value: reading, unit }, last)) return false
  if (isConfirmed) return true
  throw refuse(
    'CONFIRMATION_NEEDED',
    `You read ${shown({ value: reading, unit })}, and the last reading was ${shown(last)}: it will be refused as lower. Look again. If the display has started again from 0 or was replaced, say so as its instrument. If it is lower all the same, send it with confirmBelowLast.`,
    ['input', 'confirmBelowLast'],
  )
}

type Shown = Pick<LastReading, 'value' | 'unit'>

/** In two units, displays that cut off their last fraction may differ by one. */
const isBelow = (one: Shown, last: Shown): boolean =>
  one.unit === last.unit ? one.value < last.value : (one.value + 1) * METRES_PER[one.unit] <= last.value * METRES_PER[last.unit]

const shown = ({ value, unit }: Shown): string => `${value.toLocaleString('en')} ${unit === 'KM' ? 'km' : 'mi'}`

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
}

/**
 * The vehicle's last approved reading before the photo; null for a deed and for a first reading. It may have been read since the photo was
 * submitted. What was read on later photos says nothing of an appeal's old one.
 */
export const lastReadingBefore = async (db: Db, submission: Submission): Promise<LastReading | null> =>
  (await findLastReading(db, submission)) ?? previousOf(submission)

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

/** In two units, displays that cut off their last fraction may differ by one. */
const isBelow = (one: LastReading, last: LastReading): boolean =>
  one.unit === last.unit ? one.value < last.value : (one.value + 1) * METRES_PER[one.unit] <= last.value * METRES_PER[last.unit]

const shown = ({ value, unit }: LastReading): string => `${value.toLocaleString('en')} ${unit === 'KM' ? 'km' : 'mi'}`

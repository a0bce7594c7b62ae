import type { Display, DistanceUnit } from '#lib/events.ts'
import { LEAST_RECORD, proveDrive, type DriveProof, type DriveRecord } from './proof-of-drive.ts'
import type { Asked } from '../tables.ts'
import type { Twins } from './twins.ts'
import { toMetres } from './units.ts'

/** All that the decision on a reading depends on. Distances in whole metres. */
export interface Facts {
  /** What the instrument has counted, rounds of its display included. */
  readingM: number
  value: number
  unit: DistanceUnit
  /** Whether a last digit of tenths was left out of the value. */
  tenths: boolean
  takenAt: Date
  previous: { number: number; readingM: number; value: number; unit: DistanceUnit; tenths: boolean; takenAt: Date } | null
  /** The vehicle's readings before this one. */
  record: DriveRecord
  vehicle: { batteryWh: number | null; consumptionWhPerKm: number | null }
  /** What the driver charged through us since the previous reading. */
  chargedWh: number
  twins: Twins
  /** A person's decision; null if only models have looked. */
  person: Person | null
}

export interface Person {
  instrument: Instrument
  /** What they say that the display counts in; null if they have said nothing of it. */
  display: Display | null
  /** What we asked them; null if only verification has asked. */
  asked: Asked | null
  /** Number of the reading with which verification compares theirs; null if there was none. */
  comparedWith: number | null
}

/** What happened to the instrument since the reading before. */
export type Instrument = 'SAME' | 'ROLLED_OVER' | 'REPLACED'

export const MOST_KM_A_DAY = 1_500
export const MOST_KM_AN_HOUR = 130
/** A distance of more than this many times the usual one is unusual, above a distance that never is. */
export const RECORD_FACTOR = 4
export const NEVER_UNUSUAL_KM = 300

const DAY_MS = 86_400_000

/** The most a vehicle can be expected to have been driven between two photos, in metres. */
export function mostPlausibleM({ previous, takenAt, record, unit }: Facts): number {
  if (!previous) return Infinity
  const days = daysBetween(previous.takenAt, takenAt)
  const limits = [MOST_KM_AN_HOUR * 24 * days, MOST_KM_A_DAY * Math.max(1, days)]
  const usual = usualKmADay(record)
  if (usual !== null) limits.push(Math.max(NEVER_UNUSUAL_KM, RECORD_FACTOR * usual * Math.max(1, days)))
  // Displays show whole units, so two readings may be one unit further apart than what was driven.
  return Math.round(Math.min(...limits) * 1_000) + toMetres(1, unit)
}

/**
 * True if the reading goes on from the last one in the other unit, and by a distance that is plausible: kilometres may have become miles, or
 * miles kilometres.
 */
export function fitsOtherUnit(facts: Facts): boolean {
  const { previous, readingM, value, unit } = facts
  if (!previous) return false
  const distanceM = readingM - toMetres(value, unit) + toMetres(value, unit === 'KM' ? 'MI' : 'KM') - previous.readingM
  return distanceM >= 0 && distanceM <= mostPlausibleM(facts)
}

/** What the vehicle drives in a day by its record; null if that is too short to say. */
export const usualKmADay = ({ readings, distanceM, days }: DriveRecord): number | null =>
  readings >= LEAST_RECORD.readings && days >= LEAST_RECORD.days ? distanceM / 1_000 / days : null

export const proofOf = ({ previous, takenAt, record, vehicle, chargedWh }: Facts, distanceM: number): DriveProof =>
  proveDrive({ distanceM, days: previous ? daysBetween(previous.takenAt, takenAt) : 0, chargedWh, ...vehicle, record })

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY_MS

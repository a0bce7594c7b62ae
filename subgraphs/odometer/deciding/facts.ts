import type { Display } from '#lib/events.ts'
import { daysBetween, type Facts, type Instrument } from './plausible.ts'
import { chargedBetween } from '../projection.queries.ts'
import { recordOf } from '../reading.queries.ts'
import type { Reading, Trx, Upload, Vehicle } from '../tables.ts'
import { twinsOf } from './twins.ts'
import { metresOfRound, toMetres } from './units.ts'

/** What a reviewer says beside the value. */
export interface Said {
  instrument: Instrument
  /** Null if they have said nothing of it. */
  display: Display | null
}

/** A value that was read, with what the vehicle's instrument has counted before. */
export interface Count {
  upload: Upload
  vehicle: Vehicle
  last: Reading | undefined
  value: number
  /** The models have left out a last digit that counts tenths. */
  tenthsRead: boolean
  /** What a person says; null if only models have looked. */
  person: Said | null
  /** Whether the last digit of the display counts tenths; null while nobody has said it. */
  tenths: boolean | null
  /** Metres that the display has dropped by starting again from 0. */
  droppedM: number
  /** Metres that the instrument has counted, dropped ones included. */
  readingM: number
}

export function countOf(known: Omit<Count, 'tenths' | 'droppedM' | 'readingM'>): Count {
  const { upload, last, value, person } = known
  const instrument = person?.instrument
  const goesOn = last && instrument !== 'REPLACED'
  const round = goesOn && instrument === 'ROLLED_OVER' ? metresOfRound(last.value, last.unit) : 0
  const droppedM = (goesOn ? last.dropped_m : 0) + round
  // Nothing is known of a display that is new.
  const before = instrument === 'REPLACED' ? null : (last?.tenths ?? null)
  return { ...known, tenths: person?.display?.tenths ?? before, droppedM, readingM: droppedM + toMetres(value, upload.unit) }
}

/** All that the decision on a reading depends on. The caller has locked the vehicle. This also locks the driver, and the kilometres driven. */
export async function factsOf(
  trx: Trx,
  { upload, vehicle, last, value, tenths, tenthsRead, person, readingM }: Count,
): Promise<Facts> {
  const { user_id: userId, unit, taken_at: takenAt } = upload
  // If two registered vehicles are one, the second reading must see the first.
  const twins = await twinsOf(trx, { userId, vehicleId: vehicle.id, readingM, takenAt, last })
  const record = await recordOf(trx, vehicle.id)
  const charged = (after: Date | null | undefined, until: Date | null) =>
    after && until ? chargedBetween(trx, userId, after, until) : 0
  return {
    readingM,
    value,
    unit,
    // A person reads whole units, however the display counts them.
    tenths: person ? (tenths ?? false) : tenthsRead,
    takenAt,
    previous: last
      ? {
          number: last.number,
          readingM: last.reading_m,
          value: last.value,
          unit: last.unit,
          tenths: last.tenths ?? false,
          takenAt: last.taken_at,
        }
      : null,
    record: {
      readings: record.readings,
      distanceM: record.distance_m,
      days: record.first_at && record.last_at ? daysBetween(record.first_at, record.last_at) : 0,
      chargedWh: await charged(record.first_at, record.last_at),
    },
    vehicle: { batteryWh: vehicle.battery_capacity_wh, consumptionWhPerKm: vehicle.consumption_wh_per_km },
    chargedWh: await charged(last?.taken_at, takenAt),
    twins,
    person: person && { ...person, asked: upload.asked, comparedWith: upload.submitted_after },
  }
}

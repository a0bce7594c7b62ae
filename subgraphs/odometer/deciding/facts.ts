import { daysBetween, type Facts, type Instrument } from './plausible.ts'
import { chargedBetween } from '../projection.queries.ts'
import { recordOf } from '../reading.queries.ts'
import type { Reading, Trx, Upload, Vehicle } from '../tables.ts'
import { countTwins, lockDriver } from './twin.queries.ts'
import { metresOfRound, toMetres } from './units.ts'

/** A value that was read, with what the vehicle's instrument has counted before. */
export interface Count {
  upload: Upload
  vehicle: Vehicle
  last: Reading | undefined
  value: number
  /** What a person says of the instrument; null if only models have looked. */
  instrument: Instrument | null
  /** Metres that the display has dropped by starting again from 0. */
  droppedM: number
  /** Metres that the instrument has counted, dropped ones included. */
  readingM: number
}

export function countOf(known: Pick<Count, 'upload' | 'vehicle' | 'last' | 'value' | 'instrument'>): Count {
  const { upload, last, value, instrument } = known
  const goesOn = last && instrument !== 'REPLACED'
  const round = goesOn && instrument === 'ROLLED_OVER' ? metresOfRound(last.value, last.unit) : 0
  const droppedM = (goesOn ? last.dropped_m : 0) + round
  return { ...known, droppedM, readingM: droppedM + toMetres(value, upload.unit) }
}

/** All that the decision on a reading depends on. The caller has locked the vehicle. This also locks the driver. */
export async function factsOf(trx: Trx, { upload, vehicle, last, value, instrument, readingM }: Count): Promise<Facts> {
  const { user_id: userId, unit, taken_at: takenAt } = upload
  // If two registered vehicles are one, the second reading must see the first.
  await lockDriver(trx, userId)
  const record = await recordOf(trx, vehicle.id)
  const charged = (after: Date | null | undefined, until: Date | null) =>
    after && until ? chargedBetween(trx, userId, after, until) : 0
  return {
    readingM,
    value,
    unit,
    takenAt,
    previous: last
      ? { number: last.number, readingM: last.reading_m, value: last.value, unit: last.unit, takenAt: last.taken_at }
      : null,
    record: {
      readings: record.readings,
      distanceM: record.distance_m,
      days: record.first_at && record.last_at ? daysBetween(record.first_at, record.last_at) : 0,
      chargedWh: await charged(record.first_at, record.last_at),
    },
    vehicle: { batteryWh: vehicle.battery_capacity_wh, consumptionWhPerKm: vehicle.consumption_wh_per_km },
    chargedWh: await charged(last?.taken_at, takenAt),
    twins: await countTwins(trx, { userId, vehicleId: vehicle.id, readingM, takenAt, last }),
    person: instrument && { instrument, asked: upload.asked, comparedWith: upload.submitted_after },
  }
}

import { emit } from '#db/outbox.ts'
import type { OdometerReading } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { daysBetween, type Facts, type Instrument } from './plausible.ts'
import { chargedBetween, lockVehicle } from './projection.queries.ts'
import { countTwins, findLastReading, insertReading, recordOf } from './reading.queries.ts'
import { addToStandings } from './standing.queries.ts'
import type { Reading, Trx, Upload, Vehicle } from './tables.ts'
import { LARGEST_VALUE, metresOfRound, toMetres } from './units.ts'
import { approve, askPerson, reject } from './state.service.ts'
import { reason } from './reasons.ts'
import { decide } from './verdict.ts'

/** What was read, and who says so. */
export interface Read {
  reading: OdometerReading | null
  submissionId: string
  /** What a person says of the instrument; null where only models have looked. */
  instrument: Instrument | null
}

/**
 * Decides about an upload whose photo is in order: it becomes a reading, is rejected, or goes to a person. Works on an upload that the
 * caller has locked; the vehicle's readings come one after the other.
 */
export async function decideReading(trx: Trx, upload: Upload, { reading, submissionId, instrument }: Read): Promise<void> {
  const vehicle = await lockVehicle(trx, upload.vehicle_id)
  const last = await findLastReading(trx, vehicle.id)
  const { value } = reading ?? {}
  if (value === undefined || !Number.isSafeInteger(value) || value < 0 || value > LARGEST_VALUE) {
    const asked = { distanceM: 0, previous: last?.number ?? null, codes: ['NOT_READ' as const] }
    return askPerson(trx, upload, { submissionId, asked, evidence: [] })
  }
  const droppedM = droppedBy(last, instrument)
  const readingM = droppedM + toMetres(value, upload.unit)
  const facts = await factsOf(trx, { upload, vehicle, last, value, readingM, instrument })
  const verdict = decide(facts)
  if (verdict.outcome === 'REJECTED') return reject(trx, upload, [reason(verdict.code)])
  if (verdict.outcome === 'REVIEW') {
    const asked = { distanceM: verdict.distanceM, previous: last?.number ?? null, codes: verdict.codes }
    return askPerson(trx, upload, { submissionId, asked, evidence: verdict.evidence })
  }
  await record(trx, upload, { last, value, readingM, droppedM, distanceM: verdict.distanceM, instrument })
}

/** Metres that the instrument's display has dropped by starting again from 0. */
function droppedBy(last: Reading | undefined, instrument: Instrument | null): number {
  if (!last || instrument === 'REPLACED') return 0
  return last.dropped_m + (instrument === 'ROLLED_OVER' ? metresOfRound(last.value, last.unit) : 0)
}

async function factsOf(
  trx: Trx,
  known: {
    upload: Upload
    vehicle: Vehicle
    last: Reading | undefined
    value: number
    readingM: number
    instrument: Instrument | null
  },
): Promise<Facts> {
  const { upload, vehicle, last, value, readingM, instrument } = known
  const record = await recordOf(trx, vehicle.id)
  const between = (after: Date | null, until: Date | null) =>
    after && until ? chargedBetween(trx, upload.user_id, after, until) : Promise.resolve(0)
  return {
    readingM,
    value,
    unit: upload.unit,
    takenAt: upload.taken_at,
    previous: last
      ? { number: last.number, readingM: last.reading_m, value: last.value, unit: last.unit, takenAt: last.taken_at }
      : null,
    record: {
      readings: record.readings,
      distanceM: record.distance_m,
      days: record.first_at && record.last_at ? daysBetween(record.first_at, record.last_at) : 0,
      chargedWh: await between(record.first_at, record.last_at),
    },
    vehicle: { batteryWh: vehicle.battery_capacity_wh, consumptionWhPerKm: vehicle.consumption_wh_per_km },
    chargedWh: await between(last?.taken_at ?? null, upload.taken_at),
    twins: await countTwins(trx, { userId: upload.user_id, vehicleId: vehicle.id, readingM, takenAt: upload.taken_at, last }),
    person: instrument && { instrument, asked: upload.asked },
  }
}

async function record(
  trx: Trx,
  upload: Upload,
  read: {
    last: Reading | undefined
    value: number
    readingM: number
    droppedM: number
    distanceM: number
    instrument: Instrument | null
  },
): Promise<void> {
  const { last, value, readingM, droppedM, distanceM, instrument } = read
  const { id: uploadId, photo_id: photoId, user_id: userId, vehicle_id: vehicleId, taken_at } = upload
  const replaced = last && instrument === 'REPLACED' ? 1 : 0
  const reading = await insertReading(trx, {
    id: newId(),
    upload_id: uploadId,
    photo_id: photoId,
    user_id: userId,
    vehicle_id: vehicleId,
    number: (last?.number ?? 0) + 1,
    instrument: (last?.instrument ?? 1) + replaced,
    value,
    unit: upload.unit,
    dropped_m: droppedM,
    reading_m: readingM,
    distance_m: distanceM,
    taken_at,
    approved_at: new Date(),
    previous_number: last?.number ?? null,
    previous_instrument: last?.instrument ?? null,
    previous_m: last?.reading_m ?? null,
    previous_dropped_m: last?.dropped_m ?? null,
    previous_taken_at: last?.taken_at ?? null,
  })
  await addToStandings(trx, reading)
  await approve(trx, upload)
  await emit(trx, 'odometer.reading.approved', uploadId, {
    readingId: reading.id,
    uploadId,
    photoId,
    userId,
    vehicleId,
    readingM,
    distanceM,
    takenAt: taken_at.toISOString(),
    approvedAt: reading.approved_at.toISOString(),
  })
}

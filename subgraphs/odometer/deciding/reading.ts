import { emit } from '#db/outbox.ts'
import type { OdometerReading } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { countOf, factsOf, type Count, type Said } from './facts.ts'
import { lockVehicle } from '../projection.queries.ts'
import { findLastReading, insertReading } from '../reading.queries.ts'
import { reason } from './reasons.ts'
import { addToStandings } from '../standing/standing.queries.ts'
import { approve, askPerson, reject } from './outcome.ts'
import type { Trx, Upload } from '../tables.ts'
import { changeUpload } from '../upload.queries.ts'
import { approved } from '../told.ts'
import { LARGEST_VALUE } from './units.ts'
import { decide } from './decision.ts'

/** What was read, and who says so. */
export interface Read {
  reading: OdometerReading | null
  submissionId: string
  /** What a person says; null if only models have looked. */
  person: Said | null
}

/**
 * Decides on an upload whose photo is in order: it becomes a reading, is rejected, or goes to a person. The caller has locked the upload. A
 * vehicle's readings are decided one after the other.
 */
export async function decideReading(trx: Trx, submitted: Upload, { reading, submissionId, person }: Read): Promise<void> {
  const upload = await inUnitSaid(trx, submitted, person)
  const vehicle = await lockVehicle(trx, upload.vehicle_id)
  const last = await findLastReading(trx, vehicle.id)
  const previous = last?.number ?? null
  if (!isShown(reading)) {
    const asked = { distanceM: 0, previous, codes: ['NOT_READ' as const] }
    return askPerson(trx, upload, { submissionId, asked, evidence: [] })
  }
  const count = countOf({ upload, vehicle, last, value: reading.value, tenthsRead: reading.tenths ?? false, person })
  const decision = decide(await factsOf(trx, count))
  if (decision.outcome === 'REJECTED') return reject(trx, upload, [reason(decision.code)])
  if (decision.outcome === 'REVIEW') {
    const asked = { distanceM: decision.distanceM, previous, codes: decision.codes }
    return askPerson(trx, upload, { submissionId, asked, evidence: decision.evidence })
  }
  await recordReading(trx, count, decision.distanceM)
}

/** A reviewer has seen what the driver has only said. */
const inUnitSaid = async (trx: Trx, upload: Upload, person: Said | null): Promise<Upload> =>
  person?.display && person.display.unit !== upload.unit ? changeUpload(trx, upload.id, { unit: person.display.unit }) : upload

/** True for what a display can show. */
const isShown = (reading: OdometerReading | null): reading is OdometerReading =>
  reading !== null && Number.isSafeInteger(reading.value) && reading.value >= 0 && reading.value <= LARGEST_VALUE

async function recordReading(trx: Trx, count: Count, distanceM: number): Promise<void> {
  const { upload, last, value, tenths, readingM, droppedM, person } = count
  const { id: uploadId, photo_id: photoId, user_id: userId, vehicle_id: vehicleId, taken_at } = upload
  const replaced = last && person?.instrument === 'REPLACED' ? 1 : 0
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
    tenths,
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
  await emit(trx, 'odometer.reading.approved', uploadId, approved(reading))
}

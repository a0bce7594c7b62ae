import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import type { DistanceUnit, Frame, Place } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { ODOMETER_LIMITS } from './limits.ts'
import { findVehicle } from './projection.queries.ts'
import { findLastReading } from './reading.queries.ts'
import type { Reading, Trx, Upload } from './tables.ts'
import { toUnits } from './deciding/units.ts'
import { countUnjudged, findUploadOf, insertUpload, listUploadsOf, lockUser } from './upload.queries.ts'

export interface SubmitInput {
  photoId: string
  vehicleId: string
  takenAt: Date
  /** By default the unit of the last reading; KM for a vehicle's first. */
  unit?: DistanceUnit | null | undefined
  place?: Place | null | undefined
  guideFrame?: Frame | null | undefined
}

/** How many of a driver's uploads are watched at once. */
const WATCHED = 10

const DAY_MS = 86_400_000

/**
 * Submits a photo as a reading of one of the caller's vehicles. The same photo again gives the same upload. Somebody else's photo is taken
 * like one that does not exist. Verification rejects both, and the owner can still submit their own.
 */
export function submitPhoto({ db, caller }: Context, input: SubmitInput): Promise<Upload> {
  const { userId } = requireUser(caller)
  checkTime(input.takenAt)
  if (input.guideFrame) checkFrame(input.guideFrame)
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const before = await submittedBefore(trx, userId, input)
    if (before) return before
    if ((await countUnjudged(trx, userId)) >= ODOMETER_LIMITS.waitingPerUser)
      throw refuse('RATE_LIMITED', 'Wait until your other photos are judged, and submit this one then.')
    const vehicle = await findVehicle(trx, input.vehicleId)
    if (!vehicle || vehicle.user_id !== userId || vehicle.removed_at !== null) throw notFound('vehicle', ['input', 'vehicleId'])
    const last = await findLastReading(trx, vehicle.id)
    const upload = await insertUpload(trx, {
      id: newId(),
      photo_id: input.photoId,
      user_id: userId,
      vehicle_id: vehicle.id,
      unit: input.unit ?? last?.unit ?? 'KM',
      taken_at: input.takenAt,
      submitted_after: last?.number ?? null,
      latitude: input.place?.latitude ?? null,
      longitude: input.place?.longitude ?? null,
      guide_frame: input.guideFrame ? JSON.stringify(input.guideFrame) : null,
      asked: null,
      decided_at: null,
    })
    if (!upload) throw new Error(`The uploads of ${userId} are locked, and another has come between.`)
    await announce(trx, upload, last)
    return upload
  })
}

async function submittedBefore(trx: Trx, userId: string, input: SubmitInput): Promise<Upload | null> {
  const upload = await findUploadOf(trx, { photoId: input.photoId, userId })
  if (!upload) return null
  if (upload.vehicle_id !== input.vehicleId)
    throw refuse('CONFLICT', 'You have submitted this photo for another vehicle. Take a new one.', ['input', 'photoId'])
  return upload
}

function checkTime(takenAt: Date): void {
  const age = Date.now() - takenAt.getTime()
  if (age < -ODOMETER_LIMITS.clockAheadMs)
    throw badInput(['input', 'takenAt'], 'This time has not come yet. Set the clock of your device.')
  if (age > ODOMETER_LIMITS.oldestPhotoDays * DAY_MS)
    throw badInput(['input', 'takenAt'], `The photo is older than ${ODOMETER_LIMITS.oldestPhotoDays} days. Take a new one.`)
}

function checkFrame({ left, top, width, height }: Frame): void {
  // Clients may round fractions a little up.
  if (left + width > 1.000_001 || top + height > 1.000_001)
    throw badInput(['input', 'guideFrame'], 'The frame reaches beyond the photo.')
}

async function announce(trx: Trx, upload: Upload, last: Reading | undefined): Promise<void> {
  const { id: uploadId, photo_id: photoId, user_id: userId, vehicle_id: vehicleId, unit, latitude, longitude } = upload
  await emit(trx, 'odometer.photo.submitted', uploadId, {
    uploadId,
    photoId,
    userId,
    vehicleId,
    unit,
    tenths: last?.tenths ?? null,
    previous: last ? { value: valueIn(last, unit), takenAt: last.taken_at.toISOString(), unit: last.unit } : null,
    takenAt: upload.taken_at.toISOString(),
    place: latitude === null || longitude === null ? null : { latitude, longitude },
    guideFrame: upload.guide_frame,
  })
  await emit(trx, 'odometer.upload.updated', uploadId, { uploadId, userId })
}

/** What the display of a reading would show in a unit. */
const valueIn = (reading: Reading, unit: DistanceUnit): number =>
  reading.unit === unit ? reading.value : toUnits(reading.reading_m - reading.dropped_m, unit)

/** An upload; null if there is none, and for those who may not see it. */
export async function uploadById({ caller, loaders }: Context, id: string): Promise<Upload | null> {
  const row = await loaders.upload.load(id)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** The caller's uploads, the newest first. */
export function myUploads({ db, caller }: Context, args: PageArgs): Promise<Page<Upload>> {
  const { userId } = requireUser(caller)
  return idPage(args, (page) => listUploadsOf(db, userId, page))
}

/** An upload as it is, and again at each change. */
export async function watchUpload(ctx: Context, id: string): Promise<AsyncGenerator<Upload, void, void>> {
  requireUser(ctx.caller)
  const read = () => uploadById(ctx, id)
  if (!(await read())) throw notFound('upload', ['id'])
  return liveStream({ bus: ctx.bus, names: ['odometer.upload.updated'], matches: ({ data }) => data.uploadId === id, read })
}

/** The caller's newest uploads, the newest first, and again whenever one of theirs changes. */
export function watchMyUploads({ db, bus, caller }: Context): AsyncGenerator<Upload[], void, void> {
  const { userId } = requireUser(caller)
  const read = () => listUploadsOf(db, userId, { past: null, until: null, forward: true, limit: WATCHED })
  return liveStream({ bus, names: ['odometer.upload.updated'], matches: ({ data }) => data.userId === userId, read })
}

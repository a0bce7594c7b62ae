import { violates } from '#db/faults.ts'
import { operates, requireOperator } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { REASONS } from '../findings.ts'
import { REMOVE } from '../jobs.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from '../photos/keys.ts'
import { readOriginal, removeFiles } from '../photos/original.ts'
import { linkTo, refuseFile, type UploadLink } from '../photos/upload-link.ts'
import type { Station, StationPhoto, Trx } from '../tables.ts'
import {
  findByKey,
  insertPhoto,
  lockPhoto,
  lockStation,
  markReady,
  markRemoved,
  photosOfStations,
  photoWithOwner,
  placesTaken,
  setAlt,
  setOrder,
} from './station-photo.queries.ts'

export interface StationPhotoInput {
  idempotencyKey: string
  stationId: string
  contentType: string
  sizeBytes: number
  alt: string
}

/**
 * Reserves the next place for a photo of a station of the caller's. Gives a link for uploading it. The same idempotency key again gives a
 * link for the same photo.
 */
export async function requestStationPhoto(ctx: Context, input: StationPhotoInput): Promise<UploadLink & { photoId: string }> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  refuseFile(input)
  const reserve = ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(ctx, trx, input.stationId)
    const before = await findByKey(trx, station.operator_id, input.idempotencyKey)
    if (before && (before.station_id !== station.id || before.removed_at !== null || before.ready_at !== null))
      throw refuse('CONFLICT', 'This key was used for another photo, or for one that is uploaded.', ['input', 'idempotencyKey'])
    if (before) return before
    const taken = await placesTaken(trx, station.id)
    const place = Array.from({ length: VERIFICATION_LIMITS.photosOfStation }, (_, i) => i + 1).find((one) => !taken.includes(one))
    if (place === undefined)
      throw refuse('LIMIT_REACHED', `A station has at most ${VERIFICATION_LIMITS.photosOfStation} photos.`, ['input', 'stationId'])
    const photo = await insertPhoto(trx, {
      id: newId(),
      station_id: station.id,
      operator_id: station.operator_id,
      idempotency_key: input.idempotencyKey,
      place,
      alt: input.alt,
      content_type: input.contentType,
      size_bytes: input.sizeBytes,
    })
    await audit(trx, caller.userId, 'station-photo.requested', photo.id, { stationId: station.id })
    return photo
  })
  const photo = await reserve.catch((error: unknown) => Promise.reject(isFull(error) ? full('stationId') : error))
  return { ...(await linkTo(ctx, photo)), photoId: photo.id }
}

/** Both are checks of the database. */
const isFull = (error: unknown): boolean =>
  violates(error, 'station_photo_space_photos') || violates(error, 'station_photo_space_bytes')
const full = (at: 'stationId' | 'photoId') =>
  refuse('LIMIT_REACHED', 'The photos of your stations fill the room that there is for them. Remove some.', ['input', at])

/**
 * Shows an uploaded photo. What is shown is made of its pixels alone: what the file says of place, time and camera is not kept, nor is the
 * file. A file that is no photo is refused and removed. Once more changes nothing.
 */
export async function finishStationPhoto(ctx: Context, photoId: string): Promise<StationPhoto> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const path = ['input', 'photoId']
  const photo = await ownPhoto(ctx, photoId)
  if (photo.ready_at !== null) return photo
  const bytes = await readOriginal(ctx, photoId)
  if (bytes === null) throw refuse('CONFLICT', 'The photo is not uploaded yet. Send it to the link first.', path)
  const made = bytes === 'FILE_TOO_LARGE' ? { refusal: bytes } : await ctx.decoder.decode({ bytes, anchors: [] })
  if ('refusal' in made) {
    await removeFiles(ctx, photoId)
    throw badInput(path, REASONS[made.refusal])
  }
  const { review, thumbnail, upload } = keysOf(photoId)
  await ctx.storage.put(review, made.review, { contentType: 'image/jpeg' })
  await ctx.storage.put(thumbnail, made.thumbnail, { contentType: 'image/webp' })
  const keep = ctx.db.transaction().execute(async (trx) => {
    const locked = await lockPhoto(trx, photoId)
    if (!locked || locked.ready_at !== null) return locked
    const { width, height } = made.pixels
    await audit(trx, caller.userId, 'station-photo.finished', photoId, { stationId: photo.station_id })
    return markReady(trx, photoId, { width, height, size_bytes: made.review.byteLength + made.thumbnail.byteLength })
  })
  // What is made may be larger than the file was.
  const ready = await keep.catch(async (error: unknown) => {
    if (!isFull(error)) throw error
    await removeFiles(ctx, photoId)
    throw full('photoId')
  })
  if (!ready) {
    // It was removed meanwhile.
    await removeFiles(ctx, photoId)
    throw notFound('photo', path)
  }
  await ctx.storage.delete(upload)
  return ready
}

/** Says otherwise what a photo shows. */
export async function updateStationPhoto(ctx: Context, { photoId, alt }: { photoId: string; alt: string }): Promise<StationPhoto> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  await ownPhoto(ctx, photoId)
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockPhoto(trx, photoId))) throw notFound('photo', ['input', 'photoId'])
    await audit(trx, caller.userId, 'station-photo.updated', photoId, { alt })
    return setAlt(trx, photoId, alt)
  })
}

/** Puts the photos of a station in an order. Those that are not named come after the others. */
export function orderStationPhotos(
  ctx: Context,
  { stationId, photoIds }: { stationId: string; photoIds: readonly string[] },
): Promise<{ id: string }> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(ctx, trx, stationId)
    const there = new Set((await photosOfStations(trx, [stationId])).map(({ id }) => id))
    for (const [i, id] of photoIds.entries()) if (!there.has(id)) throw notFound('photo', ['input', 'photoIds', i])
    await setOrder(trx, stationId, photoIds)
    await audit(trx, caller.userId, 'station-photo.ordered', stationId, { photoIds })
    return { id: station.id }
  })
}

/** Removes a photo with its files. Once more says that there is none. */
export async function removeStationPhoto(ctx: Context, photoId: string): Promise<{ id: string }> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const photo = await ownPhoto(ctx, photoId)
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockPhoto(trx, photoId))) throw notFound('photo', ['input', 'photoId'])
    await markRemoved(trx, photoId)
    await ctx.jobs.enqueue(trx, REMOVE, { photoIds: [photoId] }, { key: photoId })
    await audit(trx, caller.userId, 'station-photo.removed', photoId, { stationId: photo.station_id })
  })
  return { id: photo.station_id }
}

/** The caller's station, locked. Somebody else's is answered as if it did not exist. */
async function ownStation({ caller }: Context, trx: Trx, stationId: string): Promise<Station> {
  const station = await lockStation(trx, stationId)
  if (!station || !operates(caller, station.operator_id)) throw notFound('station', ['input', 'stationId'])
  return station
}

async function ownPhoto({ caller, db }: Context, photoId: string): Promise<StationPhoto> {
  const photo = await photoWithOwner(db, photoId)
  if (!photo || !operates(caller, photo.owner_id)) throw notFound('photo', ['input', 'photoId'])
  return photo
}

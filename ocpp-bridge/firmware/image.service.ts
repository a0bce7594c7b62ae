import { audit } from '#db/audit.ts'
import { hasRole, operates, requireOperator } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { uploadAddress } from '../logs/file-name.ts'
import { digestOf, newToken } from '../wire/token-digest.ts'
import { removeSpentImages } from './image.handler.ts'
import {
  countImages,
  findImageByKey,
  insertImage,
  isInUse,
  listImages,
  lockImage,
  lockImagesOf,
  markDeleted,
  renewUpload,
  type FirmwareImage,
} from './image.queries.ts'

export interface AnnouncedImage {
  name: string
  version?: string | null | undefined
  bytes: number
  sha256: string
  idempotencyKey: string
}

/** An image, and where it may be uploaded; null where it is here already. */
export interface ImageUpload {
  image: FirmwareImage
  url: string | null
}

/** Announces an image. The same key again gives the same image, with a new address where it is not here yet. */
export function requestImageUpload(
  ctx: Context,
  { name, version, bytes, sha256, idempotencyKey }: AnnouncedImage,
): Promise<ImageUpload> {
  const { userId } = requireOperator(ctx.caller, 'chargers:write')
  const { files } = ctx.config
  if (files === null) throw refuse('UNAVAILABLE', 'There is no place for files here. Say where chargers fetch the firmware.')
  const token = newToken()
  const until = new Date(Date.now() + OCPP_LIMITS.firmware.uploadWithinMs)
  return ctx.db.transaction().execute(async (trx) => {
    await lockImagesOf(trx, userId)
    const before = await findImageByKey(trx, userId, idempotencyKey)
    if (before !== undefined) {
      if (before.name !== name || before.bytes !== bytes || before.sha256.toString('hex') !== sha256)
        throw refuse('CONFLICT', 'This key was used for another image.', ['input', 'idempotencyKey'])
      if (before.stored_at !== null) return { image: before, url: null }
      return { image: await renewUpload(trx, before.id, digestOf(token), until), url: uploadAddress(files.url, token) }
    }
    const { images, bytesOfOwner } = OCPP_LIMITS.firmware
    const has = await countImages(trx, userId)
    if (has.images >= images || has.bytes + bytes > bytesOfOwner)
      throw refuse('RATE_LIMITED', `You can keep ${images} images of ${bytesOfOwner / 1024 ** 3} GiB together. Delete one first.`)
    const image = await insertImage(trx, {
      id: newId(),
      owner_id: userId,
      idempotency_key: idempotencyKey,
      name,
      version: version ?? null,
      bytes,
      sha256: Buffer.from(sha256, 'hex'),
      upload_digest: digestOf(token),
      upload_until: until,
    })
    await audit(trx, userId, 'firmware-image.announced', image.id, { name, bytes, sha256 })
    return { image, url: uploadAddress(files.url, token) }
  })
}

/** The caller's images, the newest first; anybody's for an admin. */
export function imagesOf({ db, caller }: Context, args: PageArgs): Promise<Page<FirmwareImage>> {
  const { userId } = requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listImages(db, hasRole(caller, 'ADMIN') ? null : userId, page))
}

/** An image of the caller's, or anybody's for an admin; null for others. */
export async function visibleImage({ caller, loaders }: Context, id: string): Promise<FirmwareImage | null> {
  requireOperator(caller, 'chargers:read')
  const image = await loaders.firmwareImage.load(id)
  return image !== null && operates(caller, image.owner_id) ? image : null
}

/** Deletes an image of the caller's, unless a charger may still fetch it. */
export async function deleteImage(ctx: Context, id: string): Promise<FirmwareImage> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const deleted = await ctx.db.transaction().execute(async (trx) => {
    const image = await lockImage(trx, id, 'alone')
    if (image === undefined || !operates(caller, image.owner_id)) throw notFound('image', ['input', 'imageId'])
    if (await isInUse(trx, id))
      throw refuse('CONFLICT', 'An update with this image is under way. Wait for its end, or give it up.', ['input', 'imageId'])
    await markDeleted(trx, id)
    await audit(trx, caller.userId, 'firmware-image.deleted', id, { name: image.name })
    return image
  })
  // What remains of it goes with the next pruning.
  await removeSpentImages(ctx).catch((error: unknown) => ctx.log.warn({ err: error }, 'a deleted image could not be removed yet'))
  return deleted
}

import { createReadStream } from 'node:fs'
import { refuse } from '#lib/errors.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { digestOf } from '../wire/token-digest.ts'
import {
  findImageUpload,
  forgetImage,
  images,
  lockImage,
  noteImageStored,
  spentImages,
  type FirmwareImage,
} from './image.queries.ts'

const keyOf = ({ id, name }: Pick<FirmwareImage, 'id' | 'name'>): string => `firmware/${id}.${name}`

/** The image that a token allows to upload now; undefined for none. */
export const imageUploadOf = ({ db, inTurn }: Services, token: string): Promise<FirmwareImage | undefined> =>
  inTurn('connections', () => findImageUpload(db, digestOf(token)))

/** Puts an image that has come into the store, if it is the one that was announced. */
export async function storeImage(
  ctx: Services,
  image: FirmwareImage,
  file: { path: string; bytes: number; sha256: Buffer },
): Promise<'stored' | 'taken' | 'wrong'> {
  const { db, storage } = ctx
  if (storage === null) throw new Error('The bridge has no object store.')
  if (file.bytes !== image.bytes || !file.sha256.equals(image.sha256)) return 'wrong'
  await storage.putStream(keyOf(image), createReadStream(file.path), { contentLength: file.bytes })
  if (await noteImageStored(db, image.id)) return 'stored'
  // Deleted meanwhile, and perhaps its row too: nobody else would remove the object.
  if ((await images(db, [image.id])).length === 0) await storage.delete(keyOf(image))
  return 'taken'
}

/** Refuses an update with an image that is not here. From now on it is not deleted before the update is over. */
export async function holdImage(trx: Trx, id: string): Promise<void> {
  const image = await lockImage(trx, id, 'shared')
  if (image?.stored_at == null) throw refuse('CONFLICT', 'This image has not been uploaded.', ['input', 'imageId'])
}

/**
 * Where a charger fetches an image, for a day from the time at which it is to begin: it may try again. Null if there is no such image. The
 * store gives parts of it to who asks for them, so a charger can go on where it was cut off.
 */
export async function imageAddress({ db, storage }: Services, id: string, retrieveAt: Date): Promise<string | null> {
  const [image] = await images(db, [id])
  if (image === undefined || storage === null) return null
  const until = Math.max(Date.now(), retrieveAt.getTime()) + OCPP_LIMITS.firmware.fetchMs
  return storage.getSignedUrl(keyOf(image), { expiresIn: Math.ceil((until - Date.now()) / 1000) })
}

/** Removes images that are deleted, or were never uploaded. */
export async function removeSpentImages({ db, storage }: Pick<Services, 'db' | 'storage'>): Promise<void> {
  if (storage === null) return
  for (const image of await spentImages(db)) {
    await storage.delete(keyOf(image))
    await forgetImage(db, image.id)
  }
}

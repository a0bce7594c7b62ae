import type { Services } from '../context.ts'
import type { Decoded } from '../images/decode.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from './keys.ts'
import type { Photo } from '../tables.ts'

/**
 * The bytes of a photo as they were uploaded; null if there are none. Rejects while the object store is down, and the job tries again. If a
 * try before has kept the photo in its final place, those bytes are read: its taker cannot change them by another upload.
 */
export async function readOriginal({ storage }: Services, photoId: string): Promise<Uint8Array | 'FILE_TOO_LARGE' | null> {
  const { upload, original } = keysOf(photoId)
  for (const key of [original, upload]) {
    if (!(await storage.exists(key))) continue
    if ((await storage.getMetaData(key)).contentLength > VERIFICATION_LIMITS.uploadBytes) return 'FILE_TOO_LARGE'
    return storage.getBytes(key)
  }
  return null
}

/** Keeps the bytes where they cannot be changed any more. What is there already stays. */
export async function keepOriginal({ storage }: Services, photo: Photo, bytes: Uint8Array): Promise<void> {
  const { original } = keysOf(photo.id)
  if (!(await storage.exists(original))) await storage.put(original, bytes, { contentType: photo.content_type })
}

/** Keeps the original, and what people see of it. */
export async function keepFiles(ctx: Services, photo: Photo, bytes: Uint8Array, made: Decoded): Promise<void> {
  const { review, thumbnail } = keysOf(photo.id)
  await keepOriginal(ctx, photo, bytes)
  await ctx.storage.put(review, made.review, { contentType: 'image/jpeg' })
  await ctx.storage.put(thumbnail, made.thumbnail, { contentType: 'image/webp' })
}

/** Removes everything of a photo. What is not there counts as removed. */
export async function removeFiles({ storage }: Pick<Services, 'storage'>, photoId: string): Promise<void> {
  for (const key of Object.values(keysOf(photoId))) await storage.delete(key)
}

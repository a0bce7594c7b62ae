import { LIMITS } from '#lib/limits.ts'
import type { Services } from './context.ts'
import type { Decoded } from './images/decode.ts'
import { keysOf } from './keys.ts'

/**
 * The bytes of a photo as they were uploaded; null where there are none. Rejects while the object store is down: the job tries again. A photo
 * that was judged in part before lies in its final place, where its taker cannot change it any more.
 */
export async function readOriginal({ storage }: Services, photoId: string): Promise<Uint8Array | 'FILE_TOO_LARGE' | null> {
  const { upload, original } = keysOf(photoId)
  for (const key of [upload, original]) {
    if (!(await storage.exists(key))) continue
    if ((await storage.getMetaData(key)).contentLength > LIMITS.storage.uploadBytes) return 'FILE_TOO_LARGE'
    return storage.getBytes(key)
  }
  return null
}

/** Keeps the original where it cannot be changed any more, and what people see of it. */
export async function keepFiles({ storage }: Services, photoId: string, bytes: Uint8Array, made: Decoded): Promise<void> {
  const { original, review, thumbnail } = keysOf(photoId)
  await storage.put(original, bytes, { contentType: `image/${made.type.toLowerCase()}` })
  await storage.put(review, made.review, { contentType: 'image/jpeg' })
  await storage.put(thumbnail, made.thumbnail, { contentType: 'image/webp' })
}

/** Removes everything of a photo. What is not there counts as removed. */
export async function removeFiles({ storage }: Pick<Services, 'storage'>, photoId: string): Promise<void> {
  for (const key of Object.values(keysOf(photoId))) await storage.delete(key)
}

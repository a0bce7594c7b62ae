import { badInput } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Context } from '../context.ts'
import { REASONS } from '../findings.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from './keys.ts'

const CONTENT_TYPES = ['image/jpeg', 'image/png', 'image/webp']

/** Where and how to upload a photo. */
export interface UploadLink {
  url: string
  method: 'PUT'
  headers: { name: string; value: string }[]
  expiresAt: Date
}

/** Refuses what cannot be accepted before it is uploaded. */
export function refuseFile({ contentType, sizeBytes }: { contentType: string; sizeBytes: number }): void {
  if (!CONTENT_TYPES.includes(contentType)) throw badInput(['input', 'contentType'], REASONS.UNSUPPORTED_TYPE)
  if (sizeBytes > VERIFICATION_LIMITS.uploadBytes) throw badInput(['input', 'sizeBytes'], REASONS.FILE_TOO_LARGE)
  if (sizeBytes < 1) throw badInput(['input', 'sizeBytes'], 'The file is empty. Choose another.')
}

/** A link for uploading a photo within `LIMITS.storage.signedUrlSeconds`. */
export async function linkTo(
  { storage }: Context,
  photo: { id: string; content_type: string; size_bytes: number },
): Promise<UploadLink> {
  const seconds = LIMITS.storage.signedUrlSeconds
  const url = await storage.getSignedUploadUrl(keysOf(photo.id).upload, {
    expiresIn: seconds,
    contentType: photo.content_type,
    ContentLength: photo.size_bytes,
  })
  const expiresAt = new Date(Date.now() + seconds * 1000)
  return { url, method: 'PUT', headers: [{ name: 'content-type', value: photo.content_type }], expiresAt }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { S3Driver } from 'flydrive/drivers/s3'
import { LIMITS } from './limits.ts'

export type Storage = Disk

export type StorageConfig =
  | { kind: 'disk'; folder: string; publicUrl: string; secret: string }
  | { kind: 's3'; bucket: string; region: string; endpoint?: string; accessKeyId: string; secretAccessKey: string }

/**
 * The object store: a folder, or a bucket of any S3. Objects are private. `getSignedUrl` and `getSignedUploadUrl` give links that expire
 * after `LIMITS.storage.signedUrlSeconds`, or `expiresIn` seconds. On disk the links lead to `publicUrl`, where `verifyStorageLink` checks them.
 * With `ContentLength`, an upload has that many bytes; on disk, at most.
 */
export function createStorage(config: StorageConfig): Storage {
  if (config.kind === 's3')
    return new Disk(
      new S3Driver({
        bucket: config.bucket,
        region: config.region,
        ...(config.endpoint && { endpoint: config.endpoint, forcePathStyle: true }),
        credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
        visibility: 'private',
        supportsACL: false,
        // A link for an upload would have the checksum of an empty file in it, and S3 refuses every other.
        requestChecksumCalculation: 'WHEN_REQUIRED',
      }),
    )
  const link =
    (method: 'GET' | 'PUT') =>
    (key: string, _path: string, { expiresIn, ContentLength }: { expiresIn?: string | number; ContentLength?: number }) => {
      const until = typeof expiresIn === 'number' ? Math.floor(Date.now() / 1000) + expiresIn : undefined
      return Promise.resolve(signStorageLink(config, method, key, until, ContentLength))
    }
  return new Disk(
    new FSDriver({
      location: config.folder,
      visibility: 'private',
      urlBuilder: { generateSignedURL: link('GET'), generateSignedUploadURL: link('PUT') },
    }),
  )
}

/** A link to an object on disk for one method, e.g. `https://host/files/a.jpg?method=PUT&until=…&signature=…`. */
export function signStorageLink(
  { publicUrl, secret }: { publicUrl: string; secret: string },
  method: 'GET' | 'PUT',
  key: string,
  until: number = Math.floor(Date.now() / 1000) + LIMITS.storage.signedUrlSeconds,
  bytes?: number,
): string {
  const url = new URL(key, publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`)
  const most = bytes === undefined ? '' : String(bytes)
  const signed = signature(secret, method, key, until, most)
  url.search = new URLSearchParams({ method, until: String(until), ...(most && { bytes: most }), signature: signed }).toString()
  return url.href
}

/** True if we made the link for this method and key, and it has not expired. */
export function verifyStorageLink(secret: string, method: string, key: string, query: URLSearchParams): boolean {
  const until = Number(query.get('until'))
  if (query.get('method') !== method || !Number.isSafeInteger(until) || until < Date.now() / 1000) return false
  const expected = Buffer.from(signature(secret, method, key, until, query.get('bytes') ?? ''))
  const given = Buffer.from(query.get('signature') ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** How many bytes may come by a link that `verifyStorageLink` has found good; without end if it does not say. */
export const bytesOfLink = (query: URLSearchParams): number => Number(query.get('bytes') ?? Infinity)

const signature = (secret: string, method: string, key: string, until: number, bytes: string): string =>
  createHmac('sha256', secret)
    .update([method, key, until, ...(bytes === '' ? [] : [bytes])].join('\n'))
    .digest('base64url')

import { z } from 'zod'
import { env } from './config.ts'
import type { StorageConfig } from './storage.ts'

/** Variables of a bucket. */
export const bucketShape = {
  S3_BUCKET: z.string(),
  S3_REGION: z.string(),
  S3_ENDPOINT: env.url('http:', 'https:').optional(),
  S3_ACCESS_KEY_ID: z.string(),
  S3_SECRET_ACCESS_KEY: z.string(),
}

/** The secret by which a box signs links to files of its folder. */
export const filesSecret = z.string().min(32, 'must have at least 32 characters')

interface Bucket {
  s3Bucket: string
  s3Region: string
  s3Endpoint?: string | undefined
  s3AccessKeyId: string
  s3SecretAccessKey: string
}

/** A box's configuration, with its files in a bucket. */
export function withBucket<Config extends Bucket>(config: Config): Omit<Config, keyof Bucket> & { storage: StorageConfig } {
  const { s3Bucket: bucket, s3Region: region, s3Endpoint, s3AccessKeyId, s3SecretAccessKey, ...rest } = config
  const endpoint = s3Endpoint === undefined ? {} : { endpoint: s3Endpoint }
  const keys = { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey }
  return { ...rest, storage: { kind: 's3', bucket, region, ...endpoint, ...keys } }
}

interface Folder {
  filesFolder: string
  filesUrl: string
  filesSecret: string
}

/** A box's configuration, with its files in a folder. It serves them by signed links itself. */
export function withFolder<Config extends Folder>(config: Config): Omit<Config, keyof Folder> & { storage: StorageConfig } {
  const { filesFolder: folder, filesUrl: publicUrl, filesSecret: secret, ...rest } = config
  return { ...rest, storage: { kind: 'disk', folder, publicUrl, secret } }
}

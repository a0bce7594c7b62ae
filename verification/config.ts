import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { boxConfig, type BoxConfig } from '#box/config.ts'
import { env, type Env } from '#lib/config.ts'
import type { StorageConfig } from '#lib/storage.ts'

const certificates = (text: string): string[] =>
  text.replaceAll('\\n', '\n').match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []

const settings = {
  /** Photos judged at once by this process, and worker threads that run the models. */
  VERIFICATION_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, availableParallelism() - 1)),
  /** A folder with a manifest of models of the operator's own; see verification/README.md. */
  VERIFICATION_MODELS_FOLDER: z.string().nullable().default(null),
  /** Certificates (PEM, one after the other) whose content credentials are trusted. */
  VERIFICATION_C2PA_ANCHORS: z.string().default('').transform(certificates),
}

/** With a bucket, photos are in it. */
const inBucket = boxConfig('verification', {
  ...settings,
  S3_BUCKET: z.string(),
  S3_REGION: z.string(),
  S3_ENDPOINT: env.url('http:', 'https:').optional(),
  S3_ACCESS_KEY_ID: z.string(),
  S3_SECRET_ACCESS_KEY: z.string(),
})

/** Without one, they are in a folder, and this process serves them by signed links. */
const inFolder = boxConfig('verification', {
  ...settings,
  VERIFICATION_FILES_FOLDER: z.string(),
  /** Where clients reach `/files/` of this process. */
  VERIFICATION_FILES_URL: env.url('http:', 'https:'),
  VERIFICATION_FILES_SECRET: z.string().min(32, 'must have at least 32 characters'),
})

export interface VerificationConfig extends BoxConfig {
  workers: number
  modelsFolder: string | null
  c2paAnchors: readonly string[]
  storage: StorageConfig
}

/** The configuration of the box from the environment; throws a ConfigError with every fault. */
export function verificationConfig(variables: Env): VerificationConfig {
  if (variables['S3_BUCKET']) {
    const { s3Bucket, s3Region, s3Endpoint, s3AccessKeyId, s3SecretAccessKey, ...config } = inBucket(variables)
    const endpoint = s3Endpoint && { endpoint: s3Endpoint }
    const keys = { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey }
    return { ...config, storage: { kind: 's3', bucket: s3Bucket, region: s3Region, ...endpoint, ...keys } }
  }
  const { filesFolder: folder, filesUrl: publicUrl, filesSecret: secret, ...config } = inFolder(variables)
  return { ...config, storage: { kind: 'disk', folder, publicUrl, secret } }
}

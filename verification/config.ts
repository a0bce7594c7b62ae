import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { boxConfig, type BoxConfig } from '#box/config.ts'
import { env, type Env } from '#lib/config.ts'
import { bucketShape, filesSecret, withBucket, withFolder } from '#lib/storage-config.ts'
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
const inBucket = boxConfig('verification', { ...settings, ...bucketShape })

/** Without one, they are in a folder, and this process serves them by signed links. */
const inFolder = boxConfig('verification', {
  ...settings,
  VERIFICATION_FILES_FOLDER: z.string(),
  /** Where clients reach `/files/` of this process. */
  VERIFICATION_FILES_URL: env.url('http:', 'https:'),
  VERIFICATION_FILES_SECRET: filesSecret,
})

export interface VerificationConfig extends BoxConfig {
  workers: number
  modelsFolder: string | null
  c2paAnchors: readonly string[]
  storage: StorageConfig
}

/** The configuration of the box from the environment; throws a ConfigError with every fault. */
export const verificationConfig = (variables: Env): VerificationConfig =>
  variables['S3_BUCKET'] ? withBucket(inBucket(variables)) : withFolder(inFolder(variables))

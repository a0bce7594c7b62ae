import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { addressesOf, boxShape, ConfigError, env, readConfig, type Env } from '#lib/config.ts'
import type { StorageConfig } from '#lib/storage.ts'

export type VerificationConfig = ReturnType<typeof verificationConfig>

const shape = {
  ...boxShape,
  VERIFICATION_PORT: env.port(4005),
  /** Photos judged at once by this process, and worker threads that run the models. */
  VERIFICATION_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, availableParallelism() - 1)),
  /** A folder with a manifest of models of the operator's own; see verification/README.md. */
  VERIFICATION_MODELS_FOLDER: z.string().optional(),
  /** Certificates (PEM, one after the other) whose content credentials are trusted. */
  VERIFICATION_C2PA_ANCHORS: z.string().optional(),
}

/** With a bucket, photos lie in it. */
const s3Shape = {
  S3_BUCKET: z.string(),
  S3_REGION: z.string(),
  S3_ENDPOINT: env.url('http:', 'https:').optional(),
  S3_ACCESS_KEY_ID: z.string(),
  S3_SECRET_ACCESS_KEY: z.string(),
}

/** Without one, they lie in a folder, and this process serves them by signed links. */
const diskShape = {
  VERIFICATION_FILES_FOLDER: z.string(),
  /** Where clients reach `/files/` of this process. */
  VERIFICATION_FILES_URL: env.url('http:', 'https:'),
  VERIFICATION_FILES_SECRET: z.string().min(32, 'must have at least 32 characters'),
}

/** The configuration of the verification box from the environment; throws ConfigError with every fault. */
export function verificationConfig(variables: Env) {
  const faults: string[] = []
  const collect = <T>(reader: () => T): T | null => {
    try {
      return reader()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      faults.push(...error.faults)
      return null
    }
  }
  const read = collect(() => readConfig(shape, variables))
  const storage = collect(() => storageConfig(variables))
  if (!read || !storage) throw new ConfigError(faults)
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.VERIFICATION_PORT),
    workers: read.VERIFICATION_WORKERS,
    modelsFolder: read.VERIFICATION_MODELS_FOLDER ?? null,
    c2paAnchors: certificates(read.VERIFICATION_C2PA_ANCHORS ?? ''),
    storage,
  }
}

function storageConfig(variables: Env): StorageConfig {
  if (variables['S3_BUCKET']) {
    const read = readConfig(s3Shape, variables)
    return {
      kind: 's3',
      bucket: read.S3_BUCKET,
      region: read.S3_REGION,
      ...(read.S3_ENDPOINT && { endpoint: read.S3_ENDPOINT }),
      accessKeyId: read.S3_ACCESS_KEY_ID,
      secretAccessKey: read.S3_SECRET_ACCESS_KEY,
    }
  }
  const read = readConfig(diskShape, variables)
  return {
    kind: 'disk',
    folder: read.VERIFICATION_FILES_FOLDER,
    publicUrl: read.VERIFICATION_FILES_URL,
    secret: read.VERIFICATION_FILES_SECRET,
  }
}

const certificates = (text: string): string[] =>
  text.replaceAll('\\n', '\n').match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []

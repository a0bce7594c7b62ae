import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Jobs } from '#lib/jobs.ts'
import type { Log } from '#lib/log.ts'
import type { Storage } from '#lib/storage.ts'
import type { Attester } from './photos/attestation.ts'
import type { Duplicates } from './duplicates/duplicates.ts'
import type { Decoder } from './images/decoder.ts'
import type { Inference } from './inference/inference.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Db } from './tables.ts'

/** What lives as long as the process. */
export interface Services {
  db: Db
  bus: Bus
  log: Log
  jobs: Jobs
  storage: Storage
  decoder: Decoder
  inference: Inference
  duplicates: Duplicates
  attester: Attester
  /** Certificates (PEM) whose content credentials are trusted. */
  c2paAnchors: readonly string[]
}

/** What resolvers see of one request. */
export interface Context extends Services {
  caller: Caller
  loaders: Loaders
}

export const createContext = (services: Services, caller: Caller): Context => ({
  ...services,
  caller,
  loaders: createLoaders(services.db),
})

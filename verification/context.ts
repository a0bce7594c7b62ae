import type { BoxServices, RequestContext, WithJobs } from '#box/context.ts'
import type { Storage } from '#lib/storage.ts'
import type { VerificationConfig } from './config.ts'
import type { Duplicates } from './duplicates/duplicates.ts'
import type { Decoder } from './images/decoder.ts'
import type { Inference } from './inference/inference.ts'
import type { Loaders } from './loaders.ts'
import type { Attester } from './photos/attestation.ts'
import type { VerificationTables } from './tables.ts'

export interface Services extends BoxServices<VerificationTables, VerificationConfig>, WithJobs {
  storage: Storage
  /** Worker threads that decode photos. */
  decoder: Decoder
  /** The models. */
  inference: Inference
  /** Earlier photos in memory. */
  duplicates: Duplicates
  /** Verifies devices' attestations. */
  attester: Attester
}

export type Context = RequestContext<Services, Loaders>

import type { Change } from '../checks/facts.ts'
import type { Pdq } from './pdq.ts'

/** What copies of a photo are found by. */
export interface Fingerprint {
  /** Of the bytes as they were uploaded, in hex. */
  sha256: string
  pdq: Pdq
  /** By the model in force first, which is kept; by others only to find what they have embedded. Empty if there is no model for it. */
  embeddings: readonly Embedding[]
  /** `outlineOf` the upright photo, and its width by its height. */
  outline: Uint8Array
  aspect: number
}

export interface Embedding {
  /** Name and version, e.g. `photo-embedding-1`. */
  model: string
  /** Of the photo: a vector of length 1, × 127. */
  vector: Int8Array
  /** Of the photo turned or mirrored: an earlier photo that is like one of them was changed so. */
  turned: readonly { change: Change; vector: Int8Array }[]
}

/** The model's answer (length 1) in signed bytes. */
export const quantised = (vector: ArrayLike<number>): Int8Array => Int8Array.from(vector, (value) => Math.round(value * 127))

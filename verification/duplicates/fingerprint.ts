import type { Pdq } from './pdq.ts'

/** What copies of a photo are found by. */
export interface Fingerprint {
  /** Of the bytes as they were uploaded, in hex. */
  sha256: string
  pdq: Pdq
  /** Null if there is no model for it. */
  embedding: Embedding | null
  /** `outlineOf` the upright photo, and its width by its height. */
  outline: Uint8Array
  aspect: number
}

export interface Embedding {
  /** Name and version, e.g. `photo-embedding-1`. */
  model: string
  /** Of the photo, and of its mirror image: a vector of length 1, × 127. */
  vector: Int8Array
  mirrored: Int8Array
}

/** The model's answer (length 1) in signed bytes. */
export const quantised = (vector: ArrayLike<number>): Int8Array => Int8Array.from(vector, (value) => Math.round(value * 127))

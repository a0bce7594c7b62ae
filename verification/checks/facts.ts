import type { PhotoPurpose, Place } from '#lib/events.ts'
import type { ModelVersion } from '../findings.ts'
import type { Previous } from './other-unit.ts'

/** Everything that a check may look at. Checks are pure: the same facts give the same findings. */
export interface PhotoFacts {
  photoId: string
  userId: string
  purpose: PhotoPurpose
  /** What inspecting the file flagged without refusing it. */
  flags: readonly ('HIDDEN_CONTENT' | 'TRUNCATED_IMAGE')[]
  claim: {
    takenAt: Date
    place: Place | null
    /** The server's clock when the photo was submitted. */
    submittedAt: Date
  }
  /**
   * Whole units of the display; null for a deed, and if nothing was read. `shown`: with a last digit that counts tenths. `sure`: from the
   * reader's threshold of approval on. `copied`: how alike two of its digits are in their finest detail, 0 to 1; null if nobody has looked.
   */
  reading: { value: number; shown: number; sure: boolean; copied: number | null } | null
  /** The vehicle's last approved reading; null for a deed and for a first reading. */
  previous: Previous | null
  /** Earlier photos, of anyone, that this one may be a copy of: `duplicatesOf`. */
  duplicates: readonly Duplicate[]
  /** Why it could not be laid over earlier photos; null if it was. Then only hashes can name a copy. */
  notCompared: string | null
  /** Null if the file has no metadata. */
  exif: ExifFacts | null
  credentials: Credentials
  errorLevels: ErrorLevels | null
  /** The share of its 8 × 8 blocks that are of one brightness throughout, 0 to 1. */
  flatShare: number
  /** The share of the picture that is lit and shows nothing, 0 to 1. */
  plainShare: number
  upload: Upload
  /** The user's other submissions taken within a day of this one, rejected ones left out. */
  others: readonly { submissionId: string; purpose: PhotoPurpose; takenAt: Date; place: Place | null }[]
  /** What detectors of screens and generated pictures say. None is shipped: we have no real photos to measure one on. */
  detectors: readonly { finds: 'SCREEN' | 'GENERATED'; score: number; flagAt: number; model: ModelVersion }[]
}

/** An earlier photo that this one may be a copy of, and how that was found. One photo may be found in several ways. */
export interface Duplicate {
  photoId: string
  /** Null if the photo was erased. Its hashes and embedding stay, so that it earns nothing again. */
  userId: string | null
  /** What was read on it, with a last digit that counts tenths; null for a deed, and if nothing was read. */
  reading: number | null
  /**
   * SHA256: the same bytes. PDQ: bits that differ, of 256. EMBEDDING: likeness of the aligned pictures, 0 to 1. COSINE: of the embeddings
   * alone, if the earlier photo was erased and cannot be aligned.
   */
  by: 'SHA256' | 'PDQ' | 'EMBEDDING' | 'COSINE'
  score: number
  /** How the earlier photo was turned or mirrored. */
  change: Change
}

/** The eight ways in which a picture can be turned by right angles and mirrored. MIRRORED: left and right changed places. */
export const CHANGES = [
  'NONE',
  'TURNED_90',
  'TURNED_180',
  'TURNED_270',
  'MIRRORED',
  'MIRRORED_90',
  'MIRRORED_180',
  'MIRRORED_270',
] as const
export type Change = (typeof CHANGES)[number]

/** What a camera or an editor has written into the file. All of it can be faked. */
export interface ExifFacts {
  /**
   * When it was taken. `at` is UTC if the offset is known (OffsetTimeOriginal, or the GPS clock). Otherwise it is the camera's local time
   * read as UTC, and may be off by up to 14 hours.
   */
  taken: { at: Date; offsetKnown: boolean } | null
  place: Place | null
  make: string | null
  model: string | null
  /** EXIF Software, XMP CreatorTool and the agents of XMP's history. */
  software: string[]
  /** IPTC digital source type of the XMP, e.g. `trainedAlgorithmicMedia`; null if there is none. */
  source: string | null
  /** When the file says it was last changed, by the same clock as `taken`. */
  modifiedAt: Date | null
}

/** Content credentials (C2PA) of the file. */
export interface Credentials {
  /** UNSUPPORTED: this format or version cannot be verified here. UNTRUSTED: in order, and signed by somebody unknown. */
  state: 'ABSENT' | 'UNSUPPORTED' | 'BROKEN' | 'UNTRUSTED' | 'TRUSTED'
  /** C2PA's status codes of what failed, e.g. `assertion.dataHash.mismatch`. */
  problems: string[]
  /** Common name of the signer's certificate. */
  signer: string | null
  /** What made the manifest, as it says of itself. */
  generator: string | null
  /** IPTC digital source types of its actions, e.g. `trainedAlgorithmicMedia`. */
  sources: string[]
  /** C2PA actions, e.g. `c2pa.created`. */
  actions: string[]
}

/** How evenly a JPEG's blocks were compressed before. A hint, and only if the file was saved at a high quality. */
export interface ErrorLevels {
  /** The file's quality by its quantisation tables; 100 for PNG. */
  quality: number
  /** How far the most different region stands out, in robust standard deviations. */
  score: number
}

/** How the photo came here. */
export interface Upload {
  /** The capture flow in which it was taken; null if it was picked from a gallery. */
  capture: {
    captureId: string
    /** When the server gave the nonce, and until when it was good. */
    issuedAt: Date
    expiresAt: Date
    /** When the bytes were asked to be uploaded. */
    uploadedAt: Date
    /** False if the upload named a capture of somebody else, for another purpose, or used before. */
    bound: boolean
  } | null
  /** The result of the device's attestation; NONE if none was sent. Its verification is a hook. */
  attestation: 'NONE' | 'UNVERIFIED' | 'VALID' | 'INVALID'
}

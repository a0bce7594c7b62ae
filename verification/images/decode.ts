import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { metadataFacts, type MetadataFacts } from './metadata.ts'
import { pictureFacts, type PictureFacts } from '../duplicates/picture.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Pixels } from '../pixels.ts'
import type { ImageType } from '../tables.ts'
import { flatShare } from './flatness.ts'
import { plainShare } from './plain-share.ts'
import { inspect, type FileFlag, type Inspected, type Refusal } from './inspect.ts'

/** What is wanted of a file. */
export interface DecodeTask {
  bytes: Uint8Array
  /** Certificates (PEM) whose content credentials are trusted. */
  anchors: readonly string[]
}

/** Everything that is learnt from a photo's bytes. */
export interface Decoded {
  sha256: string
  type: ImageType
  flags: FileFlag[]
  /** Of the upright photo as it was uploaded. */
  width: number
  height: number
  /** At most `ANALYSIS_SIDE` wide or high, in shared memory. */
  pixels: Pixels
  /** For people, without metadata: WebP of at most `THUMBNAIL_SIDE`, JPEG of at most `ANALYSIS_SIDE`. */
  thumbnail: Uint8Array
  review: Uint8Array
  metadata: MetadataFacts
  picture: PictureFacts
  flatShare: number
  plainShare: number
}

export interface Refused {
  /** Null if not even that is known. */
  sha256: string | null
  refusal: Refusal
}

export const ANALYSIS_SIDE = 1600
export const THUMBNAIL_SIDE = 320

// One picture at a time in a thread, and nothing of it is kept.
sharp.concurrency(1)
sharp.cache(false)

/** Inspects, decodes and fingerprints a file. Runs in a worker: hostile bytes are parsed here. */
export async function decode({ bytes, anchors }: DecodeTask): Promise<Decoded | Refused> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sha256 = createHash('sha256').update(file).digest('hex')
  const inspected = await inspect(file)
  if (typeof inspected === 'string') return { sha256, refusal: inspected }
  const decoded = await picture(file, inspected)
  if (!decoded) return { sha256, refusal: 'UNREADABLE_IMAGE' }
  const { pixels, width, height } = decoded
  const [thumbnail, review, metadata] = await Promise.all([
    rawOf(pixels).resize(fitted(THUMBNAIL_SIDE)).webp({ quality: 75 }).toBuffer(),
    rawOf(pixels).jpeg({ quality: 85 }).toBuffer(),
    metadataFacts(file, inspected.type, anchors),
  ])
  const { pdq, outline, aspect } = pictureFacts(pixels)
  return {
    sha256,
    ...inspected,
    width,
    height,
    pixels,
    thumbnail,
    review,
    metadata,
    picture: { pdq, outline, aspect },
    flatShare: flatShare(pixels),
    plainShare: plainShare(pixels),
  }
}

const fitted = (side: number) => ({ width: side, height: side, fit: 'inside' as const, withoutEnlargement: true })

const rawOf = ({ data, width, height }: Pixels) => sharp(data, { raw: { width, height, channels: 3 } })

/**
 * Upright RGB at the analysis size; null if nothing can be decoded. A file without its end is decoded as far as it goes, and so is every
 * JPEG: phones write broken ones. Rejects if it takes longer than `VERIFICATION_LIMITS.decodeMs`, because that says more about the machine
 * than about the photo.
 */
async function picture(
  file: Buffer,
  { type, flags }: Inspected,
): Promise<{ pixels: Pixels; width: number; height: number } | null> {
  const failOn = type === 'JPEG' || flags.includes('TRUNCATED_IMAGE') ? 'none' : 'error'
  try {
    const photo = sharp(file, { failOn, limitInputPixels: VERIFICATION_LIMITS.pixels })
    const { autoOrient } = await photo.metadata()
    const { data, info } = await photo
      .autoOrient()
      .resize(fitted(ANALYSIS_SIDE))
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .timeout({ seconds: VERIFICATION_LIMITS.decodeMs / 1000 })
      .toBuffer({ resolveWithObject: true })
    const pixels = { data: inRgb(data, info.channels), width: info.width, height: info.height }
    return { pixels, width: autoOrient.width, height: autoOrient.height }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('timeout')) throw error
    return null
  }
}

/** In shared memory, so that the models' workers see it without a copy. */
function inRgb(data: Buffer, channels: number): Uint8Array {
  const count = data.length / channels
  const rgb = new Uint8Array(new SharedArrayBuffer(count * 3))
  if (channels === 3) rgb.set(data)
  else for (let i = 0; i < count; i++) rgb.fill(data[i * channels] ?? 0, i * 3, i * 3 + 3)
  return rgb
}

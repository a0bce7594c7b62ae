import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { ReasonCode } from '../findings.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { ImageType } from '../tables.ts'
import { holdsMore } from './hidden.ts'
import { structureOf } from './structure.ts'

export type Refusal = Extract<
  ReasonCode,
  'UNREADABLE_IMAGE' | 'UNSUPPORTED_TYPE' | 'FILE_TOO_LARGE' | 'IMAGE_TOO_LARGE' | 'IMAGE_TOO_SMALL' | 'ANIMATED_IMAGE'
>
export type FileFlag = Extract<ReasonCode, 'HIDDEN_CONTENT' | 'TRUNCATED_IMAGE'>

/** What the file is, by its bytes and never by its name. */
export interface Inspected {
  type: ImageType
  flags: FileFlag[]
}

const TYPES: Partial<Record<string, ImageType>> = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/webp': 'WEBP' }

/** Looks at a file's bytes without decoding the picture, so that a bomb is refused within milliseconds. Gives a reason if it is refused. */
export async function inspect(bytes: Buffer): Promise<Inspected | Refusal> {
  if (bytes.length > VERIFICATION_LIMITS.uploadBytes) return 'FILE_TOO_LARGE'
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? ''
  if (mime === 'image/apng' || (mime === 'image/gif' && (await moves(bytes)))) return 'ANIMATED_IMAGE'
  const type = TYPES[mime]
  if (!type) return 'UNSUPPORTED_TYPE'
  const structure = structureOf(bytes, type)
  if (structure.animated) return 'ANIMATED_IMAGE'
  const refusal = await sizeRefusal(bytes, type)
  if (refusal) return refusal
  const flags: FileFlag[] = []
  if (holdsMore(bytes, structure)) flags.push('HIDDEN_CONTENT')
  if (structure.end === null) flags.push('TRUNCATED_IMAGE')
  return { type, flags }
}

/** True if a GIF has more than one picture. A still one is refused for its type: called moving, its taker would look for what does not move. */
async function moves(gif: Buffer): Promise<boolean> {
  const found = await sharp(gif, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  return (found?.pages ?? 1) > 1
}

/** By the header alone. */
async function sizeRefusal(bytes: Buffer, type: ImageType): Promise<Refusal | null> {
  const size = await sharp(bytes, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (!size) return 'UNREADABLE_IMAGE'
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
  const most = type === 'PNG' && size.isProgressive ? VERIFICATION_LIMITS.interlacedPixels : VERIFICATION_LIMITS.pixels
  if (long > VERIFICATION_LIMITS.mostSide || short * long > most) return 'IMAGE_TOO_LARGE'
  if (short < VERIFICATION_LIMITS.leastSide) return 'IMAGE_TOO_SMALL'
  return (size.pages ?? 1) > 1 ? 'ANIMATED_IMAGE' : null
}

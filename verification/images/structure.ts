import type { ImageType } from '../tables.ts'

/** How a picture's file is laid out, read without decoding it. */
export interface Structure {
  /** Offset behind the picture's end; null if the end is missing. */
  end: number | null
  animated: boolean
  /** Parts that hold no picture, `[from, to)`: metadata and comments. */
  asides: [number, number][]
}

/** Walks a file's segments or chunks. If it cannot follow them, the end counts as missing. Decoding says whether there is a picture. */
export function structureOf(bytes: Buffer, type: ImageType): Structure {
  if (type === 'JPEG') return jpeg(bytes)
  return type === 'PNG' ? png(bytes) : webp(bytes)
}

/** ITU-T T.81, annex B. */
function jpeg(bytes: Buffer): Structure {
  const asides: [number, number][] = []
  const structure = (end: number | null): Structure => ({ end, animated: false, asides })
  let at = 2
  while (at + 3 < bytes.length || bytes[at + 1] === 0xd9) {
    if (bytes[at] !== 0xff) return structure(null)
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === 0xd9) return structure(at + 2)
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      const next = at + 2 + bytes.readUInt16BE(at + 2)
      if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) asides.push([at, Math.min(next, bytes.length)])
      at = marker === 0xda ? behindScan(bytes, next) : next
    }
  }
  return structure(null)
}

/** The next marker behind a scan's entropy-coded data. In that data 0xFF is followed by 0 (stuffing) or a restart marker. */
function behindScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

function png(bytes: Buffer): Structure {
  const asides: [number, number][] = []
  let animated = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (name === 'IEND') return { end, animated, asides }
    if (name === 'acTL') animated = true
    if (name !== 'IDAT' && name !== 'IHDR' && name !== 'PLTE') asides.push([at, Math.min(end, bytes.length)])
    at = end
  }
  return { end: null, animated, asides }
}

function webp(bytes: Buffer): Structure {
  const asides: [number, number][] = []
  const end = 8 + bytes.readUInt32LE(4)
  let animated = false
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    const name = bytes.toString('latin1', at, at + 4)
    if (name === 'ANIM' || name === 'ANMF') animated = true
    if (!/^(VP8[ LX]|ALPH|ANIM|ANMF)$/.test(name)) asides.push([at, Math.min(next, bytes.length)])
    at = next
  }
  return { end: end > bytes.length ? null : end, animated, asides }
}

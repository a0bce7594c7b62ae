import type { Structure } from './structure.ts'

/** Archives, documents, programs and scripts. */
const SIGNATURES = [
  'PK\x03\x04',
  'PK\x05\x06',
  'Rar!\x1a\x07',
  '7z\xbc\xaf\x27\x1c',
  '%PDF-',
  '\x7fELF',
  '<?php',
  '<script',
  '<html',
].map((text) => Buffer.from(text, 'latin1'))
/** A ZIP archive's directory ends within this many bytes of the file's end: its record of 22 bytes and a comment. */
const ZIP_TAIL = 22 + 65_535
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')

/**
 * True if the file holds more than a picture: an archive or a script among its metadata, or something behind the picture's end that no
 * camera puts there. Cameras do put there a second picture (MPF, gain maps), a short film, and Samsung's trailer.
 */
export function holdsMore(bytes: Buffer, { end, asides }: Structure): boolean {
  if (asides.some(([from, to]) => suspicious(bytes.subarray(from, to)))) return true
  if (endsAsArchive(bytes)) return true
  const rest = bytes.subarray(end ?? bytes.length)
  const content = withoutPadding(rest)
  return content.length > 0 && (suspicious(content) || !(ofCamera(rest) || ofCamera(content)))
}

const suspicious = (part: Buffer): boolean => SIGNATURES.some((signature) => part.includes(signature))

/** A ZIP reader looks from the file's end. What it would take for the directory's end must be consistent: otherwise noise would match. */
function endsAsArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL))
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  return false
}

const ofCamera = (rest: Buffer): boolean =>
  (rest[0] === 0xff && rest[1] === 0xd8 && rest[2] === 0xff) ||
  rest.toString('latin1', 4, 8) === 'ftyp' ||
  rest.toString('latin1', rest.length - 4) === 'SEFT'

function withoutPadding(rest: Buffer): Buffer {
  const padding = (byte: number | undefined) => byte === 0 || byte === 0xff || byte === 0x0a || byte === 0x0d || byte === 0x20
  let at = 0
  // A second picture begins with 0xFF too.
  while (at < rest.length && padding(rest[at]) && !(rest[at] === 0xff && rest[at + 1] === 0xd8)) at++
  let to = rest.length
  while (to > at && padding(rest[to - 1])) to--
  return rest.subarray(at, to)
}

import exifr from 'exifr'
import sharp from 'sharp'
import type { Place } from '#lib/events.ts'
import type { ExifFacts } from '../checks/facts.ts'

/** In a JPEG either has 64 kB at most. A PNG of a few kB may unpack to many MB, on which a thread would work for minutes. */
const MOST_BYTES = 1024 * 1024

/** Programs that are kept; an editor names itself a few times. XMP of 1 MB has room for 50,000, and each finding would keep them all. */
const MOST_PROGRAMS = 50

/** What EXIF and XMP of a JPEG, PNG or WebP say; null if there is neither. Broken metadata is read as far as it goes, and so is too much of it. */
export async function exifOf(bytes: Uint8Array): Promise<ExifFacts | null> {
  const { exif, xmp } = await sharp(bytes, { failOn: 'none' }).metadata()
  if (!exif && !xmp) return null
  const tags = exif ? await tagsOf(exif.subarray(0, MOST_BYTES)) : {}
  const packet = xmp ? xmp.subarray(0, MOST_BYTES).toString('utf8') : ''
  return {
    taken: takenFrom(tags),
    place: placeFrom(tags),
    make: text(tags.Make),
    model: text(tags.Model),
    software: [
      ...new Set([text(tags.Software), text(tags.ProcessingSoftware), ...agents(packet).map(text)].filter((name) => name !== null)),
    ].slice(0, MOST_PROGRAMS),
    source: digitalSource(packet),
    modifiedAt: wallClock(tags.ModifyDate, tags.OffsetTime)?.at ?? null,
  }
}

type Tags = Record<string, unknown>

/** Only what is used is read. An entry is 12 bytes long and may name a million values, so a small file could fill the memory. */
const PICK = (
  'Make Model Software ProcessingSoftware ModifyDate DateTimeOriginal CreateDate OffsetTime OffsetTimeOriginal ' +
  'GPSDateStamp GPSTimeStamp GPSLatitude GPSLatitudeRef GPSLongitude GPSLongitudeRef'
).split(' ')

/** Raw values: exifr's own dates would be in the time zone of this process. */
async function tagsOf(exif: Buffer): Promise<Tags> {
  const tiff = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
  try {
    const read: unknown = await exifr.parse(tiff, {
      tiff: true,
      exif: true,
      gps: true,
      pick: PICK,
      reviveValues: false,
      translateValues: false,
    })
    return typeof read === 'object' && read !== null ? (read as Tags) : {}
  } catch {
    return {}
  }
}

/** The GPS clock runs on UTC; the camera's needs its offset. */
function takenFrom(tags: Tags): ExifFacts['taken'] {
  const camera = wallClock(tags.DateTimeOriginal ?? tags.CreateDate, tags.OffsetTimeOriginal ?? tags.OffsetTime)
  if (camera?.offsetKnown) return camera
  const gps = gpsClock(tags)
  // The GPS time is that of the last fix, which may be old. It is only believed if the camera's time can be the same.
  const agrees = gps && camera && Math.abs(gps.getTime() - camera.at.getTime()) <= 15 * 3_600_000
  return gps && (agrees || !camera) ? { at: gps, offsetKnown: true } : camera
}

/** `2026:11:21 10:00:00` and `+01:00`. */
function wallClock(value: unknown, offset: unknown): ExifFacts['taken'] {
  const [, date, time] = /^(\d{4}:\d\d:\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text(value) ?? '') ?? []
  if (!date || !time) return null
  const zone = /^[+-]\d\d:\d\d$/.exec(text(offset) ?? '')?.[0]
  return instant(`${date.replaceAll(':', '-')}T${time}${zone ?? 'Z'}`, zone !== undefined)
}

function instant(iso: string, offsetKnown: boolean): ExifFacts['taken'] {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? null : { at, offsetKnown }
}

function gpsClock({ GPSDateStamp, GPSTimeStamp }: Tags): Date | null {
  const date = /^(\d{4})[:-](\d\d)[:-](\d\d)/.exec(text(GPSDateStamp) ?? '')
  const time = numbers(GPSTimeStamp, 3) ?? text(GPSTimeStamp)?.split(':').map(Number) ?? null
  if (!date || time?.length !== 3 || time.some((part) => !Number.isFinite(part))) return null
  const [hours = 0, minutes = 0, seconds = 0] = time
  const at = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]), hours, minutes, seconds)
  return Number.isNaN(at) ? null : new Date(at)
}

function placeFrom(tags: Tags): Place | null {
  const latitude = degrees(tags.GPSLatitude, tags.GPSLatitudeRef, 'S')
  const longitude = degrees(tags.GPSLongitude, tags.GPSLongitudeRef, 'W')
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  // Programs that strip the place write zeros.
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude }
}

function degrees(value: unknown, reference: unknown, negative: string): number | null {
  const parts = numbers(value, 3)
  if (!parts) return null
  const [whole = 0, minutes = 0, seconds = 0] = parts
  const size = whole + minutes / 60 + seconds / 3600
  if (!Number.isFinite(size)) return null
  return text(reference) === negative ? -size : size
}

/** Programs that XMP names as having made or changed the picture. */
const agents = (packet: string): string[] =>
  [...packet.matchAll(/(?:CreatorTool|softwareAgent)(?:="([^"]{1,200})"|>([^<]{1,200})<)/g)].map(([, a, b]) => a ?? b ?? '')

/** IPTC's `DigitalSourceType`, by its last word. */
const digitalSource = (packet: string): string | null =>
  /(\w+)\s*$/.exec(/DigitalSourceType(?:="|>|[^>]{0,80}rdf:resource=")([^"<]{1,200})["<]/i.exec(packet)?.[1] ?? '')?.[1] ?? null

/** A text ends at the first zero byte. Other values are no text. */
const text = (value: unknown): string | null => {
  const string = typeof value === 'string' ? value.split('\0')[0]?.trim().slice(0, 200) : ''
  return string === undefined || string === '' ? null : string
}

const numbers = (value: unknown, count: number): number[] | null =>
  (Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array) && value.length === count
    ? Array.from(value as ArrayLike<unknown>, Number)
    : null

import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { exifOf } from './exif.ts'

const photo = () => sharp({ create: { width: 64, height: 64, channels: 3, background: '#456' } })
type Tags = Record<string, Record<string, string>>

const read = async (tags: Tags, format: 'jpeg' | 'png' | 'webp' = 'jpeg') =>
  exifOf(await photo().withExif(tags).toFormat(format).toBuffer())

const CAMERA = {
  IFD0: { Make: 'Apple', Model: 'iPhone 15', Software: '17.1.2', DateTime: '2026:11:21 13:00:05' },
  IFD2: { DateTimeOriginal: '2026:11:21 13:00:00', OffsetTimeOriginal: '+01:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '53/1 33/1 396/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '9/1 59/1 3732/100',
  },
}

test('a photo without metadata has none', async () => {
  expect(await exifOf(await photo().jpeg().toBuffer())).toBeNull()
})

test.each(['jpeg', 'png', 'webp'] as const)('a %s tells camera, time with its zone, and place', async (format) => {
  const facts = await read(CAMERA, format)
  expect(facts).toMatchObject({ make: 'Apple', model: 'iPhone 15', software: ['17.1.2'] })
  expect(facts?.taken).toEqual({ at: new Date('2026-11-21T12:00:00Z'), offsetKnown: true })
  expect(facts?.place?.latitude).toBeCloseTo(53.5511, 4)
  expect(facts?.place?.longitude).toBeCloseTo(-9.9937, 4)
})

test('without a zone the wall clock is told as such', async () => {
  const facts = await read({ IFD2: { DateTimeOriginal: '2026:11:21 13:00:00' } })
  expect(facts?.taken).toEqual({ at: new Date('2026-11-21T13:00:00Z'), offsetKnown: false })
})

test('the GPS clock gives the zone that the camera lacks', async () => {
  const gps = { GPSDateStamp: '2026:11:21', GPSTimeStamp: '12/1 0/1 3/1' }
  const facts = await read({ IFD2: { DateTimeOriginal: '2026:11:21 13:00:00' }, IFD3: gps })
  expect(facts?.taken).toEqual({ at: new Date('2026-11-21T12:00:03Z'), offsetKnown: true })
})

test('a GPS fix of another day is not believed', async () => {
  const gps = { GPSDateStamp: '2026:11:19', GPSTimeStamp: '12/1 0/1 3/1' }
  const facts = await read({ IFD2: { DateTimeOriginal: '2026:11:21 13:00:00' }, IFD3: gps })
  expect(facts?.taken?.offsetKnown).toBe(false)
})

test.each(['0000:00:00 00:00:00', '2026:13:41 99:00:00', 'yesterday', ' '])('the time %j is none', async (time) => {
  expect((await read({ IFD0: { Make: 'x' }, IFD2: { DateTimeOriginal: time } }))?.taken).toBeNull()
})

test('zeros are no place', async () => {
  const zero = { GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' }
  expect((await read({ IFD0: { Make: 'x' }, IFD3: zero }))?.place).toBeNull()
})

const xmp = (inner: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ${inner}`

test.each([
  [
    'attributes',
    'xmp:CreatorTool="GIMP 2.10" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>',
  ],
  [
    'elements',
    '><xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool><Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType></rdf:Description>',
  ],
])('XMP names programs and the digital source, as %s', async (_, inner) => {
  const bytes = await photo()
    .withXmp(`${xmp(inner)}</rdf:RDF></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
  expect(await exifOf(bytes)).toMatchObject({ software: ['GIMP 2.10'], source: 'trainedAlgorithmicMedia' })
})

test('a name in XMP ends at the character 0', async () => {
  const bytes = await photo()
    .withXmp(`${xmp('xmp:CreatorTool="GIMP~2.10"/>')}</rdf:RDF></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
  bytes.writeUInt8(0, bytes.indexOf('GIMP~') + 4)
  expect((await exifOf(bytes))?.software).toEqual(['GIMP'])
})

test('metadata in shreds throws nothing', async () => {
  const bytes = await photo().withExif(CAMERA).jpeg().toBuffer()
  const from = bytes.indexOf('Exif')
  for (let at = from + 6; at < from + 300; at += 3) {
    const shredded = Buffer.from(bytes)
    shredded.writeUInt8(shredded.readUInt8(at) ^ 0xff, at)
    await expect(exifOf(shredded), `byte ${at}`).resolves.toBeDefined()
  }
})

/** A PNG with one more chunk behind its header. */
async function pngWith(name: string, data: Buffer): Promise<Buffer> {
  const bytes = await photo().png().toBuffer()
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([bytes.subarray(0, 33), size, body, check, bytes.subarray(33)])
}
const MB = 1024 * 1024
const packed = (packet: string) =>
  pngWith('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(packet)]))

test('of XMP that unpacks to many MB only the first is read', async () => {
  const tool = '<xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool>'
  expect(await exifOf(await packed(tool + ' '.repeat(4 * MB)))).toMatchObject({ software: ['GIMP 2.10'] })
  expect(await exifOf(await packed(' '.repeat(2 * MB) + tool))).toMatchObject({ software: [] })
})

test('of thousands of programs that XMP names, a few are kept', async () => {
  const tools = Array.from({ length: 5_000 }, (_, i) => `<xmp:CreatorTool>Tool ${i}</xmp:CreatorTool>`)
  expect((await exifOf(await packed(tools.join(''))))?.software).toEqual(Array.from({ length: 50 }, (_, i) => `Tool ${i}`))
})

test('a long word in XMP is read once, not once from each of its letters', async () => {
  /** The fastest of some: others may have had the machine meanwhile. */
  const fastest = async (packet: string) => {
    const bytes = await packed(packet)
    const times: number[] = []
    for (let time = 0; time < 5; time++) {
      const from = performance.now()
      expect(await exifOf(bytes)).toMatchObject({ source: null })
      times.push(performance.now() - from)
    }
    return Math.min(...times)
  }
  const word = 'a'.repeat(MB - 200)
  expect(await fastest('DigitalSourceType>'.repeat(6) + word)).toBeLessThan(10 * (await fastest(word)))
})

test('entries of EXIF that nobody uses are not read, however many values each of them names', async () => {
  const count = 5_000
  const tiff = Buffer.alloc(MB)
  tiff.write('II*\0\x08\0\0\0', 'latin1')
  tiff.writeUInt16LE(count + 1, 8)
  const entry = (at: number, tag: number, type: number, values: number, value: number) => {
    tiff.writeUInt16LE(tag, 10 + at * 12)
    tiff.writeUInt16LE(type, 12 + at * 12)
    tiff.writeUInt32LE(values, 14 + at * 12)
    tiff.writeUInt32LE(value, 18 + at * 12)
  }
  // One of a type that there is not, and rationals of 8 bytes, all in the same place.
  entry(0, 0xbf_ff, 99, 1, 0)
  for (let at = 1; at < count; at++) entry(at, 0xc0_00 + at, 5, 120_000, 64 * 1024)
  entry(count, 0x01_0f, 2, 2, 0x78)
  expect(await exifOf(await pngWith('eXIf', tiff))).toMatchObject({ make: 'x' })
})

import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { dashboardPhoto } from '../../test/photos.ts'
import { createLog } from '#lib/log.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Decoded, Refused } from './decode.ts'
import { openDecoder } from './decoder.ts'
import { inspect } from './inspect.ts'

const decoder = openDecoder({ threads: 1, log: createLog('images', { level: 'silent' }) })
afterAll(() => decoder[Symbol.asyncDispose]())

const decode = (bytes: Uint8Array) => decoder.decode({ bytes, anchors: [] })
const refusal = async (bytes: Uint8Array) => ((await decode(bytes)) as Refused).refusal
const decoded = async (bytes: Uint8Array): Promise<Decoded> => {
  const answer = await decode(bytes)
  if ('refusal' in answer) throw new Error(`It was refused: ${answer.refusal}`)
  return answer
}

const plain = (width = 400, height = 300, background = '#8090a0') => sharp({ create: { width, height, channels: 3, background } })
const noisy = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } })

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, check])
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
/** A PNG of one bit a pixel, as large as it says or not. */
function png(width: number, height: number, data: Buffer, more: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...more, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** The same JPEG, saying of itself that it has another size. */
async function jpegOfSize(width: number, height: number): Promise<Buffer> {
  const bytes = await plain().jpeg().toBuffer()
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

/** A ZIP archive without entries, and one that begins with a stored file. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])
const ZIP = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60, 7), EMPTY_ZIP])

test.each([
  ['text', Buffer.from('This is a photo.jpg, honestly.')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="9" height="9"/></svg>')],
  ['HEIC', Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(400)])],
  ['PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')],
  ['an archive', ZIP],
])('%s is refused by its content, whatever it is called', async (_name, bytes) => {
  expect(await refusal(bytes)).toBe('UNSUPPORTED_TYPE')
})

test('TIFF and AVIF are refused though they could be decoded', async () => {
  expect(await refusal(await plain().tiff().toBuffer())).toBe('UNSUPPORTED_TYPE')
  expect(await refusal(await plain(64, 64).avif({ effort: 0 }).toBuffer())).toBe('UNSUPPORTED_TYPE')
})

test('moving pictures are refused: GIF, PNG and WebP', async () => {
  const frames = sharp(Buffer.alloc(100 * 200 * 3, 60).fill(200, 0, 100 * 100 * 3), {
    raw: { width: 100, height: 200, channels: 3, pageHeight: 100 },
  })
  const webp = await frames
    .clone()
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
  expect((await sharp(webp, { animated: true }).metadata()).pages).toBe(2)
  expect(await refusal(webp)).toBe('ANIMATED_IMAGE')
  expect(
    await refusal(
      await frames
        .clone()
        .gif({ delay: [100, 100] })
        .toBuffer(),
    ),
  ).toBe('ANIMATED_IMAGE')
  const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))
  expect(await refusal(png(100, 100, deflateSync(Buffer.alloc(100 * 14)), [control]))).toBe('ANIMATED_IMAGE')
})

test('a GIF that does not move, or that nobody can read, is refused for its type and not as moving', async () => {
  expect(await refusal(await plain().gif().toBuffer())).toBe('UNSUPPORTED_TYPE')
  expect(await refusal(Buffer.from('GIF89a, and nothing else'))).toBe('UNSUPPORTED_TYPE')
})

test('one pixel shows nothing', async () => {
  expect(await refusal(await plain(1, 1).png().toBuffer())).toBe('IMAGE_TOO_SMALL')
  expect(await refusal(await plain(1_000, 63).jpeg().toBuffer())).toBe('IMAGE_TOO_SMALL')
})

test('a picture of 30,000 × 30,000, a bomb, is refused by its header, before anything is decoded', async () => {
  const bomb = png(30_000, 30_000, deflateSync(Buffer.alloc(3_751 * 30_000), { level: 1 }))
  for (const bytes of [bomb, png(50_000, 100, deflateSync(Buffer.alloc(1_000))), await jpegOfSize(30_000, 30_000)]) {
    expect(await inspect(bytes)).toBe('IMAGE_TOO_LARGE')
    expect(await refusal(bytes)).toBe('IMAGE_TOO_LARGE')
  }
  expect(['IMAGE_TOO_LARGE', 'UNREADABLE_IMAGE']).toContain(
    await inspect(png(2_000_000, 2_000_000, deflateSync(Buffer.alloc(1_000)))),
  )
})

test('an interlaced PNG may have fewer pixels than others: it is read seven times over', async () => {
  const interlaced = (width: number) => plain(width, 3_000).png({ progressive: true }).toBuffer()
  expect(await inspect(await interlaced(4_001))).toBe('IMAGE_TOO_LARGE')
  expect(await inspect(await interlaced(4_000))).toMatchObject({ type: 'PNG' })
  expect(await inspect(await plain(4_001, 3_000).png().toBuffer())).toMatchObject({ type: 'PNG' })
  expect(await inspect(await plain(4_001, 3_000).jpeg({ progressive: true }).toBuffer())).toMatchObject({ type: 'JPEG' })
})

test('a picture just within the limit is decoded to its analysis size, and memory stays bounded', { timeout: 60_000 }, async () => {
  const side = Math.floor(Math.sqrt(VERIFICATION_LIMITS.pixels))
  const bytes = png(side, side, deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * side), { level: 1 }))
  const before = process.memoryUsage().rss
  expect((await decoded(bytes)).pixels).toMatchObject({ width: 1600, height: 1600 })
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 ** 2)
})

test('what claims to be larger than its data is decoded as far as it goes, or refused', async () => {
  const answer = await decode(await jpegOfSize(4_000, 3_000))
  expect('refusal' in answer || answer.pixels.width === 1600).toBe(true)
})

test('files with a picture’s beginning and nothing behind it cannot be read', async () => {
  for (const bytes of [
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]),
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5_000, 0x41)]),
    SIGNATURE,
    png(400, 300, Buffer.from('this is not deflated')),
  ])
    expect(['UNREADABLE_IMAGE', 'UNSUPPORTED_TYPE']).toContain(await refusal(bytes))
})

test('more than 12 MB is refused', async () => {
  expect(await refusal(Buffer.alloc(VERIFICATION_LIMITS.uploadBytes + 1))).toBe('FILE_TOO_LARGE')
})

test('a JPEG without its end is flagged and decoded: such are 3 % of honest uploads', async () => {
  const bytes = await noisy(800, 600).jpeg().toBuffer()
  const photo = await decoded(bytes.subarray(0, bytes.length / 2))
  expect(photo).toMatchObject({ type: 'JPEG', flags: ['TRUNCATED_IMAGE'], width: 800, height: 600 })
  expect((await decoded(bytes)).flags).toEqual([])
  const ended = Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.from([0xff, 0xd9])])
  expect(await decoded(ended)).toMatchObject({ flags: [], width: 800 })
})

test('content hidden behind or inside a picture is flagged', async () => {
  const jpeg = await noisy(300, 200).jpeg().toBuffer()
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, ZIP.length + 2]), ZIP])
  const inside = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
  const whole = await plain().png().toBuffer()
  const webp = await plain().webp().toBuffer()
  const second = await plain(100, 80).jpeg().toBuffer()
  for (const bytes of [
    Buffer.concat([jpeg, ZIP]),
    Buffer.concat([jpeg, EMPTY_ZIP]),
    // Behind what cameras do put there.
    Buffer.concat([jpeg, second, ZIP]),
    Buffer.concat([jpeg, Buffer.from('<?php system($_GET[0]) ?>')]),
    Buffer.concat([jpeg, Buffer.alloc(3_000, 0x41)]),
    inside,
    Buffer.concat([whole, ZIP]),
    Buffer.concat([webp, ZIP]),
  ])
    expect((await decoded(bytes)).flags).toEqual(['HIDDEN_CONTENT'])
})

test('what cameras put behind a picture is not hidden content', async () => {
  const jpeg = await noisy(300, 200).jpeg().toBuffer()
  const second = await plain(100, 80).jpeg().toBuffer()
  const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(500, 3)])
  const samsung = Buffer.concat([Buffer.alloc(40, 9), Buffer.from('SEFT')])
  for (const rest of [Buffer.alloc(100), second, film, samsung])
    expect((await decoded(Buffer.concat([jpeg, rest]))).flags).toEqual([])
})

test('CMYK, grey, 16-bit and transparent pictures become RGB', async () => {
  const cmyk = await plain().toColourspace('cmyk').jpeg().toBuffer()
  expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
  const files = [
    cmyk,
    await plain().greyscale().jpeg().toBuffer(),
    await plain().toColourspace('rgb16').png().toBuffer(),
    await sharp({ create: { width: 400, height: 300, channels: 4, background: { r: 128, g: 144, b: 160, alpha: 0.5 } } })
      .png()
      .toBuffer(),
  ]
  for (const file of files) {
    const { pixels } = await decoded(file)
    expect(pixels).toMatchObject({ width: 400, height: 300 })
    expect(pixels.data).toHaveLength(400 * 300 * 3)
    expect(pixels.data[0]).toBeGreaterThan(80)
    expect(pixels.data[0]).toBeLessThan(210)
  }
})

test('EXIF orientation is applied, and nothing of the metadata reaches what people see', async () => {
  const bytes = await noisy(600, 400)
    .jpeg()
    .withExif({ IFD0: { Make: 'Camera', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const { width, height, pixels, review, thumbnail } = await decoded(bytes)
  expect([width, height, pixels.width, pixels.height]).toEqual([400, 600, 400, 600])
  for (const made of [review, thumbnail]) {
    const { exif, orientation, width: wide, height: high } = await sharp(made).metadata()
    expect([exif, orientation]).toEqual([undefined, undefined])
    expect(wide).toBeLessThan(high)
  }
})

test('how plain a picture is: a number on noisy ground is, a dashboard and a dark night are not', async () => {
  const share = async (bytes: Buffer) => (await decoded(bytes)).plainShare
  const ground = (mean: number) =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: '#000', noise: { type: 'gaussian', mean, sigma: 6 } } })
  const number = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect x="10" y="10" width="180" height="40" fill="#fff"/></svg>',
  )
  const drawn = (mean: number) =>
    ground(mean)
      .composite([{ input: number }])
      .jpeg()
      .toBuffer()
  expect(await share(await drawn(120))).toBeGreaterThan(0.9)
  expect(await share(await drawn(4))).toBe(0)
  for (const seed of [1, 2, 3, 4]) expect(await share((await dashboardPhoto({ reading: 42_000, seed })).jpeg)).toBeLessThan(0.8)
})

test('how flat a picture is: a drawing is, a photo with a camera’s noise is not', async () => {
  const half = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#777' } })
    .composite([{ input: await noisy(400, 200).png().toBuffer(), left: 0, top: 0 }])
    .png()
    .toBuffer()
  const share = async (bytes: Buffer) => (await decoded(bytes)).flatShare
  expect(await share(await plain().png().toBuffer())).toBe(1)
  expect(await share(await noisy(400, 300).png().toBuffer())).toBe(0)
  expect(await share(half)).toBe(0.5)
})

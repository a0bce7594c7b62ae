import { createLog } from '#lib/log.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dashboardPhoto } from '../../test/photos.ts'
import type { Pixels } from '../pixels.ts'
import { openInference, type Inference } from './inference.ts'
import { lacking, sharedPhoto } from '../networks/shared-data.fixture.ts'

// The shipped models, through the service.
let inference: Inference
beforeAll(async () => {
  inference = await openInference({ log: createLog('models', { level: 'silent' }), workers: 1 })
})
afterAll(() => inference[Symbol.asyncDispose]())

async function drawn(reading: number, seed: number) {
  const { jpeg, guideFrame } = await dashboardPhoto({ reading, seed })
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  return { photo: { data, width: info.width, height: info.height } satisfies Pixels, guideFrame }
}

const READINGS = [48_210, 137_596, 9_123, 70_331, 251_870, 118_842]

test('drawn dashboards are read to the last digit, most of them so surely that no person need look', async () => {
  let sure = 0
  for (const [i, reading] of READINGS.entries()) {
    const { photo, guideFrame } = await drawn(reading, i + 1)
    const read = await inference.readOdometer(photo, { guideFrame, previous: reading - 180 })
    expect(read).toMatchObject({ value: reading, text: String(reading).padStart(6, '0') })
    expect(read.digits.map(({ digit }) => digit).join('')).toBe(read.text)
    if (read.confidence >= inference.thresholds().approveReading) sure++
  }
  expect(sure).toBeGreaterThanOrEqual(READINGS.length / 2)
})

test('without a guide frame the odometer is found among dials, and the verdict can show where', async () => {
  const { photo, guideFrame } = await drawn(137_596, 2)
  const { value, box, models } = await inference.readOdometer(photo, { guideFrame: null, previous: null })
  expect(value).toBe(137_596)
  expect(box?.centreX).toBeCloseTo(guideFrame.left + guideFrame.width / 2, 1)
  expect(box?.centreY).toBeCloseTo(guideFrame.top + guideFrame.height / 2, 1)
  expect(models.map(({ name }) => name)).toEqual(['odometer-finder', 'odometer-reader', 'odometer-instrument', 'photo-scene'])
})

test('a photo of nothing has no reading', async () => {
  const photo = { data: new Uint8Array(640 * 480 * 3).fill(90), width: 640, height: 480 }
  const read = await inference.readOdometer(photo, { guideFrame: null, previous: 5_000 })
  expect(read.confidence).toBeLessThan(0.5)
  expect(read.dashboard).toBeLessThan(0.5)
})

test('a photo lies near its own copy, and one that was mirrored or turned upside down near the vector of that change', async () => {
  const [{ photo }, { photo: other }] = [await drawn(48_210, 1), await drawn(70_331, 9)]
  const raw = () => sharp(Buffer.from(photo.data), { raw: { width: photo.width, height: photo.height, channels: 3 } })
  const dot = (a: Float32Array, b: Float32Array | undefined) => a.reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0)
  const [one] = await inference.embed(photo)
  const [two] = await inference.embed(other)
  if (!one || !two) throw new Error('no embedding')
  expect(one.embedding).toHaveLength(64)
  expect(dot(one.embedding, two.embedding)).toBeLessThan(0.99)
  for (const [change, picture] of [
    ['MIRRORED', raw().flop()],
    ['TURNED_180', raw().rotate(180)],
  ] as const) {
    const [copy] = await inference.embed({ ...photo, data: await picture.raw().toBuffer() })
    const turned = one.turned.find((each) => each.change === change)
    expect(dot(copy?.embedding ?? new Float32Array(), turned?.embedding)).toBeGreaterThan(0.99)
  }
})

test.skipIf(lacking('odometer/images/0002.jpg'))('a real photo is read', async () => {
  const photo = await sharedPhoto('odometer/images/0002.jpg')
  expect(await inference.readOdometer(photo, { guideFrame: null, previous: null })).toMatchObject({ value: 159_073 })
})

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anotherMinute, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'

/** What the models are told, and what becomes of what they say. */

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code)
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString()

test('models know the last reading as its digits stand there: with the one that counts tenths', async () => {
  const driver = await box.user()
  const told: (number | null)[] = []
  box.script.read = ({ previous }) => {
    told.push(previous)
    return readingOf(null)
  }
  const previous = { value: 12_000, takenAt: yesterday() }
  await box.judged(driver, await picture(), { previous, tenths: true, takenAt: anotherMinute() })
  await box.judged(driver, await picture(), { previous, tenths: false, takenAt: anotherMinute() })
  await box.judged(driver, await picture(), { tenths: true, takenAt: anotherMinute() })
  expect(told).toEqual([120_000, 12_000, null])
})

test('a digit of tenths behind a point is left out once', async () => {
  const driver = await box.user()
  box.script.read = () => ({ ...readingOf(12_345), text: '12345.6' })
  expect(await box.judged(driver, await picture(), { tenths: true })).toMatchObject({ reading: { value: 12_345 } })
})

test('a copy shows the same digits, whether or not it was known of the first that the last one counts tenths', async () => {
  const bytes = await picture()
  const copy = await sharp(bytes).jpeg({ quality: 95 }).toBuffer()
  box.script.read = () => readingOf(123_456)
  expect((await box.judged(await box.user(), bytes, { tenths: true })).reading?.value).toBe(12_345)
  expect(codes(await box.judged(await box.user(), copy, { takenAt: anotherMinute() }))).toEqual(['DUPLICATE'])
})

test('a reading that is too far on is refused only if it is sure', async () => {
  const previous = { value: 1_000, takenAt: yesterday() }
  const read = async (confidence: number) => {
    box.script.read = () => readingOf(90_000, confidence)
    return box.judged(await box.user(), await picture(), { previous })
  }
  expect(await read(0.5)).toMatchObject({ status: 'MANUAL_REVIEW' })
  expect(await read(0.99)).toMatchObject({ status: 'REJECTED' })
})

test('a person looks at a picture that was drawn, however surely it was read', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(12_345)
  const flat = sharp({ create: { width: 960, height: 720, channels: 3, background: '#000' } })
  const drawn = await flat
    .composite([{ input: await picture(120, 90), left: 400, top: 300 }])
    .png()
    .toBuffer()
  expect(codes(await box.judged(driver, drawn, { takenAt: anotherMinute() }))).toContain('DRAWING_SUSPECTED')
})

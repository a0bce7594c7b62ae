import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAgo, FIRST, testOdometer, type TestOdometer } from '../odometer.fixture.ts'

let odometer: TestOdometer
beforeAll(async () => {
  odometer = await testOdometer()
})
afterAll(() => odometer[Symbol.asyncDispose]())

const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code)

test("a driver's second vehicle that shows what the first one does goes to a person", async () => {
  const one = await odometer.started(10_000, daysAgo(3))
  const { caller } = one
  const other = await odometer.driver({ userId: caller.userId })
  const first = await odometer.read(other, 10_080, { takenAt: daysAgo(2) })
  expect(codes(first)).toEqual(['FIRST_READING', 'SAME_ODOMETER'])
  await odometer.decided(caller, first.photo.id, 10_080, FIRST())
  await odometer.becomes(caller, first.id, 'APPROVED')
  expect(codes(await odometer.read(one, 10_150, { takenAt: daysAgo(1) }))).toEqual(['SAME_ODOMETER'])
})

test("two of a driver's vehicles that are read at once see each other", async () => {
  const one = await odometer.started(50_000, daysAgo(3))
  const { caller } = one
  const other = await odometer.started(50_150, daysAgo(3), {}, { userId: caller.userId })
  const submit = ({ vehicleId }: { vehicleId: string }) => odometer.submitted(caller, { vehicleId })
  const uploads = [await submit(one), await submit(other)]
  await odometer.judgedAtOnce(uploads.map(({ photo }) => [caller, photo.id, 50_301]))
  const states = await Promise.all(
    uploads.map(async ({ id }) => (await odometer.becomes(caller, id, 'APPROVED', 'MANUAL_REVIEW')).state),
  )
  expect(states.toSorted()).toEqual(['APPROVED', 'MANUAL_REVIEW'])
})

test("a driver's second vehicle that is another is read like any", async () => {
  const one = await odometer.started(20_000, daysAgo(3))
  const other = await odometer.started(20_101, daysAgo(2), {}, { userId: one.caller.userId })
  expect((await odometer.read(other, 20_301)).state).toBe('APPROVED')
})

test('vehicles of two drivers that go alike at the same time go to a person', async () => {
  const [one, other] = [await odometer.started(30_000, daysAgo(3)), await odometer.started(30_001, daysAgo(3))]
  expect((await odometer.read(one, 30_200, { takenAt: daysAgo(2) })).state).toBe('APPROVED')
  expect(codes(await odometer.read(other, 30_201, { takenAt: daysAgo(2) }))).toEqual(['SAME_ODOMETER'])
})

test('vehicles of two drivers that meet once do not', async () => {
  const [one, other] = [await odometer.started(40_000, daysAgo(3)), await odometer.started(40_150, daysAgo(3))]
  expect((await odometer.read(one, 40_200, { takenAt: daysAgo(2) })).state).toBe('APPROVED')
  expect((await odometer.read(other, 40_200, { takenAt: daysAgo(2) })).state).toBe('APPROVED')
})

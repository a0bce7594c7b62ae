import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAgo, FIRST, testOdometer, type Driver, type TestOdometer } from '../odometer.fixture.ts'
import { countVehicles } from './twin.queries.ts'

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

/** Kilometres after so many days: far on some, hardly on others. */
const wandering = (days: number) => Math.floor(70 * days + 24 * Math.sin(days * 2.6))

test('one vehicle that two drivers photograph in turn, half a day apart, goes to a person', async () => {
  const [one, other] = [await odometer.started(60_000, daysAgo(28)), await odometer.started(60_000 + wandering(0.5), daysAgo(27.5))]
  const shown: string[] = []
  for (let day = 1; day < 20 && shown.length === 0; day++) {
    shown.push(...codes(await odometer.read(one, 60_000 + wandering(day), { takenAt: daysAgo(28 - day) })))
    shown.push(...codes(await odometer.read(other, 60_000 + wandering(day + 0.5), { takenAt: daysAgo(27.5 - day) })))
  }
  expect(shown.slice(0, 1)).toEqual(['SAME_ODOMETER'])
})

test('nor does a clock that is ten minutes behind hide it', async () => {
  const [one, other] = [await odometer.started(70_000, daysAgo(28)), await odometer.started(70_003, before(daysAgo(28)))]
  const shown: string[] = []
  for (let day = 1; day < 24 && shown.length === 0; day++) {
    const [km, takenAt] = [70_000 + wandering(day), daysAgo(28 - day)]
    shown.push(...codes(await odometer.read(one, km, { takenAt })))
    // Three kilometres later, at an earlier time.
    shown.push(...codes(await odometer.read(other, km + 3, { takenAt: before(takenAt) })))
  }
  expect(shown.slice(0, 1)).toEqual(['SAME_ODOMETER'])
})
const before = (at: Date): Date => new Date(at.getTime() - 600_000)

test('two vehicles that start together and part do not', async () => {
  const [one, other] = [await odometer.started(80_000, daysAgo(28)), await odometer.started(80_000 + wandering(0.5), daysAgo(27.5))]
  for (let day = 1; day < 9; day++) {
    expect((await odometer.read(one, 80_000 + wandering(day), { takenAt: daysAgo(28 - day) })).state).toBe('APPROVED')
    const elsewhere = 80_000 + wandering(day + 0.5) + (day > 4 ? 90 : 0)
    expect((await odometer.read(other, elsewhere, { takenAt: daysAgo(27.5 - day) })).state).toBe('APPROVED')
  }
})

test('two drivers whose readings of one vehicle come at once see each other', async () => {
  for (const km of [90_000, 92_000, 94_000]) {
    const [one, other] = [await odometer.started(km, daysAgo(3)), await odometer.started(km + 1, daysAgo(3))]
    const submit = ({ caller, vehicleId }: Driver) => odometer.submitted(caller, { vehicleId, takenAt: daysAgo(1) })
    const uploads = [await submit(one), await submit(other)] as const
    await odometer.judgedAtOnce([
      [one.caller, uploads[0].photo.id, km + 200],
      [other.caller, uploads[1].photo.id, km + 200],
    ])
    const states = [
      await odometer.becomes(one.caller, uploads[0].id, 'APPROVED', 'MANUAL_REVIEW'),
      await odometer.becomes(other.caller, uploads[1].id, 'APPROVED', 'MANUAL_REVIEW'),
    ].map(({ state }) => state)
    expect(states.toSorted()).toEqual(['APPROVED', 'MANUAL_REVIEW'])
  }
})

test('vehicles with readings are counted, also while the server has no estimate', async () => {
  const { count } = await odometer.db
    .selectFrom('reading')
    .select(({ fn }) => fn.count<number>('vehicle_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  expect(count).toBeGreaterThan(10)
  expect(await countVehicles(odometer.db)).toBe(count)
})

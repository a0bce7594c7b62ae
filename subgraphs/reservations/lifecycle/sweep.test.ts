import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { until } from '../../../test/until.ts'
import type { Reservation, Trx } from '../tables.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'
import { STEPS } from './steps.ts'
import { createSweep } from './sweep.handler.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A sweep that does more after each piece of work, in its transaction. */
const sweepThen = (more: (trx: Trx, row: Reservation) => Promise<unknown>) =>
  createSweep(
    { db: box.db, log: createLog('reservations', { level: 'silent' }) },
    STEPS.map((step) => ({
      ...step,
      work: async (trx, row) => {
        await step.work(trx, row)
        await more(trx, row)
      },
    })),
  )

test('a slot that cannot be worked holds up no other, and is worked when it can be', async () => {
  const [bad, good] = [await box.slot(await box.station(), -1), await box.slot(await box.station(), 0)]
  await sweepThen(async (_trx, { id }) => {
    if (id === bad.id) throw new Error('not this one')
  })()
  expect([await bad.state(), await good.state()]).toEqual(['RESERVED', 'ACTIVE'])
  await box.sweep()
  expect(await bad.state()).toBe('ACTIVE')
})

test('a clock that is set back moves nothing back: what is over stays over, what is held stays held, and nothing is charged again', async () => {
  const [gone, held, used] = [
    await box.slot(await box.station(), -15),
    await box.slot(await box.station(), 0),
    await box.slot(await box.station(), 0),
  ]
  await used.used()
  await box.sweep()
  const states = async () => Promise.all([gone, held, used].map(({ state }) => state()))
  const told = async () =>
    (await Promise.all([gone, held, used].map(({ id }) => box.said('reservations.reservation.changed', id)))).map(
      ({ length }) => length,
    )
  const [before, said] = [await states(), await told()]
  expect(before).toEqual(['NO_SHOW', 'ACTIVE', 'FULFILLED'])
  // All that was noted lies ahead by half an hour now.
  await box.pass(-30)
  await box.sweep()
  expect([await states(), await told()]).toEqual([before, said])
  await box.pass(30)
  await box.sweep()
  expect([await states(), await told()]).toEqual([before, said])
})

test('a process that dies in the middle leaves nothing half done, and another one does it once', async () => {
  const slot = await box.slot(await box.station(), 0)
  await sweepThen((trx) => sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(trx))()
  expect(await slot.now()).toMatchObject({ state: 'RESERVED', charger: 'NOT_ASKED', version: 1 })
  expect(await box.said('reservations.charger.asked', slot.id)).toEqual([])
  await box.sweep()
  expect(await slot.state()).toBe('ACTIVE')
  expect(await box.said('reservations.charger.asked', slot.id)).toHaveLength(1)
})

test('two processes do what is due by themselves, each thing once', async () => {
  const station = await box.station(6)
  const slots: Awaited<ReturnType<TestLifecycle['slot']>>[] = []
  for (let evse = 0; evse < 6; evse++) slots.push(await box.slot(station, 0, { evse }))
  {
    await using _one = await box.open({ variables: { RESERVATIONS_SWEEP_MS: '50' } })
    await using _other = await box.open({ variables: { RESERVATIONS_SWEEP_MS: '50' } })
    await until(async () => (await Promise.all(slots.map((slot) => slot.now()))).every(({ charger }) => charger === 'ASKED'))
  }
  for (const slot of slots) {
    expect(await slot.state()).toBe('ACTIVE')
    expect(await box.said('reservations.charger.asked', slot.id)).toHaveLength(1)
    expect((await box.said('reservations.reservation.changed', slot.id)).map(({ state }) => state)).toEqual(['ACTIVE'])
  }
})

test('slots that stay due, however many, keep none that begins later from its end', async () => {
  const count = LIFECYCLE_LIMITS.perRound
  const away = await box.station(count)
  await away.connects()
  for (let evse = 0; evse < count; evse++) await box.slot(away, -20, { evse })
  await away.disconnects()
  const later = await box.slot(await box.station(), -16)
  await box.sweep()
  expect(await later.state()).toBe('NO_SHOW')
})

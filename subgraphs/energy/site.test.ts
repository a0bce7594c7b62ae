import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { operator, testEnergy, type TestEnergy } from './energy.fixture.ts'

let energy: TestEnergy
beforeAll(async () => {
  energy = await testEnergy()
})
afterAll(() => energy[Symbol.asyncDispose]())

const SITE = `query ($id: UUID!) { site(id: $id) {
  limitA stations { station { id } weight defaultKeptA } charges { transactionId shareA keptA follows late waitingSince } } }`
interface Seen {
  site: {
    limitA: number
    stations: { defaultKeptA: number | null }[]
    charges: {
      transactionId: string
      shareA: number | null
      keptA: number | null
      follows: boolean
      late: boolean
      waitingSince: string | null
    }[]
  }
}
const seen = async (id: string) => (await energy.ask<Seen>(operator, SITE, { id })).data?.site
const chargeIn = async (siteId: string, transactionId: string) =>
  (await seen(siteId))?.charges.find((charge) => charge.transactionId === transactionId)

const siteRow = (id: string) => energy.db.selectFrom('site').select('shared_at').where('id', '=', id).executeTakeFirstOrThrow()

/** A site with one station whose charger keeps new cars to 6 A. */
async function carPark(input: object, evses = 3): Promise<{ siteId: string; stationId: string }> {
  const [siteId, stationId] = [await energy.addSite(input), await energy.addStation(evses)]
  await energy.place(siteId, stationId)
  await until(async () => {
    await energy.answer()
    return (await seen(siteId))?.stations[0]?.defaultKeptA === 6
  })
  return { siteId, stationId }
}

test('a car alone has all that it takes; another one gets half, and the first is told first', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const first = await energy.begin(stationId, 1)
  await energy.settled({ [first]: 32 })
  const second = await energy.begin(stationId, 2)
  await until(async () => (await energy.limitOf(first)) === 20)
  // As long as the first may still draw 32 A there is room for 8 A.
  expect(await energy.limitOf(second)).toBeLessThanOrEqual(8)
  await until(async () => {
    await energy.answer('ACCEPTED', ({ transactionId }) => transactionId === first)
    return (await chargeIn(siteId, first))?.keptA === 20
  })
  await energy.db
    .updateTable('charge')
    .set({ asked_at: new Date(Date.now() - 60_000) })
    .where('transaction_id', '=', second)
    .execute()
  await energy.settled({ [second]: 20 })
  await energy.end(second)
  await energy.db
    .updateTable('charge')
    .set({ asked_at: new Date(Date.now() - 60_000) })
    .where('transaction_id', '=', first)
    .execute()
  await energy.settled({ [first]: 32 })
})

test('nobody is given more as long as others may still draw it', async () => {
  const { siteId, stationId } = await carPark({ limitA: 50 }, 6)
  const cars: string[] = []
  const possible = async () => {
    const rows = await energy.db.selectFrom('charge').selectAll().where('station_id', '=', stationId).execute()
    return rows.reduce((sum, { kept_a, asked_a }) => sum + Math.max(kept_a ?? 6, asked_a ?? 0), 0)
  }
  for (let evse = 1; evse <= 6; evse++) {
    const before = await possible()
    cars.push(await energy.begin(stationId, evse))
    await until(async () => (await chargeIn(siteId, cars.at(-1) ?? ''))?.shareA !== null)
    // The first charger never answers, and the others take turns.
    if (evse % 2 === 0) await energy.answer('ACCEPTED', ({ transactionId }) => transactionId !== cars[0])
    expect(await possible()).toBeLessThanOrEqual(Math.max(50, before + 6) + 1e-6)
  }
  // In the end it does not count as one that can be told.
  const [first = ''] = cars
  await energy.db
    .updateTable('charge')
    .set({ unheard_since: new Date(Date.now() - 120_000), power_w: 32 * 3 * 230 })
    .where('transaction_id', '=', first)
    .execute()
  await until(async () => (await chargeIn(siteId, first))?.follows === false)
  await until(async () => {
    await energy.answer('ACCEPTED', ({ transactionId }) => transactionId !== first)
    const others = (await seen(siteId))?.charges.filter(({ transactionId }) => transactionId !== first) ?? []
    return others.reduce((sum, { keptA }) => sum + (keptA ?? 6), 0) <= 18
  })
})

test('what a charger may have heard counts until it has answered to something newer', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const first = await energy.begin(stationId, 1)
  await until(async () => (await energy.limitOf(first)) === 32)
  const second = await energy.begin(stationId, 2)
  await until(async () => (await energy.limitOf(first)) === 20 && (await energy.limitOf(second)) !== undefined)
  await energy.answer('ACCEPTED', ({ transactionId }) => transactionId === second)
  const longAgo = () =>
    energy.db
      .updateTable('charge')
      .set({ asked_at: new Date(Date.now() - 60_000) })
      .where('transaction_id', '=', second)
      .execute()
  await longAgo()
  const { shared_at: before } = await siteRow(siteId)
  await until(async () => Number((await siteRow(siteId)).shared_at) > Number(before) + 200)
  // It may have taken the 32 A, and not have heard of the 20 A.
  expect(await energy.limitOf(second)).toBeLessThanOrEqual(8)
  await energy.answer('ACCEPTED', ({ transactionId }) => transactionId === first)
  await longAgo()
  await energy.settled({ [second]: 20 })
})

test('a limit without an answer may have been heard', async () => {
  const { stationId } = await carPark({ limitA: 40 })
  const first = await energy.begin(stationId, 1)
  await until(async () => (await energy.limitOf(first)) === 32)
  await energy.answer('UNANSWERED', ({ transactionId }) => transactionId === first)
  const second = await energy.begin(stationId, 2)
  await until(async () => (await energy.limitOf(first)) === 20 && (await energy.limitOf(second)) !== undefined)
  expect(await energy.limitOf(second)).toBeLessThanOrEqual(8)
})

test('a charger that refuses limits, or draws more than it said yes to, is counted as it draws', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const [unruly, good] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  await until(async () => (await energy.limitOf(unruly)) !== undefined)
  await energy.answer('REJECTED', ({ transactionId }) => transactionId === unruly)
  await until(async () => (await chargeIn(siteId, unruly))?.follows === false)
  // 15 A on three phases.
  await energy.meter(unruly, 15 * 3 * 230)
  await energy.db
    .updateTable('charge')
    .set({ asked_at: new Date(Date.now() - 60_000) })
    .where('transaction_id', '=', good)
    .execute()
  await until(async () => {
    await energy.answer('ACCEPTED', ({ transactionId }) => transactionId === good)
    return (await chargeIn(siteId, good))?.shareA === 25
  })
})

test('a charger that refuses limits and falls silent is counted with all that it can draw, whatever it said last', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const [unruly, good] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  await until(async () => (await energy.limitOf(unruly)) !== undefined)
  await energy.answer('REJECTED', ({ transactionId }) => transactionId === unruly)
  await until(async () => (await chargeIn(siteId, unruly))?.follows === false)
  await energy.meter(unruly, 0)
  await until(async () => (await chargeIn(siteId, good))?.shareA === 32)
  await energy.db
    .updateTable('charge')
    .set({ measured_at: new Date(Date.now() - 600_000) })
    .where('transaction_id', '=', unruly)
    .execute()
  await until(async () => (await chargeIn(siteId, good))?.shareA === 8)
  // Nor does a time that is yet to come.
  await energy.meter(unruly, 0, 20 * 3_600)
  const row = () => energy.db.selectFrom('charge').selectAll().where('transaction_id', '=', unruly).executeTakeFirstOrThrow()
  await until(async () => Number((await row()).measured_at) > Date.now())
  const { shared_at: before } = await siteRow(siteId)
  await until(async () => Number((await siteRow(siteId)).shared_at) > Number(before) + 200)
  expect((await chargeIn(siteId, good))?.shareA).toBe(8)
})

test('who is said to draw less than nothing makes no room for others', async () => {
  const { siteId, stationId } = await carPark({ limitA: 20 })
  const [unruly, good] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  await until(async () => (await energy.limitOf(unruly)) !== undefined)
  await energy.answer('REJECTED', ({ transactionId }) => transactionId === unruly)
  await until(async () => (await chargeIn(siteId, unruly))?.follows === false)
  await energy.meter(unruly, -100_000)
  await until(async () => ((await chargeIn(siteId, good))?.shareA ?? 0) >= 20)
  expect((await chargeIn(siteId, good))?.shareA).toBe(20)
})

test('a charger that refuses limits and does not say what it gives may be giving all that it can', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const [silent, good] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  await until(async () => (await energy.limitOf(silent)) !== undefined)
  await energy.answer('REJECTED', ({ transactionId }) => transactionId === silent)
  await until(async () => {
    await energy.answer('ACCEPTED', ({ transactionId }) => transactionId === good)
    return (await chargeIn(siteId, silent))?.follows === false && (await chargeIn(siteId, good))?.shareA === 8
  })
})

test('a car that draws more than its charger said yes to, for a while, does not follow; it does again when it keeps to it', async () => {
  const { siteId, stationId } = await carPark({ limitA: 10 })
  const car = await energy.begin(stationId)
  await energy.settled({ [car]: 10 })
  await until(async () => (await chargeIn(siteId, car))?.keptA === 10)
  const row = () => energy.db.selectFrom('charge').selectAll().where('transaction_id', '=', car).executeTakeFirstOrThrow()
  const change = (set: { asked_at?: Date; above_since?: Date }) =>
    energy.db.updateTable('charge').set(set).where('transaction_id', '=', car).execute()
  // What was measured before it was asked says nothing of how it obeys.
  await energy.meter(car, 20 * 3 * 230, -60)
  await until(async () => (await row()).power_w === 13_800)
  const { shared_at: before } = await siteRow(siteId)
  await until(async () => Number((await siteRow(siteId)).shared_at) > Number(before) + 200)
  expect(await row()).toMatchObject({ above_since: null, follows: true })
  await energy.meter(car, 20 * 3 * 230, 1)
  await until(async () => (await row()).above_since !== null)
  // A peak is forgiven.
  expect(await row()).toMatchObject({ follows: true })
  await change({ above_since: new Date(Date.now() - 61_000) })
  await until(async () => (await chargeIn(siteId, car))?.follows === false)
  await energy.meter(car, 9 * 3 * 230, 3_600)
  await until(async () => (await chargeIn(siteId, car))?.follows === true)
  expect(await row()).toMatchObject({ above_since: null })
})

test('a charger that has not said yes to what holds for all may be drawing all that it can', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const first = await energy.begin(stationId)
  await energy.settled({ [first]: 32 })
  const silent = await energy.addStation()
  await energy.place(siteId, silent)
  const second = await energy.begin(silent)
  await until(async () => (await energy.limitOf(second)) !== undefined)
  // Less than it may draw: it is told at once, whatever the first still draws.
  expect(await energy.limitOf(second)).toBe(20)
})

test('where not all can have the least, some wait', async () => {
  const { siteId, stationId } = await carPark({ limitA: 10 })
  const [first, second] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  await until(async () => {
    const [one, other] = [await chargeIn(siteId, first), await chargeIn(siteId, second)]
    return (
      [one?.shareA, other?.shareA].toSorted().join() === '0,10' && (one?.waitingSince === null) !== (other?.waitingSince === null)
    )
  })
})

test('the building comes first, as its meter says, and as it is taken for when the meter is silent', async () => {
  const { siteId, stationId } = await carPark({ limitA: 60, buildingA: 40 })
  const car = await energy.begin(stationId)
  await until(async () => (await chargeIn(siteId, car))?.shareA === 20)
  const REPORT = 'mutation ($input: ReportBuildingLoadInput!) { reportBuildingLoad(input: $input) { id } }'
  await energy.ask(operator, REPORT, { input: { siteId, currentsA: [30, 50, 10] } })
  await until(async () => (await chargeIn(siteId, car))?.shareA === 10)
  await energy.db
    .updateTable('building_load')
    .set({ at: new Date(Date.now() - 120_000) })
    .where('site_id', '=', siteId)
    .execute()
  await until(async () => (await chargeIn(siteId, car))?.shareA === 20)
})

test('a reserve is kept back, and what a building feeds in is not given to cars', async () => {
  const { siteId, stationId } = await carPark({ limitA: 30, reserveA: 6 })
  const car = await energy.begin(stationId)
  await until(async () => (await chargeIn(siteId, car))?.shareA === 24)
  const REPORT = 'mutation ($input: ReportBuildingLoadInput!) { reportBuildingLoad(input: $input) { id } }'
  const { errors } = await energy.ask(operator, REPORT, { input: { siteId, currentsA: [-10, -10, -10] } })
  expect(errors).toBeUndefined()
  const { shared_at: before } = await siteRow(siteId)
  await until(async () => Number((await siteRow(siteId)).shared_at) > Number(before) + 200)
  expect((await chargeIn(siteId, car))?.shareA).toBe(24)
})

test('who has to leave soon gets more, and hears when it will not be enough', async () => {
  const { siteId, stationId } = await carPark({ limitA: 32 })
  const [hurried, other] = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  const aim = (energyWh: number) =>
    energy.tell('charging.target.changed', newId(), {
      sessionId: newId(),
      transactionId: hurried,
      energyWh,
      readyBy: new Date(Date.now() + 3_600_000).toISOString(),
    })
  // 24 A for an hour.
  await aim(16_560)
  await until(async () => {
    const mine = (await chargeIn(siteId, hurried))?.shareA ?? 0
    const theirs = (await chargeIn(siteId, other))?.shareA ?? 0
    return mine >= 24 && mine < 25 && theirs > 7 && theirs <= 8
  })
  await aim(60_000)
  await until(async () => {
    const mine = await chargeIn(siteId, hurried)
    return mine?.late === true && mine.shareA === 26
  })
})

test('a station is at one site, and only its operator’s', async () => {
  const { siteId, stationId } = await carPark({ limitA: 40 })
  const other = await energy.addSite({ limitA: 10 })
  expect((await energy.place(other, stationId)).errors?.[0]?.extensions?.code).toBe('CONFLICT')
  const foreign = await energy.addStation(1, {}, newId())
  expect((await energy.place(siteId, foreign)).errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    issues: [{ path: ['input', 'stationId'] }],
  })
  const stranger = userCaller(['OPERATOR'])
  expect((await energy.ask(stranger, SITE, { id: siteId })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await energy.ask(admin, SITE, { id: siteId })).data).toMatchObject({ site: { limitA: 40 } })
  const UPDATE = 'mutation ($input: UpdateSiteInput!) { updateSite(input: $input) { limitA } }'
  const input = { siteId, limitA: 1 }
  expect((await energy.ask(stranger, UPDATE, { input })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
})

test('the same key adds one site, also ten times at once', async () => {
  const idempotencyKey = newId()
  const added = await Promise.all(Array.from({ length: 10 }, () => energy.addSite({ limitA: 40, idempotencyKey })))
  expect(new Set(added).size).toBe(1)
})

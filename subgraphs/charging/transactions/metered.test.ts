import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { at, TARIFF, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

type Transaction = Awaited<ReturnType<TestCharging['begin']>>
const DEAR: TariffData = {
  currency: 'EUR',
  elements: [{ components: [{ type: 'TIME', price: 6, vat: 21, stepSize: 60 }, ...(TARIFF.elements[0]?.components ?? [])] }],
}

/** How sessions may be when their samples come. */
const KINDS: Record<string, { place?: () => Promise<Place>; before?: (transaction: Transaction) => Promise<unknown> }> = {
  'that simply runs': {},
  'with other prices': { place: async () => box.station(await box.tariff(DEAR)) },
  'that is free': { place: () => box.station(null) },
  'whose price is not known yet': { place: () => box.station(newId()) },
  'that pauses': { before: (transaction) => transaction.suspend(4) },
  'that has paused': { before: (transaction) => transaction.suspend(2).then(() => transaction.resume(4)) },
  'that is over': { before: (transaction) => transaction.end(30, 1_090_000) },
  'with a later sample': { before: (transaction) => transaction.meter(40, { registerWh: 1_080_000 }) },
  'whose register drops': { before: (transaction) => transaction.meter(4, { registerWh: 1_070_000 }) },
  'whose values are full': {
    before: ({ transactionId }) =>
      box.db
        .updateTable('session')
        .set({ meter_values: CHARGING_LIMITS.meterValues - 1 })
        .where('transaction_id', '=', transactionId)
        .execute(),
  },
}

/** A session of each kind, and what is kept of it after the same samples. */
async function worldOf(tell: (transactions: readonly Transaction[], minute: number, registerWh: number) => Promise<unknown>) {
  const transactions: Transaction[] = []
  for (const { place, before } of Object.values(KINDS)) {
    const transaction = await box.begin(await (place?.() ?? box.station()))
    await before?.(transaction)
    transactions.push(transaction)
  }
  for (const [minute, registerWh] of [5, 6, 8, 20].entries().map(([i, minute]) => [minute, 1_005_000 + i * 10_001] as const))
    await tell(transactions, minute, registerWh)
  const kept = () => Promise.all(transactions.map(({ transactionId }) => keptOf(transactionId)))
  const running = await kept()
  await Promise.all(transactions.map((transaction) => transaction.end(45, 1_060_000)))
  return { running, over: await kept() }
}

async function keptOf(transactionId: string) {
  const { id, ...session } = await box.sessionOf(transactionId)
  const values = await box.db.selectFrom('meter_value').selectAll().where('session_id', '=', id).orderBy('at').execute()
  return {
    cost_minor: session.cost_minor,
    tally: session.tally,
    ...Object.fromEntries(Object.entries(session).filter(([name]) => !name.endsWith('_id') && name !== 'settled_at')),
    values: values.map(({ session_id: _session, ...value }) => value),
    bills: (await box.cdrs(id)).map(({ lines, incl_vat_minor }) => ({ lines, incl_vat_minor })),
  }
}

test('samples that are taken together make the same of each session as those that come alone', async () => {
  // Each session has its own: what another one had would be seen.
  const sample = (registerWh: number, place: number) => ({
    registerWh: registerWh - place * 137,
    powerW: 22_000 + place,
    socPercent: registerWh / 1_000 - 1_000,
  })
  const alone = await worldOf(async (transactions, minute, registerWh) => {
    for (const [place, transaction] of transactions.entries())
      await transaction.meter(minute + place / 50, sample(registerWh, place))
  })
  const together = await worldOf((transactions, minute, registerWh) =>
    Promise.all(transactions.map((transaction, place) => transaction.meter(minute + place / 50, sample(registerWh, place)))),
  )
  for (const [place, kind] of Object.keys(KINDS).entries()) {
    expect(together.running[place], `a session ${kind}`).toEqual(alone.running[place])
    expect(together.over[place], `a session ${kind}, in the end`).toEqual(alone.over[place])
  }
  expect(
    new Set(alone.running.map(({ cost_minor, tally, values }) => JSON.stringify([cost_minor, tally, values]))).size,
  ).toBeGreaterThan(7)
  expect(await box.deadLetters()).toEqual([])
})

test('samples of a transaction that nobody has heard of hold up none of the others', async () => {
  const [unknown, ...known] = [newId(), ...(await Promise.all([1, 2, 3].map(async () => box.begin(await box.station()))))]
  const lost = box.tell('ocpp.transaction.metered', unknown, {
    transactionId: unknown,
    samples: [{ at: at(5), registerWh: 1 }],
    receivedAt: at(5),
    offline: false,
  })
  await Promise.all([lost, ...known.map((transaction) => transaction.meter(5, { registerWh: 1_007_000 }))])
  for (const { transactionId } of known) expect(await box.sessionOf(transactionId)).toMatchObject({ energy_wh: 7_000 })
  expect((await box.deadLetters()).map(({ error }) => error.split('\n')[0])).toEqual([
    `Error: Transaction ${unknown} has no session: its start was never heard of.`,
  ])
})

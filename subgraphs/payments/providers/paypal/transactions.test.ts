import { expect, test } from 'vitest'
import { book } from '../../../../test/paypal/state.ts'
import { DAY, eur, HOUR, openPaypal, type PaypalWorld } from './paypal.fixture.ts'

const read = async ({ provider }: PaypalWorld, from: string | null) => {
  const [all, cursors] = [[] as Awaited<ReturnType<typeof provider.since>>['movements'], [] as (string | null)[]]
  for (let cursor = from; ;) {
    const page = await provider.since(cursor)
    all.push(...page.movements)
    cursors.push(page.cursor)
    cursor = page.cursor
    if (!page.more) return { all, cursor, pages: cursors.length }
  }
}

test('a list of three years, of more than a page, and with more to come in the same second: each movement once, oldest first', async () => {
  await using world = await openPaypal()
  const { world: paypal, now } = world.sandbox
  const lines = (number: number, at: () => number) =>
    Array.from({ length: number }, () => book(paypal, { code: 'T0400', units: -100, currency: 'EUR', at: at() }))
  const old = [2 * 365, 400, 32, 31, 1].flatMap((days) => lines(2, () => now() - days * DAY))
  const many = lines(230, now)
  const first = await read(world, null)
  expect(first.all.map(({ externalId }) => externalId)).toEqual([...old, ...many].map(({ id }) => id))
  expect(first.pages).toBeGreaterThan(37)
  const more = lines(3, now)
  const second = await read(world, first.cursor)
  expect(second.all.map(({ externalId }) => externalId)).toEqual(more.map(({ id }) => id))
  expect((await read(world, second.cursor)).all).toEqual([])
})

test('a list that is three hours late loses nothing and says nothing twice', async () => {
  await using world = await openPaypal()
  const { sandbox, provider, order } = world
  sandbox.world.searchLagMs = 3 * HOUR
  let cursor: string | null = null
  const seen: (string | null)[] = []
  const made: string[] = []
  for (let hour = 0; hour < 8; hour++) {
    if (hour < 4) made.push((await provider.charge(order(1000))).externalId)
    sandbox.advance(HOUR)
    const page = await read(world, cursor)
    seen.push(...page.all.map(({ aboutId }) => aboutId))
    cursor = page.cursor
    expect(seen.length).toBe(Math.min(4, Math.max(0, hour - 1)))
  }
  expect(seen).toEqual(made)
})

test('what was pending when the list was read comes later, once; what failed never', async () => {
  await using world = await openPaypal()
  const { sandbox, provider, order } = world
  sandbox.world.pendingCaptures = true
  const [one, other] = [await provider.charge(order(1000)), await provider.charge(order(2000))]
  sandbox.world.pendingCaptures = false
  const first = await read(world, null)
  expect(first.all).toEqual([])
  sandbox.advance(40 * DAY)
  sandbox.settleCapture(sandbox.order(one.externalId).captures[0]?.id ?? '', 'COMPLETED')
  sandbox.settleCapture(sandbox.order(other.externalId).captures[0]?.id ?? '', 'DECLINED')
  const second = await read(world, first.cursor)
  expect(second.all).toMatchObject([{ kind: 'PAYMENT', aboutId: one.externalId, amount: eur(1000) }])
  expect((await read(world, second.cursor)).all).toEqual([])
})

test('disputes and payouts that come back stand in the list, with what they are about', async () => {
  await using world = await openPaypal()
  const { sandbox, provider, order } = world
  const paid = await provider.charge(order(9000))
  const { dispute_id: id } = sandbox.dispute({ captureId: sandbox.order(paid.externalId).captures[0]?.id ?? '' })
  sandbox.resolveDispute(id, true)
  const operationId = crypto.randomUUID()
  const sent = await provider.payOut({ operationId, account: 'ABCDEFGHJKLMN', amount: eur(1000), statement: 'W' })
  sandbox.settlePayout(sent.externalId, 'RETURNED')
  expect((await read(world, null)).all).toMatchObject([
    { kind: 'PAYMENT', aboutId: paid.externalId, amount: eur(9000), feeMinor: paid.feeMinor },
    { kind: 'DISPUTE', aboutId: id, amount: eur(-9000) },
    { kind: 'DISPUTE_WON', aboutId: id, amount: eur(9000) },
    { kind: 'PAY_OUT', operationId, amount: eur(-1000), feeMinor: 25 },
    { kind: 'PAY_OUT_RETURNED', operationId, amount: eur(1000), feeMinor: 0 },
  ])
})

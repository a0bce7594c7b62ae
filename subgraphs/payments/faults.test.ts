import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { recordBill } from './bills/bills.fixture.ts'
import { held, withHolds } from './holds/hold.fixture.ts'
import { insertEvent } from './operations/event.queries.ts'
import { wakeRunners } from './operations/operation.queries.ts'
import type { PaymentProvider } from './providers/provider.ts'
import { openWithStripe, type PaymentsWithStripe } from './stripe.fixture.ts'

// Group 13: whatever befalls a process, its database, its clock or its provider, afterwards each amount was moved once, the journals sum
// to nothing, and our books are the provider's.

/** Answers come through it. */
let answering: Promise<void> = Promise.resolve()
const late = (stripe: PaymentProvider): PaymentProvider => ({
  ...stripe,
  charge: async (order) => {
    const payment = await stripe.charge(order)
    await answering
    return payment
  },
})

let box: PaymentsWithStripe
let holds: ReturnType<typeof withHolds>
beforeAll(async () => {
  box = await openWithStripe({ config: { topUps: true }, providers: (stripe) => new Map([['stripe', late(stripe)]]) })
  holds = withHolds(box)
})
afterEach(() => {
  box.control.outage(false)
  vi.restoreAllMocks()
})
afterAll(() => box[Symbol.asyncDispose]())

type Payer = Awaited<ReturnType<PaymentsWithStripe['payer']>>
const TOP_UP = 'mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { state } }'
const PAY_BACK = 'mutation ($input: PayBackWalletInput!) { payBackWallet(input: $input) { balance { amountMinor } } }'
const topUp = ({ caller, paymentMethodId }: Payer, amountMinor: number, idempotencyKey = newId()) =>
  box.ask(caller, TOP_UP, { input: { amountMinor, currency: 'EUR', paymentMethodId, idempotencyKey } })
const payBack = ({ caller }: Payer) => box.ask(caller, PAY_BACK, { input: { currency: 'EUR', idempotencyKey: newId() } })
const inWallet = async ({ userId }: Payer) =>
  (await box.db.selectFrom('wallet').select('balance_minor').where('user_id', '=', userId).executeTakeFirst())?.balance_minor ?? 0
/** What Stripe has taken of a user, and given back. What it let go of a hold is a refund only on its charge. */
const atStripe = ({ customerId }: Payer) => {
  const payments = box.control
    .objects('payment_intent')
    .flatMap((each) => (each.object === 'payment_intent' && each.customer === customerId ? [each] : []))
  const refunds = box.control
    .objects('refund')
    .flatMap((each) => (each.object === 'refund' && payments.some(({ id }) => id === each.payment_intent) ? [each.amount] : []))
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0)
  return { taken: sum(payments.map((each) => each.amount_received)), back: sum(refunds) }
}

/** A session with a hold of 20.00, which its driver has asked for. */
async function session() {
  const hold = await holds.hold()
  const sessionId = newId()
  await box.db.updateTable('hold').set({ session_id: sessionId }).where('id', '=', hold.id).execute()
  return { ...hold, sessionId }
}
type Session = Awaited<ReturnType<typeof session>>
const bill = ({ sessionId, payer: { userId } }: Session, amountMinor: number) =>
  box.tell('charging.cdr.issued', sessionId, {
    cdrId: newId(),
    stationId: newId(),
    energyWh: 10_000,
    currency: 'EUR',
    creditOf: null,
    sessionId,
    userId,
    amountMinor,
    bill: recordBill(amountMinor, newId()),
  })
const isPaid = ({ sessionId }: Session) =>
  box.db.selectFrom('bill').select('id').where('subject_id', '=', sessionId).where('state', '=', 'PAID').executeTakeFirst()

/** Looks now at what would be looked at later, until `done`. */
const hurried = (done: () => Promise<unknown>) =>
  until(
    async () => {
      await box.db.transaction().execute(async (trx) => {
        await trx
          .updateTable('operation')
          .set({ next_at: new Date(0) })
          .where('state', '=', 'OPEN')
          .execute()
        await wakeRunners(trx)
      })
      return Boolean(await done())
    },
    { everyMs: 200 },
  )
const nothingOpen = async () =>
  (await box.db.selectFrom('operation').select('id').where('state', '=', 'OPEN').executeTakeFirst()) === undefined

const treasurer = userCaller(['TREASURER'])
const COMPARED = `mutation { reconcile(input: { provider: STRIPE }) { done mismatches failure balances { currency ours theirs } } }`
const BOOKS = '{ trialBalances { currency sum } }'
/** Σ entries is 0, and each line of the provider's is in our books. */
async function booksAgree(): Promise<void> {
  await hurried(nothingOpen)
  const { data } = await box.ask<{ reconcile: { balances: { ours: string; theirs: string }[] } }>(treasurer, COMPARED)
  expect(data?.reconcile).toMatchObject({ done: true, mismatches: 0, failure: null })
  for (const { ours, theirs } of data?.reconcile.balances ?? []) expect(ours).toBe(theirs)
  expect((await box.ask(treasurer, BOOKS)).data).toEqual({ trialBalances: [{ currency: 'EUR', sum: '0.00' }] })
}

test('a hook that comes before our commit waits for it, and ends as the provider has it', async () => {
  const { id } = await holds.hold('pm_card_authenticationRequired')
  const { external_id: paymentId } = await holds.row(id)
  const looked = async (eventId: string) =>
    (await box.db.selectFrom('provider_event').selectAll().where('event_id', '=', eventId).executeTakeFirst())?.looked_at
  const eventId = newId()
  const hook = { eventId, type: 'test', about: { kind: 'PAYMENT' as const, externalId: paymentId ?? '' } }
  box.control.hooks({ url: null })
  await box.db.transaction().execute(async (trx) => {
    await trx.selectFrom('hold').select('id').where('id', '=', id).forUpdate().execute()
    box.control.customer(paymentId ?? '')
    await insertEvent(box.db, 'stripe', hook)
    await box.db.transaction().execute(wakeRunners)
    // It is read at once, and taken only after us.
    await until(async () => (await waiting()).rows.length > 0)
    expect([(await holds.row(id)).state, await looked(eventId)]).toEqual(['REQUIRES_ACTION', null])
  })
  box.control.hooks({ url: box.hookUrl })
  await holds.becomes(id, 'AUTHORISED')
  await until(() => looked(eventId))
})
/** Who waits for a row of a hold. */
const waiting = () =>
  asAdmin((client, name) =>
    client.query(`SELECT FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock' AND query ILIKE '%"hold"%'`, [name]),
  )

test('while the provider is away drivers and chargers go on; what was wanted is done once when it is back', async () => {
  const [rich, ...payers] = await Promise.all(Array.from({ length: 3 }, () => box.payer()))
  const sessions = await Promise.all(Array.from({ length: 6 }, session))
  if (!rich) throw new Error('unreachable')
  await topUp(rich, 3_000)
  await until(async () => (await inWallet(rich)) === 3_000)
  box.control.outage(true)
  for (const one of sessions) await bill(one, 700)
  await until(async () => {
    const tried = await box.db.selectFrom('operation').select('id').where('state', '=', 'OPEN').where('tries', '>', 0).execute()
    return tried.length >= sessions.length
  })
  // Nobody waits for it, and nothing is said to be paid.
  const asked = await Promise.all(payers.map((payer) => topUp(payer, 1_500)))
  expect(asked.map(({ data }) => data)).toEqual(payers.map(() => ({ topUpWallet: { state: 'CREATED' } })))
  expect((await payBack(rich)).data).toEqual({ payBackWallet: { balance: { amountMinor: 0 } } })
  const [payer, place] = [await box.payer(), await box.place()]
  const hold = held(await holds.ask(payer, place.connectorId, { paymentMethodId: payer.paymentMethodId }))
  expect(hold.state).toBe('CREATED')
  for (const one of sessions) expect(await isPaid(one)).toBeUndefined()

  box.control.outage(false)
  // It was left alone for ever longer, up to half a minute. That is over now.
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000)
  await hurried(async () => (await Promise.all(sessions.map(isPaid))).every(Boolean))
  await hurried(async () => (await holds.row(hold.id)).state === 'AUTHORISED')
  await booksAgree()
  for (const { payer: who } of sessions) expect(atStripe(who)).toEqual({ taken: 700, back: 0 })
  for (const who of payers) expect([atStripe(who), await inWallet(who)]).toEqual([{ taken: 1_500, back: 0 }, 1_500])
  expect([atStripe(rich), await inWallet(rich)]).toEqual([{ taken: 3_000, back: 3_000 }, 0])
})

test('PostgreSQL goes away between the call and the note of its answer: the money moves once, and is booked once', async () => {
  const [payer, one] = [await box.payer(), await session()]
  const key = newId()
  const gate = Promise.withResolvers<void>()
  answering = gate.promise
  // It could come before the database is away, and would note what the answer says.
  box.control.hooks({ url: null })
  const asked = topUp(payer, 1_500, key)
  await until(() => atStripe(payer).taken === 1_500)
  const away = (allowed: boolean) =>
    asAdmin((client, name) =>
      client.query(
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${String(allowed)};
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND NOT ${String(allowed)}`,
      ),
    )
  await away(false)
  try {
    gate.resolve()
    // The answer comes now, and cannot be noted. Its user is told nothing that is not true.
    expect((await asked).data?.['topUpWallet' as never]).toBeUndefined()
    expect((await topUp(payer, 1_500, key)).errors).toHaveLength(1)
  } finally {
    await away(true)
    box.control.hooks({ url: box.hookUrl })
  }
  await until(() => bill(one, 900).then(() => true))
  await hurried(async () => (await inWallet(payer)) === 1_500 && (await isPaid(one)))
  expect((await topUp(payer, 1_500, key)).data).toEqual({ topUpWallet: { state: 'SUCCEEDED' } })
  await booksAgree()
  expect([atStripe(payer).taken, atStripe(one.payer).taken]).toEqual([1_500, 900])
})

test('a clock that is set back while answers are lost moves no amount twice, and books none twice', async () => {
  const [payer, one] = [await box.payer(), await session()]
  for (const call of ['POST /v1/payment_intents', 'POST /v1/payment_intents/:id/capture', 'POST /v1/refunds'])
    box.control.fault({ kind: 'LOST', call })
  await bill(one, 800)
  vi.setSystemTime(Date.now() - 4 * 3_600_000)
  try {
    await topUp(payer, 2_000)
    await hurried(async () => (await inWallet(payer)) === 2_000 && (await isPaid(one)))
    await payBack(payer)
    await hurried(nothingOpen)
  } finally {
    vi.useRealTimers()
  }
  await booksAgree()
  expect([atStripe(payer), atStripe(one.payer)]).toEqual([
    { taken: 2_000, back: 2_000 },
    { taken: 800, back: 0 },
  ])
})

async function asAdmin<Result>(act: (client: pg.Client, name: string) => Promise<Result>): Promise<Result> {
  const url = new URL(box.database.adminUrl)
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href })
  await client.connect()
  try {
    return await act(client, url.pathname.slice(1))
  } finally {
    await client.end()
  }
}

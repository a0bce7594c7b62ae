import pg from 'pg'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { begin } from './operations/begin.ts'
import { wakeRunners } from './operations/operation.queries.ts'
import { STATEMENT } from './operations/request.ts'
import type { PaymentProvider } from './providers/provider.ts'
import { openWithStripe, type PaymentsWithStripe } from './stripe.fixture.ts'
import type { Trx } from './tables.ts'
import { findTopUpByKey, insertTopUp } from './top-ups/top-up.queries.ts'

// The orders of calls and commits that others fell for, each beside ours, in the same scenario. They end with two payments there: so these
// scenarios can fail.

type Payer = Awaited<ReturnType<PaymentsWithStripe['payer']>>
/** A user clicks once; the key is that of the click. */
type Click = (box: PaymentsWithStripe, payer: Payer, idempotencyKey: string) => Promise<unknown>
const AMOUNT = { amountMinor: 2_500, currency: 'EUR' }
const TOP_UP = 'mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { id state } }'
const RECONCILE = 'mutation { reconcile(input: { provider: STRIPE }) { mismatches } }'

const ours: Click = (box, { caller, paymentMethodId }, idempotencyKey) =>
  box.ask(caller, TOP_UP, { input: { ...AMOUNT, paymentMethodId, idempotencyKey } })

const open = (adapter = (stripe: PaymentProvider) => stripe) =>
  openWithStripe({ config: { topUps: true }, providers: (stripe) => new Map([['stripe', adapter(stripe)]]) })
const chargesOf = (box: PaymentsWithStripe, { customerId }: Payer) =>
  box.control
    .objects('payment_intent')
    .filter((each) => each.object === 'payment_intent' && each.customer === customerId && each.amount_received > 0)
/** All that is wanted has an answer, also what would be looked at later. */
const settled = (box: PaymentsWithStripe) =>
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
      return (await box.db.selectFrom('operation').select('id').where('state', '=', 'OPEN').execute()).length === 0
    },
    { everyMs: 200 },
  )
async function mismatches(box: PaymentsWithStripe): Promise<number | undefined> {
  return (await box.ask<{ reconcile: { mismatches: number } }>(admin, RECONCILE)).data?.reconcile.mismatches
}
const orderOf = ({ userId, customerId, methodId }: Payer) => ({
  payer: { userId, customerId },
  methodId,
  keepMethod: false,
  offSession: false,
  statement: STATEMENT,
  returnUrl: 'https://a.example',
})
const rowOf = ({ userId, paymentMethodId }: Payer, idempotency_key: string) => ({
  id: newId(),
  user_id: userId,
  provider: 'stripe' as const,
  payment_method_id: paymentMethodId,
  amount_minor: AMOUNT.amountMinor,
  currency: AMOUNT.currency,
  idempotency_key,
})

/** The provider does it and its answer is lost; the user sees an error, and clicks again. */
async function answerIsLost(box: PaymentsWithStripe, click: Click): Promise<{ charges: number; mismatches: number | undefined }> {
  const [payer, key] = [await box.payer(), newId()]
  box.control.fault({ kind: 'LOST', call: 'POST /v1/payment_intents' })
  await click(box, payer, key).catch(() => undefined)
  await click(box, payer, key)
  await settled(box)
  return { charges: chargesOf(box, payer).length, mismatches: await mismatches(box) }
}

/** Calls, and commits afterwards what was wanted. What is not answered, or whose process is killed, leaves nothing here. */
const callBeforeIntent: Click = (box, payer, key) =>
  box.db.transaction().execute(async (trx) => {
    if (await findTopUpByKey(trx, payer.userId, key)) return
    await box.provider.charge({ operationId: newId(), amount: AMOUNT, ...orderOf(payer) })
    await insertTopUp(trx, rowOf(payer, key))
  })
/** Whatever is sent is sent under a new key. */
const newKeyEachTime = (stripe: PaymentProvider): PaymentProvider => ({
  ...stripe,
  charge: (order) => stripe.charge({ ...order, operationId: newId() }),
})

test('intent before call: whose answer is lost pays once; called before its intent, or again under a new key, twice', async () => {
  await using right = await open()
  expect(await answerIsLost(right, ours)).toEqual({ charges: 1, mismatches: 0 })
  const naive = await answerIsLost(right, callBeforeIntent)
  expect(naive.charges).toBe(2)
  expect(naive.mismatches).toBeGreaterThan(0)

  await using renewing = await open(newKeyEachTime)
  const renewed = await answerIsLost(renewing, ours)
  expect(renewed.charges).toBe(2)
  expect(renewed.mismatches).toBeGreaterThan(0)
})

type Want = (trx: Trx, payer: Payer, id: string, met: () => Promise<void>) => Promise<unknown>
/** No more than a test has connections. */
const MANY = Array.from({ length: 4 })
/** Many want one thing charged at once; gives how often it was. They meet when each has looked whether that is wanted already. */
async function manyAtOnce(box: PaymentsWithStripe, want: Want): Promise<number> {
  const payer = await box.payer()
  const { id } = await box.db.transaction().execute((trx) => insertTopUp(trx, rowOf(payer, newId())))
  const all = Promise.withResolvers<void>()
  let here = 0
  const met = () => {
    if (++here === MANY.length) all.resolve()
    return all.promise
  }
  await Promise.allSettled(MANY.map(() => box.db.transaction().execute((trx) => want(trx, payer, id, met))))
  await settled(box)
  return chargesOf(box, payer).length
}

const wanted = (payer: Payer, id: string) => ({
  kind: 'CHARGE' as const,
  provider: 'stripe' as const,
  subject: ['TOP_UP', id] as const,
  amount: AMOUNT,
  request: orderOf(payer),
})
const insertAtOnce: Want = async (trx, payer, id, met) => {
  await met()
  await begin(trx, wanted(payer, id))
}
const checkBeforeInsert: Want = async (trx, payer, id, met) => {
  const found = await trx.selectFrom('operation').select('id').where('subject_id', '=', id).executeTakeFirst()
  await met()
  if (!found) await begin(trx, wanted(payer, id))
}

test('the database forbids a second charge: whoever looks before they write is held by it, and without it charges as often', async () => {
  await using box = await open()
  expect(await manyAtOnce(box, insertAtOnce)).toBe(1)
  expect(await manyAtOnce(box, checkBeforeInsert)).toBe(1)
  const client = new pg.Client({ connectionString: box.database.adminUrl })
  await client.connect()
  await client.query('DROP INDEX payments.operation_open')
  await client.end()
  expect(await manyAtOnce(box, checkBeforeInsert)).toBe(MANY.length)
})

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { type Caller, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { type StripeSandbox, startStripe } from '../../../test/stripe.ts'
import { paidByCapture, payoutSent, refundSent } from '../ledger/journals.ts'
import { until } from '../../../test/until.ts'
import { openPayments } from '../payments.fixture.ts'
import { type PaymentProvider, Unknown } from '../providers/provider.ts'
import { createStripe } from '../providers/stripe.ts'
import type { Operation } from '../tables.ts'
import { RECONCILIATION_LIMITS } from './limits.ts'
import { reconcileDue } from './reconcile.handler.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
let sandbox: StripeSandbox
/** The true adapter, of which a test may replace a part. */
let provider: PaymentProvider
const faults: { since?: PaymentProvider['since'] } = {}

beforeAll(async () => {
  sandbox = await startStripe()
  const { host, port, protocol, apiKey } = sandbox
  provider = createStripe({ apiKey, webhookSecrets: [], host, port, protocol })
  const faulty: PaymentProvider = { ...provider, since: (cursor) => (faults.since ?? provider.since)(cursor) }
  payments = await openPayments({ providers: new Map([['stripe', faulty]]) })
  // The box compares by itself as soon as it is there.
  await until(
    async () => (await payments.db.selectFrom('reconciliation_run').select('id').where('state', '=', 'DONE').execute()).length > 0,
  )
})
afterAll(async () => {
  await payments[Symbol.asyncDispose]()
  await sandbox[Symbol.asyncDispose]()
})
beforeEach(() => {
  delete faults.since
})

const by = (...roles: Role[]): Caller => ({ kind: 'user', userId: newId(), roles })
const treasurer = by('TREASURER')
const idOf = (caller: Caller) => (caller.kind === 'user' ? caller.userId : '')
const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

interface Run {
  done: boolean
  movements: number
  mismatches: number
  failure: string | null
  balances: { currency: string; ours: string; theirs: string }[]
}
const RECONCILE = `mutation { reconcile(input: { provider: STRIPE }) { done movements mismatches failure balances { currency ours theirs } } }`
async function reconcile(): Promise<Run> {
  const { data, errors } = await payments.ask<{ reconcile: Run }>(treasurer, RECONCILE)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.reconcile
}

interface Shown {
  id: string
  kind: string
  aboutKind: string
  aboutId: string
  ours: string | null
  theirs: string | null
  resolution: string | null
}
const LIST = `query ($open: Boolean) { mismatches(open: $open, first: 100) { edges { node { id kind aboutKind aboutId ours theirs resolution } } } }`
async function mismatchesOf(aboutId: string, open = true): Promise<Shown[]> {
  const { data } = await payments.ask<{ mismatches: { edges: { node: Shown }[] } }>(treasurer, LIST, { open })
  return (data?.mismatches.edges ?? []).map(({ node }) => node).filter((node) => node.aboutId === aboutId)
}

/** What the runner leaves behind of an operation that is over, or is not. */
const operated = (kind: Operation['kind'], external_id: string | null, amount_minor: number, id: string, subject_id = newId()) => ({
  id,
  kind,
  provider: 'stripe' as const,
  subject_type: kind === 'CHARGE' ? ('BILL' as const) : kind === 'REFUND' ? ('REFUND' as const) : ('PAY_OUT' as const),
  subject_id,
  request: '{}',
  amount_minor,
  currency: 'EUR',
  external_id,
  ...(external_id === null ? { next_at: new Date(Date.now() + 3_600_000) } : { state: 'DONE' as const, done_at: new Date() }),
})
const insertOperation = (operation: ReturnType<typeof operated>) => payments.db.insertInto('operation').values(operation).execute()

async function charged(amountMinor: number, operationId: string, card?: string) {
  const { customerId, methodId } = sandbox.control.keepCard(card)
  const payer = { userId: newId(), customerId }
  const how = { returnUrl: 'https://evergraph.example/', keepMethod: false, offSession: true, statement: 'EVERGRAPH' }
  return provider.charge({ operationId, payer, methodId, amount: EUR(amountMinor), ...how })
}

/** Books a payment as a bill's room does. */
async function book(externalId: string, amountMinor: number): Promise<string> {
  const [id, userId] = [newId(), newId()]
  const { currency } = EUR(amountMinor)
  await payments.db.transaction().execute(async (trx) => {
    const amounts = { authorised_minor: amountMinor, captured_minor: amountMinor, currency }
    await trx
      .insertInto('payment')
      .values({ id, user_id: userId, provider: 'stripe', external_id: externalId, ...amounts })
      .execute()
    await paidByCapture(trx, { paymentId: id, userId, provider: 'stripe', currency, amountMinor })
  })
  return id
}

async function paid(amountMinor: number) {
  const operationId = newId()
  const { externalId } = await charged(amountMinor, operationId)
  await insertOperation(operated('CHARGE', externalId, amountMinor, operationId))
  return { externalId, operationId, paymentId: await book(externalId, amountMinor) }
}

const balanceOf = async (kind: 'PROVIDER' | 'PROVIDER_COST' | 'BANK') => {
  const { rows } = await sql<{
    sum: number
  }>`SELECT coalesce(sum(amount_minor), 0) AS sum FROM entry JOIN account ON account.id = account_id
    WHERE kind = ${kind} AND currency = 'EUR'`.execute(payments.db)
  return Number(rows[0]?.sum)
}

test('what both books have agrees; the provider’s fees and what it sent to the bank are booked, once', async () => {
  const { externalId, paymentId } = await paid(10_000)
  const [refundId, payoutId] = [newId(), newId()]
  const refund = await provider.refund(newId(), externalId, EUR(1_000))
  await insertOperation(operated('REFUND', refund.externalId, 1_000, newId(), refundId))
  const account = sandbox.control.account()
  const sent = await provider.payOut({ operationId: newId(), account, amount: EUR(2_000), statement: 'WEEK 47' })
  await insertOperation(operated('PAY_OUT', sent.externalId, 2_000, newId(), payoutId))
  await payments.db.transaction().execute(async (trx) => {
    await refundSent(trx, { refundId, userId: newId(), provider: 'stripe', currency: 'EUR', amountMinor: 1_000 })
    await payoutSent(trx, { payoutId, operatorId: newId(), provider: 'stripe', currency: 'EUR', amountMinor: 2_000 })
  })
  sandbox.control.takeFee(300, 'eur')
  sandbox.control.payOutToBank(4_000, 'eur')
  const costBefore = await balanceOf('PROVIDER_COST')

  const run = await reconcile()
  expect(run).toMatchObject({ done: true, movements: 5, mismatches: 0, failure: null })
  expect(run.balances).toEqual([{ currency: 'EUR', ours: run.balances[0]?.theirs, theirs: '25.25' }])
  expect(sandbox.control.balance('eur')).toBe(2_525)
  // 1.5 % and 0.25 of the payment, and 3.00.
  expect((await balanceOf('PROVIDER_COST')) - costBefore).toBe(175 + 300)
  expect(await balanceOf('BANK')).toBe(4_000)
  const noted = await payments.db.selectFrom('payment').select('fee_minor').where('id', '=', paymentId).executeTakeFirstOrThrow()
  expect(noted.fee_minor).toBe(175)

  expect(await reconcile()).toMatchObject({ movements: 0, mismatches: 0 })
  expect((await balanceOf('PROVIDER_COST')) - costBefore).toBe(175 + 300)
})

test.each([
  [{ amount: 4_000 }, { kind: 'AMOUNT_DIFFERS', aboutKind: 'PAYMENT', ours: '50.00', theirs: '40.00' }],
  [{ currency: 'usd' }, { kind: 'MISSING_HERE', aboutKind: 'PAYMENT', ours: '0.00', theirs: '50.00' }],
])('a provider that says %o of an amount is seen, and nothing is booked on it', async (told, noted) => {
  const { externalId } = await paid(5_000)
  const line = sandbox.control.objects('balance_transaction').at(-1)
  sandbox.control.lie(line?.id ?? '', told)
  const before = await balanceOf('PROVIDER')
  expect(await reconcile()).toMatchObject({ movements: 1, mismatches: 1 })
  expect(await mismatchesOf(externalId)).toMatchObject([noted])
  expect(await balanceOf('PROVIDER')).toBe(before)
  expect(await reconcile()).toMatchObject({ mismatches: 0 })
})

test('a fee that was booked otherwise is seen', async () => {
  const { externalId, paymentId } = await paid(5_000)
  await sql`SELECT post_journal(${newId()}, 'PROVIDER_COST', 'PAYMENT', ${paymentId}, 'EUR', ${[newId(), newId()]}::uuid[],
    '{PROVIDER,PROVIDER_COST}', '{stripe,stripe}', '{-99,99}')`.execute(payments.db)
  await reconcile()
  expect(await mismatchesOf(externalId)).toMatchObject([{ kind: 'FEE_DIFFERS', ours: '0.99', theirs: '1.00' }])
})

test('a movement that nobody here knows is seen; one of ours that was not booked is another thing', async () => {
  const foreign = sandbox.control.foreignCharge(700, 'eur')
  const operationId = newId()
  const { externalId } = await charged(800, operationId)
  await insertOperation(operated('CHARGE', externalId, 800, operationId))
  await reconcile()
  expect(await mismatchesOf(foreign)).toMatchObject([{ kind: 'UNKNOWN_OBJECT', ours: '0.00', theirs: '7.00' }])
  expect(await mismatchesOf(externalId)).toMatchObject([{ kind: 'MISSING_HERE', ours: '0.00', theirs: '8.00' }])
})

test('a second charge of one operation does not pass for the first', async () => {
  const { operationId } = await paid(900)
  sandbox.control.advance(25 * 3_600_000)
  const second = await charged(900, operationId)
  await reconcile()
  expect(await mismatchesOf(second.externalId)).toMatchObject([{ kind: 'MISSING_HERE', theirs: '9.00' }])
})

test('what is under way is waited for; what was noted and then agrees is resolved by itself', async () => {
  const operationId = newId()
  const { externalId } = await charged(1_100, operationId)
  await insertOperation(operated('CHARGE', null, 1_100, operationId))
  await reconcile()
  expect(await mismatchesOf(externalId)).toEqual([])
  await payments.db
    .updateTable('operation')
    .set({ state: 'DONE', external_id: externalId, done_at: new Date() })
    .where('id', '=', operationId)
    .execute()
  await reconcile()
  expect(await mismatchesOf(externalId)).toMatchObject([{ kind: 'MISSING_HERE' }])
  await book(externalId, 1_100)
  await reconcile()
  expect(await mismatchesOf(externalId)).toEqual([])
  expect(await mismatchesOf(externalId, false)).toMatchObject([{ resolution: 'Both books agree now.' }])
})

test('a dispute whose hooks were lost is heard of here, booked with its fee, and given back when it is won', async () => {
  const operationId = newId()
  const { externalId } = await charged(2_500, operationId, 'pm_card_createDispute')
  const id = await book(externalId, 2_500)
  const disputed = async () =>
    (await payments.db.selectFrom('payment').select('disputed_minor').where('id', '=', id).executeTakeFirstOrThrow()).disputed_minor
  const [cost, provider] = [await balanceOf('PROVIDER_COST'), await balanceOf('PROVIDER')]
  const run = await reconcile()
  expect(run).toMatchObject({ done: true, mismatches: 0 })
  expect(await disputed()).toBe(2_500)
  expect((await balanceOf('PROVIDER_COST')) - cost).toBe(63 + 2_000)
  sandbox.control.closeDispute(sandbox.control.objects('dispute').at(-1)?.id ?? '', 'won')
  expect(await reconcile()).toMatchObject({ movements: 1, mismatches: 0 })
  expect(await disputed()).toBe(0)
  expect((await balanceOf('PROVIDER')) - provider).toBe(-63 - 2_000)
})

test('a refund on the provider’s own page is noted once, by whoever sees it first', async () => {
  const { externalId } = await paid(1_900)
  const refundId = sandbox.control.foreignRefund(externalId, 400)
  await reconcile()
  expect(await mismatchesOf(refundId)).toMatchObject([{ kind: 'REFUNDED_UNASKED', theirs: '4.00' }])
  expect(await reconcile()).toMatchObject({ movements: 0, mismatches: 0 })
})

test('a payment of ours that the provider has not is seen, once its list cannot be late any more; should it come, it is resolved', async () => {
  const seen = await paid(1_400)
  await reconcile()
  const { paymentId } = await paid(1_300)
  // The provider's list is late.
  faults.since = (cursor) => Promise.resolve({ movements: [], cursor, more: false })
  const journalOf = (of: string) =>
    payments.db
      .selectFrom('journal')
      .select('id')
      .where('source_id', '=', of)
      .where('kind', '=', 'PAID_BY_PROVIDER')
      .executeTakeFirstOrThrow()
  const journal = await journalOf(paymentId)
  await reconcile()
  expect(await mismatchesOf(journal.id)).toEqual([])
  await using administrator = connect({
    url: payments.database.adminUrl,
    schema: 'payments',
    log: createLog('payments', { level: 'silent' }),
    max: 1,
  })
  for (const { id } of [journal, await journalOf(seen.paymentId)])
    await sql`UPDATE journal SET at = at - interval '25 hours' WHERE id = ${id}`.execute(administrator)
  expect(await reconcile()).toMatchObject({ mismatches: 1 })
  expect(await mismatchesOf(journal.id)).toMatchObject([
    { kind: 'MISSING_THERE', aboutKind: 'JOURNAL', ours: '13.00', theirs: '0.00' },
  ])
  expect(await reconcile()).toMatchObject({ mismatches: 0 })
  delete faults.since
  expect(await reconcile()).toMatchObject({ movements: 1, mismatches: 0 })
  expect(await mismatchesOf(journal.id, false)).toMatchObject([{ resolution: 'Both books agree now.' }])
})

test('a second line of one payment does not pass for the first, also in one page', async () => {
  const { externalId } = await paid(2_100)
  faults.since = async (cursor) => {
    const page = await provider.since(cursor)
    return { ...page, movements: page.movements.flatMap((line) => [line, { ...line, externalId: `${line.externalId}_again` }]) }
  }
  expect(await reconcile()).toMatchObject({ done: true, movements: 2, mismatches: 1 })
  expect(await mismatchesOf(externalId)).toMatchObject([{ kind: 'MISSING_HERE', theirs: '21.00' }])
})

test('lines that could not be kept are read again, and the list of another provider is not gone on with', async () => {
  const { externalId } = await paid(2_200)
  faults.since = async (cursor) => {
    const page = await provider.since(cursor)
    return { ...page, movements: page.movements.map((line) => ({ ...line, amount: { ...line.amount, currency: 'none' } })) }
  }
  expect(await reconcile()).toMatchObject({ done: false, movements: 0, failure: expect.any(String) })
  delete faults.since
  expect(await reconcile()).toMatchObject({ done: true, movements: 1, mismatches: 0 })
  const other = { id: newId(), provider: 'paypal' as const, cursor: 'of another list' }
  await payments.db
    .insertInto('reconciliation_run')
    .values({ ...other, state: 'DONE', ended_at: new Date() })
    .execute()
  const { balances } = await reconcile()
  const about = {
    run_id: other.id,
    provider: other.provider,
    external_id: 'T1',
    kind: 'PAYMENT',
    amount_minor: 77,
    fee_minor: 0,
  } as const
  await payments.db
    .insertInto('provider_movement')
    .values({
      id: newId(),
      ...about,
      currency: 'EUR',
      at: new Date(),
      settled_at: new Date(),
      about_id: externalId,
      operation_id: null,
    })
    .execute()
  expect(await reconcile()).toMatchObject({ done: true, failure: null, balances })
  const started = payments.db.selectFrom('audit').select('actor_id').where('action', '=', 'reconciliation.started')
  expect(new Set((await started.execute()).map(({ actor_id: actor }) => actor))).toEqual(new Set([idOf(treasurer)]))
})

test('a comparison begins every six hours, and another process goes on with one that has lost its own', async () => {
  const services = { db: payments.db, config: payments.config, log: createLog('payments', { level: 'silent' }) }
  const providers = new Map([['stripe', provider] as const])
  const unheard = () => Promise.reject(new Unknown('The provider has not answered.'))
  const compare = (since = provider.since) =>
    reconcileDue({ ...services, providers }, { ...provider, since }).catch(() => undefined)
  const states = async () => {
    const runs = payments.db.selectFrom('reconciliation_run').select('state').where('provider', '=', 'stripe')
    return (await runs.orderBy('id', 'desc').execute()).map(({ state }) => state)
  }
  const age = (column: 'started_at' | 'touched_at', ms: number) =>
    payments.db
      .updateTable('reconciliation_run')
      .set({ [column]: new Date(Date.now() - ms) })
      .execute()
  const before = await states()
  await compare()
  expect(await states()).toEqual(before)
  await age('started_at', RECONCILIATION_LIMITS.everyMs)
  await compare(unheard)
  expect(await states()).toEqual(['RUNNING', ...before])
  // Whoever has just touched it is at it.
  await compare()
  expect(await states()).toEqual(['RUNNING', ...before])
  await age('touched_at', RECONCILIATION_LIMITS.lostMs)
  await compare()
  expect(await states()).toEqual(['DONE', ...before])
})

test('a run that is killed halfway is gone on with where it was, and each line is read and booked once', async () => {
  const lines = await Promise.all(Array.from({ length: 6 }, () => paid(2_000)))
  let pages = 0
  // Two lines to a page, and the second page never comes.
  faults.since = async (cursor) => {
    if (pages++ === 1) throw new Unknown('The provider has not answered.')
    const { movements } = await provider.since(cursor)
    const page = movements.slice(0, 2)
    return { movements: page, cursor: page.at(-1)?.externalId ?? cursor, more: movements.length > 2 }
  }
  const before = await balanceOf('PROVIDER_COST')
  expect(await reconcile()).toMatchObject({ done: false, movements: 2, failure: 'The provider has not answered.' })
  const both = await Promise.all([reconcile(), reconcile()])
  expect(both.map(({ done }) => done)).toContain(true)
  expect(await reconcile()).toMatchObject({ done: true, movements: 0 })
  const kept = await payments.db
    .selectFrom('provider_movement')
    .select('about_id')
    .where(
      'about_id',
      'in',
      lines.map(({ externalId }) => externalId),
    )
    .where('settled_at', 'is not', null)
    .execute()
  expect(kept).toHaveLength(6)
  expect((await balanceOf('PROVIDER_COST')) - before).toBe(6 * 55)
})

test('what another process was comparing when it failed is compared before a run is done', async () => {
  const { externalId } = await paid(2_000)
  const locked = Promise.withResolvers<void>()
  const fails = Promise.withResolvers<void>()
  let pages = 0
  faults.since = async (cursor) => {
    if (pages++ > 0) await locked.promise
    return { ...(await provider.since(cursor)), more: pages === 1 }
  }
  const running = reconcile()
  const line = () => payments.db.selectFrom('provider_movement').select(['id', 'settled_at']).where('about_id', '=', externalId)
  await until(async () => (await line().execute()).length === 1)
  const other = payments.db.transaction().execute(async (trx) => {
    await sql`SELECT FROM provider_movement WHERE about_id = ${externalId} FOR UPDATE`.execute(trx)
    locked.resolve()
    await fails.promise
    throw new Error('It has failed.')
  })
  const isDone = async () =>
    (await payments.db.selectFrom('reconciliation_run').select('id').where('state', '=', 'RUNNING').execute()).length === 0
  const waits = async () =>
    (await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(payments.db))
      .rows.length > 0
  await until(async () => (await waits()) || (await isDone()))
  fails.resolve()
  await expect(other).rejects.toThrow('It has failed.')
  await running
  await until(isDone)
  expect((await line().executeTakeFirstOrThrow()).settled_at).not.toBeNull()
})

test('a person says what a mismatch was, once; it is audited, and not noted again', async () => {
  const foreign = sandbox.control.foreignCharge(1_700, 'eur')
  await reconcile()
  const [found] = await mismatchesOf(foreign)
  const admin = by('ADMIN')
  const resolve = (caller: Caller, reason = 'A trial of the terminal.') =>
    payments.ask<{ resolveMismatch: Shown }>(
      caller,
      `mutation ($input: ResolveMismatchInput!) { resolveMismatch(input: $input) { id resolution resolvedBy { id } } }`,
      { input: { mismatchId: found?.id, reason } },
    )
  expect((await resolve(admin)).data?.resolveMismatch).toMatchObject({ resolution: 'A trial of the terminal.' })
  expect((await resolve(admin)).data?.resolveMismatch).toMatchObject({ id: found?.id })
  expect((await resolve(treasurer)).errors?.[0]?.extensions?.['code']).toBe('CONFLICT')
  const audited = await payments.db
    .selectFrom('audit')
    .select(['action', 'actor_id'])
    .where('subject_id', '=', found?.id ?? '')
    .execute()
  expect(audited).toEqual([{ action: 'mismatch.resolved', actor_id: idOf(admin) }])
  expect(await reconcile()).toMatchObject({ mismatches: 0 })
  expect(await mismatchesOf(foreign)).toEqual([])
})

test('only those who keep the books see mismatches and runs, page by page', async () => {
  const RUNS = `query ($after: String) { reconciliationRuns(first: 2, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`
  interface Page {
    reconciliationRuns: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }
  const ids = []
  for (let after: string | null = null, more = true; more;) {
    const { data }: { data?: Page | null } = await payments.ask<Page>(by('COMPLIANCE'), RUNS, { after })
    ids.push(...(data?.reconciliationRuns.edges ?? []).map(({ node }) => node.id))
    ;({ endCursor: after, hasNextPage: more } = data?.reconciliationRuns.pageInfo ?? { endCursor: null, hasNextPage: false })
  }
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(5)
  expect(ids).toEqual(ids.toSorted().reverse())
  for (const query of [RUNS, LIST, RECONCILE])
    expect((await payments.ask(by('DRIVER', 'OPERATOR'), query)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
})

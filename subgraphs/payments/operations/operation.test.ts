import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { admin } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { captureHold, releaseHold } from '../holds/hold.ts'
import { held, withHolds } from '../holds/hold.fixture.ts'
import type { PaymentProvider } from '../providers/provider.ts'
import { openWithStripe, type PaymentsWithStripe } from '../stripe.fixture.ts'
import type { Operation, PaymentsTables } from '../tables.ts'
import { begin } from './begin.ts'
import { OPERATION_LIMITS } from './limits.ts'
import { openAbout, reopenSilent } from './operation.queries.ts'
import { pauseMs } from './pause.ts'
import type { Requests } from './request.ts'

/** How often each operation was sent to block an amount. */
const sent = new Map<string, number>()
const counting = (provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  authorise: (order) => {
    sent.set(order.operationId, (sent.get(order.operationId) ?? 0) + 1)
    return provider.authorise(order)
  },
})
/** One that never answers. */
const mute = (provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  name: 'paypal',
  authorise: () => new Promise(() => undefined),
  since: async (cursor) => {
    await unmuted.promise
    return { movements: [], cursor, more: false }
  },
})
const unmuted = Promise.withResolvers<void>()

let box: PaymentsWithStripe
let holds: ReturnType<typeof withHolds>
beforeAll(async () => {
  box = await openWithStripe({
    providers: (stripe) =>
      new Map([
        ['paypal', mute(stripe)],
        ['stripe', counting(stripe)],
      ]),
  })
  // What hooks tell is told by answers too.
  box.control.hooks({ url: null })
  holds = withHolds(box)
})
afterAll(() => {
  unmuted.resolve()
  return box[Symbol.asyncDispose]()
})

/** Looks at an operation now, as if it had been sent so many hours ago. */
const lookAgain = (id: string, hoursAgo = 0) =>
  box.db
    .updateTable('operation')
    .set({ next_at: new Date(0), ...(hoursAgo > 0 && { first_sent_at: new Date(Date.now() - hoursAgo * 3_600_000) }) })
    .where('id', '=', id)
    .execute()
const operationOf = async (subjectId: string): Promise<Operation> => {
  const [operation] = await holds.operationsOf(subjectId)
  if (!operation) throw new Error('Nothing was wanted.')
  return operation
}
/** What Stripe has made for an operation. */
const made = (operationId: string) =>
  box.control
    .objects('payment_intent')
    .filter((each) => each.object === 'payment_intent' && each.metadata['operation'] === operationId)

/** Holds that nobody has asked for in the graph, with what is wanted for them. */
async function want(provider: 'stripe' | 'paypal', count: number): Promise<string[]> {
  const { userId, customerId, methodId } = await box.payer()
  const rows = Array.from({ length: count }, () => ({
    id: newId(),
    user_id: userId,
    connector_id: newId(),
    provider,
    state: 'CREATED' as const,
    amount_minor: 2_000,
    currency: 'EUR',
    usable_until: new Date(Date.now() + 900_000),
    idempotency_key: newId(),
  }))
  const request = {
    payer: { userId, customerId },
    methodId,
    keepMethod: false,
    offSession: false,
    statement: 'TEST',
    returnUrl: 'https://a.example',
  }
  await box.db.transaction().execute(async (trx) => {
    await trx.insertInto('hold').values(rows).execute()
    for (const { id } of rows)
      await begin(trx, {
        kind: 'AUTHORISE',
        provider,
        subject: ['HOLD', id],
        amount: { amountMinor: 2_000, currency: 'EUR' },
        request,
      })
  })
  return rows.map(({ id }) => id)
}

/** A hold whose first call came to nothing that we know, and whose provider is away since. */
async function befallen(kind: 'LOST' | 'UNSENT') {
  // It is tried again a second later, which must come to nothing too.
  box.control.fault({ kind, times: 100 })
  const [id = ''] = await want('stripe', 1)
  const { id: operationId } = await operationOf(id)
  await until(() => (kind === 'LOST' ? made(operationId).length === 1 : sent.has(operationId)))
  await until(async () => (await operationOf(id)).next_at.getTime() < Date.now() + 10_000)
  box.control.outage(true)
  box.control.clearFaults()
  return { id, operationId }
}
const KINDS = ['LOST', 'UNSENT', 'BROKEN_DONE', 'BUSY'] as const

test('a provider whose books take for ever keeps ours from being compared with no other', async () => {
  const runs = () => box.db.selectFrom('reconciliation_run').select(['provider', 'state']).execute()
  const isThat = async (its: 'paypal' | 'stripe', is: 'RUNNING' | 'DONE') =>
    (await runs()).some(({ provider, state }) => provider === its && state === is)
  await until(() => isThat('paypal', 'RUNNING'))
  await until(() => isThat('stripe', 'DONE'))
  expect(await isThat('paypal', 'DONE')).toBe(false)
  unmuted.resolve()
})

test('whatever befalls the call, the amount is blocked once', async () => {
  for (const kind of KINDS) box.control.fault({ kind })
  const begun = await Promise.all(KINDS.map(() => holds.hold()))
  for (const { id, payer } of begun) {
    await holds.becomes(id, 'AUTHORISED')
    expect(holds.intentsOf(payer)).toMatchObject([{ status: 'requires_capture' }])
  }
})

test('a capture and a release whose answers are lost are done once', async () => {
  const [taken, free] = await Promise.all([holds.hold(), holds.hold()])
  await holds.billed(taken, 900)
  box.control.fault({ kind: 'LOST', times: 2 })
  await box.db.transaction().execute((trx) => captureHold(trx, taken.id, 900))
  await box.db.transaction().execute((trx) => captureHold(trx, free.id, 0))
  await holds.becomes(taken.id, 'CAPTURED')
  await holds.becomes(free.id, 'RELEASED')
  expect(holds.intentsOf(taken.payer)).toMatchObject([{ amount_received: 900 }])
  expect(holds.intentsOf(free.payer)).toMatchObject([{ status: 'canceled' }])
})

test('a definite refusal is the end of an operation; another attempt is another one, and works', async () => {
  const [payer, place] = [await box.payer(), await box.place()]
  const { paymentMethodId } = payer
  box.control.fault({ kind: 'REFUSED' })
  const refused = held(await holds.ask(payer, place.connectorId, { paymentMethodId }))
  expect(refused.state).toBe('FAILED')
  expect(await operationOf(refused.id)).toMatchObject({ state: 'REFUSED', refusal: expect.any(String) })
  expect(held(await holds.ask(payer, place.connectorId, { paymentMethodId })).state).toBe('AUTHORISED')
  expect(holds.intentsOf(payer)).toHaveLength(1)
})

test.for([
  ['LOST', 'AUTHORISED', 1],
  ['UNSENT', 'FAILED', 0],
] as const)('after the provider has forgotten the key, what was %s is sought and not sent', async ([kind, state, count]) => {
  const { id, operationId } = await befallen(kind)
  await lookAgain(operationId, 24)
  box.control.advance(24 * 3_600_000)
  const calls = sent.get(operationId)
  box.control.outage(false)
  await lookAgain(operationId)
  await holds.becomes(id, state)
  expect(made(operationId)).toHaveLength(count)
  expect(sent.get(operationId)).toBe(calls)
})

test('a 500 that the provider gives again is the end of what blocks an amount and never did: its user need not wait a day', async () => {
  box.control.fault({ kind: 'BROKEN' })
  const [id = ''] = await want('stripe', 1)
  await holds.becomes(id, 'FAILED')
  expect(made((await operationOf(id)).id)).toHaveLength(0)
})

test('nor is it sent by a process whose clock was set back', async () => {
  const { id, operationId } = await befallen('LOST')
  await lookAgain(operationId, 24)
  box.control.advance(30 * 3_600_000)
  const calls = sent.get(operationId)
  const { now } = Date
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - 4 * 3_600_000)
  try {
    box.control.outage(false)
    await lookAgain(operationId)
    await holds.becomes(id, 'AUTHORISED')
  } finally {
    clock.mockRestore()
  }
  expect(made(operationId)).toHaveLength(1)
  expect(sent.get(operationId)).toBe(calls)
})

test('what is blocked after it was given up is let go', async () => {
  const { id, operationId } = await befallen('LOST')
  await box.db.transaction().execute((trx) => releaseHold(trx, id))
  expect((await holds.row(id)).state).toBe('RELEASING')
  box.control.outage(false)
  await lookAgain(operationId)
  await holds.becomes(id, 'ABANDONED')
  expect(made(operationId)).toMatchObject([{ status: 'canceled' }])
})

const LIST = '{ paymentOperations(first: 100) { edges { node { id kind state refusal } } } }'
const RETRY = 'mutation ($input: RetryPaymentOperationInput!) { retryPaymentOperation(input: $input) { state } }'

test('what nobody can say after a week is LOST, forbids a second of its kind, and a person has it looked at again', async () => {
  const { id, operationId } = await befallen('LOST')
  await lookAgain(operationId, 8 * 24)
  await until(async () => (await operationOf(id)).state === 'LOST')
  const { request } = await operationOf(id)
  const again = await box.db.transaction().execute((trx) =>
    begin(trx, {
      kind: 'AUTHORISE',
      provider: 'stripe',
      subject: ['HOLD', id],
      amount: { amountMinor: 2_000, currency: 'EUR' },
      request: request as Requests['AUTHORISE'],
    }),
  )
  expect(again).toMatchObject({ begun: false, operation: { id: operationId } })
  const driver = box.newUser()
  const listed = await box.ask<{ paymentOperations: { edges: { node: object }[] } }>(admin, LIST)
  expect(listed.data?.paymentOperations.edges).toContainEqual({
    node: { id: operationId, kind: 'AUTHORISE', state: 'LOST', refusal: 'Unknown' },
  })
  expect(fault(await box.ask(driver.caller, LIST)).code).toBe('FORBIDDEN')
  expect(fault(await box.ask(driver.caller, RETRY, { input: { operationId } })).code).toBe('FORBIDDEN')
  box.control.outage(false)
  expect((await box.ask(admin, RETRY, { input: { operationId } })).data).toEqual({ retryPaymentOperation: { state: 'OPEN' } })
  await holds.becomes(id, 'AUTHORISED')
  expect(made(operationId)).toHaveLength(1)
  expect(fault(await box.ask(admin, RETRY, { input: { operationId } })).code).toBe('CONFLICT')
  expect(fault(await box.ask(admin, RETRY, { input: { operationId: newId() } })).code).toBe('NOT_FOUND')
})

test('what is LOST is looked at again a day later: the provider is back, and nobody had to ask', async () => {
  const { id, operationId } = await befallen('LOST')
  await lookAgain(operationId, 8 * 24)
  await until(async () => (await operationOf(id)).state === 'LOST')
  box.control.outage(false)
  await reopenSilent(box.db, 24 * 3_600_000)
  expect((await operationOf(id)).state).toBe('LOST')
  await box.db
    .updateTable('operation')
    .set({ done_at: new Date(Date.now() - 25 * 3_600_000) })
    .where('id', '=', operationId)
    .execute()
  await reopenSilent(box.db, 24 * 3_600_000)
  await holds.becomes(id, 'AUTHORISED')
  expect(made(operationId)).toHaveLength(1)
})

test.each([
  [{ amount: 2_001 }, 2_001],
  [{ currency: 'usd' }, 2_000],
])(
  'a provider that says %o instead is not believed: it is noted for a person, and nothing is opened by it',
  async (told, theirs) => {
    const { id } = await holds.hold('pm_card_authenticationRequired')
    const { external_id: paymentId } = await holds.row(id)
    box.control.lie(paymentId ?? '', told)
    box.control.customer(paymentId ?? '')
    await lookAgain((await operationOf(id)).id)
    const { refusal, id: operationId } = await until(async () => {
      const operation = await operationOf(id)
      return operation.state === 'LOST' && operation
    })
    expect([refusal, (await holds.row(id)).state]).toEqual(['AMOUNT_DIFFERS', 'REQUIRES_ACTION'])
    await reopenSilent(box.db, 0)
    expect((await operationOf(id)).state).toBe('LOST')
    const noted = box.db.selectFrom('mismatch').selectAll().where('operation_id', '=', operationId)
    expect(await noted.execute()).toMatchObject([
      { kind: 'AMOUNT_DIFFERS', ours_minor: 2_000, theirs_minor: theirs, currency: 'EUR' },
    ])
  },
)

test('two processes never send the same operation at once, nor one twice', async () => {
  await using _other = await box.open()
  sent.clear()
  const ids = await want('stripe', 20)
  for (const id of ids) await holds.becomes(id, 'AUTHORISED')
  const operations = await Promise.all(ids.map(operationOf))
  expect(operations.map(({ id }) => sent.get(id))).toEqual(ids.map(() => 1))
})

test('a provider that says nothing is left alone, which is said, and is used again once it answers', async () => {
  const silent = async () => (await box.app.degraded?.())?.['providers'] ?? null
  const calls = () => [...sent.values()].reduce((sum, times) => sum + times, 0)
  box.control.outage(true)
  const ids = await want('stripe', OPERATION_LIMITS.silences)
  expect(await until(silent)).toContain('stripe')
  // Who wants something of it meanwhile is answered, and it is not called for each of them.
  const before = calls()
  const wanted = await Promise.all(Array.from({ length: 10 }, () => holds.hold()))
  expect(wanted.map(({ state }) => state)).toEqual(wanted.map(() => 'CREATED'))
  expect(calls() - before).toBeLessThan(10)
  box.control.outage(false)
  for (const id of [...ids, ...wanted.map((hold) => hold.id)]) await holds.becomes(id, 'AUTHORISED')
  expect(await silent()).toBeNull()
})

test('a provider that never answers holds up no other', async () => {
  const stuck = await want('paypal', 40)
  const { state } = await holds.hold()
  expect(state).toBe('AUTHORISED')
  expect((await holds.row(stuck[0] ?? '')).state).toBe('CREATED')
})

test('what is open of a provider’s thing is found by an index, among many', async () => {
  const log = createLog('test', { level: 'silent' })
  await using administrator = connect<PaymentsTables>({ url: box.database.adminUrl, schema: 'payments', log, max: 1 })
  const undone = administrator.transaction().execute(async (trx) => {
    await sql`INSERT INTO operation (id, kind, provider, subject_type, subject_id, request, next_at)
      SELECT gen_random_uuid(), 'RELEASE', 'stripe', 'HOLD', gen_random_uuid(), jsonb_build_object('paymentId', 'pi_' || i), now() + interval '1 day'
      FROM generate_series(1, 20000) i`.execute(trx)
    await sql`ANALYZE operation`.execute(trx)
    expect(await openAbout(trx, 'stripe', newId(), 'pi_7')).toHaveLength(1)
    const { rows } = await sql<{ used: string }>`SELECT pg_stat_get_xact_numscans('operation_about'::regclass) AS used`.execute(trx)
    expect(Number(rows[0]?.used)).toBe(1)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
})

test('what is not over is looked at ever more seldom by its age: hourly at last, and after a day daily', () => {
  const [minute, hour] = [60_000, 3_600_000]
  const near = (pause: number, wanted: number) => expect(Math.abs(pause / wanted - 1)).toBeLessThan(0.21)
  near(pauseMs(0), 1_000)
  near(pauseMs(0, 5_000), 5_000)
  near(pauseMs(10 * minute), 5 * minute)
  near(pauseMs(20 * hour), hour)
  near(pauseMs(30 * hour), 24 * hour)
})

test('the database lets nothing that is over begin again, and nothing that is wanted change', async () => {
  const { id } = await holds.hold()
  const operation = await operationOf(id)
  const set = (change: object) => box.db.updateTable('operation').set(change).where('id', '=', operation.id).execute()
  await expect(set({ state: 'OPEN', done_at: null })).rejects.toMatchObject({ constraint: 'operation_over' })
  const { id: waiting } = await befallen('UNSENT')
  const open = await operationOf(waiting)
  const change = (changed: object) => box.db.updateTable('operation').set(changed).where('id', '=', open.id).execute()
  await expect(change({ amount_minor: 1 })).rejects.toMatchObject({ constraint: 'operation_meaning' })
  await expect(change({ request: JSON.stringify({}) })).rejects.toMatchObject({ constraint: 'operation_meaning' })
  box.control.outage(false)
})

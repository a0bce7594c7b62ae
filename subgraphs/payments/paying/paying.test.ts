import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { METHOD_LIMITS } from '../methods/limits.ts'
import { keyOf } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { openBills } from '../bills/bills.fixture.ts'
import { admin, by, openPaying, type Paying } from './paying.fixture.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('its user pays a bill', () => {
  test.each([true, false])(
    'with a new card on the form of the provider, once, which is kept where they want that: %s',
    async (keepMethod) => {
      const its = await box.overdue(1_000)
      const its2 = await box.overdue(500, its.userId)
      const key = newId()
      const ask = (more: object = {}) => {
        const input = { billId: its.billId, provider: 'STRIPE', keepMethod, idempotencyKey: key, ...more }
        return box.mutate(by(its.userId, 'DRIVER'), 'payBill', 'PayBillInput', input)
      }
      expect(await ask({ methodId: newId() })).toBe('BAD_USER_INPUT')
      expect(await ask({ provider: 'PAYPAL' })).toBe('BAD_USER_INPUT')
      const asked = await ask()
      expect(asked).toMatchObject({ state: 'PAYING', checkout: { clientSecret: expect.stringContaining('_secret_') as string } })
      expect(await ask()).toEqual(asked)
      // The same key for another way is none of these.
      expect(await ask({ provider: null })).toBe('CONFLICT')
      expect(await ask({ provider: null, methodId: newId() })).toBe('CONFLICT')
      await box.confirm(its.billId)
      await box.comesTo(its.sessionId, 'PAID')
      expect(await box.atProvider(its.billId)).toEqual({ taken: 1_000, refunded: 0 })
      const kept = box.db.selectFrom('payment_method').select(['state', 'label']).where('user_id', '=', its.userId)
      expect(await kept.execute()).toMatchObject(keepMethod ? [{ state: 'ACTIVE', label: 'visa •••• 4242' }] : [])
      const fromWallet = { billId: its2.billId, provider: null, idempotencyKey: newId() }
      await box.fill(its.userId, 500)
      expect(await ask(fromWallet)).toMatchObject({ state: 'PAID' })
      expect(await ask({ ...fromWallet, provider: 'STRIPE' })).toBe('CONFLICT')
    },
  )

  test('with no new card where many were declined today, and still with one that is kept', async () => {
    const its = await box.overdue(1_000)
    const failed = { user_id: its.userId, provider: 'stripe', state: 'FAILED', is_default: false } as const
    const many = Array.from({ length: METHOD_LIMITS.failed.perUserDaily }, () => ({
      ...failed,
      id: newId(),
      idempotency_key: newId(),
    }))
    await box.db.insertInto('payment_method').values(many).execute()
    const input = { billId: its.billId, provider: 'STRIPE', idempotencyKey: newId() }
    expect(await box.mutate(by(its.userId, 'DRIVER'), 'payBill', 'PayBillInput', input)).toBe('RATE_LIMITED')
    const { id } = await box.keep(its.userId)
    expect(await box.pay(its.userId, its.billId, id)).toMatchObject({ state: 'PAID' })
  })

  test('with a card that asks: a secret to confirm it with, and until then nothing else is taken', async () => {
    const its = await box.overdue(1_000)
    const card = await box.keep(its.userId, 'pm_card_authenticationRequired')
    const key = newId()
    const asked = await box.pay(its.userId, its.billId, card.id, key)
    expect(asked).toMatchObject({ state: 'PAYING', checkout: { approvalUrl: expect.stringContaining('http') as string } })
    // Meanwhile: the same again, another way, the wallet, and the automatic charge of dunning.
    expect(await box.pay(its.userId, its.billId, card.id, key)).toEqual(asked)
    await box.fill(its.userId, 5_000)
    const other = await box.keep(its.userId)
    expect(await box.pay(its.userId, its.billId, other.id)).toBe('CONFLICT')
    expect(await box.pay(its.userId, its.billId)).toBe('CONFLICT')
    await box.dun(its.sessionId, 8)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAYING', paid_minor: 0 })
    // What it is confirmed with is for its user alone.
    const seen = `query ($id: UUID!) { bill(id: $id) { checkout { approvalUrl } } }`
    for (const who of [admin, by(its.operatorId, 'OPERATOR')])
      expect((await box.ask(who, seen, { id: its.billId })).data).toEqual({ bill: { checkout: null } })
    await box.confirm(its.billId)
    await box.comesTo(its.sessionId, 'PAID')
    expect(await box.paymentsOf(its.billId)).toHaveLength(1)
    expect(await box.atProvider(its.billId)).toEqual({ taken: 1_000, refunded: 0 })
    expect(await box.inWallet(its.userId)).toBe(5_000)
  })

  test('late money goes back: the bill came to nothing while its user was confirming', async () => {
    const its = { sessionId: newId(), userId: newId() }
    const first = await box.record(its, 1_000)
    const { id: billId } = await box.comesTo(its.sessionId, 'OVERDUE')
    const card = await box.keep(its.userId, 'pm_card_authenticationRequired')
    await box.pay(its.userId, billId, card.id)
    await box.correct(first, 0)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAID', total_minor: 0 })
    await box.confirm(billId)
    await box.sent(billId, 'SUCCEEDED')
    await box.isEven(its.sessionId, 1_000, 1_000)
  })

  test('an amount whose last digit their provider cannot count: it takes the rest, and the digit is given up', async () => {
    const its = { sessionId: newId(), userId: newId() }
    await box.record(its, 1_234, { currency: 'KWD' })
    const { id: billId } = await box.comesTo(its.sessionId, 'OVERDUE')
    expect(await box.pay(its.userId, billId, (await box.keep(its.userId)).id)).toMatchObject({ state: 'PAID' })
    expect(await box.billOf(its.sessionId)).toMatchObject({ paid_minor: 1_230, written_off_minor: 4 })
    expect(await box.atProvider(billId)).toEqual({ taken: 1_230, refunded: 0 })
  })

  test('from the wallet, whole or not at all', async () => {
    const its = await box.overdue(1_000)
    await box.fill(its.userId, 999)
    expect(await box.pay(its.userId, its.billId)).toBe('CONFLICT')
    await box.fill(its.userId, 1)
    const key = newId()
    const ten = await Promise.all(Array.from({ length: 10 }, () => box.pay(its.userId, its.billId, null, key)))
    expect(ten.filter((one) => typeof one !== 'string' && one.state === 'PAID')).toHaveLength(10)
    expect(await box.inWallet(its.userId)).toBe(0)
    // The same key is the same payment, and no other.
    expect(await box.pay(its.userId, its.billId, (await box.keep(its.userId)).id, key)).toBe('CONFLICT')
  })

  test('a bill of somebody else, a card of somebody else, and a bill that is paid are no bills to pay', async () => {
    const [its, mine] = [await box.overdue(1_000), await box.overdue(500)]
    const card = await box.keep(its.userId)
    expect(await box.pay(mine.userId, its.billId, card.id)).toBe('NOT_FOUND')
    expect(await box.pay(mine.userId, mine.billId, card.id)).toBe('NOT_FOUND')
    // Nor is a card of one's own that was removed.
    const gone = await box.keep(its.userId, 'pm_card_visa', false)
    await box.db.updateTable('payment_method').set({ state: 'REMOVED' }).where('id', '=', gone.id).execute()
    expect(await box.pay(its.userId, its.billId, gone.id)).toBe('NOT_FOUND')
    expect(await box.pay(its.userId, its.billId, card.id)).toMatchObject({ state: 'PAID' })
    expect(await box.pay(its.userId, its.billId, card.id)).toBe('CONFLICT')
  })

  test('what they do not confirm within an hour is let go at its provider, and is paid in another way', async () => {
    const its = await box.overdue(1_000)
    await box.pay(its.userId, its.billId, (await box.keep(its.userId, 'pm_card_authenticationRequired')).id)
    const asked = (await box.db.selectFrom('operation').selectAll().where('subject_id', '=', its.billId).execute())[0]
    const since = (minutes: number) =>
      box.db
        .updateTable('operation')
        .set({ created_at: new Date(Date.now() - minutes * 60_000) })
        .where('subject_id', '=', its.billId)
        .execute()
    const seen = async () => {
      const tries = box.db
        .selectFrom('operation')
        .select('tries')
        .where('id', '=', asked?.id ?? '')
      const before = (await tries.executeTakeFirst())?.tries ?? 0
      await until(async () => {
        // One that is just being looked at is put off again.
        await box.hurry()
        return ((await tries.executeTakeFirst())?.tries ?? 0) > before
      })
    }
    await since(55)
    await seen()
    expect(await box.pay(its.userId, its.billId, (await box.keep(its.userId)).id)).toBe('CONFLICT')
    await since(61)
    await seen()
    await box.comesTo(its.sessionId, 'OVERDUE')
    expect(box.control.object('payment_intent', asked?.external_id ?? '')).toMatchObject({ status: 'canceled' })
    expect(await box.pay(its.userId, its.billId, (await box.keep(its.userId)).id)).toMatchObject({ state: 'PAID' })
    expect(await box.atProvider(its.billId)).toEqual({ taken: 1_000, refunded: 0 })
  })

  test('while a payment of it is LOST, which may have been made, nothing is paid beside it', async () => {
    const its = await box.overdue(1_000)
    await box.pay(its.userId, its.billId, (await box.keep(its.userId, 'pm_card_authenticationRequired')).id)
    const charge = box.db.updateTable('operation').where('subject_id', '=', its.billId)
    await charge.set({ state: 'LOST', done_at: new Date() }).execute()
    await box.fill(its.userId, 5_000)
    expect(await box.pay(its.userId, its.billId)).toBe('CONFLICT')
    expect(await box.pay(its.userId, its.billId, (await box.keep(its.userId)).id)).toBe('CONFLICT')
    expect(await box.giveUp(admin, its.billId)).toBe('CONFLICT')
    expect(await box.inWallet(its.userId)).toBe(5_000)
  })

  test('while its record is taken back nothing of it is paid, let off or given up', async () => {
    const [its, other] = [await box.overdue(1_000), await box.paid(2_000)]
    await box.fill(its.userId, 5_000)
    for (const { record } of [its, other]) await box.correct(record, null)
    expect(await box.pay(its.userId, its.billId)).toBe('CONFLICT')
    expect(await box.giveUp(admin, its.billId)).toBe('CONFLICT')
    expect(await box.refund(admin, other.billId, 100)).toBe('CONFLICT')
    expect(await box.inWallet(its.userId)).toBe(5_000)
  })
})

test('who tries one card after the other on a bill is stopped', async () => {
  const its = await box.overdue(1_000)
  const card = await box.keep(its.userId, 'pm_card_chargeCustomerFail', false)
  for (let i = 0; i < 8; i++) expect(await box.pay(its.userId, its.billId, card.id)).toMatchObject({ state: 'OVERDUE' })
  expect(await box.pay(its.userId, its.billId, card.id)).toBe('RATE_LIMITED')
})

test('nobody gives money to themselves: an admin neither refunds nor gives up their own bill, nor says how they may charge', async () => {
  const [its, unpaid] = [await box.paid(2_000), await box.overdue(1_000)]
  const self = (userId: string) => by(userId, 'DRIVER', 'OPERATOR', 'ADMIN')
  expect(await box.refund(self(its.userId), its.billId, 700)).toBe('FORBIDDEN')
  const giveUp = { billId: unpaid.billId, reason: 'mine' }
  expect(await box.mutate(self(unpaid.userId), 'writeOffBill', 'WriteOffBillInput', giveUp)).toBe('FORBIDDEN')
  const standing = { userId: its.userId, standing: 'POST_PAID', reason: 'mine' }
  expect(await box.mutate(self(its.userId), 'setStanding', 'SetStandingInput', standing, 'paymentStanding')).toBe('FORBIDDEN')
  expect(await box.refundsOf(its.billId)).toEqual([])
  // Their own station's money is theirs to give away.
  const own = await box.held(5_000)
  await box.record({ ...own, operatorId: own.userId }, 2_000)
  const { id } = await box.comesTo(own.sessionId, 'PAID')
  expect(await box.refund(by(own.userId, 'OPERATOR'), id, 700)).toMatchObject({ state: 'PAID' })
})

test('a bill is seen by who pays it, the operator of the station and admins; its user not by the operator', async () => {
  const its = await box.paid(2_000)
  const text = `query ($id: UUID!, $userId: UUID!) {
    bill(id: $id) { state user { id } records { amount { amountMinor } lines { type } } session { id } }
    _entities(representations: [{ __typename: "ChargingSession", id: "${its.sessionId}" }]) { ... on ChargingSession { bill { id } } }
  }`
  const seen = async (who: Caller) => {
    const { data } = await box.ask<{ bill: { user: object | null } | null; _entities: { bill: object | null }[] }>(
      who,
      text.replace(', $userId: UUID!', ''),
      { id: its.billId },
    )
    return [data?.bill ?? null, data?._entities[0]?.bill ?? null]
  }
  const known = {
    state: 'PAID',
    records: [{ amount: { amountMinor: 2_000 }, lines: [{ type: 'FLAT' }] }],
    session: { id: its.sessionId },
  }
  expect(await seen(by(its.userId, 'DRIVER'))).toEqual([{ ...known, user: { id: its.userId } }, { id: its.billId }])
  expect(await seen(admin)).toEqual([{ ...known, user: { id: its.userId } }, { id: its.billId }])
  expect(await seen(by(its.operatorId, 'OPERATOR'))).toEqual([{ ...known, user: null }, { id: its.billId }])
  expect(await seen(by(newId(), 'OPERATOR'))).toEqual([null, null])
  expect(await seen(keyOf(its.operatorId, ['billing:read']))).toEqual([{ ...known, user: null }, { id: its.billId }])
  expect(await seen(keyOf(its.operatorId, ['stations:read', 'sessions:read']))).toEqual([null, null])
  expect(await seen(by(newId(), 'DRIVER'))).toEqual([null, null])
  const list = (who: Caller, userId: string | null = null) =>
    box.ask<{ bills: { edges: { node: { id: string } }[] } }>(
      who,
      'query ($filter: BillFilter) { bills(filter: $filter) { edges { node { id } } } }',
      { filter: { userId } },
    )
  expect((await list(by(its.operatorId, 'OPERATOR'))).data?.bills.edges).toEqual([{ node: { id: its.billId } }])
  expect((await list(admin, its.userId)).data?.bills.edges).toEqual([{ node: { id: its.billId } }])
  expect((await list(by(its.userId, 'DRIVER'))).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  // An operator does not find what somebody owes elsewhere, by naming them.
  const elsewhere = await box.paid(1_000)
  expect((await list(by(its.operatorId, 'OPERATOR'), elsewhere.userId)).data?.bills.edges).toEqual([{ node: { id: its.billId } }])
  const ofUser = `query { _entities(representations: [{ __typename: "User", id: "${its.userId}" }]) {
    ... on User { paymentStanding bills { edges { node { id } } } } } }`
  const own = { _entities: [{ paymentStanding: 'STANDARD', bills: { edges: [{ node: { id: its.billId } }] } }] }
  for (const who of [by(its.userId, 'DRIVER'), admin]) expect((await box.ask(who, ofUser)).data).toEqual(own)
  const asked = await box.ask(by(newId(), 'DRIVER', 'OPERATOR'), ofUser.replace('bills { edges { node { id } } }', ''))
  expect(asked.data).toEqual({ _entities: [{ paymentStanding: null }] })
  expect((await box.ask(by(newId(), 'DRIVER', 'OPERATOR'), ofUser)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' })
})

test('who watches a bill sees it paid', async () => {
  const its = await box.overdue(1_000)
  await box.fill(its.userId, 1_000)
  const states: string[] = []
  await box.reading<{ billUpdated: { state: string } }>(
    by(its.userId, 'DRIVER'),
    `subscription { billUpdated(billId: "${its.billId}") { state } }`,
    async (next) => {
      states.push((await next()).data?.billUpdated.state ?? '')
      await box.pay(its.userId, its.billId)
      states.push((await next()).data?.billUpdated.state ?? '')
    },
  )
  expect(states).toEqual(['OVERDUE', 'PAID'])
  const stranger = box.watch(by(newId(), 'DRIVER', 'OPERATOR'), `subscription { billUpdated(billId: "${its.billId}") { state } }`)
  expect((await stranger.next()).value?.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' })
})

test('where nobody takes cards a bill stays open, is dunned by nobody, and can be paid from the wallet', async () => {
  await using poor = await openBills({ providers: false })
  const its = { sessionId: newId(), userId: newId() }
  await poor.record(its, 1_000)
  expect(await poor.billOf(its.sessionId)).toMatchObject({ state: 'OPEN', overdue_at: null, next_at: null })
  await poor.fill(its.userId, 1_000)
  const input = { billId: (await poor.billOf(its.sessionId)).id, idempotencyKey: newId() }
  const text = 'mutation ($input: PayBillInput!) { payBill(input: $input) { state } }'
  expect((await poor.ask(by(its.userId, 'DRIVER'), text, { input })).data).toEqual({ payBill: { state: 'PAID' } })
  expect(await poor.said('payments.reminder.due')).toEqual([])
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { keyOf } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { adjusted, billIssued } from '../ledger/journals.ts'
import { insertEvent } from '../operations/event.queries.ts'
import { draftPayout, draftPayouts } from './draft.handler.ts'
import { dueWeeks } from './draft.queries.ts'
import { insertPayout, insertPayoutEntries } from './payout.queries.ts'
import { by, openPayouts, sell, WEEK, type PayoutWorld } from './payouts.fixture.ts'

let world: PayoutWorld
beforeAll(async () => void (world = await openPayouts()))
afterAll(() => world[Symbol.asyncDispose]())

const admin = by('ADMIN')
const APPROVE = `mutation ($id: UUID!, $account: String!) { approvePayout(input: { payoutId: $id, account: $account }) { id state amount failure } }`
/** Somebody approves what they see. */
const approve = async (caller: ReturnType<typeof by>, id: string, seen?: string) => {
  const shown = await world.ask<{ payout: { account: string | null } | null }>(
    admin,
    'query ($id: UUID!) { payout(id: $id) { account } }',
    { id },
  )
  const account = seen ?? shown.data?.payout?.account ?? 'none'
  return world.ask<{ approvePayout: { state: string } }>(caller, APPROVE, { id, account })
}
const one = async (operatorId: string) => {
  const [payout] = await world.payoutsOf(operatorId)
  if (!payout) throw new Error('There is no payout.')
  return payout
}
const stateOf = async (operatorId: string) => (await one(operatorId)).state
const entriesOf = (payoutId: string) =>
  world.db
    .selectFrom('payout_entry')
    .innerJoin('payable', 'payable.id', 'entry_id')
    .selectAll('payable')
    .where('payout_id', '=', payoutId)
    .execute()
/** What we owe an operator, by the ledger. */
const owed = async (operatorId: string) => {
  const rows = await world.db.selectFrom('payable').select('amount_minor').where('operator_id', '=', operatorId).execute()
  return rows.reduce((sum, row) => sum + row.amount_minor, 0)
}
const drafted = async (amountMinor: number) => {
  const operatorId = await world.operator()
  await world.sold(operatorId, amountMinor)
  await world.draft()
  return { operatorId, id: (await one(operatorId)).id }
}

/** Has the payouts of other tests wait, which are asked for again as long as they are on their way: what befalls the next call is for one of ours. */
const others = () =>
  world.db
    .updateTable('operation')
    .set({ next_at: new Date(Date.now() + 3_600_000) })
    .where('state', '=', 'OPEN')
    .execute()

test("a week begins on Monday at midnight by the operator's clock, and has an hour more in autumn", async () => {
  const [amsterdam, newYork] = [await world.operator(), await world.operator({ time_zone: 'America/New_York' })]
  for (const operatorId of [amsterdam, newYork]) await world.sold(operatorId, 100)
  const weekOf = async (operatorId: string, at: string) =>
    (await dueWeeks(world.db, new Date(at), 1_000)).find((due) => due.operatorId === operatorId)
  // Clocks go back on Sunday, 25 October 2026, in Europe, and a week later in America.
  expect(await weekOf(amsterdam, '2026-10-25T22:59:59Z')).toMatchObject({ week: '2026-10-12' })
  expect(await weekOf(amsterdam, '2026-10-25T23:00:00Z')).toMatchObject({
    week: '2026-10-19',
    beginsAt: new Date('2026-10-18T22:00:00Z'),
    endsAt: new Date('2026-10-25T23:00:00Z'),
  })
  expect(await weekOf(newYork, '2026-10-25T23:00:00Z')).toMatchObject({ week: '2026-10-12' })
  expect(await weekOf(newYork, '2026-10-26T04:00:00Z')).toMatchObject({
    week: '2026-10-19',
    endsAt: new Date('2026-10-26T04:00:00Z'),
  })
})

test('of bills that are paid or written off the operator is paid; the others wait until they are', async () => {
  const operatorId = await world.operator()
  await world.sold(operatorId, 1_000)
  await world.sold(operatorId, 200, 'WRITTEN_OFF')
  const waiting: string[] = []
  for (const state of ['OPEN', 'PAYING', 'OVERDUE'] as const) waiting.push(await world.sold(operatorId, 5_000, state))
  // What was earned in this week is not paid out before it is over.
  await world.draft(0)
  expect(await world.payoutsOf(operatorId)).toEqual([])
  await world.draft()
  expect(await one(operatorId)).toMatchObject({ amount_minor: 1_200, earned_minor: 1_200, state: 'DRAFT' })
  await world.db.updateTable('bill').set({ state: 'PAID' }).where('id', 'in', waiting).execute()
  await world.draft()
  expect(await world.payoutsOf(operatorId)).toHaveLength(1)
  await world.draft(2)
  expect((await world.payoutsOf(operatorId)).map((payout) => payout.amount_minor)).toEqual([1_200, 15_000])
  expect(await world.said('payments.payout.changed', (await one(operatorId)).id)).toEqual([
    { payoutId: (await one(operatorId)).id, operatorId, state: 'DRAFT', amountMinor: 1_200, currency: 'EUR' },
  ])
})

test('of a bill that its payer disputes the operator is paid once a bank has decided for us', async () => {
  const operatorId = await world.operator()
  await world.sold(operatorId, 1_000)
  const [billId, paymentId, disputeId] = [await world.sold(operatorId, 5_000), newId(), newId()]
  const row = { provider: 'paypal', external_id: newId(), currency: 'EUR' } as const
  const payment = {
    ...row,
    id: paymentId,
    user_id: newId(),
    bill_id: billId,
    authorised_minor: 5_000,
    captured_minor: 5_000,
    fee_minor: 0,
  }
  await world.db.insertInto('payment').values(payment).execute()
  const dispute = {
    ...row,
    id: disputeId,
    payment_id: paymentId,
    state: 'UNDER_REVIEW',
    amount_minor: 5_000,
    fee_minor: 0,
    reason: 'x',
  } as const
  await world.db.insertInto('dispute').values(dispute).execute()
  await world.draft()
  expect(await one(operatorId)).toMatchObject({ amount_minor: 1_000 })
  const { id } = await world.db.selectFrom('payable').select('id').where('bill_id', '=', billId).executeTakeFirstOrThrow()
  const forced = world.trx(async (trx) => insertPayoutEntries(trx, (await one(operatorId)).id, [id]))
  await expect(forced).rejects.toMatchObject({ constraint: 'payout_entry_payable' })
  await world.db.updateTable('dispute').set({ state: 'WON', closed_at: new Date() }).where('id', '=', disputeId).execute()
  await world.draft(2)
  expect((await world.payoutsOf(operatorId)).map((payout) => payout.amount_minor)).toEqual([1_000, 5_000])
})

test('a week is drafted once by however many processes, and an entry is in one payout, also while others come', async () => {
  const operatorId = await world.operator()
  for (let i = 0; i < 5; i++) await world.sold(operatorId, 100)
  const selling = Array.from({ length: 20 }, () => world.sold(operatorId, 100))
  await Promise.all([
    ...Array.from({ length: 6 }, () => world.draft()),
    ...Array.from({ length: 3 }, () => world.draft(2)),
    ...selling,
  ])
  await world.draft(3)
  const payouts = await world.payoutsOf(operatorId)
  expect(new Set(payouts.map(({ week }) => week)).size).toBe(payouts.length)
  const entries = (await Promise.all(payouts.map(({ id }) => entriesOf(id)))).flat()
  expect(entries).toHaveLength(25)
  expect(payouts.reduce((sum, payout) => sum + payout.amount_minor, 0)).toBe(2_500)
})

test('an operator who owes more than was earned is paid nothing, and later the difference', async () => {
  const operatorId = await world.operator()
  await world.trx((trx) =>
    adjusted(trx, { adjustmentId: newId(), of: ['OPERATOR_PAYABLE', operatorId], currency: 'EUR', amountMinor: -3_000 }),
  )
  await world.sold(operatorId, 1_000)
  await world.draft()
  expect(await world.payoutsOf(operatorId)).toEqual([])
  // The week is done with, and not tried for ever.
  expect(await world.db.selectFrom('payout_round').select('week').where('operator_id', '=', operatorId).execute()).toHaveLength(1)
  await world.sold(operatorId, 5_000)
  await world.draft(2)
  expect(await one(operatorId)).toMatchObject({ amount_minor: 3_000 })
  expect(await entriesOf((await one(operatorId)).id)).toHaveLength(3)
})

test('currencies are paid out apart', async () => {
  const operatorId = await world.operator()
  await world.sold(operatorId, 1_000)
  await world.sold(operatorId, 99_000, 'PAID', 'HUF')
  await world.draft()
  const payouts = await world.payoutsOf(operatorId)
  expect(payouts.map(({ currency, amount_minor }) => [currency, amount_minor]).toSorted()).toEqual([
    ['EUR', 1_000],
    ['HUF', 99_000],
  ])
})

test('what a provider cannot send of an amount is carried to the next payout, once', async () => {
  const operatorId = await world.operator()
  for (const [week, amountMinor] of [
    [1, 100_070],
    [2, 50_090],
    [3, 60_080],
  ] as const) {
    await world.sold(operatorId, amountMinor, 'PAID', 'HUF')
    await world.draft(week)
  }
  const payouts = await world.payoutsOf(operatorId)
  expect(payouts.map((payout) => [payout.carried_minor, payout.amount_minor])).toEqual([
    [0, 100_000],
    [70, 50_100],
    [60, 60_100],
  ])
  // What is left of forints is no cents, and nobody else's.
  const other = await world.operator()
  await world.sold(operatorId, 1_000)
  await world.sold(other, 20_000, 'PAID', 'HUF')
  await world.draft(4)
  expect((await world.payoutsOf(operatorId)).at(-1)).toMatchObject({ currency: 'EUR', carried_minor: 0, amount_minor: 1_000 })
  expect(await one(other)).toMatchObject({ carried_minor: 0, amount_minor: 20_000 })
})

test('what its provider does not send is drafted all the same, so that its operator learns of it', async () => {
  const operatorId = await world.operator()
  await world.sold(operatorId, 5_000, 'PAID', 'RON')
  await world.draft()
  const { id, amount_minor: amountMinor } = await one(operatorId)
  expect(amountMinor).toBe(5_000)
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
})

test('what is owed in another currency, or for bills that nobody has paid, pays for nothing that went back', async () => {
  const { operatorId, id } = await drafted(1_000)
  await world.sold(operatorId, 99_000, 'PAID', 'HUF')
  await world.sold(operatorId, 5_000, 'OPEN')
  await world.trx((trx) =>
    adjusted(trx, { adjustmentId: newId(), of: ['OPERATOR_PAYABLE', operatorId], currency: 'EUR', amountMinor: -1_000 }),
  )
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
})

test('an approved payout is sent, and paid; the ledger owes nothing any more', async () => {
  const { operatorId, id } = await drafted(4_200)
  const { data } = await approve(admin, id)
  expect(data?.approvePayout).toMatchObject({ state: 'APPROVED', amount: '42.00' })
  await until(async () => (await stateOf(operatorId)) === 'SENT')
  expect(await owed(operatorId)).toBe(0)
  const operation = await world.db.selectFrom('operation').selectAll().where('subject_id', '=', id).executeTakeFirstOrThrow()
  world.paypal.sandbox.settlePayout(operation.external_id ?? '', 'SUCCESS')
  await world.db
    .updateTable('operation')
    .set({ next_at: new Date(0) })
    .where('id', '=', operation.id)
    .execute()
  await until(async () => (await stateOf(operatorId)) === 'PAID')
  expect((await world.said('payments.payout.changed', id)).map(({ state }) => state)).toEqual(['DRAFT', 'APPROVED', 'SENT', 'PAID'])
  const noted = await world.db.selectFrom('audit').select(['actor_id', 'action']).where('subject_id', '=', id).execute()
  expect(noted).toEqual([{ actor_id: admin.userId, action: 'payout.approved' }])
})

test('two who approve at once send it once; the first may say it again', async () => {
  const { operatorId, id } = await drafted(1_500)
  const both = [admin, by('TREASURER')]
  const answers = await Promise.all([...both, ...both].map((caller) => approve(caller, id)))
  const refused = answers.filter(({ errors }) => errors)
  expect(refused).toHaveLength(2)
  for (const { errors } of refused) expect(errors?.[0]?.extensions?.['code']).toBe('CONFLICT')
  await until(async () => (await stateOf(operatorId)) === 'SENT')
  const sent = [...world.paypal.sandbox.world.batches.values()].filter((batch) => batch.amount.value === '15.00')
  expect(sent).toHaveLength(1)
})

test('nobody approves their own payout, and none but those who may', async () => {
  const { operatorId, id } = await drafted(1_000)
  const codeOf = async (caller: ReturnType<typeof by>, which = id) =>
    (await approve(caller, which)).errors?.[0]?.extensions?.['code']
  expect(await codeOf({ kind: 'user', userId: operatorId, roles: ['OPERATOR', 'ADMIN'] })).toBe('FORBIDDEN')
  expect(await codeOf({ kind: 'user', userId: operatorId, roles: ['OPERATOR'] })).toBe('FORBIDDEN')
  expect(await codeOf(by('COMPLIANCE'))).toBe('FORBIDDEN')
  expect(await codeOf(admin, newId())).toBe('NOT_FOUND')
  expect(await stateOf(operatorId)).toBe('DRAFT')
  const own = world.db.updateTable('payout').where('id', '=', id)
  const approved = { state: 'APPROVED', provider: 'paypal', account: 'x', approved_at: new Date() } as const
  await expect(own.set({ ...approved, approved_by: operatorId }).execute()).rejects.toMatchObject({
    constraint: 'payout_approved_by_another',
  })
})

test('an operator who has not said where payouts go is not paid, and then is', async () => {
  const operatorId = await world.operator({ payout_account: null })
  await world.sold(operatorId, 1_000)
  await world.draft()
  const { id } = await one(operatorId)
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
  const account = { payout_provider: 'paypal', payout_account: 'ABCDEFGHJKLMN' } as const
  await world.db.updateTable('business').set(account).where('operator_id', '=', operatorId).execute()
  expect((await approve(admin, id)).errors).toBeUndefined()
  await until(async () => (await stateOf(operatorId)) === 'SENT')
  expect(await one(operatorId)).toMatchObject({ provider: 'paypal', account: 'ABCDEFGHJKLMN' })
})

test('what went back since it was drafted is not paid out, also where two are approved at once', async () => {
  const { operatorId } = await drafted(1_000)
  await world.sold(operatorId, 1_000)
  await world.draft(2)
  const adjust = (amountMinor: number) =>
    world.trx((trx) => adjusted(trx, { adjustmentId: newId(), of: ['OPERATOR_PAYABLE', operatorId], currency: 'EUR', amountMinor }))
  await adjust(-1_500)
  const ids = (await world.payoutsOf(operatorId)).map((payout) => payout.id)
  expect(ids).toHaveLength(2)
  const answers = await Promise.all(ids.map((each) => approve(admin, each)))
  expect(answers.filter(({ errors }) => errors?.[0]?.extensions?.['code'] === 'CONFLICT')).toHaveLength(1)
  await until(async () => (await world.payoutsOf(operatorId)).some(({ state }) => state === 'SENT'))
  expect(await owed(operatorId)).toBe(0)
  // What was taken off is carried, and what went back counts against it: there is nothing to draft, and then what comes is paid.
  await world.draft(3)
  expect(await world.payoutsOf(operatorId)).toHaveLength(2)
  await adjust(700)
  const waiting = (await world.payoutsOf(operatorId)).find(({ state }) => state === 'DRAFT')
  expect((await approve(admin, waiting?.id ?? '')).data?.approvePayout).toMatchObject({ amount: '7.00' })
  await until(async () => (await owed(operatorId)) === 0)
  await world.draft(4)
  expect(await world.payoutsOf(operatorId)).toHaveLength(2)
})

test('a bill whose money a bank looks at is not paid out', async () => {
  const operatorId = await world.operator()
  const billId = await world.sold(operatorId, 1_000)
  await world.draft()
  const row = { id: newId(), user_id: newId(), provider: 'paypal', external_id: newId(), bill_id: billId } as const
  await world.db
    .insertInto('payment')
    .values({ ...row, authorised_minor: 1_000, captured_minor: 1_000, disputed_minor: 1_000, currency: 'EUR' })
    .execute()
  const { id } = await one(operatorId)
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
  await world.db.updateTable('payment').set({ disputed_minor: 0 }).where('id', '=', row.id).execute()
  expect((await approve(admin, id)).errors).toBeUndefined()
})

test('an account that took the place of another one waits, also by way of none: who has stolen a sign-in is seen first', async () => {
  const { operatorId, id } = await drafted(1_000)
  const SAVE = `mutation ($input: SaveBusinessInput!) { saveBusiness(input: $input) { saved { payoutAccount } } }`
  const address = { legalName: 'Charging Ltd', street: 'Street 1', postalCode: '1011', city: 'Amsterdam', country: 'NL' }
  const save = async (account: string | null, signedInAt = Date.now() / 1_000) => {
    const payout = account === null ? null : { provider: 'PAYPAL', account }
    const input = { ...address, vatId: 'NL123456789B01', timeZone: 'Europe/Amsterdam', language: 'EN', payout }
    const { errors } = await world.ask({ kind: 'user', userId: operatorId, roles: ['OPERATOR'], signedInAt }, SAVE, { input })
    return errors?.[0]?.extensions?.['code']
  }
  // A token that was stolen is refreshed for months. It was signed in with long ago.
  expect(await save('thief@example.com', Date.now() / 1_000 - 601)).toBe('SIGN_IN_AGAIN')
  expect(await save(null, 0)).toBe('SIGN_IN_AGAIN')
  expect(await save('operator@example.com', 0)).toBeUndefined()
  // What is saved at the same moment is no way around: another account stands there by then.
  const meanwhile = await world.db.transaction().execute(async (trx) => {
    const change = trx.updateTable('business').set({ payout_account: 'moved@example.com' }).where('operator_id', '=', operatorId)
    await change.execute()
    const saved = save('operator@example.com', 0)
    await until(async () => {
      const { rows } = await sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND query LIKE '%"business"%'`.execute(world.db)
      return rows.length > 0
    })
    return { saved }
  })
  expect(await meanwhile.saved).toBe('SIGN_IN_AGAIN')
  await save(null)
  await save('thief@example.com')
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
  expect(await world.said('payments.payout-account.changed', operatorId)).toMatchObject([
    { operatorId, provider: null, account: null },
    { operatorId, provider: 'paypal', account: 't…@example.com', restsUntil: expect.any(String) as string },
  ])
  // Nor is it over because it is saved once more.
  await save('thief@example.com')
  expect((await approve(admin, id)).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
  // What stays the same does not begin the wait anew.
  const then = new Date(Date.now() - 73 * 3_600_000)
  await world.db.updateTable('business').set({ payout_changed_at: then }).where('operator_id', '=', operatorId).execute()
  await save('thief@example.com')
  // Somebody has looked before it was changed: what they saw is not where it would go.
  expect((await approve(admin, id, 'operator@example.com')).errors?.[0]).toMatchObject({
    extensions: { code: 'CONFLICT', issues: [{ path: ['input', 'account'] }] },
  })
  expect((await approve(admin, id)).errors).toBeUndefined()
  expect((await approve(admin, id, 'operator@example.com')).errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
  // The first account waits as well: its operator may not have given it.
  const first = await world.operator({ payout_account: null })
  await world.sold(first, 1_000)
  await world.draft()
  const input = {
    ...address,
    vatId: 'NL123456789B01',
    timeZone: 'Europe/Amsterdam',
    language: 'EN',
    payout: { provider: 'PAYPAL', account: 'ABCDEFGHJKLMN' },
  }
  await world.ask({ kind: 'user', userId: first, roles: ['OPERATOR'], signedInAt: Date.now() / 1_000 }, SAVE, { input })
  expect((await approve(admin, (await one(first)).id)).errors?.[0]?.message).toContain('good from')
  expect(await world.said('payments.payout-account.changed', first)).toMatchObject([{ account: '…KLMN' }])
})

test.each(['UNCLAIMED', 'FAILED', 'PAID', 'UNHEARD'] as const)(
  'a payout that comes back and was %s before is in a later one',
  async (before) => {
    const { sandbox } = world.paypal
    const { operatorId, id } = await drafted(2_000)
    await others()
    if (before === 'UNHEARD') sandbox.next({ how: 'LOST', on: 'payments/payouts$' })
    await approve(admin, id)
    const made = world.db.selectFrom('operation').select('id').where('subject_id', '=', id)
    const { id: operationId } = await made.executeTakeFirstOrThrow()
    const batch = await until(() => [...sandbox.world.batches.values()].find(({ senderItemId }) => senderItemId === operationId))
    /** Looks now: at what is not over yet, else where a hook says so. */
    const look = async () => {
      const open = world.db.updateTable('operation').where('id', '=', operationId).where('state', '=', 'OPEN')
      if ((await open.set({ next_at: new Date(0) }).executeTakeFirst()).numUpdatedRows > 0n) return
      const about = { kind: 'PAY_OUT', externalId: batch.id } as const
      await insertEvent(world.db, 'paypal', { eventId: newId(), type: 'PAYMENT.PAYOUTS-ITEM', about })
      await sql`SELECT pg_notify('payments_due', '')`.execute(world.db)
    }
    if (before === 'UNHEARD') sandbox.outage(true)
    else await until(async () => (await stateOf(operatorId)) === 'SENT')
    if (before === 'UNCLAIMED') sandbox.settlePayout(batch.id, 'UNCLAIMED')
    if (before === 'PAID') {
      sandbox.settlePayout(batch.id, 'SUCCESS')
      await look()
      await until(async () => (await stateOf(operatorId)) === 'PAID')
      batch.status = 'PENDING'
    }
    sandbox.settlePayout(batch.id, before === 'FAILED' ? 'FAILED' : 'RETURNED')
    sandbox.outage(false)
    await look()
    await until(async () => (await stateOf(operatorId)) === 'RETURNED')
    expect(await owed(operatorId)).toBe(2_000)
    await world.draft(2)
    const [, again] = await world.payoutsOf(operatorId)
    expect(again).toMatchObject({ amount_minor: 2_000, state: 'DRAFT' })
    expect((await entriesOf(again?.id ?? '')).map(({ kind }) => kind)).toEqual(['PAYOUT_RETURNED'])
  },
)

test('one that the provider refuses is a draft again, which says why, and is approved anew', async () => {
  const { operatorId, id } = await drafted(3_300)
  await others()
  world.paypal.sandbox.next({ how: 'REFUSED', on: 'payments/payouts$', code: 'RECEIVER_ACCOUNT_LOCKED' })
  await approve(admin, id)
  await until(async () => (await one(operatorId)).failure !== null)
  expect(await one(operatorId)).toMatchObject({ state: 'DRAFT', failure: 'RECEIVER_ACCOUNT_LOCKED', approved_by: null })
  expect(await owed(operatorId)).toBe(3_300)
  await approve(by('TREASURER'), id)
  await until(async () => (await stateOf(operatorId)) === 'SENT')
  expect(await owed(operatorId)).toBe(0)
})

test('one whose answer was lost is sent once', async () => {
  const { operatorId, id } = await drafted(7_700)
  await others()
  world.paypal.sandbox.next({ how: 'LOST', on: 'payments/payouts$' })
  await approve(admin, id)
  await until(async () => {
    await world.db
      .updateTable('operation')
      .set({ next_at: new Date(0) })
      .where('subject_id', '=', id)
      .execute()
    return (await stateOf(operatorId)) === 'SENT'
  })
  expect([...world.paypal.sandbox.world.batches.values()].filter((batch) => batch.amount.value === '77.00')).toHaveLength(1)
  expect(await owed(operatorId)).toBe(0)
})

test('a draft that stops half-way leaves nothing, and is made whole later', async () => {
  const operatorId = await world.operator()
  await world.sold(operatorId, 900)
  const died = world.trx(async (trx) => {
    const due = (await dueWeeks(trx, new Date(Date.now() + WEEK), 1_000)).find((each) => each.operatorId === operatorId)
    if (!due) throw new Error('There is no week.')
    expect(await draftPayout(trx, world, due)).not.toBeNull()
    throw new Error('killed')
  })
  await expect(died).rejects.toThrow('killed')
  expect(await world.payoutsOf(operatorId)).toEqual([])
  await world.draft()
  expect(await one(operatorId)).toMatchObject({ amount_minor: 900 })
})

test('the database refuses a payout that is not what its entries come to, and entries that are not its own', async () => {
  const [operatorId, other] = [await world.operator(), await world.operator()]
  await world.sold(operatorId, 1_000)
  await world.sold(other, 1_000)
  const open = await world.sold(operatorId, 1_000, 'OPEN')
  const entries = await world.db.selectFrom('payable').selectAll().where('operator_id', 'in', [operatorId, other]).execute()
  const idOf = (which: (entry: (typeof entries)[number]) => boolean) => entries.filter(which).map(({ id }) => id)
  const paid = idOf((entry) => entry.operator_id === operatorId && entry.bill_id !== open)
  const made = (entryIds: string[], amountMinor: number, week = '2026-11-16') =>
    world.trx(async (trx) => {
      await trx.insertInto('payout_round').values({ operator_id: operatorId, currency: 'EUR', week }).execute()
      const [begins_at, ends_at, earned] = [new Date(0), new Date(1), amountMinor]
      const row = { id: newId(), operator_id: operatorId, currency: 'EUR', week, begins_at, ends_at, state: 'DRAFT' as const }
      const payout = await insertPayout(trx, { ...row, earned_minor: earned, carried_minor: 0, amount_minor: amountMinor })
      await insertPayoutEntries(trx, payout.id, entryIds)
      return payout
    })
  const refused = (constraint: string) => expect.objectContaining({ constraint })
  await expect(made(paid, 1_001)).rejects.toEqual(refused('payout_summed'))
  await expect(made([], 1_000)).rejects.toEqual(refused('payout_summed'))
  await expect(
    made(
      idOf((entry) => entry.operator_id === other),
      1_000,
    ),
  ).rejects.toEqual(refused('payout_entry_payable'))
  await expect(
    made(
      idOf((entry) => entry.bill_id === open),
      1_000,
    ),
  ).rejects.toEqual(refused('payout_entry_payable'))
  const { id } = await made(paid, 1_000)
  await expect(made(paid, 1_000, '2026-11-23')).rejects.toEqual(refused('payout_entry_once'))
  const change = world.db.updateTable('payout').where('id', '=', id)
  await expect(change.set({ earned_minor: 5_000 }).execute()).rejects.toEqual(refused('payout_fixed'))
  await expect(change.set({ amount_minor: 1_001 }).execute()).rejects.toEqual(refused('payout_covered'))
  await expect(change.set({ state: 'PAID' }).execute()).rejects.toEqual(refused('payout_forward'))
})

test('operators see their own payouts with their entries, those who keep the books all, and nobody else any', async () => {
  const [{ operatorId, id }, { operatorId: other, id: otherId }] = [await drafted(1_230), await drafted(100)]
  const LIST = `query ($filter: PayoutFilter) { payouts(filter: $filter, first: 100) { edges { node { id operator { id } amount week entries { edges { node { kind amount } } } } } } }`
  type List = { payouts: { edges: { node: { id: string } }[] } }
  const list = (caller: ReturnType<typeof by>, filter = {}) => world.ask<List>(caller, LIST, { filter })
  const self = { kind: 'user', userId: operatorId, roles: ['OPERATOR'] } as const
  expect((await list({ ...self, roles: ['OPERATOR'] })).data?.payouts.edges).toMatchObject([
    {
      node: {
        id,
        operator: { id: operatorId },
        amount: '12.30',
        entries: { edges: [{ node: { kind: 'BILL_ISSUED', amount: '12.30' } }] },
      },
    },
  ])
  expect((await list({ ...self, roles: ['OPERATOR'] }, { operatorId: other })).errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND')
  for (const role of ['ADMIN', 'TREASURER', 'COMPLIANCE'] as const) {
    const ids = (await list(by(role), { state: 'DRAFT' })).data?.payouts.edges.map(({ node }) => node.id) ?? []
    expect(ids).toEqual(expect.arrayContaining([id, otherId]))
  }
  expect((await list(by('DRIVER'))).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
  const ONE = 'query ($id: UUID!) { payout(id: $id) { id } }'
  expect((await world.ask(by('OPERATOR'), ONE, { id })).data).toEqual({ payout: null })
  expect((await world.ask({ ...self, roles: ['OPERATOR'] }, ONE, { id })).data).toEqual({ payout: { id } })
  // A key reads what it may read.
  expect((await world.ask(keyOf(operatorId, ['billing:read']), ONE, { id })).data).toEqual({ payout: { id } })
  const narrow = keyOf(operatorId, ['sessions:read'])
  expect((await world.ask(narrow, ONE, { id })).data).toEqual({ payout: null })
  expect((await world.ask(narrow, LIST)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
})

test('one operator whose draft fails stops no other', async () => {
  const [broken, fine] = (await Promise.all([world.operator(), world.operator()])).toSorted()
  await world.sold(broken ?? '', 100)
  await world.sold(fine ?? '', 100)
  const providers = new Map([
    [
      'paypal',
      {
        ...world.paypal.provider,
        step: () => {
          throw new Error('broken')
        },
      },
    ],
  ] as const)
  await world.db
    .updateTable('business')
    .set({ payout_provider: null, payout_account: null })
    .where('operator_id', '=', fine ?? '')
    .execute()
  await draftPayouts({ db: world.db, log: world.log, providers }, new Date(Date.now() + WEEK))
  expect(await world.payoutsOf(broken ?? '')).toEqual([])
  expect(await one(fine ?? '')).toMatchObject({ amount_minor: 100 })
})

test('a bill that nobody has records of is of no payout', async () => {
  const operatorId = await world.operator()
  await world.trx(async (trx) => {
    await sell(trx, operatorId, 500, 'PAID', 'EUR')
    await billIssued(trx, { recordId: newId(), userId: newId(), operatorId: null, currency: 'EUR', amountMinor: 700 })
  })
  await world.draft()
  expect(await one(operatorId)).toMatchObject({ amount_minor: 500 })
})

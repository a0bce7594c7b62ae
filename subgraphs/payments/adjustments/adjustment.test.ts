import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { ANONYMOUS, type Caller, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { toppedUp } from '../ledger/journals.ts'
import { openPayments } from '../payments.fixture.ts'
import { expireAdjustments } from './adjustment.handler.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  payments = await openPayments()
})
afterAll(() => payments[Symbol.asyncDispose]())

const by = (userId: string, ...roles: Role[]): Caller => ({ kind: 'user', userId, roles })
const [ADA, BOB] = [by(newId(), 'ADMIN'), by(newId(), 'TREASURER')]
const idOf = (caller: Caller) => (caller.kind === 'user' ? caller.userId : '')
const PROPOSE = 'mutation ($input: ProposeAdjustmentInput!) { done: proposeAdjustment(input: $input) { id state } }'
const DECIDE = 'mutation ($input: DecideAdjustmentInput!) { done: decideAdjustment(input: $input) { id state } }'
const WITHDRAW = 'mutation ($input: WithdrawAdjustmentInput!) { done: withdrawAdjustment(input: $input) { id state } }'

/** The new state, or the code of the refusal. */
async function does(caller: Caller, mutation: string, input: object): Promise<{ id: string; came: string }> {
  const { data, errors } = await payments.ask<{ done: { id: string; state: string } }>(caller, mutation, { input })
  return { id: data?.done?.id ?? '', came: data?.done?.state ?? String(errors?.[0]?.extensions?.['code']) }
}
const propose = (beneficiaryId: string, amountMinor: number, more: object = {}, caller = ADA) =>
  does(caller, PROPOSE, {
    beneficiary: 'USER',
    beneficiaryId,
    amountMinor,
    currency: 'EUR',
    reason: 'The charger lied',
    evidence: 'Ticket 12',
    idempotencyKey: newId(),
    ...more,
  })
const decide = (adjustmentId: string, approve = true, caller = BOB) => does(caller, DECIDE, { adjustmentId, approve })

async function userWith(amountMinor: number, currency = 'EUR'): Promise<string> {
  const userId = newId()
  await payments.db
    .transaction()
    .execute((trx) => toppedUp(trx, { topUpId: newId(), userId, provider: 'stripe', currency, amountMinor }))
  return userId
}
const balanceOf = async (userId: string) =>
  (await payments.db.selectFrom('wallet').selectAll().where('user_id', '=', userId).executeTakeFirstOrThrow()).balance_minor
const actsOn = async (subjectId: string) =>
  (await payments.db.selectFrom('audit').select('action').where('subject_id', '=', subjectId).orderBy('id').execute()).map(
    ({ action }) => action,
  )

test('one proposes, another approves, and it is booked once, however many approve it at once', async () => {
  const user = await userWith(100)
  const { id, came } = await propose(user, 500)
  expect([came, await balanceOf(user)]).toEqual(['PROPOSED', 100])
  const others = [BOB, BOB, by(newId(), 'ADMIN'), by(newId(), 'TREASURER')]
  const decided = await Promise.all(others.map((caller) => decide(id, true, caller)))
  expect(decided.filter(({ came: state }) => state === 'APPROVED').length).toBeGreaterThanOrEqual(1)
  for (const { came: state } of decided) expect(state).toMatch(/APPROVED|CONFLICT/)
  expect(await balanceOf(user)).toBe(600)
  expect(await actsOn(user)).toEqual(['adjustment.proposed', 'adjustment.approved'])
  // Who has approved it may say so again.
  const again = await Promise.all(others.map((caller) => decide(id, true, caller)))
  expect(again.filter(({ came: state }) => state === 'APPROVED').length).toBeGreaterThanOrEqual(1)
})

test('nobody approves what they have proposed, and nobody has to do with what is for them', async () => {
  const both = by(newId(), 'ADMIN', 'TREASURER')
  const user = await userWith(100)
  const { id } = await propose(user, 500, {}, both)
  expect((await decide(id, true, both)).came).toBe('FORBIDDEN')
  expect((await decide(id, true, by(user, 'ADMIN'))).came).toBe('FORBIDDEN')
  expect((await propose(user, 500, {}, by(user, 'TREASURER'))).came).toBe('FORBIDDEN')
  expect(await balanceOf(user)).toBe(100)
  const force = (change: object) => payments.db.updateTable('adjustment').set(change).where('id', '=', id).execute()
  const approved = { state: 'APPROVED', decided_at: new Date() } as const
  await expect(force({ ...approved, decided_by: idOf(both) })).rejects.toMatchObject({ constraint: 'adjustment_two_people' })
  await expect(force({ ...approved, decided_by: user })).rejects.toMatchObject({ constraint: 'adjustment_not_the_beneficiary' })
})

test('what was proposed stays as it was, and a decision stays', async () => {
  const user = await userWith(100)
  const { id } = await propose(user, 500)
  const force = (change: object) => payments.db.updateTable('adjustment').set(change).where('id', '=', id).execute()
  for (const change of [{ amount_minor: 9 }, { beneficiary_id: newId() }, { proposed_by: newId() }, { expires_at: new Date() }])
    await expect(force(change)).rejects.toMatchObject({ code: '42501' })
  expect([(await decide(id, false)).came, await balanceOf(user)]).toEqual(['REJECTED', 100])
  expect((await decide(id)).came).toBe('CONFLICT')
  await expect(force({ state: 'PROPOSED', decided_at: null, decided_by: null })).rejects.toMatchObject({
    constraint: 'adjustment_decided',
  })
})

test('the same key is one proposal, also by ten at once; for something else it is refused', async () => {
  const [user, idempotencyKey] = [await userWith(100), newId()]
  const proposed = await Promise.all(Array.from({ length: 10 }, () => propose(user, 500, { idempotencyKey })))
  expect(new Set(proposed.map(({ id }) => id)).size).toBe(1)
  expect((await propose(user, 501, { idempotencyKey })).came).toBe('CONFLICT')
  expect((await propose(await userWith(100), 500, { idempotencyKey })).came).toBe('CONFLICT')
  expect((await propose(user, 500, { idempotencyKey, currency: 'USD' })).came).toBe('CONFLICT')
})

test('a wallet is not taken more from than there is in it', async () => {
  const user = await userWith(400)
  const takes = await Promise.all([await propose(user, -300), await propose(user, -300)].map(({ id }) => decide(id)))
  expect(takes.map(({ came }) => came).toSorted()).toEqual(['APPROVED', 'CONFLICT'])
  expect(await balanceOf(user)).toBe(100)
})

test('an operator is owed more, or less', async () => {
  const operator = newId()
  await payments.db
    .insertInto('connector')
    .values({ id: newId(), station_id: newId(), operator_id: operator, tariff_id: null, retired: false, time_zone: null, said: 1 })
    .execute()
  const { id } = await propose(operator, -700, { beneficiary: 'OPERATOR' })
  expect((await decide(id)).came).toBe('APPROVED')
  const account = await payments.db
    .selectFrom('account')
    .innerJoin('entry', 'entry.account_id', 'account.id')
    .select(['kind', 'amount_minor'])
    .where('owner_id', '=', operator)
    .execute()
  expect(account).toEqual([{ kind: 'OPERATOR_PAYABLE', amount_minor: 700 }])
})

test('nobody is given money whom payments do not know, or who has left', async () => {
  expect((await propose(newId(), 500)).came).toBe('NOT_FOUND')
  expect((await propose(await userWith(100), 500, { beneficiary: 'OPERATOR' })).came).toBe('NOT_FOUND')
  const gone = await userWith(100)
  await payments.db
    .insertInto('forgotten' as never)
    .values({ user_id: gone })
    .execute()
  expect((await propose(gone, 500)).came).toBe('NOT_FOUND')
})

test('a day has a limit for each currency, also where approvals come at once', async () => {
  // In yen, which no other test here moves: 1,000 euros are 160,000 yen, 5,000 euros in a day.
  const user = await userWith(100, 'JPY')
  const yen = (amountMinor: number) => propose(user, amountMinor, { currency: 'JPY' })
  for (const amountMinor of [160_001, -160_001]) expect((await yen(amountMinor)).came).toBe('BAD_USER_INPUT')
  const proposed = await Promise.all(Array.from({ length: 7 }, () => yen(160_000)))
  const decided = await Promise.all(proposed.map(({ id }) => decide(id)))
  expect(decided.filter(({ came }) => came === 'APPROVED')).toHaveLength(5)
  expect(decided.filter(({ came }) => came === 'RATE_LIMITED')).toHaveLength(2)
  expect(await balanceOf(user)).toBe(100 + 5 * 160_000)
  // What is taken makes no room for more to be given.
  const { id: taken } = await yen(-160_000)
  expect((await decide(taken)).came).toBe('RATE_LIMITED')
})

test('whoever proposed it may withdraw it, and nobody else', async () => {
  const user = await userWith(100)
  const { id } = await propose(user, 500)
  expect((await does(BOB, WITHDRAW, { adjustmentId: id })).came).toBe('FORBIDDEN')
  expect((await does(ADA, WITHDRAW, { adjustmentId: id })).came).toBe('WITHDRAWN')
  expect((await does(ADA, WITHDRAW, { adjustmentId: id })).came).toBe('WITHDRAWN')
  expect((await decide(id)).came).toBe('CONFLICT')
  expect([await actsOn(user), await balanceOf(user)]).toEqual([['adjustment.proposed', 'adjustment.withdrawn'], 100])
})

test('what nobody decided in time is closed, and cannot be approved', async () => {
  const user = await userWith(100)
  const [{ id: late }, { id: closed }] = [await propose(user, 500), await propose(user, 500)]
  await using administrator = connect({
    url: payments.database.adminUrl,
    schema: 'payments',
    log: createLog('payments', { level: 'silent' }),
    max: 1,
  })
  const age = (id: string) =>
    sql`UPDATE adjustment SET proposed_at = now() - interval '15 days', expires_at = now() - interval '1 day' WHERE id = ${id}`.execute(
      administrator,
    )
  await age(late)
  expect((await decide(late)).came).toBe('CONFLICT')
  await age(closed)
  await expireAdjustments({ db: payments.db })
  const row = await payments.db.selectFrom('adjustment').select('state').where('id', '=', closed).executeTakeFirstOrThrow()
  expect([row.state, await balanceOf(user)]).toEqual(['EXPIRED', 100])
  expect(await actsOn(user)).toContain('adjustment.expired')
})

describe('those who keep the books see adjustments', () => {
  const LIST = '{ adjustments(states: [REJECTED], first: 1) { edges { node { state amount { amount } proposedBy { id } } } } }'
  test('and nobody else does', async () => {
    const { id } = await propose(await userWith(100), 550)
    await decide(id, false)
    for (const caller of [ADA, BOB, by(newId(), 'COMPLIANCE')])
      expect((await payments.ask(caller, LIST)).data).toEqual({
        adjustments: { edges: [{ node: { state: 'REJECTED', amount: { amount: '5.50' }, proposedBy: { id: idOf(ADA) } } }] },
      })
    for (const caller of [ANONYMOUS, by(newId(), 'DRIVER', 'OPERATOR', 'PARTNER')])
      expect((await payments.ask(caller, LIST)).errors?.[0]?.extensions?.['code']).toMatch(/UNAUTHENTICATED|FORBIDDEN/)
    expect((await propose(newId(), 500, {}, by(newId(), 'COMPLIANCE'))).came).toBe('FORBIDDEN')
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { ANONYMOUS, type Caller, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import * as journals from '../ledger/journals.ts'
import { openPayments } from '../payments.fixture.ts'
import type { Trx } from '../tables.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
const [userId, sessionId, billId] = [newId(), newId(), newId()]
const all = { userId, operatorId: newId(), provider: 'stripe', currency: 'EUR' } as const
const id = newId()
/** Somebody has given a station the name of a formula. */
const PLACE = { name: '=Garage', street: 'Laan 7', city: 'Utrecht', country: 'NL' }

/** A user tops up, charges, pays from the wallet and by card, is corrected and refunded; all that only moves is left out. */
beforeAll(async () => {
  payments = await openPayments()
  await payments.db
    .insertInto('bill')
    .values({ id: billId, kind: 'SESSION', subject_id: sessionId, user_id: userId, state: 'OPEN', currency: 'EUR' } as never)
    .execute()
  const [first, second] = [newId(), newId()]
  for (const cdr_id of [first, second])
    await payments.db
      .insertInto('bill_record')
      .values({ cdr_id, bill_id: billId, credit_of: null, amount_minor: 1, data: JSON.stringify({ address: PLACE }) })
      .execute()
  const paymentId = newId()
  await payments.db
    .insertInto('payment')
    .values({
      id: paymentId,
      bill_id: billId,
      user_id: userId,
      provider: 'stripe',
      external_id: 'pi_1',
      authorised_minor: 2_000,
      captured_minor: 2_000,
      currency: 'EUR',
      hold_id: null,
      fee_minor: null,
    } as never)
    .execute()
  const write = (work: (trx: Trx) => Promise<boolean>) => payments.db.transaction().execute(work)
  await write((trx) => journals.toppedUp(trx, { ...all, topUpId: id, amountMinor: 1_000 }))
  await write((trx) => journals.walletHeld(trx, { ...all, holdId: id, amountMinor: 900 }))
  await write((trx) => journals.billIssued(trx, { ...all, recordId: first, amountMinor: 2_500 }))
  await write((trx) => journals.walletReleased(trx, { ...all, holdId: id, amountMinor: 900, takenMinor: 500 }))
  await write((trx) => journals.paidByCapture(trx, { ...all, paymentId, amountMinor: 2_000 }))
  await write((trx) => journals.billIssued(trx, { ...all, recordId: second, amountMinor: -300 }))
  await write((trx) => journals.refundOwed(trx, { ...all, refundId: id, amountMinor: 300 }))
  await write((trx) => journals.refundSent(trx, { ...all, refundId: id, amountMinor: 300 }))
  await write((trx) => journals.adjusted(trx, { ...all, adjustmentId: id, of: ['WALLET', userId], amountMinor: 50 }))
  // Another user, another currency.
  await write((trx) => journals.toppedUp(trx, { ...all, topUpId: newId(), userId: newId(), amountMinor: 7 }))
  await write((trx) => journals.toppedUp(trx, { ...all, topUpId: newId(), currency: 'JPY', amountMinor: 7 }))
  // An hour between each two of them, by their order.
  await using administrator = connect({
    url: payments.database.adminUrl,
    schema: 'payments',
    log: createLog('payments', { level: 'silent' }),
    max: 1,
  })
  await sql`UPDATE journal SET at = date_trunc('milliseconds', now()) - interval '12 hours' + place * interval '1 hour'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM journal) AS placed WHERE placed.id = journal.id`.execute(
    administrator,
  )
  await sql`UPDATE entry SET at = journal.at FROM journal WHERE journal.id = journal_id`.execute(administrator)
})
afterAll(() => payments[Symbol.asyncDispose]())

const by = (of: string, ...roles: Role[]): Caller => ({ kind: 'user', userId: of, roles })
const self = by(userId, 'DRIVER')
const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const STATEMENT = `query ($userId: UUID!, $from: DateTime!, $until: DateTime!, $currency: String!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "User", id: $userId }]) { ... on User {
    statement(currency: $currency, from: $from, until: $until) { opening { amountMinor } closing { amountMinor }
      entries(first: $first, after: $after) { edges { node { kind text amount { amountMinor } balance { amountMinor } session { id } } }
        pageInfo { hasNextPage endCursor } } } } } }`
interface Answer {
  _entities: {
    statement: {
      opening: { amountMinor: number }
      closing: { amountMinor: number }
      entries: {
        edges: {
          node: {
            kind: string
            text: string
            amount: { amountMinor: number }
            balance: { amountMinor: number }
            session: { id: string } | null
          }
        }[]
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
      }
    }
  }[]
}
async function statement(change: object = {}, caller = self) {
  const variables = { userId, currency: 'EUR', from: hour(-24), until: hour(24), ...change }
  const { data, errors } = await payments.ask<Answer>(caller, STATEMENT, variables)
  const read = data?._entities[0]?.statement
  return {
    code: errors?.[0]?.extensions?.['code'],
    issues: errors?.[0]?.extensions?.['issues'],
    bounds: read && [read.opening.amountMinor, read.closing.amountMinor],
    rows: read?.entries.edges.map(({ node }) => [node.kind, node.amount.amountMinor, node.balance.amountMinor]),
    sessions: read?.entries.edges.map(({ node }) => node.session?.id ?? null),
    page: read?.entries.pageInfo,
  }
}

const ROWS = [
  ['TOP_UP', 1_000, 1_000],
  ['CHARGE', -2_500, -1_500],
  ['PAYMENT', 2_000, 500],
  ['CORRECTION', 300, 800],
  ['REFUND', -300, 500],
  ['ADJUSTMENT', 50, 550],
]

test('a statement says in words what changed what is theirs, with the balance after each', async () => {
  const read = await statement()
  expect([read.bounds, read.rows]).toEqual([[0, 550], ROWS])
  expect(read.sessions).toEqual([null, sessionId, sessionId, sessionId, null, null])
})

test('parts of a time fit together: each begins with what the one before ended with', async () => {
  // The moment of the correction: it is of the later part.
  const { at } = await payments.db
    .selectFrom('journal')
    .select('at')
    .where('kind', '=', 'BILL_ISSUED')
    .where('source_type', '=', 'RECORD')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const middle = at.toISOString()
  const early = await statement({ until: middle })
  const late = await statement({ from: middle })
  expect([early.bounds, late.bounds]).toEqual([
    [0, 500],
    [500, 550],
  ])
  expect([...(early.rows ?? []), ...(late.rows ?? [])]).toEqual(ROWS)
})

test('pages fit together, and each row has the balance that it has in the whole', async () => {
  const rows: unknown[] = []
  let after: string | null = null
  do {
    const read = await statement({ first: 2, after })
    rows.push(...(read.rows ?? []))
    after = read.page?.hasNextPage ? read.page.endCursor : null
  } while (after !== null)
  expect(rows).toEqual(ROWS)
})

test('its table is CSV, with amounts in major units, and where it was charged, which no spreadsheet runs', async () => {
  const { data } = await payments.ask<{ statementTable: { csv: string; next: string | null } }>(
    self,
    'query ($from: DateTime!, $until: DateTime!) { statementTable(currency: "EUR", from: $from, until: $until) { csv next } }',
    { from: hour(-24), until: hour(24) },
  )
  const [head, ...lines] = data?.statementTable.csv.trim().split('\r\n') ?? []
  expect([head, data?.statementTable.next]).toEqual(['at,what,session,amount,currency,balance,place', null])
  expect(lines.map((line) => line.split(',').slice(1).join(','))).toEqual([
    'Top-up,,10.00,EUR,10.00,',
    `Charging,${sessionId},-25.00,EUR,-15.00,"'=Garage, Laan 7, Utrecht, NL"`,
    `Payment,${sessionId},20.00,EUR,5.00,"'=Garage, Laan 7, Utrecht, NL"`,
    `Correction of a bill,${sessionId},3.00,EUR,8.00,"'=Garage, Laan 7, Utrecht, NL"`,
    'Refund,,-3.00,EUR,5.00,',
    'Adjustment,,0.50,EUR,5.50,',
  ])
  const yen = await payments.ask<{ statementTable: { csv: string } }>(
    self,
    'query ($from: DateTime!, $until: DateTime!) { statementTable(currency: "JPY", from: $from, until: $until) { csv } }',
    { from: hour(-24), until: hour(24) },
  )
  expect(yen.data?.statementTable.csv.trim()).toMatch(/,Top-up,,7,JPY,7,$/)
})

test('there is a word for all that changes what is a user’s, also for what goes wrong', async () => {
  const its = { ...all, userId: newId() }
  await payments.db.transaction().execute(async (trx) => {
    await journals.billIssued(trx, { ...its, recordId: newId(), amountMinor: 1_000 })
    await journals.paidByCapture(trx, { ...its, paymentId: newId(), amountMinor: 1_000 })
    await journals.disputeLost(trx, { ...its, disputeId: newId(), amountMinor: 1_000 })
    await journals.writtenOff(trx, { ...its, writeOffId: newId(), amountMinor: 1_000 })
    await journals.toppedUp(trx, { ...its, topUpId: newId(), amountMinor: 30 })
    await journals.walletGivenUp(trx, { ...its, givenUpId: newId(), amountMinor: 30 })
    const refundId = newId()
    await journals.refundOwed(trx, { ...its, refundId, amountMinor: 20 })
    await journals.refundSent(trx, { ...its, refundId, amountMinor: 20 })
    await journals.refundFailed(trx, { ...its, refundId, amountMinor: 20 })
  })
  const { rows, bounds } = await statement({ userId: its.userId }, by(its.userId, 'DRIVER'))
  expect(rows?.map(([kind, amount]) => `${kind} ${amount}`).toSorted()).toEqual([
    'CHARGE -1000',
    'GIVEN_UP -30',
    'PAYMENT 1000',
    'PAYMENT_TAKEN_BACK -1000',
    'REFUND -20',
    'REFUND_FAILED 20',
    'TOP_UP 30',
    'WRITTEN_OFF 1000',
  ])
  expect(bounds).toEqual([0, 0])
})

describe('a statement is refused', () => {
  test('to everybody but its user and those who keep the books', async () => {
    for (const role of ['ADMIN', 'TREASURER', 'COMPLIANCE'] as const)
      expect((await statement({}, by(newId(), role))).bounds).toEqual([0, 550])
    expect((await statement({}, by(newId(), 'DRIVER', 'OPERATOR', 'PARTNER', 'REVIEWER'))).code).toBe('NOT_FOUND')
    expect((await statement({}, ANONYMOUS)).code).toBe('UNAUTHENTICATED')
    // Nor its sums alone.
    const sums = `query ($userId: UUID!) { _entities(representations: [{ __typename: "User", id: $userId }]) { ... on User {
      statement(currency: "EUR", from: "${hour(-24)}", until: "${hour(24)}") { closing { amountMinor } } } } }`
    const { errors } = await payments.ask(by(newId(), 'DRIVER'), sums, { userId })
    expect(errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND')
  })

  test.each<[string, object, string[]]>([
    ['that ends before it begins', { from: hour(1), until: hour(0) }, ['until']],
    ['of more than 400 days', { from: hour(-401 * 24), until: hour(0) }, ['until']],
    ['in no currency', { currency: 'eur' }, ['currency']],
    ['after what is no cursor of it', { after: 'nonsense' }, ['after']],
  ])('%s', async (_what, change, path) => {
    const read = await statement(change)
    expect([read.code, read.issues]).toEqual(['BAD_USER_INPUT', [expect.objectContaining({ path })]])
  })
})

import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { chargeFee } from '../ledger/charge-fee.ts'
import { adjusted, billIssued } from '../ledger/journals.ts'
import { by, openPayouts, type PayoutWorld } from './payouts.fixture.ts'

let world: PayoutWorld
beforeAll(async () => void (world = await openPayouts()))
afterAll(() => world[Symbol.asyncDispose]())

const STATEMENT = `query ($input: OperatorStatementInput!) {
  operatorStatement(input: $input) { beginsAt endsAt opening closing lines(first: 100) { edges { node { kind amount billId } } } } }`
interface Answer {
  operatorStatement: {
    beginsAt: string
    opening: string
    closing: string
    lines: { edges: { node: { kind: string; amount: string } }[] }
  }
}
const TABLE =
  'query ($input: OperatorStatementInput!, $after: String) { operatorStatementTable(input: $input, after: $after) { csv next } }'
const self = (userId: string): Caller => ({ kind: 'user', userId, roles: ['OPERATOR'] })
const statement = (caller: Caller, input: object) => world.ask<Answer>(caller, STATEMENT, { input })
const monthOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit' }).format(at)
const now = () => monthOf(new Date(), 'Europe/Amsterdam')
/** Moves what was written for an operator so far to another time, as nobody of ours may. */
const writtenAt = async (operatorId: string, at: string) => {
  const client = new Client({ connectionString: world.database.adminUrl })
  await client.connect()
  try {
    await client.query(
      `UPDATE payments.journal SET at = $2 WHERE id IN (SELECT journal_id FROM payments.entry
        JOIN payments.account ON account.id = account_id WHERE owner_id = $1)`,
      [operatorId, at],
    )
    await client.query('UPDATE payments.entry SET at = journal.at FROM payments.journal WHERE journal.id = journal_id')
  } finally {
    await client.end()
  }
}

test("a month is the operator's: what was before opens it, its lines close it", async () => {
  const [amsterdam, newYork] = [await world.operator(), await world.operator({ time_zone: 'America/New_York' })]
  for (const operatorId of [amsterdam, newYork]) {
    await world.sold(operatorId, 1_000)
    await writtenAt(operatorId, '2026-01-31T23:30:00Z')
    await world.trx((trx) =>
      adjusted(trx, { adjustmentId: newId(), of: ['OPERATOR_PAYABLE', operatorId], currency: 'EUR', amountMinor: -250 }),
    )
  }
  const shown = async (operatorId: string, month: string) => {
    const { data } = await statement(self(operatorId), { month, currency: 'EUR' })
    const { opening, closing, lines } = data?.operatorStatement ?? { lines: { edges: [] } }
    return [opening, closing, lines.edges.map(({ node }) => `${node.kind} ${node.amount}`)]
  }
  // It is February in Amsterdam already.
  expect(await shown(amsterdam, '2026-01')).toEqual(['0.00', '0.00', []])
  expect(await shown(amsterdam, '2026-02')).toEqual(['0.00', '10.00', ['BILL_ISSUED 10.00']])
  expect(await shown(newYork, '2026-01')).toEqual(['0.00', '10.00', ['BILL_ISSUED 10.00']])
  expect(await shown(amsterdam, now())).toEqual(['10.00', '7.50', ['ADJUSTED -2.50']])
  expect((await statement(self(amsterdam), { month: now(), currency: 'HUF' })).data?.operatorStatement).toMatchObject({
    closing: '0.00',
  })
})

test('the lines as a table have the same amounts, in parts that fit together', async () => {
  const operatorId = await world.operator()
  const bill = await world.sold(operatorId, 1_990)
  await world.trx((trx) =>
    adjusted(trx, { adjustmentId: newId(), of: ['OPERATOR_PAYABLE', operatorId], currency: 'EUR', amountMinor: -90 }),
  )
  const input = { month: now(), currency: 'EUR' }
  const { data } = await world.ask<{ operatorStatementTable: { csv: string; next: string | null } }>(self(operatorId), TABLE, {
    input,
  })
  const rows = data?.operatorStatementTable.csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  expect(rows?.[0]).toEqual(['entry', 'at', 'kind', 'bill', 'amount', 'currency', 'place'])
  expect(rows?.slice(1).map((row) => row.slice(2))).toEqual([
    ['BILL_ISSUED', bill, '19.90', 'EUR', ''],
    ['ADJUSTED', '', '-0.90', 'EUR', ''],
  ])
  expect(data?.operatorStatementTable.next).toBeNull()
})

test("a statement is its operator's and theirs who keep the books; bad months and currencies are named", async () => {
  const operatorId = await world.operator()
  const input = { month: now(), currency: 'EUR' }
  const fault = async (caller: Caller, more: object = {}) => {
    const { errors } = await statement(caller, { ...input, ...more })
    const [issue] = (errors?.[0]?.extensions?.['issues'] as { path: string[] }[] | undefined) ?? []
    return [errors?.[0]?.extensions?.['code'], issue?.path.at(-1)]
  }
  expect(await fault(by('OPERATOR'), { operatorId })).toEqual(['NOT_FOUND', 'operatorId'])
  expect((await fault(by('DRIVER')))[0]).toBe('FORBIDDEN')
  expect(await fault(by('TREASURER'))).toEqual(['BAD_USER_INPUT', 'operatorId'])
  expect((await statement(by('TREASURER'), { ...input, operatorId })).errors).toBeUndefined()
  for (const month of ['2026-13', '0000-01', '2026-1', 'now', "2026-01'--"])
    expect(await fault(self(operatorId), { month })).toEqual(['BAD_USER_INPUT', 'month'])
  expect(await fault(self(operatorId), { currency: 'eur' })).toEqual(['BAD_USER_INPUT', 'currency'])
})

test("the platform's fee is by the rate of the day on which a bill was opened, and a correction gives back what was taken", async () => {
  const operatorId = await world.operator()
  const agreed = (basis_points: number) =>
    world.db
      .insertInto('operator_fee')
      .values({ operator_id: operatorId, basis_points, set_by: newId() })
      .onConflict((known) => known.column('operator_id').doUpdateSet({ basis_points }))
      .execute()
  const config = { ...world.config, feeBasisPoints: 100, feeVatBasisPoints: 2_100 }
  const fee = (billId: string, beforeMinor: number, afterMinor: number) =>
    world.trx((trx) =>
      chargeFee(
        trx,
        { config },
        ['RECORD', newId()],
        { id: billId, operator_id: operatorId, currency: 'EUR' },
        { beforeMinor, afterMinor },
      ),
    )
  const taken = async () => {
    const rows = await world.db
      .selectFrom('payable')
      .select('amount_minor')
      .where('operator_id', '=', operatorId)
      .where('kind', '=', 'FEE_CHARGED')
      .execute()
    return rows.map((row) => row.amount_minor)
  }
  const first = await world.sold(operatorId, 10_000)
  await fee(first, 0, 10_000)
  expect(await taken()).toEqual([-121])
  await agreed(500)
  await fee(first, 10_000, 0)
  expect(await taken()).toEqual([-121, 121])
  await fee(await world.sold(operatorId, 10_000), 0, 10_000)
  expect(await taken()).toEqual([-121, 121, -605])
  await world.trx(async (trx) => {
    await chargeFee(
      trx,
      { config },
      ['RECORD', newId()],
      { id: first, operator_id: null, currency: 'EUR' },
      { beforeMinor: 0, afterMinor: 500 },
    )
    await billIssued(trx, { recordId: newId(), userId: newId(), operatorId: null, currency: 'EUR', amountMinor: 500 })
  })
  expect(await taken()).toHaveLength(3)
})

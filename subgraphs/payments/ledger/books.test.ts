import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { ANONYMOUS, type Caller, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { metrics } from '#lib/metrics.ts'
import { openPayments } from '../payments.fixture.ts'
import { checkBooks } from './books.ts'
import { toppedUp } from './journals.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
const users = [newId(), newId()] as const
beforeAll(async () => {
  payments = await openPayments()
  for (const [i, userId] of users.entries())
    await payments.db
      .transaction()
      .execute((trx) =>
        toppedUp(trx, { topUpId: newId(), userId, provider: 'stripe', currency: i ? 'JPY' : 'EUR', amountMinor: 1_990 }),
      )
})
afterAll(() => payments[Symbol.asyncDispose]())

const log = createLog('payments', { level: 'silent' })
const check = () => checkBooks({ db: payments.db, log })
const shown = async () => (await metrics.getSingleMetric('evergraph_payments_books_wrong')?.get())?.values[0]?.value
const by = (...roles: Role[]): Caller => ({ kind: 'user', userId: newId(), roles })
const BOOKS = '{ trialBalances { currency sum balances { kind balance } } }'

test('those who keep the books see that each currency sums to nothing; nobody else sees them', async () => {
  for (const role of ['ADMIN', 'TREASURER', 'COMPLIANCE'] as const) {
    const { data } = await payments.ask<{ trialBalances: object[] }>(by(role), BOOKS)
    expect(data?.trialBalances).toEqual([
      {
        currency: 'EUR',
        sum: '0.00',
        balances: [
          { kind: 'PROVIDER', balance: '19.90' },
          { kind: 'WALLET', balance: '-19.90' },
        ],
      },
      {
        currency: 'JPY',
        sum: '0',
        balances: [
          { kind: 'PROVIDER', balance: '1990' },
          { kind: 'WALLET', balance: '-1990' },
        ],
      },
    ])
  }
  for (const caller of [ANONYMOUS, by('DRIVER', 'OPERATOR', 'PARTNER', 'REVIEWER', 'CORPORATE')])
    expect((await payments.ask(caller, BOOKS)).errors?.[0]?.extensions?.['code']).toMatch(/UNAUTHENTICATED|FORBIDDEN/)
})

test('connections that are cut in the middle leave each journal whole or none, and the books right', async () => {
  await using administrator = connect({ url: payments.database.adminUrl, schema: 'payments', log, max: 1 })
  const userId = newId()
  const ids = Array.from({ length: 200 }, newId)
  const writes = ids.map((topUpId) =>
    payments.db
      .transaction()
      .execute((trx) => toppedUp(trx, { topUpId, userId, provider: 'stripe', currency: 'SEK', amountMinor: 10 })),
  )
  const all = Promise.allSettled(writes)
  const over = all.then(() => true)
  const cut = async () => {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = 'evergraph_payments' AND state <> 'idle' AND random() < 0.2`.execute(
      administrator,
    )
    return false
  }
  while (!(await Promise.race([over, cut()])));
  const failed = (await all).filter(({ status }) => status === 'rejected')
  expect(failed.length).toBeGreaterThan(0)
  expect(await check()).toBeNull()
  const { wrote } = await payments.db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number>().as('wrote'))
    .where('source_id', 'in', ids)
    .executeTakeFirstOrThrow()
  const wallet = await payments.db.selectFrom('wallet').selectAll().where('user_id', '=', userId).executeTakeFirst()
  expect(wallet?.balance_minor ?? 0).toBe(wrote * 10)
})

test('books that are wrong are said to be: an entry too many, a wallet that was touched, one without entries', async () => {
  expect([await check(), await shown()]).toEqual([null, 0])
  await using administrator = connect({ url: payments.database.adminUrl, schema: 'payments', log, max: 1 })
  const force = (statement: string) => sql.raw(statement).execute(administrator)
  await force(`UPDATE wallet SET balance_minor = 1991 WHERE user_id = '${users[0]}'`)
  expect([await check(), await shown()]).toEqual([expect.stringContaining('1 wallets'), 1])
  await force(`INSERT INTO wallet VALUES ('${newId()}', 'EUR', 5, 0)`)
  expect([await check(), await shown()]).toEqual([expect.stringContaining('2 wallets'), 2])
  const entry = await payments.db.selectFrom('entry').select('id').executeTakeFirstOrThrow()
  await force(`UPDATE entry SET amount_minor = amount_minor - 1 WHERE id = '${entry.id}'`)
  expect(await check()).toMatch(/1 currencies do not sum/)
})

import { sql } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { billIssued, paidByWallet, toppedUp } from '../subgraphs/payments/ledger/journals.ts'
import { checkBooks } from '../subgraphs/payments/ledger/books.ts'
import type { PaymentsTables, Trx } from '../subgraphs/payments/tables.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const JOURNALS = 1_000
const ROUNDS = 9
const AT_ONCE = 8
const ACCOUNTS = 500
const OLD_ENTRIES = 1_000_000
const GOAL = 0.8
const CURRENCY = 'EUR'
const log = createLog('bench', { level: 'silent' })

/**
 * Journals a second, each of two entries in a transaction of its own, in a ledger that has a million entries: all on one operator's account,
 * and over the accounts of many. Beside it the same with a balance kept on every account, as a ledger is often written. The rounds alternate,
 * so that what else the machine does falls on all.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { urlOf, adminUrl } = await benchDatabase(stack, 'ledger')
  const db = stack.adopt(connect<PaymentsTables>({ url: urlOf('payments'), schema: 'payments', log, max: AT_ONCE }), (opened) =>
    opened.destroy(),
  )
  const admin = stack.adopt(new pg.Client({ connectionString: adminUrl, options: '-c search_path=payments' }), (client) =>
    client.end(),
  )
  await admin.connect()
  const [users, operators] = [ids(), ids()]
  const inTrx = <Result>(work: (trx: Trx) => Promise<Result>) => db.transaction().execute(work)
  const bill = (operatorOf: (i: number) => string | undefined, balances: boolean) => (i: number) =>
    inTrx(async (trx) => {
      const [userId = '', operatorId = ''] = [users[i % ACCOUNTS], operatorOf(i)]
      await billIssued(trx, { recordId: newId(), userId, operatorId, currency: CURRENCY, amountMinor: 2_345 })
      if (balances)
        for (const id of [userId, operatorId].toSorted())
          await sql`UPDATE kept_balance SET minor = minor + 1 WHERE owner_id = ${id}::uuid`.execute(trx)
    })
  const hot = () => operators[0]
  const spread = (i: number) => operators[(i * 7) % ACCOUNTS]
  const payer = newId()
  await inTrx((trx) =>
    toppedUp(trx, { topUpId: newId(), userId: payer, provider: 'stripe', currency: CURRENCY, amountMinor: 1_000_000_000 }),
  )
  const kinds = {
    'one hot account': bill(hot, false),
    'spread accounts': bill(spread, false),
    'one hot account, balances on all': bill(hot, true),
    'spread accounts, balances on all': bill(spread, true),
    'one wallet that all pay from': () =>
      inTrx((trx) => paidByWallet(trx, { walletPaymentId: newId(), userId: payer, currency: CURRENCY, amountMinor: 1 })),
  }
  await admin.query('CREATE TABLE kept_balance (owner_id uuid PRIMARY KEY, minor bigint NOT NULL DEFAULT 0)')
  await admin.query('GRANT SELECT, UPDATE ON kept_balance TO evergraph_payments')
  await admin.query('INSERT INTO kept_balance SELECT unnest($1::uuid[])', [[...users, ...operators]])
  // Every account is there before anything is timed.
  await timed(kinds['spread accounts'], ACCOUNTS)
  await fill(admin)

  const rates = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++)
    for (const [kind, work] of Object.entries(kinds)) rates.get(kind)?.push(await timed(work, JOURNALS))
  const rate = (kind: keyof typeof kinds) => quantile(rates.get(kind) ?? [], 0.5)
  console.log(`| ${AT_ONCE} at once, median of ${ROUNDS} rounds | journals a second |\n|---|---|`)
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) console.log(`| ${kind} | **${rate(kind).toFixed(0)}** |`)
  const ratio = rate('one hot account') / rate('spread accounts')
  const kept = rate('one hot account, balances on all') / rate('spread accounts, balances on all')
  console.log(`\nhot ÷ spread: **${ratio.toFixed(2)}** (goal: ${GOAL}); with balances on all accounts: ${kept.toFixed(2)}`)
  const begun = performance.now()
  const fault = await checkBooks({ db, log })
  console.log(`adding up the books: ${((performance.now() - begun) / 1000).toFixed(1)} s; ${fault ?? 'they are right'}`)
}

const ids = () => Array.from({ length: ACCOUNTS }, newId)

/** Journals a second. */
async function timed(work: (i: number) => Promise<unknown>, count: number): Promise<number> {
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return count / ((performance.now() - begun) / 1000)
}

/** What years have left behind, over the accounts that there are. */
async function fill(admin: pg.Client): Promise<void> {
  await admin.query(`
    WITH j AS (
      INSERT INTO journal (id, kind, source_type, source_id, at)
      SELECT gen_random_uuid(), 'BILL_ISSUED', 'RECORD', i::text, now() - i * interval '1 minute' FROM generate_series(1, ${OLD_ENTRIES / 2}) AS i
      RETURNING id, source_id::int AS i, at),
    users AS (SELECT array_agg(id) AS ids FROM account WHERE kind = 'RECEIVABLE'),
    operators AS (SELECT array_agg(id) AS ids FROM account WHERE kind = 'OPERATOR_PAYABLE')
    INSERT INTO entry (id, journal_id, account_id, amount_minor, at)
    SELECT gen_random_uuid(), j.id, side.account, side.amount, j.at FROM j, users, operators,
      LATERAL (VALUES (users.ids[1 + i % ${ACCOUNTS}], 2345), (operators.ids[1 + i % ${ACCOUNTS}], -2345)) AS side (account, amount)`)
  await admin.query('ANALYZE account, journal, entry')
}

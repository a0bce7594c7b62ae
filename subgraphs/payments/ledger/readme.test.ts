import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { openPayments } from '../payments.fixture.ts'
import { feeOf } from './fee.ts'
import {
  billCredited,
  billIssued,
  feeCharged,
  paidByCapture,
  payoutSent,
  providerCost,
  refundOwed,
  refundSent,
} from './journals.ts'

/** Rows of the worked example: journal, account, cents. */
const shown = [
  ...readFileSync(new URL('../README.md', import.meta.url), 'utf8').matchAll(/^\| ([A-Z_]+) \| ([A-Z_]+) \| (-?\d+) \|$/gm),
]

test('the example of the README is what the ledger writes', async () => {
  await using payments = await openPayments()
  const [userId, operatorId, refundId, recordId] = [newId(), newId(), newId(), newId()]
  const currency = 'EUR'
  const [user, operator, provider] = [
    { userId, currency },
    { operatorId, currency },
    { provider: 'stripe' as const, currency },
  ]
  const rates = { feeBasisPoints: 500, vatBasisPoints: 2_100 }
  await payments.db.transaction().execute(async (trx) => {
    await billIssued(trx, { ...user, ...operator, recordId, amountMinor: 1_210 })
    await feeCharged(trx, { ...operator, source: ['RECORD', recordId], ...feeOf({ beforeMinor: 0, afterMinor: 1_210, ...rates }) })
    await paidByCapture(trx, { ...user, ...provider, paymentId: newId(), amountMinor: 1_210 })
    await providerCost(trx, { ...provider, source: ['PAYMENT', newId()], amountMinor: 43 })
    await billCredited(trx, { ...user, ...operator, refundId, amountMinor: 200 })
    await feeCharged(trx, {
      ...operator,
      source: ['REFUND', refundId],
      ...feeOf({ beforeMinor: 1_210, afterMinor: 1_010, ...rates }),
    })
    await refundOwed(trx, { ...user, refundId, amountMinor: 200 })
    await refundSent(trx, { ...user, ...provider, refundId, amountMinor: 200 })
    await payoutSent(trx, { ...operator, ...provider, payoutId: newId(), amountMinor: 948 })
  })
  const rows = await payments.db
    .selectFrom('entry')
    .innerJoin('journal', 'journal.id', 'entry.journal_id')
    .innerJoin('account', 'account.id', 'entry.account_id')
    .select(['journal.kind as journal', 'account.kind as account', 'amount_minor'])
    .execute()
  const written = rows.map(({ journal, account, amount_minor }) => `${journal} ${account} ${amount_minor}`)
  expect(written.toSorted()).toEqual(shown.map(([, journal, account, cents]) => `${journal} ${account} ${cents}`).toSorted())
})

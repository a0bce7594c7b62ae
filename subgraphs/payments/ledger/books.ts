import { gauge } from '#lib/metrics.ts'
import type { Services } from '../context.ts'
import { balancesOf, wrongWallets } from './balance.queries.ts'

/** How often all entries are added up. It reads every one of them. */
export const BOOKS_MS = 3_600_000
const WALLETS = 100

const faults = gauge(
  'evergraph_payments_books_wrong',
  'Currencies that do not sum to nothing, and wallets that differ from their entries.',
)

/**
 * Adds up the books: the entries of each currency sum to nothing, and each wallet is what its entries say. What is wrong is logged and
 * shown, for nothing here may repair it. Null: they are right.
 */
export async function checkBooks({ db, log }: Pick<Services, 'db' | 'log'>): Promise<string | null> {
  const sums = Map.groupBy(await balancesOf(db), ({ currency }) => currency)
  const currencies = [...sums].flatMap(([currency, balances]) => {
    const sum = balances.reduce((total, { balanceMinor }) => total + BigInt(balanceMinor), 0n)
    return sum === 0n ? [] : [{ currency, sum: String(sum) }]
  })
  const wallets = await wrongWallets(db, WALLETS)
  faults.set(currencies.length + wallets.length)
  if (currencies.length + wallets.length === 0) return null
  log.error({ currencies, wallets }, 'the books are wrong')
  return `The books are wrong: ${currencies.length} currencies do not sum to nothing, ${wallets.length} wallets differ from their entries.`
}

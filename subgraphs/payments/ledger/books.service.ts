import { requireRole } from '#lib/access.ts'
import type { Context } from '../context.ts'
import { balancesOf, type Balance } from './balance.queries.ts'

export interface TrialBalance {
  currency: string
  balances: Balance[]
  sumMinor: number
}

/** What all accounts come to, for those who keep the books. */
export async function trialBalances({ caller, db }: Context): Promise<TrialBalance[]> {
  requireRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE')
  const currencies = Map.groupBy(await balancesOf(db), ({ currency }) => currency)
  return [...currencies].map(([currency, balances]) => ({
    currency,
    balances,
    sumMinor: balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0),
  }))
}

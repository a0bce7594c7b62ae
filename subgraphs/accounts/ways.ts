import { refuse } from './errors.ts'
import type { Trx } from './tables.ts'
import { countWays } from './ways.queries.ts'

/** LAST_WAY if a user, whose row the caller has locked, could not sign in any more after what this transaction has taken away. */
export async function keepAWay(trx: Trx, userId: string): Promise<void> {
  if ((await countWays(trx, userId)) === 0)
    throw refuse('LAST_WAY', 'You could not sign in any more. Set a password or add a passkey first.')
}

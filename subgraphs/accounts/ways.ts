import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { refuse } from './errors.ts'
import { emitIssued } from './id-token/id-token.ts'
import { blockIdTokenRow, findIdTokensOf } from './id-token/id-token.queries.ts'
import type { Trx } from './tables.ts'
import { countWays, deleteWays } from './ways.queries.ts'

/** LAST_WAY if a user, whose row the caller has locked, could not sign in any more after what this transaction has taken away. */
export async function keepAWay(trx: Trx, userId: string): Promise<void> {
  if ((await countWays(trx, userId)) === 0)
    throw refuse('LAST_WAY', 'You could not sign in any more. Set a password or add a passkey first.')
}

/**
 * Takes from an account what somebody else has left there since a moment: the ways by which they would come back, and the cards that would
 * charge at its owner's cost. Who had it before its address was proven has left all there is. The caller has locked the user.
 */
export async function turnOut(trx: Trx, userId: string, since = new Date(0)): Promise<void> {
  const address = await deleteWays(trx, userId, since)
  if (address !== null) await emit(trx, 'accounts.wallet.unlinked', userId, { userId, address })
  for (const card of await findIdTokensOf(trx, [userId]))
    if (card.type !== 'APP' && card.status !== 'BLOCKED' && card.created_at >= since)
      await emitIssued(trx, await blockIdTokenRow(trx, card.id))
  await audit(trx, userId, 'account.cleared', userId, { wallet: address })
}

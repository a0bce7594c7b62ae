import { emit } from '#db/outbox.ts'
import type { Trx } from '../tables.ts'
import { markBounced } from './unsubscribe.queries.ts'

/** Notes that an address takes nothing, and tells who shows it. Nothing but letters goes there until the user has another one. */
export async function addressIsDead(trx: Trx, userId: string, addressHash: string | null): Promise<void> {
  const marked = await markBounced(trx, userId, addressHash)
  if (marked) await emit(trx, 'notifications.address.bounced', userId, { userId, bouncedAt: marked.at.toISOString() })
}

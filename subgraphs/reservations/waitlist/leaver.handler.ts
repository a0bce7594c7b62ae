import type { Trx } from '../tables.ts'
import { lockOpenEntries } from './entry.queries.ts'
import { endOffer } from './entry.ts'

/** Somebody has left: others come before them. */
export async function leaveAll(trx: Trx, userId: string): Promise<void> {
  for (const entry of await lockOpenEntries(trx, userId)) await endOffer(trx, entry, 'LEFT')
}

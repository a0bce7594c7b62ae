import { audit } from '#db/audit.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { sayChanged } from './client.ts'
import { lockPartner } from './client.queries.ts'
import { endKeysOfPartner } from './key.queries.ts'

/**
 * Ends the keys of somebody who is no partner any more, or is blocked: a key has no login that would end. The clients stay. Who is a partner
 * again gives each of them a new key.
 */
export async function endKeysOfFormer(trx: Trx, { data }: EventEnvelope<'accounts.user.changed-access'>): Promise<void> {
  const { userId, roles } = data
  if (roles === undefined || roles.includes('PARTNER')) return
  // A client that is being made gets its key before this, or not at all.
  await lockPartner(trx, userId)
  for (const clientId of await endKeysOfPartner(trx, userId)) {
    await sayChanged(trx, clientId)
    await audit(trx, null, 'client-key.ended', clientId, { because: 'no partner any more' })
  }
}

import { audit } from '#db/audit.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { disableEndpoint } from './endpoint.ts'
import { openEndpointsOf } from './endpoint.queries.ts'

/** Switches the endpoints of somebody off who is no partner any more, or is blocked. Who is a partner again switches them on. */
export async function endWebhooksOfFormer(trx: Trx, { data }: EventEnvelope<'accounts.user.changed-access'>): Promise<void> {
  const { userId, roles } = data
  if (roles === undefined || roles.includes('PARTNER')) return
  for (const { id } of await openEndpointsOf(trx, userId)) {
    await disableEndpoint(trx, id, 'NO_PARTNER')
    await audit(trx, null, 'webhook-endpoint.disabled', id, { because: 'no partner any more' })
  }
}

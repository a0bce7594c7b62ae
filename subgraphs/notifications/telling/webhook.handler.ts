import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { tell } from './tell.ts'

/** Tells a partner that nothing is sent to an endpoint any more, which they did not ask for. */
export async function tellWebhookOff(trx: Trx, event: EventEnvelope<'partners.webhook.disabled'>): Promise<void> {
  const { userId, endpointId, host } = event.data
  await tell(trx, event, 'WEBHOOK_OFF', { userId, params: { host }, link: `/webhooks/${endpointId}` })
}

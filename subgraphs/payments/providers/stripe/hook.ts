import type { IncomingHttpHeaders } from 'node:http'
import Stripe from 'stripe'
import type { Hook, Reading } from '../provider.ts'

/** How old a hook may be. */
const TOLERANCE_S = 300

/**
 * Reads a hook that one of our secrets has signed; null for any other. The SDK compares in constant time. While a secret is rotated there are
 * two, and each is good.
 */
export function verifiedHook(headers: IncomingHttpHeaders, raw: Buffer, secrets: readonly string[]): Hook | null {
  const signature = headers['stripe-signature']
  if (typeof signature !== 'string') return null
  for (const secret of secrets) {
    try {
      const { id, type, data } = Stripe.webhooks.constructEvent(raw, signature, secret, TOLERANCE_S)
      return { eventId: id, type, about: aboutOf(type, data.object) }
    } catch {
      // Not by this secret, too old, or no event. The error has the whole of it in itself, and is not told.
    }
  }
  return null
}

const KINDS: readonly (readonly [prefix: string, Reading['kind']])[] = [
  ['payment_intent.', 'PAYMENT'],
  ['setup_intent.', 'SET_UP'],
  ['charge.refund.', 'REFUND'],
  ['charge.dispute.', 'DISPUTE'],
  ['charge.', 'PAYMENT'],
  ['refund.', 'REFUND'],
  ['transfer.', 'PAY_OUT'],
]

/** What is to be read: of a charge its payment. */
function aboutOf(type: string, object: unknown): Hook['about'] {
  const [prefix, kind] = KINDS.find(([prefix]) => type.startsWith(prefix)) ?? []
  if (prefix === undefined || kind === undefined || typeof object !== 'object' || object === null) return null
  const name = prefix === 'charge.' ? 'payment_intent' : 'id'
  const id: unknown = Reflect.get(object, name)
  return typeof id === 'string' ? { kind, externalId: id } : null
}

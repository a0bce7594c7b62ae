import { z } from 'zod'
import { Refused, type Dispute, type Evidence } from '../provider.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { amount } from './money.ts'
import { link, linkTo, part, type Wire } from './wire.ts'

/** Disputes v1. https://developer.paypal.com/api/customer-disputes/v1 */
const dispute = z.object({
  dispute_id: z.string(),
  status: z.string(),
  reason: z.string().default('OTHER'),
  dispute_amount: amount,
  seller_response_due_date: z.string().optional(),
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  disputed_transactions: z.tuple([z.object({ seller_transaction_id: z.string() })]).rest(z.unknown()),
  links: z.array(link).default([]),
})
const list = z.object({ items: z.array(z.object({ dispute_id: z.string() })).default([]) })

/** Outcomes that leave us the money. */
const WON = new Set(['RESOLVED_SELLER_FAVOUR', 'RESOLVED_SELLER_FAVOR', 'RESOLVED_WITH_PAYOUT', 'CANCELED_BY_BUYER', 'DENIED'])

export function createDisputes(wire: Wire, paymentOfCapture: (captureId: string) => Promise<string>) {
  const at = (id: string) => `/v1/customer/disputes/${part(id)}`
  const get = (id: string) => wire.send({ method: 'GET', path: at(id) }, dispute)
  const shown = async (given: z.output<typeof dispute>): Promise<Dispute> => ({
    kind: 'DISPUTE',
    externalId: given.dispute_id,
    operationId: null,
    state: stateOf(given.status, given.dispute_outcome?.outcome_code),
    paymentId: await paymentOfCapture(given.disputed_transactions[0].seller_transaction_id),
    amount: given.dispute_amount,
    // PayPal says it in the transactions only.
    feeMinor: 0,
    reason: given.reason,
    dueBy: given.seller_response_due_date === undefined ? null : new Date(given.seller_response_due_date),
  })

  return {
    read: async (id: string): Promise<Dispute> => shown(await get(id)),
    /** PayPal knows no key for this call. What waits for us no longer was answered before. */
    answer: async (id: string, { text, documents }: Evidence): Promise<Dispute> => {
      const given = await get(id)
      const now = await shown(given)
      if (now.state !== 'NEEDS_RESPONSE') return now
      if (linkTo(given.links, 'provide_evidence') === null)
        throw new Refused('ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE', 'PayPal takes no evidence for it yet.')
      const notes = [text, ...documents].join('\n').slice(0, PAYPAL_LIMITS.evidenceChars)
      const form = { name: 'input', json: { evidences: [{ evidence_type: 'OTHER', notes }] } }
      await wire.send({ method: 'POST', path: `${at(id)}/provide-evidence`, form }, z.unknown())
      return shown(await get(id))
    },
    /** The dispute of a capture, if there is one. */
    ofCapture: async (captureId: string): Promise<Dispute | null> => {
      const path = `/v1/customer/disputes?disputed_transaction_id=${part(captureId)}`
      const id = (await wire.send({ method: 'GET', path }, list)).items[0]?.dispute_id
      return id === undefined ? null : shown(await get(id))
    },
  }
}

function stateOf(status: string, outcome: string | undefined): Dispute['state'] {
  if (status === 'RESOLVED') return outcome !== undefined && WON.has(outcome) ? 'WON' : 'LOST'
  return status === 'OPEN' || status === 'WAITING_FOR_SELLER_RESPONSE' ? 'NEEDS_RESPONSE' : 'UNDER_REVIEW'
}

import type Stripe from 'stripe'
import { book } from './balance.ts'
import { forbidden } from './errors.ts'
import { type Form, metadataOf, part, text, truth } from './form.ts'
import { disputeFee } from './money.ts'
import { get, idOf, newId, now, put, type World } from './state.ts'

type Dispute = Stripe.Dispute

/** A bank takes a payment back, and Stripe its fee. */
export function openDispute(world: World, chargeId: string, reason = 'fraudulent'): Dispute {
  const charge = get(world, 'charge', chargeId)
  const refunds = world.tables.refund.values().filter(({ charge: of, status }) => of === charge.id && status !== 'failed')
  const amount = charge.amount_captured - refunds.reduce((sum, refund) => sum + refund.amount, 0)
  if (charge.disputed || amount <= 0) throw forbidden('charge_disputed', 'It is disputed already, or there is nothing to dispute.')
  charge.disputed = true
  const id = newId('dp')
  const { currency } = charge
  const line = book(world, {
    type: 'adjustment',
    category: 'dispute',
    source: id,
    amount: -amount,
    fee: disputeFee(currency),
    currency,
  })
  const dispute = put(world, 'dispute', {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [line],
    charge: charge.id,
    created: now(world),
    currency,
    enhanced_eligibility_types: [],
    evidence: { ...NOTHING },
    evidence_details: {
      due_by: now(world) + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  })
  world.happen('charge.dispute.created', dispute)
  world.happen('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

/** POST /v1/disputes/:id. What stands in the text decides at once, as in Stripe's test mode: `winning_evidence`, `losing_evidence`. */
export function answerDispute(world: World, id: string, form: Form): Dispute {
  const dispute = get(world, 'dispute', id)
  if (dispute.status !== 'needs_response' || dispute.evidence_details.submission_count > 0)
    throw forbidden('dispute_evidence_submitted', 'This dispute already had its evidence submitted, or it is closed.')
  const said = text(part(form['evidence'])['uncategorized_text'])
  if (said !== null) {
    dispute.evidence.uncategorized_text = said
    dispute.evidence_details.has_evidence = true
  }
  Object.assign(dispute.metadata, metadataOf(form['metadata']))
  if (truth(form['submit'])) {
    dispute.evidence_details.submission_count = 1
    dispute.status = 'under_review'
  }
  world.happen('charge.dispute.updated', dispute)
  if (dispute.status === 'under_review' && said?.includes('winning_evidence')) closeDispute(world, id, 'won')
  if (dispute.status === 'under_review' && said?.includes('losing_evidence')) closeDispute(world, id, 'lost')
  return dispute
}

/** A bank decides. Who wins gets the amount back, and not the fee. */
export function closeDispute(world: World, id: string, status: 'won' | 'lost'): Dispute {
  const dispute = get(world, 'dispute', id)
  if (dispute.status === 'won' || dispute.status === 'lost') throw forbidden('dispute_closed', 'This dispute is already closed.')
  dispute.status = status
  if (status === 'won') {
    const { amount, currency } = dispute
    dispute.balance_transactions.push(
      book(world, { type: 'adjustment', category: 'dispute_reversal', source: id, amount, currency }),
    )
    get(world, 'charge', idOf(dispute.charge)).disputed = false
    world.happen('charge.dispute.funds_reinstated', dispute)
  }
  world.happen('charge.dispute.closed', dispute)
  return dispute
}

const NOTHING: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

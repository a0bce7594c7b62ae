import {
  book,
  captureWith,
  count,
  DAY,
  isoOf,
  newId,
  notThere,
  unprocessable,
  type Amount,
  type DisputeOf,
  type World,
} from './state.ts'

/** Disputes v1. Money that is disputed is held back at once. */
export function openDispute(
  world: World,
  asked: { captureId: string; amount?: Amount; reason?: string; stage?: DisputeOf['stage'] },
) {
  const found = captureWith(world, asked.captureId)
  if (found === null) throw notThere()
  const dispute: DisputeOf = {
    id: `PP-D-${newId().slice(0, 6)}`,
    status: 'WAITING_FOR_SELLER_RESPONSE',
    stage: asked.stage ?? 'CHARGEBACK',
    outcome: null,
    reason: asked.reason ?? 'UNAUTHORISED',
    captureId: asked.captureId,
    amount: asked.amount ?? found.capture.amount,
    dueAt: world.now() + 10 * DAY,
    createdAt: world.now(),
    evidence: [],
  }
  world.disputes.set(dispute.id, dispute)
  move(world, dispute, 'T1110', -1)
  tell(world, dispute, 'CREATED')
  return disputeShown(world, dispute)
}

export function disputeAt(world: World, id: string): DisputeOf {
  const dispute = world.disputes.get(id)
  if (dispute === undefined) throw notThere()
  return dispute
}

export const disputesOf = (world: World, captureId: string | null) => ({
  items: [...world.disputes.values()]
    .filter((each) => captureId === null || each.captureId === captureId)
    .map((each) => disputeShown(world, each)),
})

/** The body is a form with a file `input` of JSON. */
export function provideEvidence(world: World, id: string, form: string) {
  const dispute = disputeAt(world, id)
  if (dispute.status !== 'WAITING_FOR_SELLER_RESPONSE' || dispute.stage === 'INQUIRY')
    throw unprocessable('ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE')
  const notes = /"notes":\s*"((?:[^"\\]|\\.)*)"/.exec(form)?.[1]
  if (!form.includes('name="input"') || notes === undefined) throw unprocessable('MISSING_OR_INVALID_REQUEST_BODY')
  dispute.evidence.push(JSON.parse(`"${notes}"`))
  dispute.status = 'UNDER_REVIEW'
  tell(world, dispute, 'UPDATED')
  return { links: [selfOf(world, dispute)] }
}

export function resolveDispute(world: World, id: string, won: boolean): void {
  const dispute = disputeAt(world, id)
  dispute.status = 'RESOLVED'
  dispute.outcome = won ? 'RESOLVED_SELLER_FAVOUR' : 'RESOLVED_BUYER_FAVOUR'
  move(world, dispute, 'T1111', 1)
  if (!won) move(world, dispute, 'T1106', -1)
  tell(world, dispute, 'RESOLVED')
}

const move = (world: World, { amount, captureId }: DisputeOf, code: string, sign: number) =>
  book(world, { code, units: sign * count(amount), currency: amount.currency_code, reference: captureId })
const tell = (world: World, dispute: DisputeOf, what: string) =>
  world.tell(`CUSTOMER.DISPUTE.${what}`, 'dispute', disputeShown(world, dispute))
const selfOf = (world: World, { id }: DisputeOf) => ({
  rel: 'self',
  href: `${world.base}/v1/customer/disputes/${id}`,
  method: 'GET',
})

export const disputeShown = (world: World, dispute: DisputeOf) => ({
  dispute_id: dispute.id,
  status: dispute.status,
  dispute_life_cycle_stage: dispute.stage,
  reason: dispute.reason,
  dispute_amount: dispute.amount,
  create_time: isoOf(dispute.createdAt),
  ...(dispute.status === 'WAITING_FOR_SELLER_RESPONSE' && { seller_response_due_date: isoOf(dispute.dueAt) }),
  ...(dispute.outcome !== null && { dispute_outcome: { outcome_code: dispute.outcome } }),
  disputed_transactions: [{ seller_transaction_id: dispute.captureId }],
  links: [
    selfOf(world, dispute),
    ...(dispute.status === 'WAITING_FOR_SELLER_RESPONSE' && dispute.stage !== 'INQUIRY'
      ? [{ rel: 'provide_evidence', href: `${world.base}/v1/customer/disputes/${dispute.id}/provide-evidence`, method: 'POST' }]
      : []),
  ],
})

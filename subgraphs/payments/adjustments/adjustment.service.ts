import { audit } from '#db/audit.ts'
import { violates } from '#db/faults.ts'
import { isSelf, requireRole } from '#lib/access.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { adjusted } from '../ledger/journals.ts'
import { likeEuros } from '../scale.ts'
import type { Adjustment, AdjustmentState, Trx } from '../tables.ts'
import {
  decide,
  findByKey,
  insertAdjustment,
  isKnown,
  listAdjustments,
  lockAdjustment,
  lockDay,
  movedInADay,
} from './adjustment.queries.ts'
import { ADJUSTMENT_LIMITS } from './limits.ts'

const DAY_MS = 24 * 3_600_000

/** Proposals and what became of them, the newest first: for those who keep the books. */
export async function adjustments(
  { caller, db }: Context,
  states: readonly AdjustmentState[] | null,
  args: PageArgs,
): Promise<Page<Adjustment>> {
  requireRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE')
  return idPage(args, (page) => listAdjustments(db, states, page))
}

export interface ProposeInput {
  beneficiary: Adjustment['beneficiary']
  beneficiaryId: string
  amountMinor: number
  currency: string
  reason: string
  evidence: string
  idempotencyKey: string
}

/** Proposes to give an amount to a user or an operator, or to take it. Nothing moves before somebody else approves it. */
export async function proposeAdjustment({ caller, db }: Context, input: ProposeInput): Promise<Adjustment> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  const { beneficiary, beneficiaryId, amountMinor, currency, reason, evidence, idempotencyKey } = input
  const path = ['input', 'beneficiaryId']
  const most = likeEuros(ADJUSTMENT_LIMITS.euros, currency)
  if (Math.abs(amountMinor) > most) throw badInput(['input', 'amountMinor'], `At most ${inMajorUnits(most, currency)} ${currency}.`)
  if (isSelf(caller, beneficiaryId)) throw refuse('FORBIDDEN', 'This is for you: somebody else proposes it.', path)
  return db.transaction().execute(async (trx) => {
    if (!(await isKnown(trx, beneficiary, beneficiaryId))) throw notFound(beneficiary.toLowerCase(), path)
    const row = {
      id: newId(),
      beneficiary,
      beneficiary_id: beneficiaryId,
      amount_minor: amountMinor,
      currency,
      reason,
      evidence,
      proposed_by: userId,
      expires_at: new Date(Date.now() + ADJUSTMENT_LIMITS.days * DAY_MS),
      idempotency_key: idempotencyKey,
      decided_by: null,
      decided_at: null,
      decision_reason: null,
    }
    const proposed = await insertAdjustment(trx, row)
    if (proposed) {
      await note(trx, userId, 'adjustment.proposed', proposed)
      return proposed
    }
    const before = await findByKey(trx, userId, idempotencyKey)
    if (before.beneficiary_id !== beneficiaryId || before.amount_minor !== amountMinor || before.currency !== currency)
      throw refuse('CONFLICT', 'This key was used for another proposal.', ['input', 'idempotencyKey'])
    return before
  })
}

export interface DecideInput {
  adjustmentId: string
  approve: boolean
  reason?: string | null | undefined
}

/** Approves what somebody else has proposed, or rejects it. What is approved is booked at once. */
export async function decideAdjustment(
  { caller, db }: Context,
  { adjustmentId, approve, reason }: DecideInput,
): Promise<Adjustment> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  const path = ['input', 'adjustmentId']
  return db.transaction().execute(async (trx) => {
    const found = await lockAdjustment(trx, adjustmentId)
    if (!found) throw notFound('adjustment', path)
    const state = approve ? 'APPROVED' : 'REJECTED'
    if (found.state === state && found.decided_by === userId) return found
    requireOpen(found)
    if (found.proposed_by === userId)
      throw refuse('FORBIDDEN', 'Somebody else decides what you have proposed. You may withdraw it.', path)
    if (found.beneficiary_id === userId) throw refuse('FORBIDDEN', 'This is about you: somebody else decides it.', path)
    const decided = await decide(trx, adjustmentId, { state, decided_by: userId, decision_reason: reason || null })
    await note(trx, userId, approve ? 'adjustment.approved' : 'adjustment.rejected', decided)
    if (approve) await book(trx, decided)
    return decided
  })
}

/** Takes back what the caller has proposed. */
export async function withdrawAdjustment({ caller, db }: Context, { adjustmentId }: { adjustmentId: string }): Promise<Adjustment> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  const path = ['input', 'adjustmentId']
  return db.transaction().execute(async (trx) => {
    const found = await lockAdjustment(trx, adjustmentId)
    if (!found) throw notFound('adjustment', path)
    if (found.proposed_by !== userId) throw refuse('FORBIDDEN', 'You have not proposed this. You may reject it.', path)
    if (found.state === 'WITHDRAWN') return found
    requireOpen(found)
    const decided = await decide(trx, adjustmentId, { state: 'WITHDRAWN', decided_by: userId, decision_reason: null })
    await note(trx, userId, 'adjustment.withdrawn', decided)
    return decided
  })
}

async function book(
  trx: Trx,
  { id, beneficiary, beneficiary_id: ownerId, currency, amount_minor: amountMinor }: Adjustment,
): Promise<void> {
  const path = ['input', 'adjustmentId']
  const most = likeEuros(ADJUSTMENT_LIMITS.eurosDaily, currency)
  await lockDay(trx, currency)
  // This one is counted too: it is approved already.
  if ((await movedInADay(trx, currency)) > most)
    throw refuse(
      'RATE_LIMITED',
      `At most ${inMajorUnits(most, currency)} ${currency} are adjusted in a day. Try again tomorrow.`,
      path,
    )
  const of = [beneficiary === 'USER' ? 'WALLET' : 'OPERATOR_PAYABLE', ownerId] as const
  await adjusted(trx, { adjustmentId: id, of, currency, amountMinor }).catch((error: unknown) => {
    if (violates(error, 'wallet_covered')) throw refuse('CONFLICT', 'There is not so much in the wallet.', path)
    throw error
  })
}

function requireOpen({ state, expires_at }: Adjustment): void {
  const path = ['input', 'adjustmentId']
  if (state !== 'PROPOSED') throw refuse('CONFLICT', 'This has been decided, or nobody decided it in time.', path)
  if (expires_at <= new Date()) throw refuse('CONFLICT', 'Nobody decided this in time. Propose it anew.', path)
}

type Action = 'adjustment.proposed' | 'adjustment.approved' | 'adjustment.rejected' | 'adjustment.withdrawn'

const note = (trx: Trx, actor: string, action: Action, { id, ...of }: Adjustment): Promise<void> =>
  audit(trx, actor, action, of.beneficiary_id, {
    adjustmentId: id,
    amountMinor: of.amount_minor,
    currency: of.currency,
    reason: of.decision_reason ?? of.reason,
  })

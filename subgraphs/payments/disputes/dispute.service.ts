import { sql } from 'kysely'
import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { begin } from '../operations/begin.ts'
import type { Evidence } from '../providers/provider.ts'
import type { Dispute } from '../tables.ts'
import { changeDispute, findDispute, listDisputes, lockDispute } from './dispute.queries.ts'

/** Disputes, the newest first: for admins. */
export function disputeList(ctx: Context, states: readonly Dispute['state'][] | null, args: PageArgs): Promise<Page<Dispute>> {
  requireRole(ctx.caller, 'ADMIN')
  return idPage(args, (page) => listDisputes(ctx.db, states, page))
}

/** Gives the bank what is to be said in a dispute, once: for admins. The same again changes nothing. */
export async function answerDispute(
  ctx: Context,
  { disputeId, text, documents }: Evidence & { disputeId: string },
): Promise<Dispute> {
  const caller = requireRole(ctx.caller, 'ADMIN')
  const path = ['input', 'disputeId']
  const operationId = await ctx.db.transaction().execute(async (trx) => {
    const dispute = await lockDispute(trx, disputeId)
    if (!dispute) throw notFound('dispute', path)
    const evidence: Evidence = { text, documents }
    if (dispute.evidence !== null) {
      if (JSON.stringify(dispute.evidence) === JSON.stringify(evidence)) return null
      throw refuse('CONFLICT', 'It has been answered. A bank takes one answer.', path)
    }
    if (dispute.state !== 'NEEDS_RESPONSE' || (dispute.due_by !== null && dispute.due_by <= new Date()))
      throw refuse('CONFLICT', 'It is decided, or the time for an answer is over.', path)
    const { operation } = await begin(trx, {
      kind: 'ANSWER_DISPUTE',
      provider: dispute.provider,
      subject: ['DISPUTE', disputeId],
      request: { disputeId: dispute.external_id, evidence },
    })
    await changeDispute(trx, disputeId, {
      evidence: JSON.stringify(evidence),
      answered_by: caller.userId,
      answered_at: sql<Date>`now()`,
    })
    await audit(trx, caller.userId, 'dispute.answered', disputeId, { documents: documents.length })
    return operation.id
  })
  if (operationId !== null) await ctx.runner.perform(operationId)
  const dispute = await findDispute(ctx.db, disputeId)
  if (!dispute) throw notFound('dispute', path)
  return dispute
}

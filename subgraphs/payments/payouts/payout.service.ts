import { audit } from '#db/audit.ts'
import { hasRole, requireOperator, requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { BUSINESS_LIMITS } from '../business/limits.ts'
import type { Context } from '../context.ts'
import { begin } from '../operations/begin.ts'
import { PROVIDER_NAMES } from '../providers/provider.ts'
import type { Payable, Payout, Trx } from '../tables.ts'
import { findPayoutAccount } from './account.queries.ts'
import { lockOperator, owedNow } from './owed.queries.ts'
import { changePayout, findPayout, listPayoutEntries, listPayouts, lockPayout, type PayoutFilter } from './payout.queries.ts'
import { sendable, tellPayout } from './payout.ts'

/** Payouts, the newest first: all for those who keep the books, their own for operators. */
export async function payouts(ctx: Context, filter: PayoutFilter, args: PageArgs): Promise<Page<Payout>> {
  const operatorId = whose(ctx, filter.operatorId, ['filter', 'operatorId'])
  return idPage(args, (page) => listPayouts(ctx.db, { ...filter, operatorId }, page))
}

/** One payout for those who keep the books, and for its operator; null for others. */
export async function payout(ctx: Context, id: string): Promise<Payout | null> {
  const found = await findPayout(ctx.db, id)
  return found && sees(ctx, found.operator_id) ? found : null
}

/** What a payout is of: for everybody who sees the payout. */
export const payoutEntries = (ctx: Pick<Context, 'db' | 'caller'>, { id }: Payout, args: PageArgs): Promise<Page<Payable>> =>
  idPage(args, (page) => listPayoutEntries(ctx.db, id, page))

/**
 * Lets a payout go to its operator, by somebody who is not that operator. It is sent right after this, and is no more than is still owed: what
 * went back since it was drafted is taken off, and carried to the next one. It goes to the account that they have seen, and to no other. The
 * same person may say it again; a second one is told that it was approved.
 */
export async function approvePayout(
  ctx: Context,
  { payoutId, account: seen }: { payoutId: string; account: string },
): Promise<Payout> {
  const { userId } = requireRole(ctx.caller, 'ADMIN', 'TREASURER')
  return ctx.db.transaction().execute(async (trx) => {
    const draft = await lockPayout(trx, payoutId)
    if (!draft) throw notFound('payout', ['input', 'payoutId'])
    const path = ['input', 'account']
    if (draft.approved_by === userId && draft.account === seen) return draft
    if (draft.state !== 'DRAFT') throw refuse('CONFLICT', 'This payout was approved before.', ['input', 'payoutId'])
    if (draft.operator_id === userId)
      throw refuse('FORBIDDEN', 'Nobody approves their own payout. Somebody else has to.', ['input', 'payoutId'])
    const { provider, account, amountMinor } = await wayOf(trx, ctx, draft)
    if (account !== seen) throw refuse('CONFLICT', 'Its operator is paid to another account by now. Look at it again.', path)
    const approved = await changePayout(trx, payoutId, {
      state: 'APPROVED',
      amount_minor: amountMinor,
      provider,
      account,
      approved_by: userId,
      approved_at: new Date(),
      failure: null,
    })
    await begin(trx, {
      kind: 'PAY_OUT',
      provider,
      subject: ['PAY_OUT', payoutId],
      request: { account, statement: `EVERGRAPH ${approved.week}` },
      amount: { amountMinor, currency: draft.currency },
    })
    await audit(trx, userId, 'payout.approved', payoutId, {
      operatorId: draft.operator_id,
      amountMinor,
      currency: draft.currency,
      provider,
    })
    await tellPayout(trx, approved)
    return approved
  })
}

/** Where a payout goes, and how much of it can go there. */
async function wayOf(trx: Trx, { providers }: Context, { operator_id: operatorId, ...draft }: Payout) {
  const { provider, account, changedAt } = (await findPayoutAccount(trx, operatorId)) ?? {}
  if (!provider || !account) throw refuse('CONFLICT', 'Its operator has not said where payouts go.', ['input', 'payoutId'])
  const goodFrom = new Date((changedAt?.getTime() ?? 0) + BUSINESS_LIMITS.accountRestMs)
  if (goodFrom > new Date())
    throw refuse(
      'CONFLICT',
      `Its operator has put another account in place. It is good from ${goodFrom.toISOString()} on: ask them whether it was they.`,
      ['input', 'payoutId'],
    )
  const port = providers.get(provider)
  if (!port)
    throw refuse('CONFLICT', `Its operator is paid by ${PROVIDER_NAMES[provider]}, which is not connected.`, ['input', 'payoutId'])
  const { currency } = draft
  await lockOperator(trx, { operatorId, currency })
  const owedMinor = await owedNow(trx, { operatorId, currency })
  if (owedMinor <= 0)
    throw refuse('CONFLICT', 'Nothing is owed to its operator by now: it has gone back, or a bank decides.', ['input', 'payoutId'])
  const amountMinor = sendable(port, currency, Math.min(draft.earned_minor + draft.carried_minor, owedMinor))
  if (amountMinor === 0)
    throw refuse('CONFLICT', `This is no amount that ${PROVIDER_NAMES[provider]} sends in ${draft.currency}.`, [
      'input',
      'payoutId',
    ])
  return { provider, account, amountMinor }
}

/** Where a payout goes: what was approved, else what stands in its operator's business data now. For everybody who sees the payout. */
export async function accountOf({ loaders }: Context, { state, account, operator_id: operatorId }: Payout): Promise<string | null> {
  return state === 'DRAFT' ? ((await loaders.business.load(operatorId))?.payout_account ?? null) : account
}

/** Whose payouts and statements somebody asks for: theirs, or anybody's for those who keep the books (null: everybody's). */
export function whose({ caller }: Pick<Context, 'caller'>, asked: string | null | undefined, path: string[]): string | null {
  if (hasRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE')) return asked ?? null
  const { userId } = requireOperator(caller, 'billing:read')
  if (asked != null && asked !== userId) throw notFound('operator', path)
  return userId
}

const sees = ({ caller }: Pick<Context, 'caller'>, operatorId: string): boolean =>
  hasRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE') ||
  (caller.kind === 'user' && caller.userId === operatorId) ||
  (caller.kind === 'client' && caller.scopes.includes('billing:read') && caller.partnerId === operatorId)

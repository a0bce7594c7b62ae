import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { changeChain, countUnpaid, findChain, listChains, moveRewards, payment, type PaymentState } from './chain.queries.ts'
import type { Context } from '../context.ts'
import { touch } from '../earning/grant.ts'
import { REWARDS_LIMITS } from '../limits.ts'
import type { ChainState, Trx } from '../tables.ts'

export interface ChainSettlement {
  chain: ChainState
  payment: PaymentState
}

/** How far the payments on each chain are, and what keeps them from going on. */
export async function settlementHealth({ db, caller }: Context): Promise<ChainSettlement[]> {
  requireRole(caller, 'ADMIN', 'TREASURER')
  const payments = new Map((await payment(db)).map((row) => [row.chain_id, row]))
  const chains = await listChains(db)
  return chains.flatMap((chain) => {
    const of = payments.get(chain.id)
    return of ? [{ chain, payment: of }] : []
  })
}

export interface ChainDecision {
  chainId: number
  reason: string
}

/** No new batch is made on a chain from now on. One that is signed already goes on its way. Pausing again changes nothing. */
export function pauseChain({ db, caller }: Context, { chainId, reason }: ChainDecision): Promise<ChainSettlement> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  return db.transaction().execute(async (trx) => {
    const { paused_at: paused } = await configured(trx, chainId, 'chainId')
    if (!paused) {
      await changeChain(trx, chainId, { paused_at: new Date(), paused_by: userId, pause_reason: reason })
      await audit(trx, userId, 'chain.paused', subjectOf(chainId), { chainId, reason })
    }
    return settlementOf(trx, chainId)
  })
}

/** Batches are made again on a paused chain. Resuming again changes nothing. The contract's own pause is the treasury's. */
export function resumeChain({ db, caller }: Context, { chainId, reason }: ChainDecision): Promise<ChainSettlement> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  return db.transaction().execute(async (trx) => {
    const { paused_at: paused } = await configured(trx, chainId, 'chainId')
    if (paused) {
      await changeChain(trx, chainId, { paused_at: null, paused_by: null, pause_reason: null })
      await audit(trx, userId, 'chain.resumed', subjectOf(chainId), { chainId, reason })
    }
    return settlementOf(trx, chainId)
  })
}

export interface Move {
  fromChainId: number
  toChainId: number
  reason: string
}

/**
 * Moves unpaid rewards of a paused chain to another one, so many at a time. Those whose last transaction could still be mined stay, and can
 * be moved when the chain has made that final. Sent again, it goes on with the rest.
 */
export function moveUnpaidRewards(
  { db, caller }: Context,
  { fromChainId, toChainId, reason }: Move,
): Promise<{ moved: number; left: number }> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  if (fromChainId === toChainId) throw badInput(['input', 'toChainId'], 'Another chain than the one they are on.')
  return db.transaction().execute(async (trx) => {
    const from = await findChain(trx, fromChainId)
    if (!from) throw notFound('chain', ['input', 'fromChainId'])
    await configured(trx, toChainId, 'toChainId')
    // A batch that is being made of them has read them by now.
    if (from.configured && !from.paused_at) throw refuse('CONFLICT', 'Pause the chain first.', ['input', 'fromChainId'])
    const moved = await moveRewards(trx, fromChainId, toChainId, REWARDS_LIMITS.movedAtOnce)
    for (const reward of moved) await touch(trx, reward)
    if (moved.length > 0)
      await audit(trx, userId, 'chain.rewards-moved', subjectOf(fromChainId), {
        fromChainId,
        toChainId,
        reason,
        rewards: moved.length,
      })
    return { moved: moved.length, left: await countUnpaid(trx, fromChainId) }
  })
}

async function configured(trx: Trx, id: number, field: string): Promise<ChainState> {
  const chain = await findChain(trx, id)
  if (!chain?.configured) throw notFound('chain', ['input', field])
  return chain
}

async function settlementOf(trx: Trx, chainId: number): Promise<ChainSettlement> {
  const chain = await findChain(trx, chainId)
  const of = (await payment(trx)).find(({ chain_id }) => chain_id === chainId)
  if (!chain || !of) throw new Error(`Chain ${chainId} is gone.`)
  return { chain, payment: of }
}

/** The audit names things by UUIDs: a chain's has its number at the end. */
const subjectOf = (chainId: number): string => `00000000-0000-0000-0000-${String(chainId).padStart(12, '0')}`

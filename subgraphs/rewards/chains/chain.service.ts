import { audit } from '#db/audit.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { chooseChain, findChain, listChains } from './chain.queries.ts'
import type { Context } from '../context.ts'
import type { ChainState } from '../tables.ts'

/** The chains on which rewards are paid, the standard one first. For everybody. */
export const allChains = ({ db }: Context): Promise<ChainState[]> => listChains(db)

/** A chain; the standard one where no id is given. Null if the configuration has none of this id. For everybody. */
export const chainById = async ({ db }: Context, id: number | null | undefined): Promise<ChainState | null> =>
  (await listChains(db)).find((chain) => (id == null ? chain.standard : chain.id === id)) ?? null

/** The chain of a reward that the caller may see. It may be one that the configuration does not name any more. For everybody. */
export async function chainOfReward({ loaders }: Context, id: number): Promise<ChainState> {
  const chain = await loaders.chain.load(String(id))
  if (!chain) throw new Error(`Chain ${id} is gone.`)
  return chain
}

/** Where a user is paid what they earn from now on; null for those who may not see it. */
export async function rewardChainOf({ caller, loaders }: Context, userId: string): Promise<ChainState | null> {
  if (!isSelfOr(caller, userId, 'ADMIN', 'TREASURER')) return null
  const choice = await loaders.chainOfUser.load(userId)
  return choice && loaders.chain.load(String(choice.chain_id))
}

/** The caller is paid on this chain what they earn from now on. What they have earned stays where it is. */
export async function chooseRewardChain({ db, caller }: Context, { chainId }: { chainId: number }): Promise<ChainState> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const chain = await findChain(trx, chainId)
    if (!chain?.configured) throw notFound('chain', ['input', 'chainId'])
    await chooseChain(trx, userId, chainId)
    await audit(trx, userId, 'reward-chain.changed', userId, { chainId })
    return chain
  })
}

import { isSelfOr, requireUser } from '#lib/access.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { entriesOf, idsToShow, listRewardsOf } from './reward.queries.ts'
import type { LedgerEntry, Reward, SourceType } from './tables.ts'

/** A reward; null if there is none, and for those who may not see it. */
export async function rewardById({ caller, loaders }: Context, id: string): Promise<Reward | null> {
  const row = await loaders.reward.load(id)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** What a charging session, a reading or a deed has earned; null if nothing, and for those who may not see it. */
export async function rewardOf({ caller, loaders }: Context, type: SourceType, sourceId: string): Promise<Reward | null> {
  const row = await loaders.rewardOf[type].load(sourceId)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** What the ledger says of the source of a reward, in order; nothing for those who may not see it. */
export const ledgerOf = async ({ db, caller }: Context, reward: Reward): Promise<LedgerEntry[]> =>
  isSelfOr(caller, reward.user_id, 'ADMIN') ? entriesOf(db, reward) : []

export interface Balance {
  earned: string
  settled: string
  pending: string
  owed: string
  held: string
}

const NOTHING: Balance = { earned: '0', settled: '0', pending: '0', owed: '0', held: '0' }

/** A user's balance in base units by the ledger; null for those who may not see it. */
export async function balanceOf({ caller, loaders }: Context, userId: string): Promise<Balance | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  return (await loaders.balance.load(userId)) ?? NOTHING
}

/** Where a user's tokens are paid to; null while they have no address, and for those who may not see it. */
export async function payoutAddressOf({ caller, loaders }: Context, userId: string): Promise<string | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  return (await loaders.wallet.load(userId))?.address ?? null
}

/** A user's rewards, the newest first; null for those who may not see them. */
export async function rewardsOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<Reward> | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  return idPage(args, (page) => listRewardsOf(db, userId, page))
}

/** What is shown first: the newest rewards on their way, and those that settled lately, because a connection may have been down. */
const SHOWN = { outstanding: 1_000, seconds: 600, count: 10 }

/**
 * The caller's rewards that are on their way and those that settled in the last minutes, the oldest first. Then each when it is earned, and
 * again when it settles.
 */
export function watchRewards({ bus, db, caller, loaders }: Context): AsyncGenerator<Reward, void, void> {
  const { userId } = requireUser(caller)
  return liveStream({
    bus,
    names: ['rewards.reward.earned', 'rewards.reward.updated', 'rewards.reward.settled'],
    matches: ({ data }) => data.userId === userId,
    things: { first: () => idsToShow(db, userId, SHOWN), of: ({ data }) => data.rewardId },
    read: (id) => loaders.reward.load(id),
  })
}

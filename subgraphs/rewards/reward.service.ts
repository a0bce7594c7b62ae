import { validate } from 'uuid'
import { isSelfOr } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { keysetPage, type KeysetKey, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { entriesOf, listRewardsOf } from './reward.queries.ts'
import type { LedgerEntry, Reward, SourceType } from './tables.ts'

/** A reward; null when there is none, and for those who may not see it. */
export async function rewardById({ caller, loaders }: Context, id: string): Promise<Reward | null> {
  const row = await loaders.reward.load(id)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** What a charging session, a reading or a deed has earned; null when nothing, and for those who may not see it. */
export async function rewardOf({ caller, loaders }: Context, type: SourceType, sourceId: string): Promise<Reward | null> {
  const row = await loaders.rewardOf[type].load(sourceId)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** What the ledger says of the deed of a reward that the caller may see, in order. */
export const ledgerOf = ({ db }: Context, reward: Reward): Promise<LedgerEntry[]> => entriesOf(db, reward)

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
  return keysetPage({
    args,
    fetch: ({ past, until, forward, limit }) => {
      const [from, to] = forward ? (['after', 'before'] as const) : (['before', 'after'] as const)
      return listRewardsOf(db, userId, { past: idIn(past, from), until: idIn(until, to), forward, limit })
    },
    key: (row) => [row.id],
  })
}

function idIn(key: KeysetKey | null, argument: string): string | null {
  if (key === null) return null
  if (key.length === 1 && validate(key[0])) return String(key[0])
  throw badInput([argument], 'This is not a cursor of this list.')
}

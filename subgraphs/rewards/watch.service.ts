import { requireUser } from '#lib/access.ts'
import { liveStream } from '#lib/live.ts'
import type { Context } from './context.ts'
import { idsToShow } from './reward.queries.ts'
import type { Reward } from './tables.ts'

/** What is on its way, up to so many of the newest; and what settled while a connection was down for no longer than this. */
const SHOWN = { outstanding: 1_000, seconds: 600, count: 10 }

/**
 * The caller's rewards that are on their way and those that settled in the last minutes, the oldest first; then each as it is
 * earned and again when it settles.
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

import { requireUser } from '#lib/auth.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Context } from './context.ts'
import { idsToShow } from './reward.queries.ts'
import type { Reward } from './tables.ts'

/** Rewards that one slow reader may have outstanding; older ones are read from the list instead. */
const OUTSTANDING = 1_000
/** What settled while a connection was down for no longer than this is shown again, up to so many of the newest. */
const SHOWN_AGAIN = { seconds: 600, count: 10 }

interface Bell {
  gone: boolean
  wake: () => void
}

/**
 * The caller's rewards that are on their way and those that settled in the last minutes, the oldest first; then each as it is
 * earned and again when it settles. Each is as it is when it is read: while a reader is slow, several changes of one are one.
 */
export function watchRewards(ctx: Context): AsyncGenerator<Reward, void, void> {
  const bell: Bell = { gone: false, wake: () => {} }
  const changed = changedRewards(ctx, requireUser(ctx.caller).userId, bell)
  const end = changed.return.bind(changed)
  // A generator hears of `return` at its next yield only: one that waits for an event would wait, and listen, for ever.
  changed.return = (value) => {
    bell.gone = true
    bell.wake()
    return end(value)
  }
  return changed
}

async function* changedRewards({ bus, db, loaders }: Context, userId: string, bell: Bell): AsyncGenerator<Reward, void, void> {
  const changed = new Set<string>()
  const note = (id: string) => {
    changed.add(id)
    for (const oldest of changed) {
      if (changed.size <= OUTSTANDING) break
      changed.delete(oldest)
    }
  }
  // Heard before the first reading, so that no change falls between the two.
  using _ears = bus.listen(['rewards.reward.earned', 'rewards.reward.updated', 'rewards.reward.settled'], (event) => {
    const { data } = event as EventEnvelope<'rewards.reward.earned' | 'rewards.reward.updated' | 'rewards.reward.settled'>
    if (data.userId !== userId) return
    note(data.rewardId)
    bell.wake()
  })
  for (const id of await idsToShow(db, userId, { outstanding: OUTSTANDING, ...SHOWN_AGAIN })) note(id)
  while (!bell.gone) {
    for (const id of changed) {
      changed.delete(id)
      const reward = await loaders.reward.load(id)
      if (reward) yield reward
    }
    await new Promise<void>((resolve) => {
      bell.wake = resolve
      if (changed.size > 0 || bell.gone) resolve()
    })
  }
}

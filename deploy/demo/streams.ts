import { setTimeout as wait } from 'node:timers/promises'
import type { RewardEarnedSubscription, SessionUpdatedSubscription } from '../../clients/driver/generated/graphql.ts'
import type { LiveSession } from './format.ts'

export type Reward = RewardEarnedSubscription['rewardEarned']

const PATIENCE_MS = 180_000
const LOOK_MS = 100

/** Reads sessions until one is as wanted. The last one read may already be. */
export async function followUntil(
  updates: AsyncIterator<SessionUpdatedSubscription, void>,
  wanted: (session: LiveSession) => boolean,
  heard: (session: LiveSession) => void,
  last?: LiveSession,
): Promise<LiveSession> {
  if (last && wanted(last)) return last
  for (;;) {
    const { value, done } = await updates.next()
    if (done || !value) throw new Error('the session’s stream ended early')
    const session = value.sessionUpdated
    heard(session)
    if (wanted(session)) return session
    if (session.status === 'FAILED' || session.status === 'EXPIRED')
      throw new Error(`the session ${session.status.toLowerCase()}: ${session.failureReason}`)
  }
}

/** Keeps what a stream of rewards brings from now on, for later questions. */
export function collectRewards(stream: AsyncIterable<RewardEarnedSubscription>) {
  const seen: Reward[] = []
  let news = Promise.withResolvers<void>()
  const reading = (async () => {
    for await (const { rewardEarned } of stream) {
      seen.push(rewardEarned)
      news.resolve()
      news = Promise.withResolvers()
    }
  })()
  // Whoever waits for a reward hears of the failure.
  reading.catch(() => undefined)
  return {
    async first(wanted: (reward: Reward) => boolean): Promise<Reward> {
      for (;;) {
        const found = seen.find(wanted)
        if (found) return found
        await Promise.race([news.promise, reading])
      }
    },
  }
}

/** The work's result, or an error that says what did not happen in time. */
export async function within<T>(work: Promise<T>, otherwise: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${otherwise} within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Looks until it is there. */
export async function found<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const one = await look()
    if (one !== undefined) return one
    await wait(LOOK_MS)
  }
}

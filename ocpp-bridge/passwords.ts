import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { OCPP_LIMITS } from './limits.ts'

export type Verdict = 'right' | 'wrong' | 'too-many-tries'

/** Judges Basic passwords against argon2id hashes; wrong ones are counted per identity and address. */
export interface Passwords {
  judge(given: { identity: string; password: string; hash: string; address: string }): Promise<Verdict>
}

export function createPasswords(): Passwords {
  const duration = OCPP_LIMITS.failedTriesWindowSeconds
  const perIdentity = new RateLimiterMemory({ points: OCPP_LIMITS.failedTries, duration })
  const perAddress = new RateLimiterMemory({ points: OCPP_LIMITS.failedTriesOfAddress, duration })
  // Argon2 costs tens of milliseconds by design; in a reconnect storm a password that was right a while ago is known again by this.
  const key = randomBytes(32)
  const right = new Map<string, Buffer>()
  const mark = (password: string, hash: string): Buffer =>
    createHmac('sha256', key).update(hash).update('\0').update(password).digest()
  const inTurn = createTurns(OCPP_LIMITS.triesAtOnce)

  return {
    judge: async ({ identity, password, hash, address }) => {
      const who = `${address} ${identity}`
      const [tries, triesOfAddress] = await Promise.all([perIdentity.get(who), perAddress.get(address)])
      if ((tries?.remainingPoints ?? 1) <= 0 || (triesOfAddress?.remainingPoints ?? 1) <= 0) return 'too-many-tries'
      const given = mark(password, hash)
      const known = right.get(identity)
      if (known !== undefined && timingSafeEqual(known, given)) return 'right'
      return inTurn(address, async () => {
        // Counted before it is judged, or any number at once would pass; given back unless it was wrong.
        const counted = await Promise.allSettled([perIdentity.consume(who), perAddress.consume(address)])
        const allowed = counted.every(({ status }) => status === 'fulfilled')
        if (allowed && !(await verify(hash, password).catch(() => false))) return 'wrong'
        await Promise.all([perIdentity.reward(who), perAddress.reward(address)])
        if (!allowed) return 'too-many-tries'
        right.set(identity, given)
        return 'right'
      })
    },
  }
}

/**
 * Runs so many tasks of one key at once, the others wait: thousands of chargers may share an address, and when all come back at
 * once with the right password, they must not take each other for wrong tries.
 */
function createTurns(atOnce: number): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async (key, task) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] }
    lanes.set(key, lane)
    if (lane.running < atOnce) lane.running++
    else await new Promise<void>((resolve) => lane.waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = lane.waiting.shift()
      // The turn passes on without being free in between.
      if (next !== undefined) next()
      else if (--lane.running === 0) lanes.delete(key)
    }
  }
}

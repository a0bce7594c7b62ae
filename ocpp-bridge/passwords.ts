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

  return {
    judge: async ({ identity, password, hash, address }) => {
      const who = `${address} ${identity}`
      const [tries, triesOfAddress] = await Promise.all([perIdentity.get(who), perAddress.get(address)])
      if ((tries?.remainingPoints ?? 1) <= 0 || (triesOfAddress?.remainingPoints ?? 1) <= 0) return 'too-many-tries'
      const given = mark(password, hash)
      const known = right.get(identity)
      if (known !== undefined && timingSafeEqual(known, given)) return 'right'
      if (await verify(hash, password).catch(() => false)) {
        right.set(identity, given)
        return 'right'
      }
      await Promise.allSettled([perIdentity.consume(who), perAddress.consume(address)])
      return 'wrong'
    },
  }
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { passwordText } from '#lib/charger-password.ts'
import { createTurns } from '#lib/work/turns.ts'
import { OCPP_LIMITS } from '../limits.ts'

export type Verdict = 'right' | 'wrong' | 'too-many-tries'

/** Checks Basic passwords against argon2id hashes. Wrong ones are counted. */
export interface Passwords {
  judge(given: { identity: string; password: string | Buffer; hash: string; address: string }): Promise<Verdict>
}

export function createPasswords(): Passwords {
  const duration = OCPP_LIMITS.failedTriesWindowSeconds
  const perIdentity = new RateLimiterMemory({ points: OCPP_LIMITS.failedTries, duration })
  const perAddress = new RateLimiterMemory({ points: OCPP_LIMITS.failedTriesOfAddress, duration })
  // Argon2 costs tens of milliseconds by design. In a reconnect storm this key lets us know again a password that was right a while ago.
  const key = randomBytes(32)
  const right = new Map<string, Buffer>()
  const mark = (password: string, hash: string): Buffer =>
    createHmac('sha256', key).update(hash).update('\0').update(password).digest()
  const inTurn = createTurns(OCPP_LIMITS.triesAtOnce)

  return {
    judge: async ({ identity, password: sent, hash, address }) => {
      const password = passwordText(sent)
      // A password that is known to be right uses up no tries, so others at its address cannot lock it out.
      const given = mark(password, hash)
      const known = right.get(identity)
      if (known !== undefined && timingSafeEqual(known, given)) return 'right'
      const who = `${address} ${identity}`
      const [tries, triesOfAddress] = await Promise.all([perIdentity.get(who), perAddress.get(address)])
      if ((tries?.remainingPoints ?? 1) <= 0) return 'too-many-tries'
      // An address of many wrong tries may have an honest charger too. It is not refused; it waits longer.
      const most = (triesOfAddress?.remainingPoints ?? 1) <= 0 ? 1 : OCPP_LIMITS.triesAtOnce
      return inTurn(address, most, async () => {
        // Counted before it is checked: otherwise any number at once would pass. Given back unless it was wrong.
        const allowed = await perIdentity.consume(who).then(
          () => true,
          () => false,
        )
        if (allowed && !(await verify(hash, password).catch(() => false))) {
          await perAddress.penalty(address)
          return 'wrong'
        }
        await perIdentity.reward(who)
        if (!allowed) return 'too-many-tries'
        right.set(identity, given)
        return 'right'
      })
    },
  }
}

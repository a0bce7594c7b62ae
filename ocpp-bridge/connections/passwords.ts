import { createHmac, randomBytes } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { passwordText } from '#lib/charger-password.ts'
import { createTurns } from '#lib/work/turns.ts'
import { OCPP_LIMITS } from '../limits.ts'

/** `next`: it is the password that the charger was given in place of the one it had. */
export type Verdict = 'right' | 'next' | 'wrong' | 'too-many-tries'

/** Checks Basic passwords against argon2id hashes. Wrong ones are counted. */
export interface Passwords {
  judge(given: {
    identity: string
    password: string | Buffer
    hash: string
    /** Of the password that it was given and may have taken. */
    next?: string | null
    address: string
  }): Promise<Verdict>
}

export function createPasswords({
  remember = OCPP_LIMITS.rememberedPasswords,
  check = verify,
  now = Date.now,
}: { remember?: number; check?: (hash: string, password: string) => Promise<boolean>; now?: () => number } = {}): Passwords {
  const duration = OCPP_LIMITS.failedTriesWindowSeconds
  const perIdentity = new RateLimiterMemory({ points: OCPP_LIMITS.failedTries, duration })
  const perAddress = new RateLimiterMemory({ points: OCPP_LIMITS.failedTriesOfAddress, duration })
  // Argon2 costs tens of milliseconds by design. In a reconnect storm this key lets us know again a password that was right a while ago.
  const key = randomBytes(32)
  const right = createRemembered(remember, now)
  const mark = (password: string, hash: string): string =>
    createHmac('sha256', key).update(hash).update('\0').update(password).digest('base64')
  const inTurn = createTurns(OCPP_LIMITS.triesAtOnce)

  return {
    judge: async ({ identity, password: sent, hash, next = null, address }) => {
      const password = passwordText(sent)
      // A password that is known to be right uses up no tries, so others at its address cannot lock it out.
      const given = mark(password, hash)
      // Nobody who does not have the key can choose what is compared here, so how long it takes tells nothing.
      const isKnown = () => right.get(identity, hash) === given
      if (isKnown()) return 'right'
      const who = `${address} ${identity}`
      const [tries, triesOfAddress] = await Promise.all([perIdentity.get(who), perAddress.get(address)])
      if ((tries?.remainingPoints ?? 1) <= 0) return 'too-many-tries'
      // An address of many wrong tries may have an honest charger too. It is not refused; it waits longer.
      const most = (triesOfAddress?.remainingPoints ?? 1) <= 0 ? 1 : OCPP_LIMITS.triesAtOnce
      return inTurn(address, most, async () => {
        // A charger that lost its patience has come again meanwhile. Without this each of its tries would cost a hash, and in a storm none
        // would be answered in time.
        if (isKnown()) return 'right'
        // Counted before it is checked: otherwise any number at once would pass. Given back unless it was wrong.
        const allowed = await perIdentity.consume(who).then(
          () => true,
          () => false,
        )
        const is = (of: string) => check(of, password).catch(() => false)
        const isRight = allowed && (await is(hash))
        const isNext = allowed && !isRight && next !== null && (await is(next))
        if (allowed && !isRight && !isNext) {
          await perAddress.penalty(address)
          return 'wrong'
        }
        await perIdentity.reward(who)
        if (!allowed) return 'too-many-tries'
        // It is not remembered: from the next word of stations on it is the one that counts.
        if (isNext) return 'next'
        right.set(identity, hash, given)
        return 'right'
      })
    },
  }
}

/**
 * Marks of right passwords, by identity. One of another hash is forgotten, one that was not asked for in a long time, and of too many those that
 * were not asked for longest.
 */
function createRemembered(most: number, now: () => number) {
  const marks = new Map<string, { hash: string; mark: string; at: number }>()
  /** They are in the order in which they were last asked for. */
  const forget = (): void => {
    for (const [identity, { at }] of marks) {
      if (marks.size <= most && now() - at <= OCPP_LIMITS.rememberedMs) return
      marks.delete(identity)
    }
  }
  return {
    get(identity: string, hash: string): string | undefined {
      forget()
      const known = marks.get(identity)
      if (known === undefined) return undefined
      marks.delete(identity)
      if (known.hash !== hash) return undefined
      marks.set(identity, { ...known, at: now() })
      return known.mark
    },
    set(identity: string, hash: string, mark: string): void {
      marks.delete(identity)
      marks.set(identity, { hash, mark, at: now() })
      forget()
    },
  }
}

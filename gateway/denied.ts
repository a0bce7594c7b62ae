import { z } from 'zod'
import { LIMITS } from '#lib/limits.ts'
import type { Ear } from './hearing.ts'
import { GATEWAY_LIMITS } from './limits.ts'

/** What an access token says, by which it can be refused before it ends. */
export interface Access {
  userId: string
  loginId: string | undefined
  /** `accessVersion` of the token. */
  version: number
}

/** The access tokens that are good no more, although they have not ended: of logins that were ended, of users from whom something was taken. */
export interface Denied {
  has: (access: Access) => boolean
  /** Calls `run` once when the access is denied from now on. The function it gives forgets that. */
  watch: (access: Access, run: () => void) => () => void
  /** What `recentDenials` of accounts has answered. */
  learn: (answer: unknown) => void
  readonly ears: readonly Ear[]
}

/** What the gateway asks accounts at its start, and again and again: a notice may have passed while nobody listened. */
export const RECENT_DENIALS = '{ recentDenials { logins users { userId version } } }'

const answerShape = z.object({
  recentDenials: z.object({
    logins: z.array(z.string()),
    users: z.array(z.object({ userId: z.string(), version: z.number() })),
  }),
})

export function createDenied(): Denied {
  const logins = createKept<true>()
  const users = createKept<number>()
  const watchers = new Map<string, Set<{ access: Access; run: () => void }>>()

  const has = ({ userId, loginId, version }: Access): boolean =>
    (users.get(userId) ?? 0) > version || (loginId !== undefined && logins.get(loginId) === true)
  const tell = (key: string) => {
    for (const watcher of watchers.get(key) ?? []) if (has(watcher.access)) watcher.run()
  }
  const denyLogin = (loginId: string) => {
    logins.set(loginId, true)
    tell(loginId)
  }
  const denyUser = (userId: string, version: number) => {
    // A late notice must not take back a newer one.
    users.set(userId, Math.max(version, users.get(userId) ?? 0))
    tell(userId)
  }
  return {
    has,
    watch: (access, run) => {
      const watcher = { access, run }
      const keys = [access.userId, ...(access.loginId === undefined ? [] : [access.loginId])]
      for (const key of keys) watchers.set(key, (watchers.get(key) ?? new Set()).add(watcher))
      return () => {
        for (const key of keys) {
          const all = watchers.get(key)
          all?.delete(watcher)
          if (all?.size === 0) watchers.delete(key)
        }
      }
    },
    learn: (answer) => {
      const { recentDenials } = answerShape.parse(answer)
      recentDenials.logins.forEach(denyLogin)
      recentDenials.users.forEach(({ userId, version }) => denyUser(userId, version))
    },
    ears: [
      {
        names: ['accounts.login.ended', 'accounts.user.changed-access'],
        heard: (event) => {
          if (event.name === 'accounts.login.ended') denyLogin(event.data.loginId)
          else if (event.name === 'accounts.user.changed-access') denyUser(event.data.userId, event.data.version)
        },
      },
    ],
  }
}

/** Values that are kept as long as an access token can live, since by then the tokens have ended anyway. */
function createKept<T>() {
  const keepMs = LIMITS.token.accessSeconds * 1000
  const kept = new Map<string, { value: T; until: number }>()
  return {
    get: (key: string): T | undefined => {
      const entry = kept.get(key)
      return entry && entry.until > Date.now() ? entry.value : undefined
    },
    set: (key: string, value: T): void => {
      // Anew at the end: the oldest stay in front.
      kept.delete(key)
      for (const [old, { until }] of kept) {
        if (until > Date.now() && kept.size < GATEWAY_LIMITS.denials) break
        kept.delete(old)
      }
      kept.set(key, { value, until: Date.now() + keepMs })
    },
  }
}

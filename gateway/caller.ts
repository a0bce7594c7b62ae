import type { KeyObject } from 'node:crypto'
import { ANONYMOUS, signCaller, verifyAccessToken, type Caller } from '#lib/auth.ts'
import { DomainError } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import { GATEWAY_LIMITS } from './limits.ts'

/** Who stands behind a request or a socket, and the headers that tell the subgraphs so. */
export interface Session {
  readonly caller: Caller
  /** Milliseconds since 1970 at which the access token ends; null for anonymous callers. */
  readonly expiresAt: number | null
  /** Value of the signed caller header for one subgraph; made anew when half of its life is over. */
  readonly header: (subgraph: string) => string | Promise<string>
}

export interface Sessions {
  /** The session of an `Authorization` value; none means anonymous. Throws UNAUTHENTICATED for any other that is not a good bearer token. */
  of(authorization: string | null | undefined): Session | Promise<Session>
}

/** Sessions by access token: a client sends the same token many times, and each signature costs more than the rest of a small query. */
export function createSessions(keys: { accessTokens: KeyObject; callers: KeyObject }): Sessions {
  const anonymous = session(ANONYMOUS, null, keys.callers)
  const known = new Map<string, Session>()
  const open = async (token: string): Promise<Session> => {
    const { expiresAt, ...caller } = await verifyAccessToken(keys.accessTokens, token)
    const opened = session(caller, expiresAt === undefined ? null : expiresAt * 1000, keys.callers)
    if (known.size >= GATEWAY_LIMITS.sessions) known.clear()
    known.set(token, opened)
    return opened
  }
  return {
    of: (authorization) => {
      if (!authorization) return anonymous
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1]
      if (!token) throw new DomainError('UNAUTHENTICATED', 'Send the access token as "Authorization: Bearer …".')
      const hit = known.get(token)
      if (hit && !hasExpired(hit)) return hit
      known.delete(token)
      return open(token)
    },
  }
}

/** True when the access token behind the session has come to its end. */
export const hasExpired = ({ expiresAt }: Session): boolean => expiresAt !== null && expiresAt <= Date.now()

function session(caller: Caller, expiresAt: number | null, key: KeyObject): Session {
  const headers = new Map<string, () => string | Promise<string>>()
  return {
    caller,
    expiresAt,
    header: (subgraph) => {
      const known = headers.get(subgraph) ?? kept(() => signCaller(key, subgraph, caller))
      headers.set(subgraph, known)
      return known()
    },
  }
}

/** A header that is signed when it is first asked for, and again when half of its life is over. */
function kept(sign: () => Promise<string>): () => string | Promise<string> {
  let header: string | Promise<string> = ''
  let freshUntil = 0
  return () => {
    if (freshUntil > Date.now()) return header
    freshUntil = Date.now() + (LIMITS.token.callerSeconds * 1000) / 2
    const signed = sign().then(
      (value) => (header = value),
      (error: unknown) => {
        freshUntil = 0
        throw error
      },
    )
    header = signed
    return signed
  }
}

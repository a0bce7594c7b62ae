import type { KeyObject } from 'node:crypto'
import { ANONYMOUS, GATEWAY, signCaller, verifyAccessToken, type Caller } from '#lib/auth.ts'
import { DomainError } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Access, Denied } from './denied.ts'
import { GATEWAY_LIMITS } from './limits.ts'

/** Who stands behind a request or a socket, and the headers that tell the subgraphs so. */
export interface Principal {
  readonly caller: Caller
  /** Milliseconds since 1970 at which the access token ends; null for anonymous callers. */
  readonly expiresAt: number | null
  /** Value of the signed caller header for one subgraph. It is made again when half of its life is over. */
  readonly header: (subgraph: string) => string | Promise<string>
  /** True if what opened it is good no more, although it has not ended. */
  readonly isDenied: () => boolean
  /** Calls `run` once when it is denied from now on. The function it gives forgets that. */
  readonly whenDenied: (run: () => void) => () => void
}

export interface Principals {
  readonly anonymous: Principal
  /**
   * The principal of an `Authorization` value; without a value, the anonymous one. Throws UNAUTHENTICATED for anything but a good bearer
   * token.
   */
  of(authorization: string | null | undefined): Principal | Promise<Principal>
}

/**
 * Principals by access token: a client sends the same token many times, and checking a signature costs more than the rest of a small query.
 */
export function createPrincipals(keys: { accessTokens: KeyObject; callers: KeyObject; denied: Denied }): Principals {
  const anonymous = principal(ANONYMOUS, null, keys.callers)
  const known = new Map<string, Principal>()
  const open = async (token: string): Promise<Principal> => {
    const { expiresAt, accessVersion: version, ...caller } = await verifyAccessToken(keys.accessTokens, token)
    const access = { userId: caller.userId, loginId: caller.loginId, version }
    const opened = principal(caller, expiresAt === undefined ? null : expiresAt * 1000, keys.callers, { ...keys, access })
    if (opened.isDenied()) throw denied()
    if (known.size >= GATEWAY_LIMITS.principals) known.clear()
    known.set(token, opened)
    return opened
  }
  return {
    anonymous,
    of: (authorization) => {
      if (!authorization) return anonymous
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1]
      if (!token) throw new DomainError('UNAUTHENTICATED', 'Send the access token as "Authorization: Bearer …".')
      const hit = known.get(token)
      if (hit && !hasExpired(hit)) {
        if (!hit.isDenied()) return hit
        throw denied()
      }
      known.delete(token)
      return open(token)
    },
  }
}

const denied = () =>
  new DomainError('UNAUTHENTICATED', 'This login has ended, or its rights have changed. Refresh it, or sign in again.')

/** The gateway itself, when it asks a subgraph for what it needs to know. */
export const gatewayPrincipal = (key: KeyObject): Principal => principal(GATEWAY, null, key)

/** True if the access token behind the principal has ended. */
export const hasExpired = ({ expiresAt }: Principal): boolean => expiresAt !== null && expiresAt <= Date.now()

function principal(
  caller: Caller,
  expiresAt: number | null,
  key: KeyObject,
  deniable?: { access: Access; denied: Denied },
): Principal {
  const headers = new Map<string, () => string | Promise<string>>()
  return {
    caller,
    expiresAt,
    isDenied: () => deniable?.denied.has(deniable.access) ?? false,
    whenDenied: (run) => deniable?.denied.watch(deniable.access, run) ?? (() => undefined),
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

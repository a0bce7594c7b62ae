import type { KeyObject } from 'node:crypto'
import { ANONYMOUS, GATEWAY, signCaller, verifyAccessToken, type Caller, type ClientCaller } from '#lib/auth.ts'
import { DomainError } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import { looksLikeApiKey } from '#lib/partners/api-key.ts'
import type { Denied } from './denied.ts'
import { GATEWAY_LIMITS } from './limits.ts'

/** Who stands behind a request or a socket, and the headers that tell the subgraphs so. */
export interface Principal extends Deniable {
  readonly caller: Caller
  /** Milliseconds since 1970 at which the access token ends; null for anonymous callers. */
  readonly expiresAt: number | null
  /** Value of the signed caller header for one subgraph. It is made again when half of its life is over. */
  readonly header: (subgraph: string) => string | Promise<string>
  /** Of an API key: how many requests it may send, if nothing else is said of it. */
  readonly quota?: { readonly requestsPerHour: number; readonly requestsPerDay: number }
}

/** What opened a principal may be good no more, although it has not ended. */
export interface Deniable {
  readonly isDenied: () => boolean
  /** Calls `run` once when it is denied from now on. The function it gives forgets that. */
  readonly whenDenied: (run: () => void) => () => void
}

export interface Principals {
  readonly anonymous: Principal
  /**
   * The principal of an `Authorization` value; without a value, the anonymous one. Throws UNAUTHENTICATED for anything but a good bearer
   * token or API key. `from` gives the client's address: some keys work from some addresses alone.
   */
  of(authorization: string | null | undefined, from?: () => string | undefined): Principal | Promise<Principal>
}

/**
 * Principals by access token: a client sends the same token many times, and checking a signature costs more than the rest of a small query.
 */
export function createPrincipals(keys: {
  accessTokens: KeyObject
  callers: KeyObject
  denied: Denied
  apiKeys?: { of(key: string, address: string | undefined): Principal | Promise<Principal> } | undefined
}): Principals {
  const anonymous = principal(ANONYMOUS, null, keys.callers)
  const known = new Map<string, Principal>()
  const open = async (token: string): Promise<Principal> => {
    const { expiresAt, accessVersion: version, ...caller } = await verifyAccessToken(keys.accessTokens, token)
    const access = { userId: caller.userId, loginId: caller.loginId, version }
    const opened = principal(caller, expiresAt === undefined ? null : expiresAt * 1000, keys.callers, {
      isDenied: () => keys.denied.has(access),
      whenDenied: (run) => keys.denied.watch(access, run),
    })
    if (opened.isDenied()) throw denied()
    if (known.size >= GATEWAY_LIMITS.principals) known.clear()
    known.set(token, opened)
    return opened
  }
  return {
    anonymous,
    of: (authorization, from) => {
      if (!authorization) return anonymous
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1]
      if (!token) throw new DomainError('UNAUTHENTICATED', 'Send the access token as "Authorization: Bearer …".')
      if (keys.apiKeys && looksLikeApiKey(token)) return keys.apiKeys.of(token, from?.())
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

/** A partner's program that came with an API key. */
export const clientPrincipal = (
  key: KeyObject,
  caller: ClientCaller,
  expiresAt: number | null,
  deniable: Deniable,
  quota: { requestsPerHour: number; requestsPerDay: number },
): Principal => ({ ...principal(caller, expiresAt, key, deniable), quota })

/** True if the access token behind the principal has ended. */
export const hasExpired = ({ expiresAt }: Principal): boolean => expiresAt !== null && expiresAt <= Date.now()

const NEVER_DENIED: Deniable = { isDenied: () => false, whenDenied: () => () => undefined }

function principal(caller: Caller, expiresAt: number | null, key: KeyObject, deniable: Deniable = NEVER_DENIED): Principal {
  const headers = new Map<string, () => string | Promise<string>>()
  return {
    caller,
    expiresAt,
    ...deniable,
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

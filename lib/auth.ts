import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import { z } from 'zod'
import { DomainError } from './errors.ts'
import { newId } from './id.ts'
import { LIMITS } from './limits.ts'

export const ROLES = ['DRIVER', 'OPERATOR', 'ADMIN', 'PARTNER', 'REVIEWER'] as const
export type Role = (typeof ROLES)[number]

export interface UserCaller {
  kind: 'user'
  userId: string
  roles: readonly Role[]
  /** When the access token behind the call ends, in seconds since 1970. */
  expiresAt?: number
}
/** Who stands behind a request. Only the gateway decides it; subgraphs learn it from a signed header. */
export type Caller = { kind: 'anonymous' } | UserCaller

export const CALLER_HEADER = 'x-evergraph-caller'
export const ANONYMOUS: Caller = { kind: 'anonymous' }

const USER_TOKEN = { issuer: 'evergraph:accounts', audience: 'evergraph' }
/** For one subgraph alone: it opens no other. */
const callerToken = (subgraph: string) => ({ issuer: 'evergraph:gateway', audience: `evergraph:subgraph:${subgraph}` })
const ALGORITHM = 'EdDSA'

const userClaims = z.object({ sub: z.uuid(), roles: z.array(z.enum(ROLES)), exp: z.number() })
const callerClaims = z.union([
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('user'), userId: z.uuid(), roles: z.array(z.enum(ROLES)) }),
])

export const privateKey = (pem: string): KeyObject => createPrivateKey(pem)
export const publicKey = (pem: string): KeyObject => createPublicKey(pem)

/** A fresh Ed25519 key pair in PEM form. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}

/** A user's access token: an EdDSA JWT, valid for `LIMITS.token.accessSeconds`. Only accounts has the key. */
export function signAccessToken(
  key: KeyObject,
  user: { userId: string; roles: readonly Role[] },
  seconds: number = LIMITS.token.accessSeconds,
): Promise<string> {
  return sign(key, USER_TOKEN, { sub: user.userId, roles: user.roles, jti: newId() }, seconds)
}

/** The caller behind an access token. Throws UNAUTHENTICATED without a reason, so that nobody learns from it. */
export async function verifyAccessToken(key: KeyObject, token: string): Promise<UserCaller> {
  const claims = await verify(key, USER_TOKEN, token, userClaims)
  if (!claims) throw new DomainError('UNAUTHENTICATED', 'The access token is not valid or has expired. Sign in again.')
  return { kind: 'user', userId: claims.sub, roles: claims.roles, expiresAt: claims.exp }
}

/** The header value that tells one subgraph who calls. Only the gateway has the key. */
export function signCaller(
  key: KeyObject,
  subgraph: string,
  caller: Caller,
  seconds: number = LIMITS.token.callerSeconds,
): Promise<string> {
  const claims = caller.kind === 'user' ? { kind: caller.kind, userId: caller.userId, roles: caller.roles } : { kind: caller.kind }
  return sign(key, callerToken(subgraph), claims, seconds)
}

/** The caller in a header. Throws UNAUTHENTICATED if it is missing, forged, stale or made for another subgraph. */
export async function verifyCaller(key: KeyObject, subgraph: string, header: string | null | undefined): Promise<Caller> {
  const claims = header ? await verify(key, callerToken(subgraph), header, callerClaims) : null
  if (!claims) throw new DomainError('UNAUTHENTICATED', 'Subgraphs answer the gateway alone.')
  return claims
}

function sign(
  key: KeyObject,
  { issuer, audience }: typeof USER_TOKEN,
  claims: Record<string, unknown>,
  seconds: number,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(key)
}

async function verify<T>(key: KeyObject, expected: typeof USER_TOKEN, token: string, shape: z.ZodType<T>): Promise<T | null> {
  try {
    const { payload } = await jwtVerify(token, key, { ...expected, algorithms: [ALGORITHM] })
    return shape.safeParse(payload).data ?? null
  } catch {
    return null
  }
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import { z } from 'zod'
import { DomainError } from './errors.ts'
import { newId } from './id.ts'
import { LIMITS } from './limits.ts'

export const ROLES = ['DRIVER', 'OPERATOR', 'ADMIN', 'PARTNER', 'REVIEWER', 'CORPORATE', 'TREASURER', 'COMPLIANCE'] as const
export type Role = (typeof ROLES)[number]

/** What a partner's key may do, one word for each thing. A key has those that its partner chose. */
export const SCOPES = [
  'stations:read',
  'chargers:read',
  'chargers:write',
  'chargers:command',
  'sessions:read',
  'billing:read',
  'users:read',
  'users:write',
  'webhooks:write',
] as const
export type Scope = (typeof SCOPES)[number]

export interface UserCaller {
  kind: 'user'
  userId: string
  roles: readonly Role[]
  /** The login that the access token is of. */
  loginId?: string
  /** When that login was opened, in seconds since 1970: a refresh is no sign-in. Absent from older tokens. */
  signedInAt?: number
  /** When the access token behind the call ends, in seconds since 1970. */
  expiresAt?: number
}

/** A partner's own system, known by an API key. */
export interface ClientCaller {
  kind: 'client'
  clientId: string
  /** The user whose client it is. */
  partnerId: string
  scopes: readonly Scope[]
  /** It sees what is made for trying alone. */
  sandbox: boolean
}

/**
 * Who stands behind a request. Only the gateway decides it; subgraphs learn it from a signed header. `gateway` is the gateway itself, asking
 * for what it needs to know. No person and no partner is ever it.
 */
export type Caller = { kind: 'anonymous' } | { kind: 'gateway' } | UserCaller | ClientCaller

export const CALLER_HEADER = 'x-evergraph-caller'
export const ANONYMOUS: Caller = { kind: 'anonymous' }
export const GATEWAY: Caller = { kind: 'gateway' }

const USER_TOKEN = { issuer: 'evergraph:accounts', audience: 'evergraph' }
/** For one subgraph alone: it opens no other. */
const callerToken = (subgraph: string) => ({ issuer: 'evergraph:gateway', audience: `evergraph:subgraph:${subgraph}` })
const ALGORITHM = 'EdDSA'

const userClaims = z.object({
  sub: z.uuid(),
  roles: z.array(z.enum(ROLES)),
  exp: z.number(),
  sid: z.uuid().optional(),
  ver: z.number().optional(),
  auth_time: z.number().optional(),
})
const callerClaims = z.union([
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('gateway') }),
  z.object({
    kind: z.literal('user'),
    userId: z.uuid(),
    roles: z.array(z.enum(ROLES)),
    loginId: z.uuid().optional(),
    signedInAt: z.number().optional(),
  }),
  z.object({
    kind: z.literal('client'),
    clientId: z.uuid(),
    partnerId: z.uuid(),
    scopes: z.array(z.enum(SCOPES)),
    sandbox: z.boolean(),
  }),
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

/** What an access token says of its user. */
export interface TokenUser {
  userId: string
  roles: readonly Role[]
  loginId?: string
  /** When the login was opened. */
  signedInAt?: Date
  /** Counts what was taken from the user. A token with a lower count than the newest is refused. */
  accessVersion?: number
}

/** A user's access token: an EdDSA JWT, valid for `LIMITS.token.accessSeconds`. Only accounts has the key. */
export function signAccessToken(
  key: KeyObject,
  { userId, roles, loginId, signedInAt, accessVersion }: TokenUser,
  seconds: number = LIMITS.token.accessSeconds,
): Promise<string> {
  // OpenID Connect's word for it.
  const auth_time = signedInAt && Math.floor(signedInAt.getTime() / 1_000)
  return sign(key, USER_TOKEN, { sub: userId, roles, sid: loginId, auth_time, ver: accessVersion, jti: newId() }, seconds)
}

/** The caller behind an access token. Throws UNAUTHENTICATED without a reason, so that nobody learns from it. */
export async function verifyAccessToken(key: KeyObject, token: string): Promise<UserCaller & { accessVersion: number }> {
  const claims = await verify(key, USER_TOKEN, token, userClaims)
  if (!claims) throw new DomainError('UNAUTHENTICATED', 'The access token is not valid or has expired. Sign in again.')
  const { sub, roles, exp, sid, auth_time: signedInAt, ver = 0 } = claims
  const login = { ...(sid !== undefined && { loginId: sid }), ...(signedInAt !== undefined && { signedInAt }) }
  return { kind: 'user', userId: sub, roles, ...login, expiresAt: exp, accessVersion: ver }
}

/** The header value that tells one subgraph who calls. Only the gateway has the key. */
export function signCaller(
  key: KeyObject,
  subgraph: string,
  caller: Caller,
  seconds: number = LIMITS.token.callerSeconds,
): Promise<string> {
  return sign(key, callerToken(subgraph), callerClaims.parse(caller), seconds)
}

/** The caller in a header. Throws UNAUTHENTICATED if it is missing, forged, stale or made for another subgraph. */
export async function verifyCaller(key: KeyObject, subgraph: string, header: string | null | undefined): Promise<Caller> {
  const claims = header ? await verify(key, callerToken(subgraph), header, callerClaims) : null
  if (!claims) throw new DomainError('UNAUTHENTICATED', 'Subgraphs answer the gateway alone.')
  // A user without a login has no `loginId`, not one that is undefined.
  return claims as Caller
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

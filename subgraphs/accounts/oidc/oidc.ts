import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { sentenceOf } from '#lib/work/outage.ts'
import { consumeChallenge, newChallenge } from '../challenge/challenge.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { newSecrets, type Claims } from './issuers.ts'

/** Where a client is to send the browser, and what it must keep until the browser is back. */
export interface OidcStart {
  url: string
  binding: string
  expiresAt: Date
}

/** What a client brings back. */
export interface OidcCallback {
  callbackUrl: URL
  binding: string
}

/** Begins a sign-in at an issuer. The browser comes back to a page of ours that is this issuer's alone. */
export async function beginFlow(
  ctx: Context,
  { issuer, origin }: { issuer: string; origin?: string | null | undefined },
  userId: string | null,
): Promise<OidcStart> {
  const { config, issuers, log } = ctx
  const from = origin ?? config.origins[0] ?? ''
  if (!config.origins.includes(from)) throw badInput(['input', 'origin'], 'This is no origin of ours.')
  if (!issuers.names.includes(issuer)) throw badInput(['input', 'issuer'], 'There is no such issuer here.')
  const binding = randomBytes(32).toString('base64url')
  const redirectUri = `${from}/sign-in/${issuer}`
  const secrets = newSecrets()
  const data = { issuer, redirectUri, ...secrets, binding: hashOf(binding).toString('hex') }
  const { value: state, expiresAt } = await newChallenge(ctx, 'OIDC', { userId, data: () => data })
  const url = await issuers.begin(issuer, redirectUri, state, secrets).catch((error: unknown) => {
    log.warn({ fault: sentenceOf(error), issuer }, 'an issuer could not be asked')
    throw refuse('UNAVAILABLE', 'The issuer does not answer at the moment. Try again in a while.')
  })
  return { url: url.href, binding, expiresAt }
}

const kept = z.object({ issuer: z.string(), redirectUri: z.string(), verifier: z.string(), nonce: z.string(), binding: z.string() })

/**
 * What an issuer says of whoever has come back from it, and for whom the flow was begun. OIDC_REFUSED for a state that is not ours, was used
 * or is over, that another client has begun, that has come back to another place, or from another issuer.
 */
export async function endFlow(ctx: Context, { callbackUrl, binding }: OidcCallback): Promise<Claims & { userId: string | null }> {
  const states = callbackUrl.searchParams.getAll('state')
  const [state = ''] = states
  const taken = states.length === 1 ? await consumeChallenge(ctx.db, 'OIDC', state) : null
  const { data: flow } = kept.safeParse(taken?.data)
  if (!taken || !flow || !timingSafeEqual(hashOf(binding), Buffer.from(flow.binding, 'hex'))) throw oidcRefused()
  if (`${callbackUrl.origin}${callbackUrl.pathname}` !== flow.redirectUri) throw oidcRefused()
  const claims = await ctx.issuers.end(flow, callbackUrl, state).catch((error: unknown) => {
    ctx.log.info({ fault: sentenceOf(error), issuer: flow.issuer }, 'a sign-in at an issuer was refused')
    throw oidcRefused()
  })
  return { ...claims, userId: taken.userId }
}

export const oidcRefused = () => refuse('OIDC_REFUSED', 'The sign-in at the issuer has not worked. Begin anew.')

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

import { audit } from '#db/audit.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { requireFresh } from '../login/fresh.ts'
import { enter, signedIn, type SignedIn } from '../login/login.ts'
import type { OidcIdentityRow, Trx } from '../tables.ts'
import { findCredentials, lockOwner } from '../user.queries.ts'
import { createUser } from '../user.ts'
import { keepAWay } from '../ways.ts'
import type { Claims } from './issuers.ts'
import { deleteIdentity, findIdentity, insertIdentity } from './oidc.queries.ts'
import { beginFlow, endFlow, oidcRefused, type OidcCallback, type OidcStart } from './oidc.ts'

interface Begin {
  issuer: string
  origin?: string | null | undefined
}

/** Names of the issuers at which one may sign in, for everybody. */
export const issuerNames = ({ issuers }: Context): readonly string[] => issuers.names

/** Begins a sign-in at an issuer, for everybody. */
export const beginOidcSignIn = (ctx: Context, input: Begin): Promise<OidcStart> => beginFlow(ctx, input, null)

/**
 * Opens a login for everybody whom an issuer knows. Who comes for the first time gets an account, if the issuer vouches for their e-mail
 * address. LINK_NEEDED if an account with a password has that address: its owner links the issuer from within, and nobody else.
 */
export async function signInWithOidc(ctx: Context, callback: OidcCallback): Promise<SignedIn> {
  await ctx.attempts.count('signInByAddress', ctx.clientAddress)
  const { userId: linking, ...claims } = await endFlow(ctx, callback)
  // What was begun to link is not a sign-in: it may be a stranger's, who waits for somebody to finish it.
  if (linking !== null) throw oidcRefused()
  const entered = await ctx.db.transaction().execute(async (trx) => enter(ctx, trx, await userOf(trx, claims), 'OIDC'))
  await ctx.attempts.forgive('signInByAddress', ctx.clientAddress)
  return signedIn(ctx, entered)
}

/** Begins to link an issuer to the caller's account. */
export function beginOidcLink(ctx: Context, input: Begin): Promise<OidcStart> {
  const { userId } = requireUser(ctx.caller)
  return beginFlow(ctx, input, userId)
}

/** Links the identity of an issuer to the account of the caller, who has signed in a short while ago or gives their password. */
export async function linkOidc(
  ctx: Context,
  input: OidcCallback & { password?: string | null | undefined },
): Promise<OidcIdentityRow> {
  const { userId } = await requireFresh(ctx, input.password)
  const { issuer, subject, userId: linking } = await endFlow(ctx, input)
  if (linking !== userId) throw oidcRefused()
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw refuse('UNAUTHENTICATED', 'Sign in first.')
    const known = await findIdentity(trx, issuer, subject)
    if (known?.user_id === userId) return known
    const row = await insertIdentity(trx, { issuer, subject, user_id: userId })
    if (!row) throw refuse('IDENTITY_TAKEN', 'This identity is linked to another account, or yours has another one of the issuer.')
    await audit(trx, userId, 'identity.linked', userId, { issuer })
    return row
  })
}

/** Takes an issuer's identity away from the caller. LAST_WAY if they could not sign in any more. */
export async function unlinkOidc(
  ctx: Context,
  input: { issuer: string; password?: string | null | undefined },
): Promise<OidcIdentityRow> {
  const { userId } = await requireFresh(ctx, input.password)
  return ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    const row = await deleteIdentity(trx, userId, input.issuer)
    if (!row) throw notFound('identity')
    await audit(trx, userId, 'identity.unlinked', userId, { issuer: row.issuer })
    await keepAWay(trx, userId)
    return row
  })
}

/** Issuers at which a user signs in; null for those who may not see them. */
export async function identitiesOf({ caller, loaders }: Context, userId: string): Promise<OidcIdentityRow[] | null> {
  return isSelfOr(caller, userId, 'ADMIN') ? loaders.identitiesOfUser.load(userId) : null
}

/** The user whom an issuer means; a new one where there is none. */
async function userOf(trx: Trx, { issuer, subject, email, name }: Claims): Promise<string> {
  const known = await findIdentity(trx, issuer, subject)
  if (known) return known.user_id
  if (email === null)
    throw refuse(
      'EMAIL_UNVERIFIED',
      'The issuer does not vouch for an e-mail address. Make an account, and link the issuer from there.',
    )
  const displayName = name?.replaceAll('\0', '').trim().slice(0, 60) || 'Driver'
  const fresh = { email, displayName, passwordHash: null, roles: ['DRIVER' as const], emailVerifiedAt: new Date() }
  const userId = (await createUser(trx, fresh)) ?? (await vouchedFor(trx, email))
  if (await insertIdentity(trx, { issuer, subject, user_id: userId })) return userId
  // The same person twice at once, or another one of the issuer with this address.
  const first = await findIdentity(trx, issuer, subject)
  if (!first) throw linkNeeded()
  return first.user_id
}

/** The account of an address for which another issuer has vouched already. One with a password is its owner's to open. */
async function vouchedFor(trx: Trx, email: string): Promise<string> {
  const found = await findCredentials(trx, email)
  if (!found || found.password_hash !== null) throw linkNeeded()
  await lockOwner(trx, found.id)
  return found.id
}

const linkNeeded = () =>
  refuse('LINK_NEEDED', 'This e-mail address has an account. Sign in there as usual, and link the issuer in your settings.')

import { audit } from '#db/audit.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { shownName } from '#lib/text.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { requireFresh } from '../login/fresh.ts'
import { enter, signedIn, type SignedIn } from '../login/login.ts'
import type { OidcIdentityRow, Trx } from '../tables.ts'
import { findCredentials, lockOwner } from '../user.queries.ts'
import { createUser, lockAccount } from '../user.ts'
import { keepAWay } from '../ways.ts'
import type { Claims } from './issuers.ts'
import { deleteIdentity, findIdentity, insertIdentity, lockPerson } from './oidc.queries.ts'
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
 * address. LINK_NEEDED if an account has that address: its owner links the issuer from within, and nobody else.
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
    await lockAccount(trx, userId)
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

/**
 * The user whom an issuer means, locked; a new one where there is none. The person is locked before anything is read: of two sign-ins at once
 * the second finds what the first has made. The identity counts as it is when its user is locked: it may just have been unlinked.
 */
async function userOf(trx: Trx, claims: Claims): Promise<string> {
  const { issuer, subject, email, trusted, name } = claims
  await lockPerson(trx, issuer, subject)
  const known = await findIdentity(trx, issuer, subject)
  if (known) await lockOwner(trx, known.user_id)
  if (known && (await findIdentity(trx, issuer, subject))) return known.user_id
  if (email === null)
    throw refuse(
      'EMAIL_UNVERIFIED',
      'The issuer does not vouch for an e-mail address. Make an account, and link the issuer from there.',
    )
  const { data: displayName = 'Driver' } = shownName(60).safeParse(name?.replaceAll('\0', '').trim().slice(0, 60))
  // An issuer that does not give out such addresses may know one only by hearsay: their reader can still take the account by a letter.
  const emailVerifiedAt = trusted ? new Date() : null
  const fresh = { email, displayName, passwordHash: null, roles: ['DRIVER' as const], emailVerifiedAt }
  const userId = (await createUser(trx, fresh)) ?? (await vouchedFor(trx, email, trusted))
  // The user has another identity of the issuer.
  if (!(await insertIdentity(trx, { issuer, subject, user_id: userId }))) throw linkNeeded()
  return userId
}

/**
 * The account of an address, for an issuer that is not linked to it. Whoever runs an issuer can say of any address that it is theirs: so only
 * one that gives out the addresses of the domain gets in, and only where the address is proven. Who had the account before that is not who
 * comes now.
 */
async function vouchedFor(trx: Trx, email: string, trusted: boolean): Promise<string> {
  const found = trusted ? await findCredentials(trx, email) : undefined
  const owner = found && (await lockOwner(trx, found.id))
  if (!owner?.email_verified_at) throw linkNeeded()
  await audit(trx, owner.id, 'identity.trusted', owner.id)
  return owner.id
}

const linkNeeded = () =>
  refuse('LINK_NEEDED', 'This e-mail address has an account. Sign in there as usual, and link the issuer in your settings.')

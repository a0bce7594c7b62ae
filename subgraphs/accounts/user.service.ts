import { emit } from '#db/outbox.ts'
import { hasRole, requireRole, type Caller, type Role } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { addIdToken } from './id-token.service.ts'
import { hashPassword, passwordFault } from './password.ts'
import { insertRole } from './role.queries.ts'
import { openLogin, signedIn, type SignedIn } from './login.service.ts'
import type { Trx, UserRow } from './tables.ts'
import { newIdToken } from '#lib/id-token.ts'
import { findUser, insertUser, listUsers } from './user.queries.ts'

/**
 * Makes a driver's account with an app identity for chargers, and signs it in. EMAIL_TAKEN when the address has an account: who
 * registers has to be told, so the number of registrations from one client address is limited instead of the answer being veiled.
 */
export async function register(ctx: Context, input: { email: string; password: string; displayName: string }): Promise<SignedIn> {
  const fault = passwordFault(input.password, input.email)
  if (fault) throw badInput(['input', 'password'], fault)
  await ctx.attempts.count('registerByAddress', ctx.clientAddress)
  const passwordHash = await hashPassword(input.password)
  const opened = await ctx.db.transaction().execute(async (trx) => {
    const userId = await createUser(trx, { ...input, passwordHash, roles: ['DRIVER'] })
    if (!userId) throw refuse('EMAIL_TAKEN', 'This e-mail address has an account already. Sign in.', ['input', 'email'])
    return openLogin(trx, userId)
  })
  return signedIn(ctx, opened.user, opened.refresh)
}

/** Adds a user with roles and an app identity; null when the e-mail address has an account. */
export async function createUser(
  trx: Trx,
  user: { email: string; displayName: string; passwordHash: string; roles: Role[] },
): Promise<string | null> {
  const { email, displayName, passwordHash, roles } = user
  const userId = newId()
  if (!(await insertUser(trx, { id: userId, email, display_name: displayName.trim(), password_hash: passwordHash }))) return null
  for (const role of roles) await insertRole(trx, userId, role)
  await emit(trx, 'accounts.user.registered', userId, { userId, displayName: displayName.trim(), roles })
  // 90 random bits: that somebody has the value already does not happen.
  if (!(await addIdToken(trx, { user_id: userId, value: newIdToken(), type: 'APP' }))) throw new Error('an app identity came twice')
  return userId
}

/** The caller; null when nobody is signed in. */
export async function me({ caller, loaders }: Context): Promise<UserRow | null> {
  return caller.kind === 'user' ? loaders.user.load(caller.userId) : null
}

/** Any user, for admins; null when there is none. */
export async function userById({ db, caller }: Context, id: string): Promise<UserRow | null> {
  requireRole(caller, 'ADMIN')
  return (await findUser(db, id)) ?? null
}

/** All users, for admins, in the order of their registration. */
export function allUsers({ db, caller }: Context, args: PageArgs): Promise<Page<UserRow>> {
  requireRole(caller, 'ADMIN')
  return keysetPage({
    args,
    fetch: (page) => listUsers(db, page),
    key: (user) => [user.id],
    isKey: (key) => key.length === 1 && isIdPart(key[0]),
  })
}

/** What is a user's own is seen by themself and by admins; others get null for it. */
export const mayRead = (caller: Caller, userId: string): boolean =>
  hasRole(caller, 'ADMIN') || (caller.kind === 'user' && caller.userId === userId)

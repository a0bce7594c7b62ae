import { requireRole } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { hashPassword, passwordFault } from './login/password.ts'
import { openLogin, signedIn, type SignedIn } from './login/login.ts'
import type { UserRow } from './tables.ts'
import { findUser, listUsers } from './user.queries.ts'
import { createUser } from './user.ts'

/**
 * Makes a driver's account with an app identity for chargers, for everybody, and signs it in. EMAIL_TAKEN if the address has an account:
 * whoever registers has to know. So strangers can find out who has an account; the number of registrations from one client address is
 * limited for that.
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
  return idPage(args, (page) => listUsers(db, page))
}

import { audit } from '#db/audit.ts'
import { hasRole, isSelf, isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { LoginRow, UserRow } from '../tables.ts'
import { lockOwner } from '../user.queries.ts'
import { findOpenLogin, listOpenLogins } from './login.queries.ts'
import { endLogins } from './login.ts'

/** A user's open logins, the newest first; null for those who may not see them. */
export async function loginsOf({ db, caller }: Context, { id }: UserRow, args: PageArgs): Promise<Page<LoginRow> | null> {
  if (!isSelfOr(caller, id, 'ADMIN')) return null
  return idPage(args, (page) => listOpenLogins(db, id, page))
}

/** Ends one login of the caller's; an admin anybody's. Its access token is refused at once. */
export function endLogin({ db, caller }: Context, input: { loginId: string }): Promise<boolean> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const login = await findOpenLogin(trx, input.loginId)
    if (!login || !isSelfOr(caller, login.user_id, 'ADMIN')) throw notFound('login', ['input', 'loginId'])
    const ended = await endLogins(trx, login.user_id, 'ENDED', { only: login.id })
    if (ended > 0) await audit(trx, userId, 'login.ended', login.id, { userId: login.user_id })
    return ended > 0
  })
}

/**
 * Ends the caller's logins: all but the one that asks, with `thisToo` all. An admin may give another user, and ends all of theirs. How many
 * were open.
 */
export function endLoginsOf(
  { db, caller }: Context,
  input: { userId?: string | null | undefined; thisToo?: boolean | null | undefined },
): Promise<number> {
  const { userId, loginId } = requireUser(caller)
  const of = input.userId ?? userId
  if (!isSelf(caller, of) && !hasRole(caller, 'ADMIN')) throw notFound('user', ['input', 'userId'])
  const but = of === userId && !input.thisToo ? loginId : undefined
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, of))) throw notFound('user', ['input', 'userId'])
    const ended = await endLogins(trx, of, 'ENDED', { but })
    if (ended > 0) await audit(trx, userId, 'logins.ended', of, { count: ended })
    return ended
  })
}

import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireRole } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { changeAccess } from './access-change.ts'
import type { Context } from './context.ts'
import type { UserRow } from './tables.ts'
import { refuse } from './errors.ts'
import { emitIssued } from './id-token/id-token.ts'
import { findIdTokensOf } from './id-token/id-token.queries.ts'
import { keepingAnAdmin } from './last-admin.ts'
import { endLogins, existingUser } from './login/login.ts'
import { findUser, listUsers, lockOwner, setBlocked, type UserFilter } from './user.queries.ts'

/** The caller; null when nobody is signed in. */
export async function me({ caller, loaders }: Context): Promise<UserRow | null> {
  return caller.kind === 'user' ? loaders.user.load(caller.userId) : null
}

/** Any user, for admins; null when there is none. */
export async function userById({ db, caller }: Context, id: string): Promise<UserRow | null> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return (await findUser(db, id)) ?? null
}

/** Users, for admins and COMPLIANCE, in the order of their registration. */
export function allUsers({ db, caller }: Context, filter: UserFilter, args: PageArgs): Promise<Page<UserRow>> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return idPage(args, (page) => listUsers(db, filter, page))
}

/**
 * Blocks a user, or lets them in again, for admins: their logins end at once, no other is opened, and chargers refuse their cards until they
 * are let in again. LAST_ADMIN for the last admin; FORBIDDEN for oneself.
 */
export function setUserBlocked({ db, caller }: Context, input: { userId: string; blocked: boolean }): Promise<UserRow> {
  const admin = requireRole(caller, 'ADMIN')
  const { userId, blocked } = input
  if (userId === admin.userId) throw refuse('FORBIDDEN', 'Nobody blocks themself.', ['input', 'userId'])
  return keepingAnAdmin(() =>
    db.transaction().execute(async (trx) => {
      const owner = await lockOwner(trx, userId)
      if (!owner) throw notFound('user', ['input', 'userId'])
      if ((owner.blocked_at !== null) !== blocked) {
        await setBlocked(trx, userId, blocked ? new Date() : null)
        await emit(trx, 'accounts.user.blocked', userId, { userId, blocked })
        if (blocked) {
          await endLogins(trx, userId, 'BLOCKED')
          // Their programs are none of their logins.
          await changeAccess(trx, userId)
        }
        // A trigger has changed them.
        for (const card of await findIdTokensOf(trx, [userId])) await emitIssued(trx, card)
        await audit(trx, admin.userId, blocked ? 'user.blocked' : 'user.unblocked', userId)
      }
      return existingUser(trx, userId)
    }),
  )
}

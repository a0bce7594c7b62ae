import { requireRole } from '#lib/access.ts'
import type { Role } from '#lib/auth.ts'
import { audit } from '#db/audit.ts'
import { notFound } from '#lib/errors.ts'
import { sayAccess } from './access-change.ts'
import type { Context } from './context.ts'
import { keepingAnAdmin } from './last-admin.ts'
import { refuse } from './errors.ts'
import { deleteRole, insertRole } from './role.queries.ts'
import type { Trx, UserRow } from './tables.ts'
import { findUser, lockOwner } from './user.queries.ts'

interface RoleInput {
  userId: string
  role: Role
}

/**
 * Gives a user a role, which holds from their next access token on. Leaves an audit row. A role that they have already changes nothing.
 * FORBIDDEN for oneself: an admin alone does not become a treasurer.
 */
export function grantRole({ db, caller }: Context, { userId, role }: RoleInput): Promise<UserRow> {
  const admin = requireRole(caller, 'ADMIN')
  if (userId === admin.userId)
    throw refuse('FORBIDDEN', 'Nobody gives themself a role. Another admin does it.', ['input', 'userId'])
  return db.transaction().execute(async (trx) => {
    await existing(trx, userId)
    if (await insertRole(trx, userId, role, admin.userId)) await audit(trx, admin.userId, 'role.granted', userId, { role })
    return existing(trx, userId)
  })
}

/**
 * Takes a role from a user at once: their access tokens are refused from now on, and a refresh brings one without it. Leaves an audit row.
 * LAST_ADMIN if the platform would have no admin.
 */
export function revokeRole({ db, caller }: Context, { userId, role }: RoleInput): Promise<UserRow> {
  const admin = requireRole(caller, 'ADMIN')
  return keepingAnAdmin(() =>
    db.transaction().execute(async (trx) => {
      if (!(await lockOwner(trx, userId))) throw notFound('user')
      const taken = await deleteRole(trx, userId, role)
      const user = await existing(trx, userId)
      if (!taken) return user
      await audit(trx, admin.userId, 'role.revoked', userId, { role })
      // A trigger has raised it.
      await sayAccess(trx, userId)
      return user
    }),
  )
}

async function existing(trx: Trx, userId: string): Promise<UserRow> {
  const user = await findUser(trx, userId)
  if (!user) throw notFound('user')
  return user
}

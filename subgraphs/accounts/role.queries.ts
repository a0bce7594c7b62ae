import type { Role } from '#lib/auth.ts'
import type { Db, Trx } from './tables.ts'

/** True if the user did not have the role before. */
export const insertRole = async (trx: Trx, userId: string, role: Role, grantedBy: string | null): Promise<boolean> =>
  (await trx
    .insertInto('user_role')
    .values({ user_id: userId, role, granted_by: grantedBy })
    .onConflict((conflict) => conflict.doNothing())
    .returning('role')
    .executeTakeFirst()) !== undefined

/** True if the user had the role before. */
export const deleteRole = async (trx: Trx, userId: string, role: Role): Promise<boolean> =>
  (await trx
    .deleteFrom('user_role')
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .returning('role')
    .executeTakeFirst()) !== undefined

export const findAdmin = (db: Db | Trx) =>
  db.selectFrom('user_role').select('user_id').where('role', '=', 'ADMIN').limit(1).executeTakeFirst()

/** Replaces the roles that hold only in logins with a second factor. */
export async function saveSecondFactorRoles(trx: Trx, roles: readonly Role[]): Promise<void> {
  await trx.deleteFrom('second_factor_role').execute()
  if (roles.length === 0) return
  await trx
    .insertInto('second_factor_role')
    .values([...new Set(roles)].map((role) => ({ role })))
    .execute()
}

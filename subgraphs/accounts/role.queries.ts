import type { Role } from '#lib/auth.ts'
import type { Db, Trx } from './tables.ts'

/** True if the user did not have the role before. */
export const insertRole = async (trx: Trx, userId: string, role: Role): Promise<boolean> =>
  (await trx
    .insertInto('user_role')
    .values({ user_id: userId, role })
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

/** The admins, locked until the transaction ends. */
export const lockAdmins = async (trx: Trx): Promise<string[]> => {
  const rows = await trx
    .selectFrom('user_role')
    .select('user_id')
    .where('role', '=', 'ADMIN')
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.user_id)
}

export const findAdmin = (db: Db | Trx) =>
  db.selectFrom('user_role').select('user_id').where('role', '=', 'ADMIN').limit(1).executeTakeFirst()

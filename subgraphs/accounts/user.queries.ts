import { sql, type SelectQueryBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { Role } from '#lib/auth.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { AccountsTables, Db, Trx, UserRow } from './tables.ts'

const rolesOf = sql<Role[]>`ARRAY(SELECT role FROM user_role WHERE user_id = "user".id ORDER BY role)`

export const users = (db: Db | Trx) =>
  db
    .selectFrom('user')
    // Roles and version in one statement: a token with roles from before a change must have the version from before it.
    .select(['user.id', 'user.email', 'user.display_name', 'user.created_at', 'user.access_version', rolesOf.as('roles')])

export const findUsers = (db: Db | Trx, ids: readonly string[]): Promise<UserRow[]> => users(db).where('id', 'in', ids).execute()

export const findUser = (db: Db | Trx, id: string): Promise<UserRow | undefined> =>
  users(db).where('id', '=', id).executeTakeFirst()

export const listUsers = (db: Db, page: PageRequest): Promise<UserRow[]> => pageBy(users(db), [['id', 'uuid']], 'asc', page)

/** The new user's id; undefined if the address has an account, even one that is being made at this moment. */
export const insertUser = (trx: Trx, user: { id: string; email: string; display_name: string; password_hash: string }) =>
  trx
    .insertInto('user')
    .values(user)
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning('id')
    .executeTakeFirst()

export const findCredentials = (db: Db | Trx, email: string) =>
  credentials(db)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()

export const findCredentialsById = (db: Db | Trx, id: string) => credentials(db).where('id', '=', id).executeTakeFirst()

const credentials = (
  db: Db | Trx,
): SelectQueryBuilder<AccountsTables, 'user', { id: string; email: string; password_hash: string }> =>
  db.selectFrom('user').select(['id', 'email', 'password_hash'])

/** Locks the user's password as it was read until the transaction ends; false if it has been changed since. */
export const lockPassword = async (trx: Trx, { id, password_hash }: { id: string; password_hash: string }): Promise<boolean> =>
  (await trx
    .selectFrom('user')
    .select('id')
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .forUpdate()
    .executeTakeFirst()) !== undefined

export const updatePassword = (trx: Trx, id: string, passwordHash: string) =>
  trx.updateTable('user').set({ password_hash: passwordHash }).where('id', '=', id).execute()

/** The user's row, locked: what is counted under this lock is counted by one transaction at a time. */
export const lockOwner = (trx: Trx, userId: string) =>
  trx.selectFrom('user').select('id').where('id', '=', userId).forUpdate().executeTakeFirst()

import { sql, type Insertable, type SelectQueryBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { Role } from '#lib/auth.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { AccountsTables, Db, Trx, UserRow } from './tables.ts'

const rolesOf = sql<Role[]>`ARRAY(SELECT role FROM user_role WHERE user_id = "user".id ORDER BY role)`

/** Users, without those who have left. */
export const users = (db: Db | Trx) => everybody(db).select('user.display_name').where('user.deleted_at', 'is', null)

const everybody = (db: Db | Trx) =>
  db
    .selectFrom('user')
    .select([
      'user.id',
      'user.email',
      'user.created_at',
      'user.access_version',
      'user.email_verified_at',
      'user.blocked_at',
      'user.locale',
      'user.units',
      'user.time_zone',
      'user.guest_until',
      rolesOf.as('roles'),
    ])

/** Those with these ids. Who has left is there without a name, since bills and meetups of theirs still are. */
export const findUsers = (db: Db | Trx, ids: readonly string[]): Promise<UserRow[]> =>
  everybody(db)
    .select(sql<string>`coalesce(display_name, 'Somebody who has left')`.as('display_name'))
    .where('id', 'in', ids)
    .execute()

export const findUser = (db: Db | Trx, id: string): Promise<UserRow | undefined> =>
  users(db).where('id', '=', id).executeTakeFirst()

/** Which users are wanted: those whose address begins so, who have the role, who are blocked or not. */
export interface UserFilter {
  email?: string | null | undefined
  role?: Role | null | undefined
  blocked?: boolean | null | undefined
}

export const listUsers = (db: Db, { email, role, blocked }: UserFilter, page: PageRequest): Promise<UserRow[]> =>
  pageBy(
    users(db)
      .$if(email != null, (all) => all.where(sql<string>`lower("user".email)`, 'like', beginning(email ?? '')))
      .$if(role != null, (all) =>
        all.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('user_role')
              .select('role')
              .whereRef('user_id', '=', 'user.id')
              .where('role', '=', role ?? null),
          ),
        ),
      )
      .$if(blocked != null, (all) => all.where('user.blocked_at', blocked === true ? 'is not' : 'is', null)),
    [['id', 'uuid']],
    'asc',
    page,
  )

const beginning = (text: string): string => `${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The new user's id; undefined if the address has an account, even one that is being made at this moment. */
export const insertUser = (
  trx: Trx,
  user: Pick<
    Insertable<AccountsTables['user']>,
    'id' | 'email' | 'display_name' | 'password_hash' | 'email_verified_at' | 'guest_until' | 'guest_email'
  >,
) =>
  trx
    .insertInto('user')
    .values({ ...user, blocked_at: null, access_changed_at: null, locale: null, units: null, time_zone: null })
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
): SelectQueryBuilder<AccountsTables, 'user', { id: string; email: string; password_hash: string | null }> =>
  db.selectFrom('user').select(['id', 'email', 'password_hash'])

/** Locks the user's password as it was read until the transaction ends; false if it has been changed since. */
export const lockPassword = async (
  trx: Trx,
  { id, password_hash }: { id: string; password_hash: string | null },
): Promise<boolean> =>
  (await trx
    .selectFrom('user')
    .select('id')
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .forNoKeyUpdate()
    .executeTakeFirst()) !== undefined

export const updatePassword = (trx: Trx, id: string, passwordHash: string) =>
  trx.updateTable('user').set({ password_hash: passwordHash }).where('id', '=', id).execute()

/** Who reads what is sent to an address. */
export const findAddressee = (db: Db | Trx, email: string) =>
  db
    .selectFrom('user')
    .select(['id', 'email', 'display_name', 'email_verified_at', 'locale'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()

/** Notes that the address is the user's, if it still is theirs. */
export const verifyAddress = async (trx: Trx, id: string, email: string): Promise<boolean> =>
  (await trx
    .updateTable('user')
    .set({ email_verified_at: sql`coalesce(email_verified_at, now())` })
    .where('id', '=', id)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .returning('id')
    .executeTakeFirst()) !== undefined

export const setBlocked = (trx: Trx, id: string, at: Date | null) =>
  trx.updateTable('user').set({ blocked_at: at }).where('id', '=', id).execute()

/** The new version: access tokens with an older one are refused. */
export const raiseAccessVersion = async (trx: Trx, id: string): Promise<void> => {
  await trx
    .updateTable('user')
    .set({ access_version: sql`access_version + 1`, access_changed_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

/** Somebody who wanted to leave is here again. */
export const cancelDeletionOf = (trx: Trx, userId: string) =>
  trx
    .updateTable('account_deletion')
    .set({ cancelled_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    // What an admin has begun does not end so.
    .where('asked_by', '=', userId)
    .where(sql<boolean>`num_nonnulls(cancelled_at, refused_at, done_at) = 0`)
    .returning('id')
    .executeTakeFirst()

/**
 * The user's row, locked: what is counted under this lock is counted by one transaction at a time. Rows that refer to the user may still be
 * added: else two admins who act on each other would wait for one another's audit rows.
 */
export const lockOwner = (trx: Trx, userId: string) =>
  trx
    .selectFrom('user')
    .select(['id', 'blocked_at', 'email_verified_at', 'guest_until'])
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()

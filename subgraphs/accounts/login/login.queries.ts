import { ago } from '#db/time.ts'
import { pageBy } from '#db/page.ts'
import type { Role } from '#lib/auth.ts'
import { LIMITS } from '#lib/limits.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, LoginMethod, LoginRow, RevocationReason, Trx } from '../tables.ts'

/** A login as it is opened, and where it is used from. */
export interface NewLogin {
  id: string
  user_id: string
  expires_at: Date
  method: LoginMethod
  second_factor_at: Date | null
  device: string | null
  address_block: string | null
}

export const insertLogin = (trx: Trx, login: NewLogin) =>
  trx
    .insertInto('login')
    .values({ ...login, revoked_at: null, revoked_because: null })
    .execute()

/** True if a user has signed in before, and of late not by such a device from there. Of what has said nothing of itself there is one. */
export async function isNewDevice(
  trx: Trx,
  { user_id: userId, device, address_block: block }: Pick<NewLogin, 'user_id' | 'device' | 'address_block'>,
  since: Date,
): Promise<boolean> {
  const { known } = await trx
    .selectFrom('login')
    .select(({ fn, eb }) =>
      fn
        .agg<boolean | null>('bool_or', [
          eb.and([
            eb('device', 'is not distinct from', device),
            eb('address_block', 'is not distinct from', block),
            eb('last_used_at', '>', since),
          ]),
        ])
        .as('known'),
    )
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return known === false
}

export const insertRefreshToken = (trx: Trx, token: { hash: Buffer; login_id: string; expires_at: Date }) =>
  trx
    .insertInto('refresh_token')
    .values({ ...token, used_at: null })
    .execute()

/** True if a user's login was opened a short while ago, and not by a refresh. */
export const isLoginFresh = async (db: Db, id: string, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('login')
    .select('id')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('created_at', '>', ago(LIMITS.token.freshSeconds * 1_000))
    .executeTakeFirst()) !== undefined

/** The login that a refresh token belongs to, locked until the transaction ends. */
export const lockLoginOf = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('login')
    .selectAll()
    .where('id', '=', (select) => select.selectFrom('refresh_token').select('login_id').where('hash', '=', hash))
    .forUpdate()
    .executeTakeFirst()

export const findLoginOwner = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('refresh_token')
    .innerJoin('login', 'login.id', 'refresh_token.login_id')
    .select('login.user_id')
    .where('refresh_token.hash', '=', hash)
    .executeTakeFirst()

export const findRefreshToken = (trx: Trx, hash: Buffer) =>
  trx.selectFrom('refresh_token').selectAll().where('hash', '=', hash).executeTakeFirst()

export const useRefreshToken = (trx: Trx, hash: Buffer, usedAt: Date) =>
  trx.updateTable('refresh_token').set({ used_at: usedAt }).where('hash', '=', hash).execute()

export const useLogin = (trx: Trx, id: string, from: Pick<LoginRow, 'device' | 'address_block'>) =>
  trx
    .updateTable('login')
    .set({ last_used_at: new Date(), ...from })
    .where('id', '=', id)
    .execute()

/** Ends logins of a user: all, one (`only`), or all but one (`but`). The ids of those that were open until now. */
export const revokeLogins = async (
  trx: Trx,
  userId: string,
  because: RevocationReason,
  which: { only?: string; but?: string | undefined } = {},
): Promise<string[]> => {
  const { only, but } = which
  const rows = await trx
    .updateTable('login')
    .set({ revoked_at: new Date(), revoked_because: because })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .$if(only !== undefined, (all) => all.where('id', '=', only ?? null))
    .$if(but !== undefined, (all) => all.where('id', '<>', but ?? null))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Logins of a user that are open, the newest first. */
export const listOpenLogins = (db: Db, userId: string, page: PageRequest): Promise<LoginRow[]> =>
  pageBy(
    db
      .selectFrom('login')
      .selectAll()
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', new Date())
      // A login whose refresh token lay unused for too long has ended, though nobody has ended it.
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('refresh_token')
            .select('hash')
            .whereRef('login_id', '=', 'login.id')
            .where('used_at', 'is', null)
            .where('refresh_token.expires_at', '>', new Date()),
        ),
      ),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const findOpenLogin = (db: Db | Trx, id: string): Promise<LoginRow | undefined> =>
  db
    .selectFrom('login')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst()

/** True if the account was used from the block of addresses since then. */
export const wasUsedFrom = async (db: Db, email: string, block: string | null, since: Date): Promise<boolean> =>
  (await db
    .selectFrom('login')
    .innerJoin('user', 'user.id', 'login.user_id')
    .select('login.id')
    .where(({ fn }) => fn('lower', ['user.email']), '=', email)
    .where('login.address_block', '=', block)
    .where('login.last_used_at', '>', since)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Roles that hold only in logins with a second factor. */
export const findSecondFactorRoles = async (db: Db | Trx): Promise<Role[]> =>
  (await db.selectFrom('second_factor_role').select('role').orderBy('role').execute()).map(({ role }) => role)

/** Removes logins whose time is over, with their tokens. */
export const pruneLogins = (db: Db) => db.deleteFrom('login').where('expires_at', '<', new Date()).execute()

import type { Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Policy, Trx, VerificationTables } from '../tables.ts'

/** The policy that holds. */
export const currentPolicy = (db: Db): Promise<Policy> =>
  db.selectFrom('policy').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()

/** Undefined if another has this version. */
export const insertPolicy = (trx: Trx, policy: Insertable<VerificationTables['policy']>): Promise<Policy | undefined> =>
  trx
    .insertInto('policy')
    .values(policy)
    .onConflict((conflict) => conflict.column('version').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Every version, the newest first. */
export const listPolicies = (db: Db, page: PageRequest): Promise<Policy[]> =>
  pageBy(db.selectFrom('policy').selectAll(), [['version', 'int']], 'desc', page)

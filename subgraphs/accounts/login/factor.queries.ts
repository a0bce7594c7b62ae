import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import type { Db, LoginMethod, Trx } from '../tables.ts'

/** True if the user has an authenticator app that they have confirmed. */
export const hasSecondFactor = async (db: Db | Trx, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('second_factor')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()) !== undefined

export const findFactor = (db: Db | Trx, userId: string) =>
  db.selectFrom('second_factor').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** Puts a secret that is to be confirmed in the place of an earlier one; false if there is one that was confirmed. */
export const proposeFactor = async (trx: Trx, userId: string, sealed: Buffer): Promise<boolean> =>
  (await trx
    .insertInto('second_factor')
    .values({ user_id: userId, sealed, confirmed_at: null })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ sealed, last_step: 0, created_at: new Date() })
        .where('second_factor.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()) !== undefined

/** Takes a code's time step: false if a code of it, or of a later one, was taken before. Of two at once one gets it. */
export const takeStep = async (trx: Trx, userId: string, step: number): Promise<boolean> =>
  (await trx
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst()) !== undefined

export const confirmFactor = (trx: Trx, userId: string) =>
  trx.updateTable('second_factor').set({ confirmed_at: new Date() }).where('user_id', '=', userId).execute()

/** Its recovery codes go with it. True if there was one. */
export const deleteFactor = async (trx: Trx, userId: string): Promise<boolean> =>
  (await trx.deleteFrom('second_factor').where('user_id', '=', userId).returning('user_id').executeTakeFirst()) !== undefined

/** Takes a second factor away that was confirmed since a moment, or is not yet. */
export const deleteFactorSince = (trx: Trx, userId: string, since: Date) =>
  trx
    .deleteFrom('second_factor')
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('confirmed_at', 'is', null), eb('confirmed_at', '>=', since)]))
    .execute()

export async function replaceRecoveryCodes(trx: Trx, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute()
  await trx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ hash, user_id: userId, used_at: null })))
    .execute()
}

/** Uses a recovery code up: false if it is none, or was used before. */
export const useRecoveryCode = async (trx: Trx, userId: string, hash: Buffer): Promise<boolean> =>
  (await trx
    .updateTable('recovery_code')
    .set({ used_at: sql`now()` })
    .where('hash', '=', hash)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()) !== undefined

export const countRecoveryCodes = (db: Db, userId: string): Promise<number> =>
  countOf(db.selectFrom('recovery_code').where('user_id', '=', userId).where('used_at', 'is', null))

export const insertChallenge = (trx: Trx, challenge: { hash: Buffer; user_id: string; method: LoginMethod; expires_at: Date }) =>
  trx.insertInto('sign_in_challenge').values(challenge).execute()

export const findChallenge = (db: Db | Trx, hash: Buffer) =>
  db
    .selectFrom('sign_in_challenge')
    .selectAll()
    .where('hash', '=', hash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()

/** True if it was there until now: a challenge is answered once. */
export const deleteChallenge = async (trx: Trx, hash: Buffer): Promise<boolean> =>
  (await trx.deleteFrom('sign_in_challenge').where('hash', '=', hash).returning('hash').executeTakeFirst()) !== undefined

/** Ends all sign-ins of a user that are between their steps. */
export const deleteChallengesOf = (trx: Trx, userId: string) =>
  trx.deleteFrom('sign_in_challenge').where('user_id', '=', userId).execute()

export const pruneSignIns = (db: Db) => db.deleteFrom('sign_in_challenge').where('expires_at', '<', new Date()).execute()

/** Notes in a login that its second factor was shown; without `login` (null) forgets it in all of the user's. */
export const setSecondFactorAt = (trx: Trx, userId: string, login: string | null, at: Date | null) =>
  trx
    .updateTable('login')
    .set({ second_factor_at: at })
    .where('user_id', '=', userId)
    .$if(login !== null, (all) => all.where('id', '=', login))
    .execute()

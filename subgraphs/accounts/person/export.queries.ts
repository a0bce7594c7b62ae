import { sql } from 'kysely'
import { ago, daysAgo } from '#db/time.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Db, PersonExportRow, Trx } from '../tables.ts'

const exports = (db: Db | Trx) =>
  db
    .selectFrom('person_export')
    .select(['id', 'user_id', 'asked_at', 'ready_at', 'missing', sql<number | null>`length(archive)`.as('bytes')])

/** The newest of a user. */
export const findNewestExport = (db: Db | Trx, userId: string): Promise<PersonExportRow | undefined> =>
  exports(db).where('user_id', '=', userId).orderBy('id', 'desc').limit(1).executeTakeFirst()

export const insertExport = (trx: Trx, id: string, userId: string) =>
  trx.insertInto('person_export').values({ id, user_id: userId, ready_at: null, missing: null, archive: null }).execute()

/** An export that is still gathered, locked. */
export const lockOpenExport = (trx: Trx, id: string): Promise<PersonExportRow | undefined> =>
  exports(trx).where('id', '=', id).where('ready_at', 'is', null).forUpdate().executeTakeFirst()

export const insertPiece = (
  trx: Trx,
  piece: { export_id: string; box: string; number: number; pieces: number; data: string },
): Promise<unknown> =>
  trx
    .insertInto('person_export_piece')
    .values(piece)
    .onConflict((c) => c.doNothing())
    .execute()

/** Boxes all of whose pieces are there. */
export const boxesTold = async (db: Db | Trx, exportId: string): Promise<string[]> => {
  const whole = db
    .selectFrom('person_export_piece')
    .select('box')
    .where('export_id', '=', exportId)
    .groupBy(['box', 'pieces'])
    .having(sql<boolean>`count(*) = pieces`)
  return (await whole.execute()).map(({ box }) => box)
}

export const findPieces = (trx: Trx, exportId: string, boxes: readonly string[]) =>
  trx
    .selectFrom('person_export_piece')
    .select(['box', 'data'])
    .where('export_id', '=', exportId)
    .where('box', 'in', boxes)
    .orderBy('box')
    .orderBy('number')
    .execute()

/** Keeps the archive in place of the pieces that it was made of. */
export async function finishExport(trx: Trx, id: string, archive: Buffer, missing: readonly string[]): Promise<void> {
  await trx
    .updateTable('person_export')
    .set({ ready_at: new Date(), archive, missing: [...missing] })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('person_export_piece').where('export_id', '=', id).execute()
}

/** Those that have waited for too long. */
export const lateExports = (db: Db, waitMs: number) =>
  db.selectFrom('person_export').select('id').where('ready_at', 'is', null).where('asked_at', '<', ago(waitMs)).execute()

/** A piece of an archive of this user; undefined if there is none, or it is somebody else's. */
export const readArchive = (db: Db | Trx, id: string, userId: string, from: number, bytes: number) =>
  db
    .selectFrom('person_export')
    .select([
      sql<Buffer>`substring(archive FROM ${from + 1}::int FOR ${bytes}::int)`.as('piece'),
      sql<number>`length(archive)`.as('bytes'),
    ])
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('ready_at', 'is not', null)
    .executeTakeFirst()

/** Removes exports whose time is over. */
export const pruneExports = (db: Db) =>
  db.deleteFrom('person_export').where('asked_at', '<', daysAgo(ACCOUNTS_LIMITS.exportKeptDays)).execute()

import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { ago } from '#db/time.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, FirmwareImageTable, Trx } from '../tables.ts'

export type FirmwareImage = Selectable<FirmwareImageTable>

/** Those that are not deleted. */
const living = (db: Db | Trx) => db.selectFrom('firmware_image').selectAll().where('deleted_at', 'is', null)

export const images = (db: Db | Trx, ids: readonly string[]): Promise<FirmwareImage[]> =>
  living(db).where('id', 'in', ids).execute()

/** The image that may be uploaded with this token now. */
export const findImageUpload = (db: Db, digest: Buffer): Promise<FirmwareImage | undefined> =>
  living(db)
    .where('upload_digest', '=', digest)
    .where('upload_until', '>', sql<Date>`now()`)
    .executeTakeFirst()

/** One image, so that it stays as it is until the transaction ends: shared by those who use it, alone for who deletes it. */
export const lockImage = (trx: Trx, id: string, how: 'shared' | 'alone'): Promise<FirmwareImage | undefined> =>
  living(trx)
    .where('id', '=', id)
    .$if(how === 'shared', (query) => query.forShare())
    .$if(how === 'alone', (query) => query.forUpdate())
    .executeTakeFirst()

/** One after the other: what an owner has is counted before more is added. */
export const lockImagesOf = (trx: Trx, ownerId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`firmware of ${ownerId}`}, 0))`.execute(trx)

export async function countImages(trx: Trx, ownerId: string): Promise<{ images: number; bytes: number }> {
  return trx
    .selectFrom('firmware_image')
    .select([sql<number>`count(*)::integer`.as('images'), sql<number>`coalesce(sum(bytes), 0)::float8`.as('bytes')])
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow()
}

export const findImageByKey = (trx: Trx, ownerId: string, key: string): Promise<FirmwareImage | undefined> =>
  living(trx).where('owner_id', '=', ownerId).where('idempotency_key', '=', key).executeTakeFirst()

export const insertImage = (trx: Trx, image: Insertable<FirmwareImageTable>): Promise<FirmwareImage> =>
  trx.insertInto('firmware_image').values(image).returningAll().executeTakeFirstOrThrow()

/** A new token takes the place of the last. */
export const renewUpload = (trx: Trx, id: string, upload_digest: Buffer, upload_until: Date): Promise<FirmwareImage> =>
  trx
    .updateTable('firmware_image')
    .set({ upload_digest, upload_until })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** False if it is there already, or was deleted meanwhile. */
export async function noteImageStored(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('firmware_image')
    .set({ stored_at: sql`now()` })
    .where('id', '=', id)
    .where('stored_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** True while a charger may still fetch it. */
export const isInUse = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx.selectFrom('run').select('id').where('image_id', '=', id).where('ended_at', 'is', null).executeTakeFirst()) !==
  undefined

export async function markDeleted(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('firmware_image')
    .set({ deleted_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

/** Images whose objects may go: deleted ones, and those that were never uploaded. */
export const spentImages = (db: Db): Promise<FirmwareImage[]> =>
  db
    .selectFrom('firmware_image')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('deleted_at', 'is not', null),
        eb.and([eb('stored_at', 'is', null), eb('upload_until', '<', ago(OCPP_LIMITS.uploadMs))]),
      ]),
    )
    .execute()

export async function forgetImage(db: Db, id: string): Promise<void> {
  await db.deleteFrom('firmware_image').where('id', '=', id).execute()
}

/** Images of an owner, or of all, the newest first. */
export const listImages = (db: Db, ownerId: string | null, page: PageRequest): Promise<FirmwareImage[]> =>
  pageBy(
    living(db).$if(ownerId !== null, (query) => query.where('owner_id', '=', ownerId ?? '')),
    [['id', 'uuid']],
    'desc',
    page,
  )

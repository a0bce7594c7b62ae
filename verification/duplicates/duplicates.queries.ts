import { sql } from 'kysely'
import type { Fingerprint } from './fingerprint.ts'
import type { Db, Trx } from '../tables.ts'

const SEARCH_LOCK = 7_120_310

/** Locks searching and inserting until the transaction ends: of two like photos that come at once, the second must see the first. */
export const lockFingerprints = (trx: Trx) => sql`SELECT pg_advisory_xact_lock(${SEARCH_LOCK})`.execute(trx)

/** False if a photo of the same bytes, or this photo, has a fingerprint already. */
export async function insertFingerprintRow(
  trx: Trx,
  photo: { photoId: string; userId: string; reading: number | null },
  { sha256, pdq, embeddings: [embedding], outline }: Fingerprint,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('fingerprint')
    .values({
      photo_id: photo.photoId,
      user_id: photo.userId,
      sha256: Buffer.from(sha256, 'hex'),
      pdq: Buffer.from(pdq.hash),
      pdq_quality: pdq.quality,
      embedding: embedding ? Buffer.from(embedding.vector.buffer, embedding.vector.byteOffset, embedding.vector.length) : null,
      embedding_model: embedding?.model ?? null,
      outline: Buffer.from(outline),
      reading: photo.reading,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Rows after `after`, which an index has not seen yet; at most `limit`, in order. */
export const newFingerprints = (db: Db, after: number, limit: number) =>
  db
    .selectFrom('fingerprint')
    .select(['id', 'pdq', 'pdq_quality', 'embedding', 'embedding_model'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()

export const findBySha256 = (db: Db, sha256: string) =>
  db
    .selectFrom('fingerprint')
    .select(['id', 'photo_id', 'user_id', 'reading'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()

/** Without their outlines: of one dashboard there may be thousands that are alike by their hash. */
export const findFingerprints = (db: Db, ids: number[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('fingerprint').select(['id', 'photo_id', 'user_id', 'reading']).where('id', 'in', ids).execute()

/** Null where the photo is erased. */
export async function outlinesOf(db: Db, ids: number[]): Promise<Map<number, Buffer | null>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('fingerprint').select(['id', 'outline']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, outline }) => [id, outline]))
}

/** Whose photos these are, by the ids of their fingerprints; without those that are erased. */
export async function takersOf(db: Db, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('fingerprint').select(['id', 'user_id']).where('id', 'in', ids).execute()
  return new Map(rows.flatMap(({ id, user_id }) => (user_id === null ? [] : [[id, user_id]])))
}

/** Removes what could show a person. No picture can be made of the rest. */
export const eraseFingerprintRows = (trx: Trx, photoIds: string[]) =>
  trx.updateTable('fingerprint').set({ user_id: null, outline: null }).where('photo_id', 'in', photoIds).execute()

import type { Transaction } from 'kysely'
import type { Duplicate } from './checks/facts.ts'
import type { Fingerprint } from './checks/fingerprint.ts'
import type { FingerprintTables } from './checks/tables.ts'
import { eraseFingerprintRows, findBySha256, insertFingerprintRow, lockFingerprints } from './duplicates.queries.ts'

/** Earlier photos in memory; a process has one, follows the table with it, and needs no more than `createDuplicateIndex()`. */
export interface DuplicateIndex {
  seen: number
  rows: { id: number; pdq: Uint8Array }[]
}

export const createDuplicateIndex = (): DuplicateIndex => ({ seen: 0, rows: [] })

/**
 * Earlier photos, of anyone, that this one may be a copy of. Holds a lock until the transaction ends, so that of two copies that come at
 * once the second sees the first: insert the fingerprint in the same transaction, and keep that short.
 */
export async function duplicatesOf<DB extends FingerprintTables>(
  _ctx: { duplicates: DuplicateIndex },
  transaction: Transaction<DB>,
  photoId: string,
  fingerprint: Fingerprint,
): Promise<Duplicate[]> {
  const trx = seen(transaction)
  await lockFingerprints(trx)
  const same = await findBySha256(trx, fingerprint.sha256)
  const found: Duplicate[] = []
  if (same && same.photo_id !== photoId)
    found.push({ photoId: same.photo_id, userId: same.user_id, reading: same.reading, by: 'SHA256', score: 0, change: 'NONE' })
  return found
}

/**
 * Keeps a photo's fingerprint, so that later copies are found; `reading` is what was read on it. False where a photo of the same bytes has
 * one already: of two at once, one wins.
 */
export const insertFingerprint = <DB extends FingerprintTables>(
  trx: Transaction<DB>,
  photo: { photoId: string; userId: string; reading: number | null },
  fingerprint: Fingerprint,
): Promise<boolean> => insertFingerprintRow(seen(trx), photo, fingerprint)

/** Erases what shows or names a person; the hashes stay, so that an erased photo earns nothing again. */
export async function eraseFingerprints<DB extends FingerprintTables>(trx: Transaction<DB>, photoIds: string[]): Promise<void> {
  if (photoIds.length > 0) await eraseFingerprintRows(seen(trx), photoIds)
}

/** A transaction of the box, seen as far as these tables; Kysely cannot infer them through a type parameter. */
const seen = <DB extends FingerprintTables>(trx: Transaction<DB>): Transaction<FingerprintTables> =>
  trx as unknown as Transaction<FingerprintTables>

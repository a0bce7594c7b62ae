import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Manifest, OperationKind, Trx } from '../tables.ts'

export const listManifests = (db: Db, clientId: string, page: PageRequest): Promise<Manifest[]> =>
  pageBy(db.selectFrom('manifest').selectAll().where('client_id', '=', clientId), [['id', 'uuid']], 'desc', page)

export const findManifest = (db: Db | Trx, clientId: string, version: string): Promise<Manifest | undefined> =>
  db.selectFrom('manifest').selectAll().where('client_id', '=', clientId).where('version', '=', version).executeTakeFirst()

export const findActive = (db: Db | Trx, clientId: string): Promise<Manifest | undefined> =>
  db.selectFrom('manifest').selectAll().where('client_id', '=', clientId).where('active', '=', true).executeTakeFirst()

/** How many versions a client has; those that are not retired alone where that is asked for. */
export const countManifests = (trx: Trx, clientId: string, { retired }: { retired: boolean }): Promise<number> => {
  const all = trx.selectFrom('manifest').where('client_id', '=', clientId)
  return countOf(retired ? all : all.where('retired_at', 'is', null))
}

export interface StoredOperation {
  name: string
  /** SHA-256 in hexadecimal digits. */
  hash: string
  kind: OperationKind
  body: string
}

const operationsIn = (db: Db | Trx, manifestId: string) =>
  db
    .selectFrom('manifest_operation as operation')
    .innerJoin('document', 'document.hash', 'operation.hash')
    .select(['operation.name', 'operation.kind', 'document.body'])
    .select(sql<string>`encode(operation.hash, 'hex')`.as('hash'))
    .where('manifest_id', '=', manifestId)

/** All operations of a version, in the order of their names. */
export const operationsOf = (db: Db | Trx, manifestId: string): Promise<StoredOperation[]> =>
  operationsIn(db, manifestId).orderBy('operation.name').execute()

export const listOperations = (db: Db, manifestId: string, page: PageRequest): Promise<StoredOperation[]> =>
  pageBy(operationsIn(db, manifestId), [['operation.name', 'text']], 'asc', page)

/** Adds a version with its operations. Documents that are known already are not stored again. */
export async function insertManifest(
  trx: Trx,
  row: Pick<Manifest, 'client_id' | 'version' | 'digest' | 'bytes'>,
  operations: readonly StoredOperation[],
): Promise<Manifest> {
  const documents = operations.map(({ hash, body }) => ({ hash: Buffer.from(hash, 'hex'), body }))
  await trx
    .insertInto('document')
    // In one order everywhere, so that two uploads at once wait for one another and never both.
    .values(documents.toSorted((a, b) => a.hash.compare(b.hash)))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const values = { ...row, id: newId(), operations: operations.length, activated_at: null, retired_at: null }
  const manifest = await trx.insertInto('manifest').values(values).returningAll().executeTakeFirstOrThrow()
  await trx
    .insertInto('manifest_operation')
    .values(operations.map(({ name, kind, hash }) => ({ manifest_id: manifest.id, name, kind, hash: Buffer.from(hash, 'hex') })))
    .execute()
  return manifest
}

/** Makes a version the active one of its client. The one that was stays served. */
export async function activate(trx: Trx, { id, client_id }: Manifest): Promise<Manifest> {
  await trx.updateTable('manifest').set({ active: false }).where('client_id', '=', client_id).where('active', '=', true).execute()
  return trx
    .updateTable('manifest')
    .set({ active: true, activated_at: sql<Date>`coalesce(activated_at, now())` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const retire = (trx: Trx, id: string): Promise<Manifest> =>
  trx
    .updateTable('manifest')
    .set({ retired_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

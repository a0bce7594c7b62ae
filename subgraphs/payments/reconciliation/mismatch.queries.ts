import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { Db, Mismatch, MismatchAbout, Trx } from '../tables.ts'

/** Mismatches, the newest first: those that wait for a person, or all. */
export function listMismatches(
  db: Db,
  { provider, open }: { provider: ProviderName | null; open: boolean },
  page: PageRequest,
): Promise<Mismatch[]> {
  let wanted = db.selectFrom('mismatch').selectAll()
  if (provider !== null) wanted = wanted.where('provider', '=', provider)
  if (open) wanted = wanted.where('resolved_at', 'is', null)
  return pageBy(wanted, [['id', 'uuid']], 'desc', page)
}

export const lockMismatch = (trx: Trx, id: string): Promise<Mismatch | undefined> =>
  trx.selectFrom('mismatch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** An open mismatch about a thing, whoever noted it. */
export const openAbout = (trx: Trx, provider: ProviderName, [kind, id]: readonly [MismatchAbout, string]) =>
  trx
    .selectFrom('mismatch')
    .select('id')
    .where('provider', '=', provider)
    .where('about_kind', '=', kind)
    .where('about_id', '=', id)
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()

/** Says what became of a mismatch. Null: the platform itself has seen that both agree. */
export const resolve = (trx: Trx, id: string, by: string | null, resolution: string): Promise<Mismatch | undefined> =>
  trx
    .updateTable('mismatch')
    .set({ resolved_at: sql<Date>`now()`, resolved_by: by, resolution })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** The provider's lines of a mismatch are compared no more. */
export const settleLinesOf = (trx: Trx, mismatchId: string) =>
  trx
    .updateTable('provider_movement')
    .set({ settled_at: sql<Date>`now()` })
    .where('mismatch_id', '=', mismatchId)
    .where('settled_at', 'is', null)
    .execute()

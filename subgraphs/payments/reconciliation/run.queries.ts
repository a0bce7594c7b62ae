import { sql } from 'kysely'
import { validate } from 'uuid'
import { newId } from '#lib/id.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Movement, ProviderName } from '../providers/provider.ts'
import type { Db, ReconciliationRun, Trx } from '../tables.ts'

/** Begins a comparison where the last one of the provider ended; nothing where one is under way. */
export const beginRun = (trx: Trx, provider: ProviderName, startedBy: string | null): Promise<ReconciliationRun | undefined> =>
  trx
    .insertInto('reconciliation_run')
    .values({
      id: newId(),
      provider,
      started_by: startedBy,
      cursor: sql<
        string | null
      >`(SELECT cursor FROM reconciliation_run WHERE provider = ${provider} AND state = 'DONE' ORDER BY id DESC LIMIT 1)`,
    })
    .onConflict((running) => running.doNothing())
    .returningAll()
    .executeTakeFirst()

export const runningOf = (db: Db | Trx, provider: ProviderName): Promise<ReconciliationRun | undefined> =>
  db.selectFrom('reconciliation_run').selectAll().where('provider', '=', provider).where('state', '=', 'RUNNING').executeTakeFirst()

/** True where none was begun for so long, or the one under way was not touched for so long. */
export const isDue = async (db: Db, provider: ProviderName, everyMs: number, lostMs: number): Promise<boolean> => {
  const { rows } = await sql<{ due: boolean }>`SELECT NOT EXISTS (SELECT FROM reconciliation_run WHERE provider = ${provider}
    AND CASE state WHEN 'RUNNING' THEN touched_at > now() - make_interval(secs => ${lostMs / 1000})
      ELSE started_at > now() - make_interval(secs => ${everyMs / 1000}) END) AS due`.execute(db)
  return rows[0]?.due === true
}

/** Writes where a run has come to. False where another process was faster: what was read is then read already. */
export const moveOn = async (
  trx: Trx,
  { id, cursor: before }: Pick<ReconciliationRun, 'id' | 'cursor'>,
  cursor: string | null,
): Promise<boolean> =>
  (await trx
    .updateTable('reconciliation_run')
    .set({ cursor, touched_at: sql<Date>`now()`, failure: null })
    .where('id', '=', id)
    .where('state', '=', 'RUNNING')
    .where('cursor', before === null ? 'is' : '=', before)
    .returning('id')
    .executeTakeFirst()) !== undefined

/** Keeps lines of the provider's books; one that came before stays as it is. */
export async function keepMovements(trx: Trx, { id, provider }: ReconciliationRun, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return
  const kept = await trx
    .insertInto('provider_movement')
    .values(
      movements.map(({ externalId, kind, aboutId, operationId, amount, feeMinor, at }) => ({
        id: newId(),
        run_id: id,
        provider,
        external_id: externalId,
        kind,
        about_id: aboutId,
        operation_id: operationId !== null && validate(operationId) ? operationId : null,
        amount_minor: amount.amountMinor,
        fee_minor: feeMinor,
        currency: amount.currency,
        at,
      })),
    )
    .onConflict((again) => again.constraint('provider_movement_once').doNothing())
    .returning('id')
    .execute()
  await addTo(trx, id, 'movements', kept.length)
}

export const addTo = (trx: Trx, id: string, count: 'movements' | 'mismatches', added: number) =>
  trx
    .updateTable('reconciliation_run')
    .set((eb) => ({ [count]: eb(count, '+', added), touched_at: sql<Date>`now()` }))
    .where('id', '=', id)
    .execute()

export const noteFailure = (db: Db, id: string, failure: string) =>
  db.updateTable('reconciliation_run').set({ failure }).where('id', '=', id).where('state', '=', 'RUNNING').execute()

/** Ends a run, with what both have in each currency then. Not where another process has read on meanwhile: that one ends it. */
export const endRun = (db: Db, { id, provider }: ReconciliationRun, cursor: string | null) =>
  db
    .updateTable('reconciliation_run')
    .set({
      state: 'DONE',
      ended_at: sql<Date>`now()`,
      failure: null,
      balances: sql<string>`(
        WITH ours AS (
          SELECT currency, sum(amount_minor) AS minor FROM entry JOIN account ON account.id = account_id
          WHERE kind = 'PROVIDER' AND owner_id = ${provider} GROUP BY currency),
        theirs AS (
          SELECT currency, sum(amount_minor - fee_minor) AS minor FROM provider_movement WHERE provider = ${provider} GROUP BY currency)
        SELECT coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'oursMinor', coalesce(ours.minor, 0),
          'theirsMinor', coalesce(theirs.minor, 0)) ORDER BY currency), '[]') FROM ours FULL JOIN theirs USING (currency))`,
    })
    .where('id', '=', id)
    .where('state', '=', 'RUNNING')
    .where('cursor', cursor === null ? 'is' : '=', cursor)
    .execute()

export const findRun = (db: Db, id: string): Promise<ReconciliationRun> =>
  db.selectFrom('reconciliation_run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The newest first. */
export const listRuns = (db: Db, page: PageRequest): Promise<ReconciliationRun[]> =>
  pageBy(db.selectFrom('reconciliation_run').selectAll(), [['id', 'uuid']], 'desc', page)

import { sql, type UpdateObject } from 'kysely'
import type { ChainRow } from './chain-rows.ts'
import type { ChainState, Db, RewardsTables, Trx } from '../tables.ts'

/** Chains by their ids. */
export const chains = (db: Db, ids: readonly string[]): Promise<ChainState[]> =>
  db.selectFrom('chain').selectAll().where('id', 'in', ids.map(Number)).execute()

/** The chains that the configuration names, the standard one first. */
export const listChains = (db: Db): Promise<ChainState[]> =>
  db.selectFrom('chain').selectAll().where('configured', '=', true).orderBy('standard', 'desc').orderBy('id').execute()

export const findChain = (db: Db, id: number): Promise<ChainState | undefined> =>
  db.selectFrom('chain').selectAll().where('id', '=', id).executeTakeFirst()

export const changeChain = (db: Db, id: number, change: UpdateObject<RewardsTables, 'chain'>): Promise<ChainState | undefined> =>
  db.updateTable('chain').set(change).where('id', '=', id).returningAll().executeTakeFirst()

/** Notes what the configuration says, the standard chain first. What was there before chains had numbers gets the standard one's. */
export const saveChains = (
  db: Db,
  rows: readonly Pick<ChainRow, 'id' | 'name' | 'distributor' | 'token' | 'explorerUrl' | 'urls' | 'quorum'>[],
) =>
  db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('chains'))`.execute(trx)
    await trx.updateTable('chain').set({ configured: false, standard: false }).execute()
    for (const [i, { id, name, distributor, token, explorerUrl, urls, quorum }] of rows.entries()) {
      const row = {
        name,
        distributor,
        token,
        explorer_url: explorerUrl,
        nodes: urls.length,
        quorum,
        configured: true,
        standard: i === 0,
      }
      await trx
        .insertInto('chain')
        .values({ id, ...row, ...NOTHING_SEEN })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    }
    const [standard] = rows
    if (standard) await sql`SELECT name_chain(${standard.id}) WHERE EXISTS (SELECT FROM chain WHERE id = 0)`.execute(trx)
  })

/** Moves unpaid rewards to another chain, so many at most, with indices that no chain has seen; the ids of those that it moved. */
export const moveRewards = (trx: Trx, from: number, to: number, most: number): Promise<{ id: string; user_id: string }[]> =>
  trx
    .updateTable('reward')
    .set({ chain_id: to, chain_index: sql<number>`nextval('reward_index')` })
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('reward')
        .select('id')
        .where('chain_id', '=', from)
        .where('status', 'in', ['EARNED', 'HELD'])
        .where(sql<boolean>`is_movable(last_batch_id) AND is_anywhere(user_id, payout_address)`)
        .orderBy('chain_index')
        .limit(most)
        .forUpdate(),
    )
    .returning(['id', 'user_id'])
    .execute()

/** How many unpaid rewards a chain has, also those that cannot be moved yet. */
export async function countUnpaid(db: Db, chainId: number): Promise<number> {
  const { count } = await db
    .selectFrom('reward')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('chain_id', '=', chainId)
    .where('status', 'in', ['EARNED', 'HELD', 'BATCHED', 'SUBMITTED'])
    .executeTakeFirstOrThrow()
  return count
}

const NOTHING_SEEN = {
  head_block: null,
  final_block: null,
  max_fee_wei: null,
  remaining_budget: null,
  reward_maximum: null,
  contract_paused: null,
  seen_at: null,
  fault: null,
  fault_since: null,
  compared_at: null,
  paused_at: null,
  paused_by: null,
  pause_reason: null,
}

/** Why no batch may be made there: PAUSED, or UNCOMPARED and the names of the chains that must be compared first. Null when one may. */
export async function batchForbidden(db: Db, chainId: number): Promise<string | null> {
  const { rows } = await sql<{ why: string | null }>`SELECT batch_forbidden(${chainId}) AS why`.execute(db)
  return rows[0]?.why ?? null
}

/** True if another chain's worker waits for this one to be compared. */
export async function comparisonWanted(db: Db, chainId: number): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`SELECT EXISTS (
    SELECT FROM signer_lease AS l JOIN chain AS c ON c.id = ${chainId}
    WHERE l.chain_id <> c.id AND l.expires_at > now() AND (c.compared_at IS NULL OR c.compared_at < l.since)) AS wanted`.execute(db)
  return rows[0]?.wanted ?? false
}

/**
 * The database's time to the microsecond, as text: a Date would cut it to the millisecond, and a comparison in the millisecond in which the
 * lease began would count as one from before it.
 */
export async function databaseNow(db: Db): Promise<string> {
  const { rows } = await sql<{ now: string }>`SELECT clock_timestamp()::text AS now`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database does not tell its time')
  return row.now
}

/** Notes that the ledger agrees with a chain as it was at this time of the database. */
export const saveCompared = (db: Db, id: number, at: string) => changeChain(db, id, { compared_at: sql<Date>`${at}::timestamptz` })

/** What keeps the rewards of a chain from being paid, and since when; null when nothing does. */
export const saveFault = (db: Db, id: number, fault: string | null) =>
  db
    .updateTable('chain')
    .set({ fault, fault_since: fault === null ? null : sql<Date>`coalesce(fault_since, now())` })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('fault', 'is distinct from', fault)]))
    .execute()

export const chooseChain = (trx: Trx, userId: string, chainId: number) =>
  trx
    .insertInto('chain_choice')
    .values({ user_id: userId, chain_id: chainId })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ chain_id: chainId, chosen_at: sql`now()` }))
    .execute()

/** Where users are paid what they earn from now on. */
export const chainsOfUsers = async (db: Db, userIds: readonly string[]): Promise<{ user_id: string; chain_id: number }[]> => {
  const { rows } = await sql<{ user_id: string; chain_id: number }>`
    SELECT user_id, chain_of(user_id) AS chain_id FROM unnest(${userIds}::uuid[]) AS user_id`.execute(db)
  return rows
}

/** How many rewards of each chain wait, are on their way, and are paid, and how much they are, in base units. */
export const payment = async (db: Db): Promise<PaymentState[]> => {
  const { rows } = await sql<PaymentState>`
    SELECT c.id AS chain_id, coalesce(w.waiting, 0)::int AS waiting, coalesce(w.waiting_amount, 0) AS waiting_amount,
      w.oldest_due, coalesce(w.blocked, 0)::int AS blocked, coalesce(w.blocked_amount, 0) AS blocked_amount, coalesce(o.on_way, 0)::int AS on_way, coalesce(o.on_way_amount, 0) AS on_way_amount, o.oldest_sent,
      coalesce(b.batches, 0)::int AS batches, coalesce(b.paid, 0)::int AS paid, coalesce(b.paid_amount, 0) AS paid_amount, b.last_paid,
      (SELECT count(*) FROM nonce_outcome AS n WHERE n.chain_id = c.id AND NOT n.finalized)::int AS not_final,
      (SELECT coalesce(sum(fee_wei), 0) FROM nonce_outcome AS n WHERE n.chain_id = c.id) AS fees_wei,
      (SELECT count(*) FROM found_payout AS f JOIN reward AS r ON r.key = f.key
        WHERE f.chain_id = c.id AND r.batch_id IS NOT NULL AND r.chain_id <> c.id)::int AS paid_twice
    FROM chain AS c
    LEFT JOIN (SELECT chain_id, count(*) AS waiting, sum(payout) AS waiting_amount, min(rests_until) FILTER (WHERE rests_until <= now() AND NOT is_blocked(user_id)) AS oldest_due,
        count(*) FILTER (WHERE is_blocked(user_id)) AS blocked, coalesce(sum(payout) FILTER (WHERE is_blocked(user_id)), 0) AS blocked_amount
      FROM reward WHERE status = 'EARNED' GROUP BY 1) AS w ON w.chain_id = c.id
    LEFT JOIN (SELECT chain_id, sum(count) AS on_way, sum(total) AS on_way_amount, min(created_at) AS oldest_sent
      FROM batch WHERE status = 'OPEN' GROUP BY 1) AS o ON o.chain_id = c.id
    LEFT JOIN (SELECT chain_id, count(*) AS batches, sum(count) AS paid, sum(total) AS paid_amount, max(mined_at) AS last_paid
      FROM batch WHERE status = 'MINED' GROUP BY 1) AS b ON b.chain_id = c.id`.execute(db)
  return rows
}

export interface PaymentState {
  chain_id: number
  waiting: number
  waiting_amount: string
  /** Of those that have rested, the one that has waited longest. */
  oldest_due: Date | null
  /** Of those that wait, the ones of blocked users. */
  blocked: number
  blocked_amount: string
  on_way: number
  on_way_amount: string
  oldest_sent: Date | null
  batches: number
  paid: number
  paid_amount: string
  last_paid: Date | null
  not_final: number
  fees_wei: string
  paid_twice: number
}

import { sql, type RawBuilder, type Insertable } from 'kysely'
import type { ChainTransaction, Db, NonceOutcome, RewardsTables, Trx } from '../tables.ts'

export interface Signer {
  chain_id: number
  signer: string
}

/** A lease that ends later than this many times its length was taken before the database's clock was set back. */
const IMPOSSIBLE = 10

/** Removes a lease that would hold for ever because the clock was set back; undefined if there is none such. */
export const dropImpossibleLease = (db: Db, { chain_id, signer }: Signer, leaseMs: number) =>
  db
    .deleteFrom('signer_lease')
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('expires_at', '>', sql<Date>`now() + make_interval(secs => ${(IMPOSSIBLE * leaseMs) / 1000})`)
    .returning(['holder', 'expires_at'])
    .executeTakeFirst()

/**
 * Takes or renews the lease of a signing key. False while another worker has it. If nobody had it for longer than it lasts, it begins anew:
 * this database may have been restored from an older copy.
 */
export async function takeLease(db: Db, { chain_id, signer }: Signer, holder: string, leaseMs: number): Promise<boolean> {
  const length = sql`make_interval(secs => ${leaseMs / 1000})`
  const expiry = sql<Date>`now() + ${length}`
  const row = await db
    .insertInto('signer_lease')
    .values({ chain_id, signer, holder, expires_at: expiry, since: sql`now()` })
    .onConflict((conflict) =>
      conflict
        .columns(['chain_id', 'signer'])
        .doUpdateSet({
          holder,
          expires_at: expiry,
          since: sql`CASE WHEN signer_lease.expires_at < now() - ${length} THEN now() ELSE signer_lease.since END`,
        })
        .where(({ or, eb }) => or([eb('signer_lease.holder', '=', holder), eb('signer_lease.expires_at', '<', sql<Date>`now()`)])),
    )
    .returning('signer')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the lease at once. The row stays, so that the next worker's lease goes on from it. */
export const dropLease = (db: Db, { chain_id, signer }: Signer, holder: string) =>
  db
    .updateTable('signer_lease')
    .set({ expires_at: sql`now() - interval '1 microsecond'` })
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('holder', '=', holder)
    .execute()

/** Locks the lease until the transaction ends. False if it is somebody else's by now. */
export async function holdsLease(trx: Trx, { chain_id, signer }: Signer, holder: string): Promise<boolean> {
  const row = await trx
    .selectFrom('signer_lease')
    .select('signer')
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('holder', '=', holder)
    .where('expires_at', '>', sql<Date>`now()`)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export const insertTransaction = (trx: Trx, row: Insertable<RewardsTables['chain_transaction']>): Promise<ChainTransaction> =>
  trx.insertInto('chain_transaction').values(row).returningAll().executeTakeFirstOrThrow()

/** A stored transaction, and how long ago it was stored by the database's clock; below 0 if that was set back since. */
export type Attempt = ChainTransaction & { age_ms: number }

/** Attempts at nonces whose outcome is open or not final yet, in their order. */
export const openTransactions = (db: Db, signer: Signer): Promise<Attempt[]> =>
  without(db, signer, sql`o.finalized`)
    .selectAll('t')
    .select(sql<number>`(extract(epoch FROM now() - t.stored_at) * 1000)::float8`.as('age_ms'))
    .orderBy('t.nonce')
    .orderBy('t.attempt')
    .execute()

/** True if a reward waits for a batch, or something we have signed waits for a block. */
export async function workWaits(db: Db, signer: Signer): Promise<boolean> {
  const reward = db
    .selectFrom('reward')
    .innerJoin('wallet', 'wallet.user_id', 'reward.user_id')
    .select(sql<number>`1`.as('one'))
    .where('reward.chain_id', '=', signer.chain_id)
    .where('reward.status', '=', 'EARNED')
    .where('reward.rests_until', '<=', sql<Date>`now()`)
    .where(sql<boolean>`NOT is_blocked(reward.user_id)`)
  const transaction = without(db, signer, sql`true`).select(sql<number>`1`.as('one'))
  return (await reward.unionAll(transaction).limit(1).execute()).length > 0
}

/** Transactions of a signer at whose nonces there is no such outcome. */
const without = (db: Db, { chain_id, signer }: Signer, outcome: RawBuilder<unknown>) =>
  db.selectFrom('chain_transaction as t').where('t.chain_id', '=', chain_id).where('t.signer', '=', signer)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM nonce_outcome AS o
      WHERE (o.chain_id, o.signer, o.nonce) = (t.chain_id, t.signer, t.nonce) AND ${outcome})`)

export const openOutcomes = (db: Db, { chain_id, signer }: Signer): Promise<NonceOutcome[]> =>
  db
    .selectFrom('nonce_outcome')
    .selectAll()
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('finalized', '=', false)
    .execute()

/** Outcomes from a nonce on, final or not. The chain has not come that far, or not any more. */
export const outcomesFrom = (db: Db, { chain_id, signer }: Signer, nonce: number): Promise<NonceOutcome[]> =>
  db
    .selectFrom('nonce_outcome')
    .selectAll()
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('nonce', '>=', nonce)
    .orderBy('nonce')
    .execute()

export const saveOutcome = (trx: Trx, outcome: Insertable<RewardsTables['nonce_outcome']>) => {
  const { outcome: what, hash, block_number, block_hash, fee_wei } = outcome
  return trx
    .insertInto('nonce_outcome')
    .values(outcome)
    .onConflict((conflict) =>
      conflict
        .columns(['chain_id', 'signer', 'nonce'])
        .doUpdateSet({ outcome: what, hash, block_number, block_hash, fee_wei, finalized: false }),
    )
    .execute()
}

export const deleteOutcome = (trx: Trx, { chain_id, signer }: Signer, nonce: number) =>
  trx.deleteFrom('nonce_outcome').where('chain_id', '=', chain_id).where('signer', '=', signer).where('nonce', '=', nonce).execute()

export const finalizeOutcomes = (db: Db, { chain_id, signer }: Signer, final: { block: number; nonce: number }) =>
  db
    .updateTable('nonce_outcome')
    .set({ finalized: true })
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .where('finalized', '=', false)
    .where(({ or, and, eb }) =>
      or([eb('block_number', '<=', final.block), and([eb('outcome', '=', 'LOST'), eb('nonce', '<', final.nonce)])]),
    )
    .execute()

/** Nothing is final any more: everything that was signed is looked at again. */
export const unfinalizeOutcomes = (db: Db, { chain_id, signer }: Signer) =>
  db.updateTable('nonce_outcome').set({ finalized: false }).where('chain_id', '=', chain_id).where('signer', '=', signer).execute()

export const markBroadcast = (trx: Trx, id: string) =>
  trx
    .updateTable('chain_transaction')
    .set({ broadcast_at: sql`now()` })
    .where('id', '=', id)
    .execute()

/** The transaction with a hash, if it is ours. */
export const findByHash = (trx: Trx, hash: string): Promise<ChainTransaction | undefined> =>
  trx.selectFrom('chain_transaction').selectAll().where('hash', '=', hash).executeTakeFirst()

/** The nonce above all that were signed here; 0 before the first. */
export async function nextStoredNonce(db: Db, { chain_id, signer }: Signer): Promise<number> {
  const row = await db
    .selectFrom('chain_transaction')
    .select(({ fn }) => fn.max<number | null>('nonce').as('nonce'))
    .where('chain_id', '=', chain_id)
    .where('signer', '=', signer)
    .executeTakeFirst()
  return row?.nonce == null ? 0 : row.nonce + 1
}

export const findCursor = (db: Db, chainId: number, distributor: string) =>
  db
    .selectFrom('chain_cursor')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('distributor', '=', distributor)
    .executeTakeFirst()

export const saveCursor = (db: Db, cursor: RewardsTables['chain_cursor']) =>
  db
    .insertInto('chain_cursor')
    .values(cursor)
    .onConflict((conflict) =>
      conflict
        .columns(['chain_id', 'distributor'])
        .doUpdateSet({ block_number: cursor.block_number, block_hash: cursor.block_hash }),
    )
    .execute()

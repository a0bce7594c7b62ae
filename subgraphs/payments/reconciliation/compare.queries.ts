import { sql } from 'kysely'
import type { Movement, ProviderName } from '../providers/provider.ts'
import type { JournalKind, SourceType, Trx } from '../tables.ts'

/** Which of our journals says the same as a line of a provider. */
const SAME: readonly (readonly [Movement['kind'], JournalKind])[] = [
  ['PAYMENT', 'PAID_BY_PROVIDER'],
  ['PAYMENT', 'TOPPED_UP'],
  ['REFUND', 'REFUND_SENT'],
  ['REFUND_FAILED', 'REFUND_FAILED'],
  ['DISPUTE', 'DISPUTE_OPENED'],
  ['DISPUTE_WON', 'DISPUTE_WON'],
  ['PAY_OUT', 'PAYOUT_SENT'],
  ['PAY_OUT_RETURNED', 'PAYOUT_RETURNED'],
]
const same = sql.join(SAME.map(([movement, journal]) => sql`(${movement}::text, ${journal}::text)`))

/** What a provider's cost is booked by: the things that it moves money for. */
type CostSource = Extract<SourceType, 'PAYMENT' | 'REFUND' | 'DISPUTE' | 'PAY_OUT'>

/** A line of a provider beside what we have booked of the same thing. Figures are of the provider's account: positive is to us. */
export interface Compared {
  id: string
  kind: Movement['kind']
  external_id: string
  about_id: string | null
  /** Of ours. */
  operation_id: string | null
  amount_minor: number
  fee_minor: number
  currency: string
  mismatch_id: string | null
  journal_id: string | null
  booked_minor: number | null
  /** Of which the provider's cost is booked, and what was booked. */
  cost_type: CostSource | null
  cost_id: string | null
  cost_minor: number | null
  payment_id: string | null
  /** Something is wanted for it that is not over. */
  under_way: boolean
  /** We know the thing. */
  known: boolean
}

/**
 * Lines after one of them that agree with nothing yet, locked; or one of them by its id. What another process compares is waited for: should
 * that process fail, it is compared here. A thing is sought by the provider's id of it alone: by the operation, a second charge would pass for
 * the first.
 */
export async function compared(
  trx: Trx,
  provider: ProviderName,
  of: { after: string; limit: number } | { id: string },
): Promise<Compared[]> {
  const which = 'id' in of ? sql`m.id = ${of.id}` : sql`m.id > ${of.after}`
  const { rows } = await sql<Compared>`
    SELECT m.id, m.kind, m.external_id, m.about_id, m.amount_minor, m.fee_minor, m.currency, m.mismatch_id,
      booked.journal_id, booked.amount_minor AS booked_minor, cost.type AS cost_type, cost.id AS cost_id, cost.amount_minor AS cost_minor,
      p.id AS payment_id,
      (SELECT o.id FROM operation o WHERE o.id = m.operation_id) AS operation_id,
      EXISTS (SELECT FROM operation maker JOIN operation o USING (subject_type, subject_id)
        WHERE maker.provider = m.provider AND (maker.external_id = m.about_id OR maker.id = m.operation_id) AND o.state = 'OPEN') AS under_way,
      p.id IS NOT NULL OR booked.journal_id IS NOT NULL OR EXISTS (SELECT FROM operation o
        WHERE o.provider = m.provider AND (o.external_id = m.about_id OR o.id = m.operation_id)) AS known
    FROM provider_movement m
    LEFT JOIN payment p ON p.provider = m.provider AND p.external_id = m.about_id AND m.kind = 'PAYMENT'
    LEFT JOIN LATERAL (
      SELECT j.id AS journal_id, j.source_type, j.source_id, e.amount_minor
      FROM (
        SELECT 'PAYMENT', p.id::text WHERE p.id IS NOT NULL
        UNION ALL SELECT 'DISPUTE', d.id::text FROM dispute d WHERE d.provider = m.provider AND d.external_id = m.about_id
        UNION ALL SELECT 'REFUND', r.id::text FROM refund r JOIN payment paid ON paid.id = r.payment_id AND paid.provider = m.provider
          WHERE r.external_id = m.about_id
        UNION ALL SELECT o.subject_type, o.subject_id::text FROM operation o
          WHERE o.provider = m.provider AND (o.external_id = m.about_id OR m.about_id IS NULL AND o.id = m.operation_id)
      ) source (type, id)
      JOIN journal j ON j.source_type = source.type AND j.source_id = source.id AND (m.kind, j.kind) IN (${same})
      JOIN entry e ON e.journal_id = j.id
      JOIN account a ON a.id = e.account_id AND a.kind = 'PROVIDER' AND a.owner_id = m.provider AND a.currency = m.currency
      WHERE NOT EXISTS (SELECT FROM provider_movement other WHERE other.journal_id = j.id)
      LIMIT 1
    ) booked ON true
    LEFT JOIN LATERAL (
      SELECT type, id, (SELECT e.amount_minor FROM journal j JOIN entry e ON e.journal_id = j.id JOIN account a ON a.id = e.account_id
        WHERE j.kind = 'PROVIDER_COST' AND j.source_type = type AND j.source_id = source.id AND a.kind = 'PROVIDER')
      FROM (SELECT CASE WHEN p.id IS NULL THEN booked.source_type ELSE 'PAYMENT' END, coalesce(p.id::text, booked.source_id)) source (type, id)
    ) cost ON booked.journal_id IS NOT NULL
    WHERE m.provider = ${provider} AND m.settled_at IS NULL AND ${which}
    ORDER BY m.id LIMIT ${'limit' in of ? of.limit : 1} FOR UPDATE OF m`.execute(trx)
  return rows
}

/** A line agrees with a journal, or a person has said what it is (null). */
export const settle = (trx: Trx, id: string, journalId: string | null) =>
  trx
    .updateTable('provider_movement')
    .set({ settled_at: sql<Date>`now()`, journal_id: journalId })
    .where('id', '=', id)
    .execute()

export const linkMismatch = (trx: Trx, id: string, mismatchId: string) =>
  trx.updateTable('provider_movement').set({ mismatch_id: mismatchId }).where('id', '=', id).execute()

/** What a provider took of a payment, where nobody has noted it. */
export const noteFeeOf = (trx: Trx, paymentId: string, feeMinor: number) =>
  trx.updateTable('payment').set({ fee_minor: feeMinor }).where('id', '=', paymentId).where('fee_minor', 'is', null).execute()

export interface Unseen {
  entry_id: string
  journal_id: string
  amount_minor: number
  currency: string
  /** Whether a line of the provider agrees with it. */
  seen: boolean
}

/** Entries of a provider's account that its list must have by now, on from where the last comparison has come. */
export async function dueEntries(trx: Trx, provider: ProviderName, lateMs: number, limit: number): Promise<Unseen[]> {
  const { rows } = await sql<Unseen>`
    SELECT e.id AS entry_id, j.id AS journal_id, e.amount_minor, a.currency,
      EXISTS (SELECT FROM provider_movement m WHERE m.journal_id = j.id) AS seen
    FROM account a JOIN entry e ON e.account_id = a.id JOIN journal j ON j.id = e.journal_id
    WHERE a.kind = 'PROVIDER' AND a.owner_id = ${provider} AND j.kind IN (${sql.join(SAME.map(([, journal]) => journal))})
      AND j.at < now() - make_interval(secs => ${lateMs / 1000})
      AND e.id > coalesce((SELECT entry_id FROM reconciliation_place WHERE provider = ${provider}), '00000000-0000-0000-0000-000000000000')
    ORDER BY e.id LIMIT ${limit}`.execute(trx)
  return rows
}

export const keepPlace = (trx: Trx, provider: ProviderName, entryId: string) =>
  trx
    .insertInto('reconciliation_place')
    .values({ provider, entry_id: entryId })
    .onConflict((place) => place.column('provider').doUpdateSet({ entry_id: entryId }))
    .execute()

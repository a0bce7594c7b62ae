import { sql } from 'kysely'
import type { Call, Named } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import type { TransactionRow } from '../transactions/transaction.queries.ts'
import type { Json } from '../wire/frame.ts'

/**
 * The reply under a message's id, with the digest of what it answered, and whether the part that it is has come before, beside the row of the
 * transaction that the message names.
 */
type Known = { digest: Buffer | null; reply: Json | null; part_known: boolean } & (
  | TransactionRow
  | { [Column in keyof TransactionRow]: null }
)

/** What is known of each of these messages, in their order. */
export async function findKnown(trx: Trx, asked: readonly { call: Call; named: Named }[]): Promise<Known[]> {
  const column = <Value>(of: (one: (typeof asked)[number]) => Value) => asked.map(of)
  const { rows } = await sql<Known>`
    SELECT log.digest, log.reply, part.seq_no IS NOT NULL AS part_known, found.*
    FROM unnest(
      ${column(({ call }) => call.identity)}::text[], ${column(({ call }) => call.messageId)}::text[],
      ${column(({ named }) => ('number' in named ? named.number : null))}::integer[],
      ${column(({ named }) => ('number' in named ? null : named.chargerId))}::text[],
      ${column(({ named }) => ('number' in named ? null : named.seqNo))}::integer[]
    ) WITH ORDINALITY AS asked (identity, message_id, number, charger_id, seq_no, place)
    LEFT JOIN message_log AS log ON log.identity = asked.identity AND log.message_id = asked.message_id
    LEFT JOIN LATERAL (
      SELECT * FROM transaction WHERE number = asked.number
      UNION ALL
      SELECT * FROM transaction WHERE identity = asked.identity AND charger_transaction_id = asked.charger_id
    ) AS found ON true
    LEFT JOIN transaction_part AS part
      ON part.transaction_id = found.id AND part.seq_no = asked.seq_no AND part.event_type = 'Updated'
    ORDER BY place`.execute(trx)
  return rows
}

export interface Sampled {
  call: Call
  named: Named
  digest: Buffer
  reply: Json
  transactionId: string
  lastSampleAt: Date | null
  lastRegisterWh: number | null
}

/**
 * Notes the newest samples and the replies; of 2.x the parts, and by how much the charger's clock is ahead if that is news. In one statement,
 * because this runs for every sample of every charger.
 */
export async function saveSampled(trx: Trx, sampled: readonly Sampled[]): Promise<void> {
  const column = <Value>(of: (one: Sampled) => Value) => sampled.map(of)
  const parts = sampled.flatMap(({ call, transactionId, named }) => ('number' in named ? [] : [{ call, transactionId, ...named }]))
  const ofPart = <Value>(of: (part: (typeof parts)[number]) => Value) => parts.map(of)
  await sql`
    WITH noted AS (
      UPDATE transaction SET last_sample_at = newest.at, last_register_wh = newest.register_wh
      FROM unnest(
        ${column(({ transactionId }) => transactionId)}::uuid[],
        ${column(({ lastSampleAt }) => lastSampleAt?.toISOString() ?? null)}::timestamptz[],
        ${column(({ lastRegisterWh }) => lastRegisterWh)}::bigint[]
      ) AS newest (id, at, register_wh)
      WHERE transaction.id = newest.id
    ), parts AS (
      INSERT INTO transaction_part (transaction_id, seq_no, event_type, reported_at)
      SELECT part.transaction_id, part.seq_no, 'Updated', part.reported_at
      FROM unnest(
        ${ofPart(({ transactionId }) => transactionId)}::uuid[], ${ofPart(({ seqNo }) => seqNo)}::integer[],
        ${ofPart(({ time }) => time.text ?? '')}::text[]
      ) AS part (transaction_id, seq_no, reported_at)
    ), clocks AS (
      UPDATE charge_point SET clock_ahead_ms = clock.ahead_ms
      FROM unnest(
        ${ofPart(({ call }) => call.stationId)}::uuid[], ${ofPart(({ time }) => time.aheadMs)}::bigint[]
      ) AS clock (station_id, ahead_ms)
      WHERE charge_point.station_id = clock.station_id
        AND coalesce(abs(clock_ahead_ms - clock.ahead_ms) >= ${OCPP_LIMITS.clockStepMs}, true)
    )
    INSERT INTO message_log (identity, message_id, digest, reply, at)
    SELECT * FROM unnest(
      ${column(({ call }) => call.identity)}::text[], ${column(({ call }) => call.messageId)}::text[], ${column(({ digest }) => digest)}::bytea[],
      ${column(({ reply }) => JSON.stringify(reply))}::json[], ${column(({ call }) => call.receivedAt.toISOString())}::timestamptz[]
    )
    ON CONFLICT (identity, message_id) DO UPDATE SET digest = excluded.digest, reply = excluded.reply, at = excluded.at`.execute(
    trx,
  )
}

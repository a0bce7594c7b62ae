import { sql } from 'kysely'
import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { TransactionRow } from '../transactions/transaction.queries.ts'
import type { Json } from '../wire/frame.ts'

/** The reply under a message's id, with the digest of what it answered, beside the row of the transaction that the message names. */
type Known = { digest: Buffer | null; reply: Json | null } & (TransactionRow | { [Column in keyof TransactionRow]: null })

/** What is known of each of these messages, in their order. */
export async function findKnown(trx: Trx, asked: readonly { call: Call; number: number | null }[]): Promise<Known[]> {
  const column = <Value>(of: (one: (typeof asked)[number]) => Value) => asked.map(of)
  const { rows } = await sql<Known>`
    SELECT log.digest, log.reply, found.*
    FROM unnest(
      ${column(({ call }) => call.identity)}::text[], ${column(({ call }) => call.messageId)}::text[], ${column(({ number }) => number)}::integer[]
    ) WITH ORDINALITY AS asked (identity, message_id, number, place)
    LEFT JOIN message_log AS log ON log.identity = asked.identity AND log.message_id = asked.message_id
    LEFT JOIN transaction AS found ON found.number = asked.number
    ORDER BY place`.execute(trx)
  return rows
}

export interface Sampled {
  call: Call
  digest: Buffer
  reply: Json
  transactionId: string
  lastSampleAt: Date | null
  lastRegisterWh: number | null
}

/** Notes the newest samples and the replies. In one statement, because this runs for every sample of every charger. */
export async function saveSampled(trx: Trx, sampled: readonly Sampled[]): Promise<void> {
  const column = <Value>(of: (one: Sampled) => Value) => sampled.map(of)
  await sql`
    WITH noted AS (
      UPDATE transaction SET last_sample_at = newest.at, last_register_wh = newest.register_wh
      FROM unnest(
        ${column(({ transactionId }) => transactionId)}::uuid[],
        ${column(({ lastSampleAt }) => lastSampleAt?.toISOString() ?? null)}::timestamptz[],
        ${column(({ lastRegisterWh }) => lastRegisterWh)}::bigint[]
      ) AS newest (id, at, register_wh)
      WHERE transaction.id = newest.id
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

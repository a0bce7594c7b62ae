import { sql, type Selectable } from 'kysely'
import { countOf } from '#db/count.ts'
import { newId } from '#lib/id.ts'
import { counter } from '#lib/metrics.ts'
import type { Call } from '../context.ts'
import { CallRefused } from '../wire/frame.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { QuarantineTable, Trx } from '../tables.ts'

const quarantined = counter('evergraph_ocpp_quarantined_total', 'Messages kept aside with their reason, by action.', ['action'])

const dropped = counter('evergraph_ocpp_quarantine_dropped_total', 'Messages that left quarantine because their charger filled it.')

/**
 * Keeps a charger's whole message, with the reason why it could not be used as it is. If a charger fills its quarantine, its oldest
 * messages go. Stops that wait for their transaction never go: one too many is refused (CallRefused).
 */
export async function insertQuarantine(
  trx: Trx,
  call: Call,
  reason: string,
  more: { transactionId?: string; stop?: { idToken: string | null; at: Date; meterWh: number | null }; resolved?: boolean } = {},
): Promise<void> {
  quarantined.inc({ action: call.action })
  const payload = JSON.stringify(call.payload)
  if (more.stop !== undefined && (await countOpenStops(trx, call.identity)) >= OCPP_LIMITS.openStops)
    throw new CallRefused('InternalError', 'Too many stops of unknown transactions wait; ask the operator.')
  await trx
    .insertInto('quarantine')
    .values({
      id: newId(),
      identity: call.identity,
      station_id: call.stationId,
      ocpp_version: call.version,
      action: call.action,
      message_id: call.messageId,
      payload,
      bytes: Buffer.byteLength(payload),
      // A message with thousands of faults has a sentence for each of them: many times its own length.
      reason: reason.slice(0, OCPP_LIMITS.reasonLength),
      received_at: call.receivedAt,
      transaction_id: more.transactionId ?? null,
      stop_id_token: more.stop?.idToken ?? null,
      stop_at: more.stop?.at ?? null,
      stop_meter_wh: more.stop?.meterWh ?? null,
      resolved_at: more.resolved === true ? call.receivedAt : null,
    })
    .execute()
  await dropOldest(trx, call.identity)
}

async function dropOldest(trx: Trx, identity: string): Promise<void> {
  const { quarantineRows, quarantineBytes } = OCPP_LIMITS
  const { numAffectedRows } = await sql`
    DELETE FROM quarantine WHERE id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS bytes FROM quarantine
        WHERE identity = ${identity} AND (stop_at IS NULL OR resolved_at IS NOT NULL)
        WINDOW newest AS (ORDER BY received_at DESC, id DESC)
      ) ranked
      WHERE place > ${quarantineRows} OR bytes > ${quarantineBytes}
    )`.execute(trx)
  dropped.inc(Number(numAffectedRows ?? 0n))
}

const countOpenStops = (trx: Trx, identity: string): Promise<number> =>
  countOf(
    trx.selectFrom('quarantine').where('identity', '=', identity).where('resolved_at', 'is', null).where('stop_at', 'is not', null),
  )

/** A stop of no known transaction that fits a start of this token at this time: the earliest after it. */
export const findStopFor = (
  trx: Trx,
  start: { identity: string; idToken: string; at: Date },
): Promise<Selectable<QuarantineTable> | undefined> =>
  trx
    .selectFrom('quarantine')
    .selectAll()
    .where('identity', '=', start.identity)
    .where('resolved_at', 'is', null)
    .where('stop_at', '>=', start.at)
    .where(({ eb, fn }) => eb(fn<string>('lower', ['stop_id_token']), '=', start.idToken.toLowerCase()))
    .orderBy('stop_at')
    .limit(1)
    .executeTakeFirst()

export async function resolveQuarantine(trx: Trx, id: string, transactionId: string, at: Date): Promise<void> {
  await trx.updateTable('quarantine').set({ resolved_at: at, transaction_id: transactionId }).where('id', '=', id).execute()
}

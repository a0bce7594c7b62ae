import type { Selectable } from 'kysely'
import { newId } from '#lib/id.ts'
import { counter } from '#lib/metrics.ts'
import type { Call, Trx } from './context.ts'
import type { QuarantineTable } from './tables.ts'

const quarantined = counter('evergraph_ocpp_quarantined_total', 'Messages kept aside with their reason, by action.', ['action'])

/** Keeps a charger's message whole, with the reason why it could not be used as it is. */
export async function insertQuarantine(
  trx: Trx,
  call: Call,
  reason: string,
  more: { transactionId?: string; stop?: { idToken: string | null; at: Date; meterWh: number | null }; resolved?: boolean } = {},
): Promise<void> {
  quarantined.inc({ action: call.action })
  await trx
    .insertInto('quarantine')
    .values({
      id: newId(),
      identity: call.identity,
      station_id: call.stationId,
      ocpp_version: call.version,
      action: call.action,
      message_id: call.messageId,
      payload: JSON.stringify(call.payload),
      reason,
      received_at: call.receivedAt,
      transaction_id: more.transactionId ?? null,
      stop_id_token: more.stop?.idToken ?? null,
      stop_at: more.stop?.at ?? null,
      stop_meter_wh: more.stop?.meterWh ?? null,
      resolved_at: more.resolved === true ? call.receivedAt : null,
    })
    .execute()
}

/** A stop that came for no known transaction and fits a start of this token at this time: the earliest after it. */
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

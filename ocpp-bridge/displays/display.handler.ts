import type { Call } from '../context.ts'
import { deleteUnreported, findReportRequest } from '../report.queries.ts'
import type { Trx } from '../tables.ts'
import { findByChargerId } from '../transactions/transaction.queries.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger } from '../wire/reported.ts'
import { saveMessage } from './display.queries.ts'
import { readMessage } from './words.ts'

/** A part of the report that GetDisplayMessages has asked for (2.0.1 O03, O04). What nobody asked for is not kept. */
export async function takeDisplayMessages(trx: Trx, { stationId, identity, payload, receivedAt }: Call): Promise<Json> {
  const number = readInteger(payload['requestId'])
  const asked = number === null ? undefined : await findReportRequest(trx, stationId, 'GET_DISPLAY_MESSAGES', number)
  if (number === null || asked === undefined) return {}
  for (const info of (Array.isArray(payload['messageInfo']) ? payload['messageInfo'] : []).filter(isObject)) {
    const message = readMessage(info, receivedAt)
    if (message === null) continue
    const transaction = message.transaction_id && (await findByChargerId(trx, identity, message.transaction_id))
    const transaction_id = transaction ? transaction.id : null
    await saveMessage(trx, { ...message, station_id: stationId, transaction_id, reported_by: number })
  }
  if (payload['tbc'] !== true) await deleteUnreported(trx, 'display_message', stationId, number)
  return {}
}

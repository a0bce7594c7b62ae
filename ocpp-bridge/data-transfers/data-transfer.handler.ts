import { newId } from '#lib/id.ts'
import type { Call, Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { readText } from '../wire/reported.ts'
import { insertTransfer, removeExcess } from './data-transfer.queries.ts'

/** A charger sends what only its maker understands. It is kept for its operator, whatever it is answered (1.6 §4.3; 2.0.1 P02). */
export async function receiveTransfer(trx: Trx, { stationId, payload }: Call, { config }: Services): Promise<Json> {
  const vendorId = readText(payload['vendorId']) ?? ''
  const status = config.knownVendors.includes(vendorId.toLowerCase()) ? 'Accepted' : 'UnknownVendorId'
  const { data } = payload
  const text = data === undefined ? null : typeof data === 'string' ? data : JSON.stringify(data)
  const bytes = Buffer.byteLength(text ?? '')
  const messageId = readText(payload['messageId'], 50)
  await insertTransfer(trx, {
    id: newId(),
    station_id: stationId,
    vendor_id: vendorId,
    message_id: messageId,
    data: text,
    bytes,
    status,
  })
  await removeExcess(trx, stationId)
  return { status }
}

import { newId } from '#lib/id.ts'
import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { readText, readTime } from '../wire/reported.ts'
import { insertSecurityEvent } from './security-event.queries.ts'

/** Something that matters for a charger's security has happened there (1.6 security A04, 2.0.1 A04). */
export async function noteSecurityEvent(trx: Trx, { stationId, payload, receivedAt }: Call): Promise<Json> {
  await insertSecurityEvent(trx, {
    id: newId(),
    station_id: stationId,
    type: readText(payload['type'], 50) ?? '',
    tech_info: readText(payload['techInfo'], 255),
    reported_at: readTime(payload['timestamp'], receivedAt).at,
  })
  return {}
}

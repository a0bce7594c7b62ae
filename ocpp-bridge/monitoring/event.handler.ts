import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import { readComponentVariable } from '../wire/component.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'
import { insertEvents } from './event.queries.ts'
import { severities } from './monitor.queries.ts'

/** A charger tells what it has noticed of itself (2.0.1 N07, N08). Before 2.1 only the monitor knows how severe that is. */
export async function takeEvents(trx: Trx, call: Call): Promise<Json> {
  const { stationId, payload } = call
  const message = newId()
  const told = (Array.isArray(payload['eventData']) ? payload['eventData'] : []).filter(isObject)
  const events = told.flatMap((event) => read(call, message, event) ?? [])
  const unknown = events.flatMap(({ severity, monitor_number: number }) => (severity === null && number !== null ? [number] : []))
  const known = new Map(
    unknown.length === 0 ? [] : (await severities(trx, stationId, unknown)).map(({ number, severity }) => [number, severity]),
  )
  const rows = events.map((event) => ({ ...event, severity: event.severity ?? known.get(event.monitor_number ?? -1) ?? null }))
  if (await insertEvents(trx, stationId, rows)) await emit(trx, 'ocpp.charge-point-event.noted', stationId, { stationId, message })
  return {}
}

function read({ stationId, receivedAt }: Call, message: string, event: Json) {
  const about = readComponentVariable(event)
  const number = readInteger(event['eventId'])
  if (about === null || number === null) return null
  return {
    id: newId(),
    station_id: stationId,
    message,
    ...about,
    number,
    at: readTime(event['timestamp'], receivedAt).at,
    received_at: receivedAt,
    trigger: readText(event['trigger'], 50) ?? '',
    kind: readText(event['eventNotificationType'], 50) ?? '',
    severity: readInteger(event['severity']),
    value: readText(event['actualValue'], 2_500) ?? '',
    cleared: event['cleared'] === true,
    cause: readInteger(event['cause']),
    tech_code: readText(event['techCode'], 50),
    tech_info: readText(event['techInfo'], 500),
    transaction_id: readText(event['transactionId'], 36),
    monitor_number: readInteger(event['variableMonitoringId']),
  }
}

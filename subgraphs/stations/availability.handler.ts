import { emit } from '#db/outbox.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { saveConnectorStatus } from './connector.queries.ts'
import { lockStation, saveBoot, saveOnline, saveStationStatus } from './station.queries.ts'
import type { Trx } from './tables.ts'
import { noteStates } from './uptime/note.queries.ts'

export async function reportStatus(trx: Trx, event: EventEnvelope<'ocpp.connector.status-changed'>): Promise<void> {
  const { stationId, status, errorCode } = event.data
  await lockStation(trx, stationId)
  const report = { status, errorCode, at: saneTime(event.data.at, event), heardAt: new Date(event.occurredAt) }
  // OCPP's number 0 is the charger as a whole.
  if (event.data.evseNumber === 0) await saveStationStatus(trx, stationId, report)
  else await saveConnectorStatus(trx, event.data, report)
  await noteStates(trx, stationId, report.heardAt)
  await changed(trx, stationId)
}

export async function reportConnection(
  trx: Trx,
  event: EventEnvelope<'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected'>,
  online: boolean,
): Promise<void> {
  const { stationId } = event.data
  const heardAt = new Date(event.occurredAt)
  await lockStation(trx, stationId)
  await saveOnline(trx, stationId, online, heardAt)
  await noteStates(trx, stationId, heardAt)
  await changed(trx, stationId)
}

export async function reportBoot(trx: Trx, event: EventEnvelope<'ocpp.charge-point.booted'>): Promise<void> {
  const { stationId, vendor, model, firmware, ocppVersion } = event.data
  await saveBoot(trx, stationId, new Date(event.occurredAt), { vendor, model, firmware, ocpp_version: ocppVersion })
  await changed(trx, stationId)
}

const changed = (trx: Trx, stationId: string) => emit(trx, 'stations.station.availability-changed', stationId, { stationId })

/** When something was, by the charger's clock. If that is ahead, it is the time at which we heard of it. */
function saneTime(at: string, event: Pick<EventEnvelope, 'occurredAt'>): Date {
  return new Date(Math.min(Date.parse(at), Date.parse(event.occurredAt)))
}

import type { EventEnvelope } from '#lib/events.ts'
import { addressLine } from '#lib/text.ts'
import { KINDS, type KindData, type KindName } from '../kinds/kinds.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Trx } from '../tables.ts'
import { dataText } from './message.ts'
import { operatorOf, saveStation, writeMessages } from './message.queries.ts'

type Heard = Pick<EventEnvelope, 'id' | 'occurredAt' | 'aggregateId' | 'page'>

/** Writes a fact for the endpoints of whom it belongs to. What is told of the past is true, but no news. */
async function tell<Name extends KindName>(
  trx: Trx,
  event: Heard,
  ownerId: string | null,
  name: Name,
  data: KindData<Name>,
): Promise<void> {
  if (ownerId === null || event.page !== undefined) return
  const { scope, gathers } = KINDS[name]
  await writeMessages(trx, {
    to: { ownerId },
    kind: name,
    scope,
    eventId: event.id,
    occurredAt: event.occurredAt,
    about: event.aggregateId,
    data: dataText(name, data),
    gatherMs: gathers ? WEBHOOK_LIMITS.gatherMs : 0,
  })
}

export async function tellStation(trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { stationId, operatorId, place, address, timeZone = null, access = 'PUBLIC', evses } = event.data
  await saveStation(trx, { id: stationId, operator_id: operatorId, said: event.position ?? 0 })
  await tell(trx, event, operatorId, 'station.saved', {
    stationId,
    name: address?.name ?? null,
    address: addressLine(address),
    latitude: place.latitude,
    longitude: place.longitude,
    timeZone,
    access,
    evses: evses.map(({ evseId, number, connectors }) => ({
      evseId,
      number,
      connectors: connectors.map((each) => ({
        connectorId: each.connectorId,
        number: each.number,
        maxPowerW: each.maxPowerW,
        retired: each.retired === true,
      })),
    })),
  })
}

export async function tellAvailability(trx: Trx, event: EventEnvelope<'stations.station.availability-changed'>): Promise<void> {
  const { stationId } = event.data
  await tell(trx, event, await operatorOf(trx, stationId), 'station.availability-changed', { stationId })
}

export function tellFault(trx: Trx, event: EventEnvelope<'stations.fault.reported'>): Promise<void> {
  const { reportId, stationId, connectorId, operatorId, kind: fault } = event.data
  return tell(trx, event, operatorId, 'fault.reported', { reportId, stationId, connectorId, fault })
}

export function tellResolved(trx: Trx, event: EventEnvelope<'stations.fault.resolved'>): Promise<void> {
  const { reportId, stationId, operatorId } = event.data
  return tell(trx, event, operatorId, 'fault.resolved', { reportId, stationId })
}

export async function tellBegun(trx: Trx, event: EventEnvelope<'charging.session.started'>): Promise<void> {
  const { sessionId, stationId, connectorId, startedAt, offline: late } = event.data
  // It is not known yet, or the event is from before this kind. The kind says so: the end of the session is told all the same.
  if (connectorId === undefined) return
  await tell(trx, event, await operatorOf(trx, stationId), 'session.started', {
    sessionId,
    stationId,
    connectorId,
    startedAt,
    late,
  })
}

export async function tellSession(trx: Trx, event: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, stationId, connectorId, startedAt, endedAt, energyWh, held } = event.data
  const told = { sessionId, stationId, connectorId, startedAt, endedAt, energyWh, held }
  // A station that was handed over: its sessions of before, and what corrects them, are who operated it then.
  await tell(trx, event, event.data.operatorId ?? (await operatorOf(trx, stationId)), 'session.completed', told)
}

export async function tellRecord(trx: Trx, event: EventEnvelope<'charging.cdr.issued'>): Promise<void> {
  const { cdrId: recordId, sessionId, stationId, energyWh, amountMinor, currency, creditOf, bill } = event.data
  // Events from before there were webhooks.
  if (!bill) return
  const { startedAt, endedAt, timeZone, exclVatMinor, inclVatMinor, operatorId, partnerId } = bill
  const told = {
    recordId,
    sessionId,
    stationId,
    creditOf,
    energyWh,
    currency,
    amountMinor,
    exclVatMinor,
    inclVatMinor,
    startedAt,
    endedAt,
    timeZone,
    lines: bill.lines.map((line) => ({ ...line })),
  }
  await tell(trx, event, operatorId, 'record.issued', { ...told, as: 'OPERATOR' })
  // Whose customer it was is not for the operator to know.
  if (partnerId !== operatorId) await tell(trx, event, partnerId, 'record.issued', { ...told, as: 'PARTNER' })
}

export function tellReservation(trx: Trx, event: EventEnvelope<'reservations.reservation.changed'>): Promise<void> {
  const { reservationId, version, stationId, connectorId, evseNumber, state, startsAt, endsAt, sessionId, reason } = event.data
  const told = { reservationId, version, stationId, connectorId, evseNumber, state, startsAt, endsAt, sessionId, reason }
  return tell(trx, event, event.data.operatorId, 'reservation.changed', told)
}

export function tellIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<void> {
  const { idTokenId, partnerId = null, type, status, expiresAt = null } = event.data
  return tell(trx, event, partnerId, 'id-token.changed', { idTokenId, type, status, expiresAt })
}

import type { CommandFailure, EventCatalogue } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { askedFor, begun, cameToNothing, ended, refusedBy } from './presence.queries.ts'

/** A driver wants to charge: from now on they are there. */
export async function noteAsked(trx: Trx, data: EventCatalogue['charging.start.requested']): Promise<void> {
  await askedFor(trx, {
    id: data.sessionId,
    station_id: data.stationId,
    evse_number: data.evseNumber,
    user_id: data.userId ?? null,
    reservation_id: data.reservationId ?? null,
    waits_until: new Date(data.expiresAt),
  })
}

/** The start came to nothing: whoever wanted it is not there, unless it was the charger that did not let them. */
export async function noteFailed(trx: Trx, { sessionId, failure }: EventCatalogue['charging.session.failed']): Promise<void> {
  if (BY_CHARGER.includes(failure)) await refusedBy(trx, sessionId)
  else await cameToNothing(trx, sessionId)
}

/** One that has expired waited for a vehicle. */
const BY_CHARGER: readonly string[] = ['REJECTED', 'OFFLINE', 'TIMEOUT'] satisfies CommandFailure[]

/** The charger tells of a charge that has begun. */
export async function noteBegun(trx: Trx, data: EventCatalogue['ocpp.transaction.started']): Promise<void> {
  await begun(trx, {
    id: data.sessionId ?? data.transactionId,
    station_id: data.stationId,
    evse_number: data.evseNumber,
    user_id: null,
    reservation_id: data.reservationId ?? null,
    transaction_id: data.transactionId,
  })
}

/** It is over. */
export async function noteEnded(trx: Trx, { transactionId, endedAt }: EventCatalogue['ocpp.transaction.ended']): Promise<void> {
  await ended(trx, transactionId, new Date(endedAt))
}

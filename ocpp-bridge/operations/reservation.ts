import type { IdTokenType } from '#lib/events.ts'
import { tokenInWords } from '../wire/token-words.ts'
import { findClock } from '../charge-point.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { advance } from '../reservations/reservation.handler.ts'
import { findReservation, insertReservation } from '../reservations/reservation.queries.ts'
import { everywhere, operation, OperationRefused } from './operation.ts'

/** The reservation has the id of its command, and a number for the charger that no other one has. */
export interface ReserveNow {
  /** 0, and when left out: any. */
  evseNumber?: number | null | undefined
  /** ISO 8601. */
  expiresAt: string
  idToken: string
  idTokenType?: IdTokenType | null | undefined
  /** What others may have in common with the id token, who may then use it too. */
  groupIdToken?: string | null | undefined
}

/** 1.6 §5.13; 2.0.1 H01. Not sent twice: if it was heard, the second would be answered Occupied. */
export const reserveNow = operation<ReserveNow>({
  description: 'Keeps an EVSE for an id token.',
  actions: everywhere('ReserveNow'),
  // One driver charges at one charger.
  single: () => true,
  payload: async (input, { ctx, version, stationId, commandId }) => {
    const { evseNumber, expiresAt, idToken, idTokenType, groupIdToken } = input
    const reservation = await findReservation(ctx.db, stationId, commandId)
    if (reservation === undefined || Date.parse(expiresAt) <= Date.now())
      throw new OperationRefused('The time of this reservation is over.', 'FAILED')
    const expiry = byItsClock(expiresAt, await findClock(ctx.db, stationId))
    if (version === '1.6')
      return {
        connectorId: evseNumber ?? 0,
        expiryDate: expiry,
        idTag: idToken,
        ...(groupIdToken != null && { parentIdTag: groupIdToken }),
        reservationId: reservation.number,
      }
    return {
      id: reservation.number,
      expiryDateTime: expiry,
      idToken: tokenInWords(version, idToken, idTokenType ?? 'CENTRAL'),
      ...(evseNumber != null && evseNumber !== 0 && { evseId: evseNumber }),
      ...(groupIdToken != null && { groupIdToken: tokenInWords(version, groupIdToken, 'CENTRAL') }),
    }
  },
  changed: async (trx, { id, station_id: stationId, state, status }, { evseNumber, idToken, expiresAt }) => {
    if (state === 'PENDING')
      await insertReservation(trx, {
        id,
        station_id: stationId,
        evse_number: evseNumber ?? 0,
        id_token: idToken,
        expires_at: new Date(expiresAt),
      })
    else if (state === 'ACCEPTED' || state === 'UNANSWERED') await advance(trx, stationId, { id }, { state, status })
    else if (state === 'CANCELLED') await advance(trx, stationId, { id }, { state })
    else if (state !== 'SENT') await advance(trx, stationId, { id }, { state: 'REFUSED', status })
  },
})

/** A moment as a charger will see it come whose clock is known to be wrong. */
function byItsClock(moment: string, aheadMs: number | null): string {
  if (aheadMs === null || Math.abs(aheadMs) < OCPP_LIMITS.clockStepMs) return moment
  return new Date(Date.parse(moment) + aheadMs).toISOString()
}

export interface CancelReservation {
  /** The id of the command that asked for it. */
  reservationId: string
}

/** 1.6 §5.2; 2.0.1 H02. */
export const cancelReservation = operation<CancelReservation>({
  description: 'Calls a reservation off.',
  actions: everywhere('CancelReservation'),
  single: () => true,
  payload: async ({ reservationId }, { ctx, stationId }) => {
    const reservation = await findReservation(ctx.db, stationId, reservationId)
    if (reservation === undefined) throw new OperationRefused('There is no such reservation.', 'FAILED')
    return { reservationId: reservation.number }
  },
  repeatable: true,
  answered: async (trx, { accepted, input, command: { station_id: stationId } }) => {
    if (accepted) await advance(trx, stationId, { id: input.reservationId }, { state: 'CANCELLED' })
  },
})

import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { groupIdToken, newIdToken } from '#lib/id-token.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { lookSoon } from '../local-lists/local-list.queries.ts'
import { advance, saySlot } from '../reservations/reservation.handler.ts'
import {
  insertReservation,
  lockWanted,
  slotsRunOut,
  slotsToAskAgain,
  unwant,
  type Reservation,
} from '../reservations/reservation.queries.ts'
import type { Trx } from '../tables.ts'
import { sayChanged, takeCommand } from './command.handler.ts'
import { moveCommand } from './command.queries.ts'

/**
 * Has chargers hold drivers' slots. Each time a charger is asked, it is by a reservation of another number and under another random token, so
 * that whatever it says of an older one means that one. What it may hold is called off before it is asked anew: some answer a second
 * reservation with Occupied, because of the first.
 */

type Asked = EventCatalogue['reservations.charger.asked']

/** A charger is to hold a slot. The same again changes nothing; another EVSE or time takes the place of the earlier one. */
export async function askForSlot(trx: Trx, asked: Asked): Promise<void> {
  const before = await lockWanted(trx, asked.reservationId)
  if (before !== undefined && isSame(before, asked)) return
  if (before !== undefined) await letGo(trx, before)
  await ask(trx, asked, 0)
}

/** A charger need not hold a slot any more. */
export async function letSlotGo(trx: Trx, reservationId: string): Promise<void> {
  const before = await lockWanted(trx, reservationId)
  if (before !== undefined) await letGo(trx, before)
}

/**
 * Asks chargers again that gave no answer, have booted since, or had somebody there, as long as it is of use; says which slots have run out. Whether the
 * charger shows Reserved does not matter: its answers do. Every process may do it at any time.
 */
export async function keepSlots({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const row of await slotsRunOut(trx)) await saySlot(trx, row)
  })
  await db.transaction().execute(async (trx) => {
    for (const row of await slotsToAskAgain(trx)) await askAgain(trx, row)
  })
}

async function askAgain(trx: Trx, row: Reservation): Promise<void> {
  const { slot_id: reservationId, user_id: userId, station_id: stationId, evse_number: evseNumber, state } = row
  if (reservationId === null || userId === null) return
  const tries = state === 'ACCEPTED' ? 0 : row.tries + 1
  if (state === 'UNANSWERED' && tries >= OCPP_LIMITS.slotTries) {
    // It may hold it all the same, so it hears that nobody wants that.
    await advance(trx, stationId, { id: row.id }, { state: 'REFUSED', status: null })
    return letGo(trx, row)
  }
  await letGo(trx, row)
  await ask(trx, { reservationId, userId, stationId, evseNumber, expiresAt: row.expires_at.toISOString() }, tries)
}

async function ask(trx: Trx, { reservationId, userId, stationId, evseNumber, expiresAt }: Asked, tries: number): Promise<void> {
  const until = new Date(expiresAt)
  if (until <= new Date()) return
  const [id, idToken] = [newId(), newIdToken()]
  await insertReservation(trx, {
    id,
    station_id: stationId,
    evse_number: evseNumber,
    id_token: idToken,
    expires_at: until,
    slot_id: reservationId,
    user_id: userId,
    wanted: true,
    tries,
  })
  // All of the driver's cards, and starts by the app, are of this group there.
  const groupToken = groupIdToken({ userId, name: null, stationId })
  const input = { evseNumber, expiresAt, idToken, idTokenType: 'CENTRAL' as const, groupIdToken: groupToken }
  await takeCommand(trx, { id, kind: 'RESERVE_NOW', stationId, input, expiresAt: until })
  await lookSoon(trx, stationId)
}

/** Nobody wants it any more. What was not sent is not sent; what the charger may hold is called off, also where it gave no answer. */
async function letGo(trx: Trx, row: Reservation): Promise<void> {
  const { id, station_id: stationId, state, expires_at: expiresAt } = row
  await unwant(trx, id)
  const unsent = await moveCommand(trx, id, 'PENDING', { state: 'CANCELLED' })
  if (unsent !== undefined) return sayChanged(trx, unsent)
  if (state !== 'REQUESTED' && state !== 'ACCEPTED' && state !== 'UNANSWERED') return
  const until = new Date(Math.max(expiresAt.getTime(), Date.now() + OCPP_LIMITS.slotCancelMs))
  await takeCommand(trx, { kind: 'CANCEL_RESERVATION', stationId, input: { reservationId: id }, expiresAt: until })
}

const isSame = (row: Reservation, asked: Asked): boolean =>
  row.station_id === asked.stationId &&
  row.evse_number === asked.evseNumber &&
  row.user_id === asked.userId &&
  row.expires_at.getTime() === Date.parse(asked.expiresAt) &&
  (row.state === 'REQUESTED' || row.state === 'ACCEPTED' || row.state === 'UNANSWERED' || row.state === 'USED')

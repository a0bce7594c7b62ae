import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { refuse } from '../errors.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Connector, Session, Slot, Trx } from '../tables.ts'
import { findHolding, findUser, lockOwn, lockSlot, type EvsePlace } from './slot.queries.ts'

/** In these its driver may begin. NO_SHOW: only by a start that was made in time, offline, and comes to light late. */
const OPEN: readonly Slot['state'][] = ['RESERVED', 'ACTIVE', 'FULFILLED']

export const slotPlace = ({ station_id, evse_number }: Pick<Connector, 'station_id' | 'evse_number'>): EvsePlace => ({
  stationId: station_id,
  evseNumber: evse_number,
})

/** What a session notes of the slot that it uses. */
export type Binding = Pick<Session, 'reservation_id' | 'reserved_from'>
export const NO_SLOT: Binding = { reservation_id: null, reserved_from: null }
const bindingTo = ({ reservation_id, starts_at }: Slot): Binding => ({ reservation_id, reserved_from: starts_at })

/**
 * The driver's own slot that a start by the app uses, locked until it is written; none: another driver's slot there refuses the start.
 */
export async function slotForStart(trx: Trx, userId: string, connector: Connector): Promise<Binding> {
  const [now, place] = [new Date(), slotPlace(connector)]
  const own = await unused(trx, await lockOwn(trx, place, userId, { from: now, until: now, states: OPEN }))
  if (own) return bindingTo(own)
  const taken = await findHolding(trx, place, userId, now)
  if (!taken) return NO_SLOT
  throw refuse(
    'CONNECTOR_RESERVED',
    `Another driver has booked it. It is free again at ${taken.held_until.toISOString()}, or earlier if nobody comes. Take another connector.`,
    ['input', 'connectorId'],
  )
}

/** A start as its charger told it. */
export interface ToldStart extends EvsePlace {
  /** The slot that the charger names. */
  reservationId?: string
  startedAt: string
  receivedAt: string
  offline: boolean
}

/**
 * The slot that a charger's start uses: the one that the charger names, else by driver, EVSE and time. Nobody uses another driver's. A start
 * that was asked for keeps what it has, unless that was given up and another session has it since.
 */
export async function slotForTold(trx: Trx, fact: ToldStart, userId: string | null, asked: Session | null): Promise<Binding> {
  if (userId === null) return NO_SLOT
  const had = asked?.reservation_id ?? null
  const named = had ?? fact.reservationId
  const slot = named === undefined ? undefined : await lockSlot(trx, named)
  const when = whenOf(fact)
  // One that was cancelled meanwhile is paid for by its fee, if at all.
  if (slot?.user_id === userId && when.states.includes(slot.state) && (await isFree(trx, slot, asked))) return bindingTo(slot)
  const found = await unused(trx, await lockOwn(trx, fact, userId, when), asked)
  return found ? bindingTo(found) : NO_SLOT
}

/** Only the charger knows when a start was that it had queued, and its clock may be wrong. */
function whenOf({ offline, startedAt, receivedAt }: ToldStart): Parameters<typeof lockOwn>[3] {
  if (!offline) return { from: new Date(receivedAt), until: new Date(receivedAt), states: OPEN }
  const [at, margin] = [Date.parse(startedAt), CHARGING_LIMITS.slotClockMs]
  return { from: new Date(at - margin), until: new Date(at + margin), states: [...OPEN, 'NO_SHOW' as const] }
}

async function unused(trx: Trx, slots: readonly Slot[], session: Session | null = null): Promise<Slot | undefined> {
  for (const slot of slots) if (await isFree(trx, slot, session)) return slot
  return undefined
}

/** True if no other session uses it. Its row is locked, so nobody else begins to meanwhile. */
async function isFree(trx: Trx, { reservation_id: id }: Slot, session: Session | null): Promise<boolean> {
  const user = await findUser(trx, id)
  return user === undefined || user.id === session?.id
}

/** Says that a begun session uses a slot. */
export async function sayUsed(trx: Trx, session: Session): Promise<void> {
  for (const data of used(session)) await emit(trx, 'charging.reservation.used', session.id, data)
}

/** A session that uses a slot, as the other boxes know it; none, if it uses none. */
export function used(session: Session): EventCatalogue['charging.reservation.used'][] {
  const {
    id: sessionId,
    reservation_id: reservationId,
    user_id: userId,
    started_at: startedAt,
    reserved_offline: offline,
  } = session
  if (reservationId === null || userId === null || startedAt === null) return []
  return [{ reservationId, sessionId, userId, startedAt: startedAt.toISOString(), offline }]
}

import { emit } from '#db/outbox.ts'
import type { ReservationTold } from '#lib/events.ts'
import type { Rules, Services } from '../context.ts'
import { costNow } from '../billing/price.ts'
import { changeSession, lockSession, sessions } from '../session.queries.ts'
import { touch } from '../session.ts'
import type { Slot, Trx } from '../tables.ts'
import { sayUsed } from './slot.ts'
import { findRunningOwn, findSlot, findUser, lockSlot, runningAt, saveSlot, takeInTheWay, type InTheWay } from './slot.queries.ts'

/** Learns of a driver's slot. Until when the sessions there may go on may be another moment now. */
export async function learnSlot(trx: Trx, told: ReservationTold): Promise<void> {
  if (!(await saveSlot(trx, told))) return
  for (const session of await runningAt(trx, told)) await touch(trx, session)
}

/** Drivers who charge already when their own slot begins use it from then on. Those who are in another driver's way are told so. */
export async function watchSlots({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const notice of await takeInTheWay(trx)) await sayInTheWay(trx, notice)
  })
  for (const found of await findRunningOwn(db)) await db.transaction().execute((trx) => bindRunning(trx, found, config))
}

async function sayInTheWay(trx: Trx, { session_id: sessionId, reservation_id: reservationId, step }: InTheWay): Promise<void> {
  const [session] = await sessions(trx, [sessionId])
  const slot = await findSlot(trx, reservationId)
  if (!session || !slot) return
  const { user_id: userId, station_id: stationId, evse_number: evseNumber } = session
  const at = slot.held_from.toISOString()
  await emit(trx, 'charging.slot.neared', sessionId, { sessionId, userId, reservationId, stationId, evseNumber, step, at })
}

/** The session is locked before the slot, as everywhere. */
async function bindRunning(
  trx: Trx,
  { session_id, reservation_id }: { session_id: string; reservation_id: string },
  rules: Rules,
): Promise<void> {
  const session = await lockSession(trx, session_id)
  const slot = await lockSlot(trx, reservation_id)
  if (!session || !slot || session.reservation_id !== null || session.started_at === null) return
  if (!isHeldNow(slot) || slot.user_id !== session.user_id || (await findUser(trx, reservation_id))) return
  // What was counted before did not know for how long its EVSE was kept.
  const bound = await changeSession(trx, session_id, { reservation_id, reserved_from: slot.starts_at, tally: null })
  const priced = await changeSession(trx, session_id, await costNow(trx, bound, bound.cost_until ?? session.started_at, rules))
  await sayUsed(trx, priced)
  await touch(trx, priced)
}

const isHeldNow = ({ state, held_from, held_until }: Slot): boolean => {
  const now = new Date()
  return (state === 'RESERVED' || state === 'ACTIVE') && held_from <= now && now < held_until
}

import { sql } from 'kysely'
import type { Reservation, Trx } from '../tables.ts'
import { askCharger, beginHolding, remind } from './begin.handler.ts'
import { DEADLINE, minutes, UNUSED, type Condition } from './due.queries.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'
import { leaveBroken, moveAway } from './move.handler.ts'
import { tellEnd } from './stay.handler.ts'
import { endUnused } from './unused.handler.ts'

/** What is done with slots when its time has come. */
export interface Step {
  name: string
  /** True for slots for which it is due, by the database's clock; false again when it is done. */
  due: Condition
  work: (trx: Trx, row: Reservation) => Promise<unknown>
}

const { askMinutes, remindMinutes, moveAheadMinutes, patienceMinutes, settleMinutes, endMinutes } = LIFECYCLE_LIMITS

// The index has starts: nothing is due a day before.
const SOON = sql<boolean>`starts_at < now() + interval '1 day'`

const RETIRED = sql<boolean>`(EXISTS (SELECT FROM evse WHERE evse.id = evse_id AND evse.retired)
  OR EXISTS (SELECT FROM connector WHERE connector.id = connector_id AND connector.retired))`

/** Long enough that it is no charger that just boots. */
const BROKEN = sql<boolean>`EXISTS (SELECT FROM evse JOIN trouble ON trouble.evse_id = evse.id AND trouble.ended_at IS NULL
  WHERE evse.id = reservation.evse_id AND evse.out_of_order AND trouble.began_at <= now() - ${minutes(patienceMinutes)})`

const OTHERS_CHARGE = sql<boolean>`EXISTS (SELECT FROM evse JOIN presence ON presence.station_id = evse.station_id AND presence.evse_number = evse.number
  WHERE evse.id = reservation.evse_id AND presence.transaction_id IS NOT NULL AND presence.ended_at IS NULL
    AND presence.reservation_id IS DISTINCT FROM reservation.id
    -- Of a card charging says soon whether it is the driver's own: then the slot is used.
    AND coalesce(presence.user_id <> reservation.user_id, greatest(presence.noted_at, starts_at) <= now() - ${minutes(settleMinutes)}))`

/** The session of a slot in use that has not given its rest back: it has the EVSE. */
const CHARGES_THERE = sql<boolean>`EXISTS (SELECT FROM evse JOIN presence ON presence.station_id = evse.station_id AND presence.evse_number = evse.number
  WHERE evse.id = reservation.evse_id AND presence.transaction_id IS NOT NULL AND presence.ended_at IS NULL)`

/** Done now and then, with all slots that are ahead. */
export const SELDOM: readonly Step[] = [{ name: 'leaving what is retired', due: sql`${UNUSED} AND ${RETIRED}`, work: leaveBroken }]

export const STEPS: readonly Step[] = [
  // First of all: a slot that is moved is held, and asked for, at its new place.
  {
    name: 'leaving what is out of order',
    due: sql`${UNUSED} AND lower(during) < now() + ${minutes(moveAheadMinutes)} AND ${SOON} AND ${BROKEN}`,
    work: leaveBroken,
  },
  {
    name: 'giving way to who still charges',
    due: sql`${UNUSED} AND ${SOON} AND starts_at <= now() AND now() < ${DEADLINE} AND ${OTHERS_CHARGE}`,
    work: (trx, row) => moveAway(trx, row),
  },
  { name: 'holding', due: sql`${UNUSED} AND ${SOON} AND state = 'RESERVED' AND lower(during) <= now()`, work: beginHolding },
  {
    name: 'asking chargers',
    due: sql`${UNUSED} AND ${SOON} AND charger IN ('NOT_ASKED', 'RELEASED') AND now() < ${DEADLINE}
      AND least(starts_at - ${minutes(askMinutes)}, lower(during)) <= now()`,
    work: askCharger,
  },
  {
    name: 'reminding',
    // Who books that late needs no reminder.
    due: sql`${UNUSED} AND ${SOON} AND reminded_for IS DISTINCT FROM starts_at AND now() < starts_at
      AND starts_at - ${minutes(remindMinutes)} <= now() AND created_at < starts_at - ${minutes(remindMinutes)}`,
    work: remind,
  },
  {
    name: 'telling who stays beyond the end',
    // Of what ended long ago, while nobody looked, nothing is told.
    due: sql`kind = 'BOOKING' AND state = 'FULFILLED' AND session_id IS NOT NULL AND end_told_for IS DISTINCT FROM ends_at
      AND ends_at <= now() AND ends_at > now() - ${minutes(endMinutes)} AND upper(during) >= ends_at AND ${CHARGES_THERE}`,
    work: tellEnd,
  },
  { name: 'ending what nobody used', due: sql`${UNUSED} AND ${SOON} AND ${DEADLINE} <= now()`, work: endUnused },
]

import { sql } from 'kysely'
import type { ReservationTold } from '#lib/events.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, Session, Slot, Trx } from '../tables.ts'

/** An EVSE of a station: whoever has it has all its connectors. */
export interface EvsePlace {
  stationId: string
  evseNumber: number
}

/** In these a slot keeps others away. Once it was used, its session does so. */
const HOLDS: readonly Slot['state'][] = ['PENDING', 'RESERVED', 'ACTIVE']

const isUnused = sql<boolean>`NOT EXISTS (SELECT FROM session AS its_session
  WHERE its_session.reservation_id = slot.reservation_id AND its_session.status NOT IN ('FAILED', 'EXPIRED'))`

/** A charger that holds a slot itself does so from when it was asked, which is earlier. */
const begunBy = (at: Date) => sql<boolean>`(slot.held_from <= ${at} OR slot.hard)`

/** Keeps the newest word on a slot; false if that was there. */
export async function saveSlot(trx: Trx, told: ReservationTold): Promise<boolean> {
  const said = {
    version: told.version,
    user_id: told.userId,
    station_id: told.stationId,
    evse_number: told.evseNumber,
    state: told.state,
    hard: told.enforcement === 'HARD',
    starts_at: new Date(told.startsAt),
    ends_at: new Date(told.endsAt),
    held_from: new Date(told.heldFrom),
    held_until: new Date(told.heldUntil),
  }
  const saved = await trx
    .insertInto('slot')
    .values({ reservation_id: told.reservationId, ...said })
    .onConflict((c) => c.column('reservation_id').doUpdateSet(said).where('slot.version', '<', told.version))
    .returning('reservation_id')
    .executeTakeFirst()
  return saved !== undefined
}

export const findSlot = (db: Db, reservationId: string): Promise<Slot | undefined> =>
  db.selectFrom('slot').selectAll().where('reservation_id', '=', reservationId).executeTakeFirst()

/** Another driver's slot that has an EVSE at a moment, as far as it is not used. */
export const findHolding = (db: Db, { stationId, evseNumber }: EvsePlace, userId: string, at: Date): Promise<Slot | undefined> =>
  db
    .selectFrom('slot')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('held_until', '>', at)
    .where(begunBy(at))
    .where('user_id', '<>', userId)
    .where('state', 'in', HOLDS)
    .where(isUnused)
    .orderBy('held_from')
    .limit(1)
    .executeTakeFirst()

/** A driver's slots at an EVSE that a start at a moment may use, the earliest first, locked: a slot is used once. */
export const lockOwn = (
  trx: Trx,
  { stationId, evseNumber }: EvsePlace,
  userId: string,
  { from, until, states }: { from: Date; until: Date; states: readonly Slot['state'][] },
): Promise<Slot[]> =>
  trx
    .selectFrom('slot')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('user_id', '=', userId)
    .where('held_until', '>', from)
    .where(begunBy(until))
    .where('state', 'in', states)
    .orderBy('starts_at')
    .forUpdate()
    .execute()

export const lockSlot = (trx: Trx, reservationId: string): Promise<Slot | undefined> =>
  trx.selectFrom('slot').selectAll().where('reservation_id', '=', reservationId).forUpdate().executeTakeFirst()

/** The session that uses a slot. Asked after its lock, so that whoever had that before is seen. */
export const findUser = (trx: Trx, reservationId: string): Promise<Session | undefined> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('reservation_id', '=', reservationId)
    .where('status', 'not in', ['FAILED', 'EXPIRED'])
    .executeTakeFirst()

/** For each session that runs, the next slot of somebody else at its EVSE. */
export const nextSlots = (db: Db, sessionIds: readonly string[]): Promise<{ session_id: string; held_from: Date }[]> =>
  db
    .selectFrom('session')
    .innerJoin('slot', (join) =>
      join.onRef('slot.station_id', '=', 'session.station_id').onRef('slot.evse_number', '=', 'session.evse_number'),
    )
    .select(['session.id as session_id', 'slot.held_from'])
    .distinctOn('session.id')
    .where('session.id', 'in', sessionIds)
    .where('session.status', 'in', ['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'])
    .where(sql<boolean>`slot.user_id IS DISTINCT FROM session.user_id`)
    .where('slot.held_until', '>', sql<Date>`now()`)
    .where('slot.state', 'in', HOLDS)
    .where(isUnused)
    .orderBy('session.id')
    .orderBy('slot.held_from')
    .execute()

/** Sessions that run at an EVSE. */
export const runningAt = (db: Db, { stationId, evseNumber }: EvsePlace): Promise<Session[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('status', 'in', ['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'])
    .where('displaced', '=', false)
    .execute()

/** Slots that have begun, beside sessions of their drivers that run there already. */
export const findRunningOwn = (db: Db): Promise<{ session_id: string; reservation_id: string }[]> =>
  db
    .selectFrom('slot')
    .innerJoin('session', (join) =>
      join
        .onRef('session.station_id', '=', 'slot.station_id')
        .onRef('session.evse_number', '=', 'slot.evse_number')
        .onRef('session.user_id', '=', 'slot.user_id'),
    )
    .select(['session.id as session_id', 'slot.reservation_id'])
    .where('slot.state', 'in', ['RESERVED', 'ACTIVE'])
    .where('slot.held_from', '<=', sql<Date>`now()`)
    .where('slot.held_until', '>', sql<Date>`now()`)
    .where('session.status', 'in', ['ACTIVE', 'SUSPENDED'])
    .where('session.displaced', '=', false)
    .where('session.reservation_id', 'is', null)
    // What was refused, or is on its way out, uses none.
    .where('session.stop_requested_at', 'is', null)
    .where(sql<boolean>`'UNAUTHORISED' <> ALL (session.flags)`)
    .where(isUnused)
    .orderBy('slot.starts_at')
    .limit(100)
    .execute()

/** Running sessions whose EVSE is soon, or now, somebody else's by a slot, and whose drivers were not told so. */
export const takeInTheWay = async (trx: Trx): Promise<InTheWay[]> => {
  const found = await sql<InTheWay>`
    INSERT INTO slot_notice (session_id, reservation_id, step)
    SELECT session.id, slot.reservation_id, step
    FROM slot JOIN session ON session.station_id = slot.station_id AND session.evse_number = slot.evse_number
      CROSS JOIN LATERAL (SELECT CASE WHEN slot.held_from <= now() THEN 'NOW' ELSE 'SOON' END AS step) AS told
    WHERE slot.state IN ('PENDING', 'RESERVED', 'ACTIVE') AND slot.held_until > now()
      AND slot.held_from <= now() + make_interval(secs => ${CHARGING_LIMITS.slotSoonMs / 1000})
      AND session.status IN ('ACTIVE', 'SUSPENDED') AND NOT session.displaced
      AND session.user_id IS DISTINCT FROM slot.user_id AND ${isUnused}
    ON CONFLICT DO NOTHING
    RETURNING session_id, reservation_id, step`.execute(trx)
  return found.rows
}

export interface InTheWay {
  session_id: string
  reservation_id: string
  step: 'SOON' | 'NOW'
}

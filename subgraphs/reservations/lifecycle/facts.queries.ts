import { sql } from 'kysely'
import type { Db, Reservation, Trx } from '../tables.ts'
import { DEADLINE, minutes } from './due.queries.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'

/** What is known of a slot's place when nobody has used it in time. */
export interface Facts {
  /** The session by which its driver charges there. */
  ownSession: string | null
  /** Its driver charges there, and of which session it is is not known. */
  ownCharges: boolean
  /** Since when its driver charges there no more, and has not asked to either. */
  ownEndedAt: Date | null
  /** Its driver has just asked to charge there, or a card has, of which charging will say whose it is. */
  undecided: boolean
  /** Its driver asked to charge there, and the charger did not let them. */
  refused: boolean
  /** Somebody else charges there. */
  othersCharge: boolean
  /** A vehicle is plugged in, and nobody charges. */
  plugged: boolean
  /** A vehicle is plugged in for long without charging, or the charger says that it charges. */
  taken: boolean
  /** The charger is away, or the EVSE out of order. */
  trouble: 'OFFLINE' | 'OUT_OF_ORDER' | null
  /** It was, until a moment ago: what was done there meanwhile is about to be told. */
  justBack: boolean
  /** What of this lasted so long while its driver was waited for that it is not the driver's fault. */
  wasTrouble: 'OFFLINE' | 'OUT_OF_ORDER' | null
  /** The slot's time is over. */
  over: boolean
}

export async function factsOf(db: Db | Trx, { id }: Reservation): Promise<Facts> {
  const { settleMinutes, pluggedMinutes, patienceMinutes } = LIFECYCLE_LIMITS
  const { rows } = await sql<Facts>`
    WITH slot AS (
      SELECT reservation.*, ${DEADLINE} AS deadline, evse.number
      FROM reservation JOIN evse ON evse.id = reservation.evse_id WHERE reservation.id = ${id}
    ), there AS (
      SELECT presence.*, coalesce(presence.user_id = slot.user_id OR presence.reservation_id = slot.id, false) AS own,
        -- A card: charging says whose it is, soon after.
        presence.user_id IS NULL AND presence.noted_at > now() - ${minutes(settleMinutes)} AS unknown
      FROM slot JOIN presence ON presence.station_id = slot.station_id AND presence.evse_number = slot.number
        AND (presence.ended_at IS NULL OR presence.ended_at > lower(slot.during))
    ), said AS (
      SELECT status FROM slot JOIN connector_status known ON known.station_id = slot.station_id AND known.evse_number = slot.number
    ), wrong AS (
      SELECT trouble.* FROM slot JOIN trouble ON trouble.station_id = slot.station_id
        AND (trouble.evse_id IS NULL OR trouble.evse_id = slot.evse_id)
    )
    SELECT
      (SELECT id FROM there WHERE own AND user_id IS NOT NULL AND transaction_id IS NOT NULL LIMIT 1) AS "ownSession",
      EXISTS (SELECT FROM there WHERE own AND transaction_id IS NOT NULL) AS "ownCharges",
      (SELECT CASE WHEN every(ended_at IS NOT NULL) THEN max(ended_at) END FROM there
        WHERE own AND (transaction_id IS NOT NULL OR NOT refused AND waits_until > now())) AS "ownEndedAt",
      EXISTS (SELECT FROM there WHERE own AND transaction_id IS NULL AND NOT refused AND waits_until > now()
        OR NOT own AND unknown AND transaction_id IS NOT NULL) AS undecided,
      EXISTS (SELECT FROM there WHERE NOT own AND NOT unknown AND transaction_id IS NOT NULL AND ended_at IS NULL) AS "othersCharge",
      EXISTS (SELECT FROM there WHERE own AND refused) AS refused,
      EXISTS (SELECT FROM said WHERE status = 'PREPARING') AS plugged,
      EXISTS (SELECT FROM said WHERE status IN ('CHARGING', 'SUSPENDED', 'FINISHING')
        OR status = 'PREPARING' AND now() >= least(deadline + ${minutes(pluggedMinutes)}, upper(during))) AS taken,
      (SELECT kind FROM wrong WHERE ended_at IS NULL ORDER BY began_at LIMIT 1) AS trouble,
      EXISTS (SELECT FROM wrong WHERE ended_at > now() - ${minutes(settleMinutes)}) AS "justBack",
      (SELECT kind FROM wrong GROUP BY kind
        HAVING sum(greatest(least(coalesce(ended_at, now()), deadline) - greatest(began_at, starts_at), interval '0'))
          >= least(${minutes(patienceMinutes)}, deadline - starts_at)
        ORDER BY kind LIMIT 1) AS "wasTrouble",
      now() >= upper(during) AS over
    FROM slot`.execute(db)
  const [facts] = rows
  if (!facts) throw new Error('A slot that is locked is there.')
  return facts
}

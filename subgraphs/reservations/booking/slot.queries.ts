import { sql, type Insertable } from 'kysely'
import type { Connector, Db, Reservation, ReservationsTables, Trx } from '../tables.ts'
import { rangeOf } from '../reservation.queries.ts'
import { takes } from '../taken.ts'

/** What a driver books is done one after the other: so nobody has more open slots than one may. */
export const lockDriver = async (trx: Trx, userId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`slots of ${userId}`}, 0))`.execute(trx))

/** What a driver booked by a key. An operator's blocks have keys of their own. */
export const findByKey = (db: Db | Trx, userId: string, key: string): Promise<Reservation | undefined> =>
  db
    .selectFrom('reservation')
    .selectAll()
    .where('user_id', '=', userId)
    .where('kind', '=', 'BOOKING')
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

interface DriverNow {
  now: Date
  /** Slots before them. */
  open: number
  /** Slots of the last 24 hours that were booked, whatever became of them. */
  today: number
  blocked: boolean
  guest: boolean
}

/** What is asked of every driver who books: how many slots they have before them and had today, and whether they owe an overdue bill or have no account. And the time. */
export async function driverNow(trx: Trx, userId: string): Promise<DriverNow> {
  const { rows } = await sql<DriverNow>`SELECT now(),
    (SELECT count(*)::int FROM reservation WHERE user_id = ${userId} AND kind = 'BOOKING'
      AND state IN ('PENDING', 'RESERVED', 'ACTIVE') AND ends_at > now()) AS open,
    (SELECT count(*)::int FROM reservation WHERE user_id = ${userId} AND kind = 'BOOKING'
      AND state <> 'LAPSED' AND created_at > now() - interval '1 day') AS today,
    EXISTS (SELECT FROM payer WHERE user_id = ${userId} AND standing = 'BLOCKED') AS blocked,
    EXISTS (SELECT FROM guest WHERE user_id = ${userId} AND NOT registered) AS guest`.execute(trx)
  return rows[0] ?? Promise.reject(new Error('The database has no clock.'))
}

/** Whether a driver has a slot at that time, wherever it is. */
export const hasSlot = async (trx: Trx, userId: string, from: Date, until: Date): Promise<boolean> =>
  (await trx
    .selectFrom('reservation')
    .select('id')
    .where('user_id', '=', userId)
    .where('kind', '=', 'BOOKING')
    .where(takes)
    .where(sql<boolean>`during && ${rangeOf(from, until)}::tstzrange`)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** A connector with its EVSE. */
export type Place = Pick<Connector, 'id' | 'max_power_w' | 'retired'> & {
  evse_id: string
  station_id: string
  evse_retired: boolean
  out_of_order: boolean
}

const places = (db: Db | Trx) =>
  db
    .selectFrom('connector')
    .innerJoin('evse', 'evse.id', 'connector.evse_id')
    .select(['connector.id', 'connector.max_power_w', 'connector.retired', 'connector.evse_id', 'evse.station_id'])
    .select(['evse.retired as evse_retired', 'evse.out_of_order'])

export const findPlace = (db: Db | Trx, connectorId: string): Promise<Place | undefined> =>
  places(db).where('connector.id', '=', connectorId).executeTakeFirst()

/**
 * The connector, or those that fit, one for each EVSE that nobody has at that time. The weakest come first: the strong ones are left to those
 * who need them.
 */
export async function freePlaces(
  trx: Trx,
  stationId: string,
  connectorId: string | null,
  minPowerW: number,
  { from, until }: { from: Date; until: Date },
): Promise<Place[]> {
  const found = await places(trx)
    .where('evse.station_id', '=', stationId)
    .$if(connectorId !== null, (query) => query.where('connector.id', '=', connectorId))
    .where('connector.max_power_w', '>=', minPowerW)
    .where('connector.retired', '=', false)
    .where('evse.retired', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reservation')
            .select('reservation.id')
            .whereRef('reservation.evse_id', '=', 'evse.id')
            .where(takes)
            .where(sql<boolean>`reservation.during && ${rangeOf(from, until)}::tstzrange`),
        ),
      ),
    )
    .orderBy('connector.max_power_w')
    .orderBy('evse.number')
    .orderBy('connector.number')
    .execute()
  const evses = new Set<string>()
  return found.filter(({ evse_id }) => !evses.has(evse_id) && evses.add(evse_id))
}

/** Whether the station has, at any moment of that time, no EVSE to give but those that are kept free. `beside` is not counted. */
export async function isFull(
  trx: Trx,
  stationId: string,
  { from, until }: { from: Date; until: Date },
  kept: number,
  beside: string | null,
): Promise<boolean> {
  // Then an EVSE that is free is enough.
  if (kept === 0) return false
  const { rows } = await sql<{ full: boolean }>`SELECT
    NOT isempty(full_at(${stationId}, ${rangeOf(from, until)}::tstzrange, ${kept}, ${beside}::uuid)) AS full`.execute(trx)
  return rows[0]?.full ?? true
}

/** Takes a slot, if neither its EVSE nor its driver is taken meanwhile: the exclusions decide, and nobody waits for an error. */
export const insertSlot = (trx: Trx, row: Insertable<ReservationsTables['reservation']>): Promise<Reservation | undefined> =>
  trx
    .insertInto('reservation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

export const savePayer = (trx: Trx, userId: string, standing: string, said: number) =>
  trx
    .insertInto('payer')
    .values({ user_id: userId, standing, said })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ standing, said }).where('payer.said', '<=', said))
    .execute()

/** Until when a slot keeps others away: a session that ended early has given the rest back. */
export const heldUntil = async (trx: Trx, id: string): Promise<Date> =>
  (
    await trx
      .selectFrom('reservation')
      .select(sql<Date>`upper(during)`.as('until'))
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).until

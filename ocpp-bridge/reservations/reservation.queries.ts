import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, ReservationState, ReservationTable, Trx } from '../tables.ts'

export type Reservation = Selectable<ReservationTable>

/** Notes a reservation that is asked for, once; its number is given here. */
export async function insertReservation(trx: Trx, row: Insertable<ReservationTable>): Promise<void> {
  await trx
    .insertInto('reservation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A reservation of a charger, by its id. */
export const findReservation = (db: Db | Trx, stationId: string, id: string): Promise<Reservation | undefined> =>
  db.selectFrom('reservation').selectAll().where('station_id', '=', stationId).where('id', '=', id).executeTakeFirst()

const NOT_OVER: readonly ReservationState[] = ['REQUESTED', 'ACCEPTED', 'UNANSWERED']

/** Moves a reservation of a charger on, by its id or number; undefined if it is over, which stays as it is. */
export const moveReservation = (
  trx: Trx,
  stationId: string,
  which: { id: string } | { number: number },
  change: { state: ReservationState; status?: string | null },
): Promise<Reservation | undefined> =>
  trx
    .updateTable('reservation')
    .set({ ...change, moved_at: sql<Date>`now()` })
    .where('station_id', '=', stationId)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('number', '=', which.number)))
    .where('state', 'in', NOT_OVER)
    .returningAll()
    .executeTakeFirst()

/** The reservation that is to hold a driver's slot. It stays locked: a slot is asked for and let go one after the other. */
export const lockWanted = (trx: Trx, slotId: string): Promise<Reservation | undefined> =>
  trx.selectFrom('reservation').selectAll().where('slot_id', '=', slotId).where('wanted', '=', true).forUpdate().executeTakeFirst()

export async function unwant(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('reservation').set({ wanted: false }).where('id', '=', id).execute()
}

/** The token under which a charger may hold a slot at an EVSE: a start of its driver is asked for with it. */
export async function tokenOfSlot(trx: Trx, slotId: string, stationId: string, evseNumber: number): Promise<string | undefined> {
  const row = await trx
    .selectFrom('reservation')
    .select('id_token')
    .where('slot_id', '=', slotId)
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('wanted', '=', true)
    .where('state', 'in', NOT_OVER)
    .executeTakeFirst()
  return row?.id_token
}

/** What a charger says of an EVSE that may be free later. */
const FOR_NOW: readonly string[] = ['Faulted', 'Occupied', 'Unavailable']

/**
 * Slots whose charger is to be asked again: it gave no answer, or has booted since and may have forgotten, or calls the EVSE available
 * which it refused to keep.
 */
export const slotsToAskAgain = (trx: Trx): Promise<Reservation[]> =>
  trx
    .selectFrom('reservation')
    .innerJoin('charge_point', 'charge_point.station_id', 'reservation.station_id')
    .selectAll('reservation')
    .where('wanted', '=', true)
    .where((eb) =>
      eb.exists(eb.selectFrom('connection').select('epoch').whereRef('connection.station_id', '=', 'reservation.station_id')),
    )
    .where('expires_at', '>', sql<Date>`now()`)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'UNANSWERED'),
        eb.and([eb('state', '=', 'ACCEPTED'), eb('charge_point.booted_at', '>', eb.ref('reservation.moved_at'))]),
        eb.and([
          eb('state', '=', 'REFUSED'),
          eb('reservation.status', 'in', FOR_NOW),
          eb('tries', '<', OCPP_LIMITS.slotTries),
          eb.exists(
            eb
              .selectFrom('connector_status as known')
              .select('known.status')
              .whereRef('known.station_id', '=', 'reservation.station_id')
              .whereRef('known.evse_number', '=', 'reservation.evse_number')
              .where('known.status', '=', 'AVAILABLE')
              .whereRef('known.said_at', '>', 'reservation.moved_at'),
          ),
        ]),
      ]),
    )
    .limit(100)
    .forUpdate('reservation')
    .skipLocked()
    .execute()

/** Slots that a charger held until their time was over. */
export const slotsRunOut = (trx: Trx): Promise<Reservation[]> =>
  trx
    .updateTable('reservation')
    .set({ state: 'EXPIRED', moved_at: sql<Date>`now()` })
    .where('wanted', '=', true)
    .where('state', 'in', ['ACCEPTED', 'UNANSWERED'])
    .where('expires_at', '<=', sql<Date>`now()`)
    .returningAll()
    .execute()

/**
 * Drivers who have a slot at a charger, or charge on one there. While that is so all of a driver's cards there are one group, whatever their
 * operator calls them: else the charger would refuse its own driver.
 */
export async function driversWithSlot(trx: Trx, stationId: string, userId?: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('reservation')
    .select('user_id')
    .distinct()
    .where('station_id', '=', stationId)
    .where('user_id', 'is not', null)
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId as string))
    .where((eb) =>
      eb.or([
        eb.and([eb('wanted', '=', true), eb('state', 'in', NOT_OVER)]),
        eb.exists(
          eb
            .selectFrom('transaction')
            .select('transaction.id')
            .whereRef('transaction.slot_id', '=', 'reservation.slot_id')
            .where('transaction.state', '<>', 'ended'),
        ),
      ]),
    )
    .execute()
  return new Set(rows.flatMap(({ user_id: driver }) => driver ?? []))
}

export const listReservations = (db: Db, stationId: string, page: PageRequest): Promise<Reservation[]> =>
  pageBy(db.selectFrom('reservation').selectAll().where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)

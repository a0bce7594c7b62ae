import { findStation } from '../places/place.queries.ts'
import type { Db, Reservation, Trx } from '../tables.ts'
import { factsOf } from './facts.queries.ts'
import { equalPlace } from './move.queries.ts'

/**
 * Whether it is the operator's fault if a slot is not used, by the facts that a no-show is judged by. Whoever does nothing pays nothing then;
 * whoever says that they do not come pays nothing either.
 */
export async function isOperatorsFault(db: Db | Trx, row: Reservation): Promise<boolean> {
  const { trouble, wasTrouble, refused } = await factsOf(db, row)
  if (wasTrouble !== null || refused) return true
  if (trouble === null) return false
  // Nobody is moved within a charger that is away. From an EVSE that is out of order they are, and the other one is as good.
  return (await findStation(db, row.station_id))?.online === false || (await equalPlace(db, row, 'EVSE')) === undefined
}

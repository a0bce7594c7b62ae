import { sql } from 'kysely'
import type { ReservationTold } from '#lib/events.ts'
import type { Trx } from '../tables.ts'

/** Keeps the newest word on a driver's slot. */
export async function saveSlot(trx: Trx, told: ReservationTold): Promise<void> {
  const said = {
    version: told.version,
    user_id: told.userId,
    station_id: told.stationId,
    evse_number: told.evseNumber,
    state: told.state,
    held_from: new Date(told.heldFrom),
    held_until: new Date(told.heldUntil),
  }
  await trx
    .insertInto('slot')
    .values({ reservation_id: told.reservationId, ...said })
    .onConflict((conflict) => conflict.column('reservation_id').doUpdateSet(said).where('slot.version', '<', told.version))
    .execute()
}

/** An identity as it is shown at an EVSE; 0: the charger does not say at which. */
export interface AtEvse {
  stationId: string
  evseNumber: number
  at: Date
}

/**
 * Whether an EVSE is another driver's at that moment than the identity's. Where it is not known which EVSE is meant, all of the station must
 * be, and nobody may charge there: then it is shown to stop. A driver's own slot is none of the others'.
 */
export function ofOthers({ stationId, evseNumber, at }: AtEvse) {
  const others = sql`FROM slot WHERE slot.station_id = ${stationId} AND slot.held_until > ${at} AND slot.held_from <= ${at}
    AND slot.state IN ('PENDING', 'RESERVED', 'ACTIVE') AND slot.user_id IS DISTINCT FROM id_token.user_id`
  if (evseNumber > 0) return sql<boolean>`EXISTS (SELECT ${others} AND slot.evse_number = ${evseNumber})`
  const here = sql`FROM charge_point WHERE charge_point.station_id = ${stationId}`
  return sql<boolean>`CASE WHEN (SELECT count(DISTINCT slot.evse_number) ${others}) >= (SELECT greatest(1, jsonb_array_length(evses)) ${here})
    THEN NOT EXISTS (SELECT FROM transaction AS t WHERE t.identity = (SELECT identity ${here}) AND t.state <> 'ended')
    ELSE false END`
}

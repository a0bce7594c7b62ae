import { audit } from '#db/audit.ts'
import { operates, requireOperator } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { insertSlot } from '../booking/slot.queries.ts'
import { cancel, isOpen } from '../cancel.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { findStation, lockStation } from '../places/place.queries.ts'
import { clockOf, findReservation, lockReservation, rangeOf } from '../reservation.queries.ts'
import { changeReservation, tell } from '../reservation.ts'
import type { Reservation } from '../tables.ts'
import { findEvse, lockInTheWay } from './calendar.queries.ts'

export interface BlockInput {
  idempotencyKey: string
  evseId: string
  from: Date
  until: Date
  note?: string | null | undefined
  cancelBooked?: boolean | null | undefined
}

/**
 * Blocks an EVSE of the caller's for a time: nobody books it then. Where drivers have slots it is refused, unless these are to be cancelled;
 * that costs the drivers nothing. Who charges there now is not driven away.
 */
export function blockEvse({ db, caller }: Context, input: BlockInput): Promise<Reservation> {
  const user = requireOperator(caller, 'chargers:write')
  const { from, until } = input
  const days = (until.getTime() - from.getTime()) / 86_400_000
  if (days <= 0) throw badInput(['input', 'until'], 'Must be later than `from`.')
  if (days > RESERVATIONS_LIMITS.blockDays) throw badInput(['input', 'until'], `At most ${RESERVATIONS_LIMITS.blockDays} days.`)
  return db.transaction().execute(async (trx) => {
    if (until <= (await clockOf(trx)))
      throw badInput(['input', 'until'], 'A block ends later than now: what is over blocks nobody.')
    const evse = await findEvse(trx, input.evseId)
    const known = evse && (await findStation(trx, evse.station_id))
    if (!evse || !known || !operates(caller, known.operator_id)) throw notFound('EVSE', ['input', 'evseId'])
    const station = (await lockStation(trx, evse.station_id)) ?? known
    const inTheWay = await lockInTheWay(trx, evse.id, from, until)
    const mine = inTheWay.find(
      (row) => row.kind === 'BLOCK' && row.user_id === user.userId && row.idempotency_key === input.idempotencyKey,
    )
    if (mine) return mine
    if (inTheWay.some(({ kind }) => kind === 'BLOCK'))
      throw refuse('CONFLICT', 'The EVSE is blocked then already, or for a part of it.')
    if (inTheWay.some(({ state }) => state === 'FULFILLED'))
      throw refuse('SLOTS_BOOKED', 'Somebody charges in their slot then. Begin the block when it ends.')
    if (inTheWay.length > 0 && input.cancelBooked !== true)
      throw refuse(
        'SLOTS_BOOKED',
        `${inTheWay.length === 1 ? 'A driver has a slot' : `Drivers have ${inTheWay.length} slots`} then. Choose another time, or cancel them with cancelBooked.`,
      )
    for (const row of inTheWay) await cancel(trx, row, 'OPERATOR')
    const block = await insertSlot(trx, {
      id: newId(),
      kind: 'BLOCK',
      state: 'RESERVED',
      station_id: station.id,
      evse_id: evse.id,
      connector_id: null,
      operator_id: station.operator_id,
      user_id: user.userId,
      during: rangeOf(from, until),
      starts_at: from,
      ends_at: until,
      terms: JSON.stringify({}),
      expires_at: null,
      session_id: null,
      reason: null,
      note: input.note || null,
      idempotency_key: input.idempotencyKey,
    })
    if (!block) throw refuse('CONFLICT', 'Somebody was faster, or the key is of another block. Look at the calendar and try again.')
    await audit(trx, user.userId, 'evse.blocked', evse.id, { from, until, cancelled: inTheWay.length })
    await tell(trx, block)
    return block
  })
}

/** Ends a block of an EVSE of the caller's. One that has ended stays so. */
export function unblockEvse({ db, caller }: Context, blockId: string): Promise<Reservation> {
  const user = requireOperator(caller, 'chargers:write')
  return db.transaction().execute(async (trx) => {
    const found = await findReservation(trx, blockId)
    const station = found?.kind === 'BLOCK' ? await findStation(trx, found.station_id) : undefined
    if (!found || !station || !operates(caller, station.operator_id)) throw notFound('block', ['input', 'blockId'])
    const row = (await lockReservation(trx, blockId)) ?? found
    if (!isOpen(row)) return row
    await audit(trx, user.userId, 'evse.unblocked', row.evse_id, { blockId })
    return changeReservation(trx, row, { state: 'CANCELLED', reason: 'OPERATOR' })
  })
}

import { audit } from '#db/audit.ts'
import { emitEach } from '#db/outbox.ts'
import { operates, requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { findStation, stationsOf } from '../places/place.queries.ts'
import type { Station, Terms, Trx } from '../tables.ts'
import { findTerms, lockTerms, upsertTerms } from './terms.queries.ts'
import { checkTerms, DEFAULT_TERMS } from './terms.ts'

/** What is left out of a change stays as it is. */
export type TermsChange = { [Key in keyof Terms]?: Terms[Key] | null | undefined }

/**
 * On what terms an operator's own station, or (without one) all of their stations, can be booked. What was booked before stays on the terms of
 * then. Gives the terms as they are now.
 */
export function saveBookingTerms({ db, caller }: Context, stationId: string | null, change: TermsChange): Promise<Terms> {
  const user = requireOperator(caller, 'chargers:write')
  return db.transaction().execute(async (trx) => {
    const station = stationId === null ? null : await ownStation(trx, user, stationId)
    const operatorId = station?.operator_id ?? user.userId
    await lockTerms(trx, operatorId)
    const before = (await findTerms(trx, operatorId, stationId)) ?? (await findTerms(trx, operatorId, null)) ?? DEFAULT_TERMS
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value != null))
    const terms: Terms = { ...before, ...given }
    checkTerms(terms, change)
    await upsertTerms(trx, operatorId, stationId, terms)
    await audit(trx, user.userId, 'booking-terms.saved', stationId ?? operatorId, { ...terms })
    const changed = stationId === null ? await stationsOf(trx, operatorId) : [stationId]
    await emitEach(
      trx,
      'reservations.slots.changed',
      changed.map((id) => ({ aggregateId: id, data: { stationId: id } })),
    )
    return terms
  })
}

async function ownStation(trx: Trx, caller: Context['caller'], id: string): Promise<Station> {
  const station = await findStation(trx, id)
  if (!station || !operates(caller, station.operator_id)) throw notFound('station', ['input', 'stationId'])
  return station
}

import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import type { StandingRow } from './standing.queries.ts'

/** A user's standing, as the other boxes know it. */
export const toldStanding = ({ user_id, standing, reason }: StandingRow): EventCatalogue['payments.standing.changed'] => ({
  userId: user_id,
  standing,
  reason,
})

export const tellStanding = (trx: Trx, row: StandingRow): Promise<void> =>
  emit(trx, 'payments.standing.changed', row.user_id, toldStanding(row))

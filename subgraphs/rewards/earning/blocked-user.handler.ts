import type { EventEnvelope } from '#lib/events.ts'
import { saveBlocked } from '../reward.queries.ts'
import type { Trx } from '../tables.ts'

/** What a blocked user has earned waits until they are let in again. What is signed goes on its way. */
export const noteBlocked = (trx: Trx, { data, position = 0 }: EventEnvelope<'accounts.user.blocked'>): Promise<void> =>
  saveBlocked(trx, { user_id: data.userId, blocked: data.blocked, position })

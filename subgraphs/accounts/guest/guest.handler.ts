import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import { insertDeletion } from '../person/deletion.queries.ts'
import { lockExpiredGuests } from './guest.queries.ts'

/** Guests leave after their day, as who deletes their account does: names go, bills stay. A session that still runs ends before. */
export async function letGuestsGo({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { id: userId } of await lockExpiredGuests(trx)) {
      const { id: deletionId, round } = await insertDeletion(trx, { id: newId(), userId, askedBy: userId, graceMs: 0 })
      await emit(trx, 'accounts.deletion.proposed', userId, { deletionId, userId, round })
    }
  })
}

import type { Services } from './context.ts'
import { decideDeed } from './decision.ts'
import { lockUser } from './deed.queries.ts'
import { DEEDS_LIMITS } from './limits.ts'
import type { Trx } from './tables.ts'
import { lockWaiting, usersToDecide } from './waiting.queries.ts'

/** How many users one round looks at. The next round looks again. */
const PER_ROUND = 500

/** Decides the deeds whose charging session has come, or did not come in time. The user is locked. */
export async function decideWaiting(trx: Trx, userId: string): Promise<void> {
  for (const deed of await lockWaiting(trx, userId))
    await decideDeed(trx, deed, { by: deed.passed_by ?? 'MODEL', submissionId: deed.submission_id ?? deed.id })
}

/**
 * Decides the waiting deeds whose time is up. Also those that were missed by two transactions that did not see each other: the deed's and
 * that of its station's place.
 */
export async function sweepWaiting({ db }: Pick<Services, 'db'>): Promise<void> {
  for (const userId of await usersToDecide(db, new Date(), DEEDS_LIMITS.sessionSlackMs, PER_ROUND))
    await db.transaction().execute(async (trx) => {
      await lockUser(trx, userId)
      await decideWaiting(trx, userId)
    })
}

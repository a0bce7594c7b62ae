import { audit } from '#db/audit.ts'
import type { Services } from '../context.ts'
import { decide, lockOverdue } from './correction.queries.ts'

/** Closes proposals that nobody decided in time. */
export function expireCorrections({ db }: Services): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const { id, session_id: sessionId } of await lockOverdue(trx)) {
      await decide(trx, id, { state: 'EXPIRED', decided_by: null, decision_reason: null })
      await audit(trx, null, 'bill-correction.expired', sessionId, { correctionId: id })
    }
  })
}

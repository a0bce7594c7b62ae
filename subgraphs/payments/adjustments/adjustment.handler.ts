import { audit } from '#db/audit.ts'
import type { Services } from '../context.ts'
import { decide, lockOverdue } from './adjustment.queries.ts'

/** Closes proposals that nobody decided in time. */
export function expireAdjustments({ db }: Pick<Services, 'db'>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const { id, beneficiary_id: beneficiaryId } of await lockOverdue(trx)) {
      await decide(trx, id, { state: 'EXPIRED', decided_by: null, decision_reason: null })
      await audit(trx, null, 'adjustment.expired', beneficiaryId, { adjustmentId: id })
    }
  })
}

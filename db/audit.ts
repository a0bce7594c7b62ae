import type { Transaction } from 'kysely'
import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import { shared, type MessagingTables } from './outbox.ts'

/**
 * Notes who did what to what, in the transaction in which it is done. `action` is `subject.past-tense`; a null actor is the platform
 * itself. Never secrets: the rows stay for ever.
 */
export async function insertAudit<DB extends MessagingTables>(
  trx: Transaction<DB>,
  row: { actor_id: string | null; action: string; subject_id: string; detail: object },
): Promise<void> {
  await shared(trx)
    .insertInto('audit')
    .values({ id: newId(), ...row, detail: JSON.stringify(row.detail), request_id: requestId() })
    .execute()
}

import type { Transaction } from 'kysely'
import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import { shared, type MessagingTables } from './outbox.ts'

/**
 * Notes who did what to what, in the transaction that does it. A null actor is the platform itself. `action` is `aggregate.past-tense`. Put
 * no secrets into `detail`: the rows stay for ever.
 */
export async function audit<DB extends MessagingTables>(
  trx: Transaction<DB>,
  actorId: string | null,
  action: `${string}.${string}`,
  subjectId: string,
  detail: object = {},
): Promise<void> {
  await shared(trx)
    .insertInto('audit')
    .values({
      id: newId(),
      actor_id: actorId,
      action,
      subject_id: subjectId,
      detail: JSON.stringify(detail),
      request_id: requestId(),
    })
    .execute()
}

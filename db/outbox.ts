import type { ColumnType, Generated, JSONColumnType, Transaction } from 'kysely'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'

/** The tables of `db/shared`, which every schema has; a box's `DB` interface extends them. */
export interface MessagingTables {
  outbox: {
    position: Generated<number>
    id: string
    name: string
    aggregate_id: string
    occurred_at: Generated<Date>
    request_id: string | null
    data: JSONColumnType<object>
    published_at: Date | null
  }
  relay: { singleton: Generated<boolean>; sequence: number }
  inbox: { event_id: string; handled_at: Generated<Date> }
  audit: {
    id: string
    actor_id: string | null
    action: string
    subject_id: string
    detail: JSONColumnType<object>
    request_id: string | null
    at: Generated<Date>
  }
  dead_letter: {
    event_id: string
    event: JSONColumnType<object>
    error: string
    tries: number
    died_at: ColumnType<Date, Date | undefined, Date>
    replay: Generated<boolean>
  }
}

/** Says that something has happened, in the transaction in which it happens: it travels if and only if that commits. */
export async function emit<DB extends MessagingTables, Name extends EventName>(
  trx: Transaction<DB>,
  name: Name,
  aggregateId: string,
  data: EventCatalogue[Name],
): Promise<void> {
  await shared(trx)
    .insertInto('outbox')
    .values({
      id: newId(),
      name,
      aggregate_id: aggregateId,
      request_id: requestId(),
      data: JSON.stringify(data),
      published_at: null,
    })
    .execute()
}

/** A transaction of any box, seen as far as the shared tables; Kysely cannot infer them through a type parameter. */
export const shared = <DB extends MessagingTables>(trx: Transaction<DB>): Transaction<MessagingTables> =>
  trx as unknown as Transaction<MessagingTables>

import type { ColumnType, Generated, Insertable, JSONColumnType, Transaction } from 'kysely'
import type { EventCatalogue, EventName, PastCursor } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import { traceparent } from '#lib/tracing/trace.ts'

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
    /** The one group that is to hear it; null: all. */
    addressee: Generated<string | null>
    page: Generated<string | null>
    since: Generated<Date | null>
    traceparent: string | null
  }
  relay: { singleton: Generated<boolean>; sequence: number }
  inbox: { event_id: string; handled_at: Generated<Date>; page: string | null }
  past: { producer: string; name: string; needed: boolean; learnt_at: Date | null }
  telling: {
    producer: string
    names: string[]
    page: string
    after: JSONColumnType<PastCursor> | null
    asked: Generated<number>
    asked_at: Generated<Date>
    size: number | null
    next: JSONColumnType<PastCursor> | null
    told: Generated<number>
    total: number | null
  }
  audit: {
    id: string
    actor_id: string | null
    action: string
    subject_id: string
    detail: JSONColumnType<object>
    request_id: string | null
    at: Generated<Date>
  }
  forgotten: { user_id: string; at: Generated<Date> }
  dead_letter: {
    event_id: string
    event: JSONColumnType<object>
    error: string
    tries: number
    died_at: ColumnType<Date, Date | undefined, Date>
    replay: Generated<boolean>
  }
}

/** One statement writes so many events: the protocol counts no more than 65,535 values. */
const WRITTEN_AT_ONCE = 1_000

/** Says that something has happened, in the transaction that makes it happen. The event travels if and only if that commits. */
export const emit = <DB extends MessagingTables, Name extends EventName>(
  trx: Transaction<DB>,
  name: Name,
  aggregateId: string,
  data: EventCatalogue[Name],
): Promise<void> => emitEach(trx, name, [{ aggregateId, data }])

/** The same of many things at once, however many. */
export const emitEach = <DB extends MessagingTables, Name extends EventName>(
  trx: Transaction<DB>,
  name: Name,
  /** With the request and the trace that each comes from, where they come from several; `to` the one group that is to hear it. */
  said: readonly {
    aggregateId: string
    data: EventCatalogue[Name]
    to?: string
    requestId?: string | null
    traceparent?: string | null
  }[],
): Promise<void> =>
  fillOutbox(
    shared(trx),
    said.map(({ aggregateId, data, to = null, requestId: from = requestId(), traceparent: cause = traceparent() }) => ({
      id: newId(),
      name,
      aggregate_id: aggregateId,
      addressee: to,
      request_id: from,
      traceparent: cause,
      data: JSON.stringify(data),
      published_at: null,
    })),
  )

/** Writes events in their order. */
export async function fillOutbox(trx: Transaction<MessagingTables>, rows: Insertable<MessagingTables['outbox']>[]): Promise<void> {
  for (let i = 0; i < rows.length; i += WRITTEN_AT_ONCE)
    await trx
      .insertInto('outbox')
      .values(rows.slice(i, i + WRITTEN_AT_ONCE))
      .execute()
}

/** A transaction of any box, typed with the shared tables alone: Kysely cannot infer them through a type parameter. */
export const shared = <DB extends MessagingTables>(trx: Transaction<DB>): Transaction<MessagingTables> =>
  trx as unknown as Transaction<MessagingTables>

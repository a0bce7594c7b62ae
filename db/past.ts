import { sql, type SelectQueryBuilder, type Transaction } from 'kysely'
import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import { fillOutbox, shared, type MessagingTables } from './outbox.ts'

/** How many facts are on their way to a box at once. A live event waits for no more than these. */
const PAGE_FACTS = 200
/**
 * If a row is locked by somebody for longer, the page gives way. This is less than PostgreSQL's deadlock_timeout, so the other side never
 * fails.
 */
const LOCK_WAIT_MS = 300

/** A fact that a producer still holds. */
export interface Fact<Name extends EventName> {
  aggregateId: string
  data: EventCatalogue[Name]
  /** When it became true; absent: it is so now. */
  since?: Date
}

/** The values of a row's key columns. */
type Key = readonly (string | number)[]

/** One kind of fact that a box can say again, from its tables: in the same form as live, in the order of a key. */
export interface Telling<DB, Name extends EventName> {
  count(trx: Transaction<DB>): Promise<number>
  /** The facts of the next rows after a key, and the last row's key; null if no more rows follow. */
  page(trx: Transaction<DB>, after: Key | null, limit: number): Promise<{ facts: Fact<Name>[]; last: Key | null }>
}

/** What a box can say again. Events of one aggregate are listed in the order in which they first happened. */
export type Past<DB> = { readonly [Name in EventName]?: Telling<DB, Name> }

/**
 * Facts from the rows of a query, paged by the columns of a unique key. The rows stay locked until the page is in the outbox. So a later
 * change is also a later event, if the live event is emitted by a transaction that locks the same row.
 */
export function each<DB, Name extends EventName, Row>(
  rows: (trx: Transaction<DB>) => SelectQueryBuilder<DB, never, Row>,
  key: readonly (keyof Row & string)[],
  facts: (rows: Row[], trx: Transaction<DB>) => Fact<Name>[] | Promise<Fact<Name>[]>,
): Telling<DB, Name> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  return {
    async count(trx) {
      const counted = rows(trx)
        .clearSelect()
        .select(sql<string>`count(*)`.as('count'))
      // Kysely cannot infer a selection through type parameters.
      const [row] = (await counted.execute()) as unknown as { count: string }[]
      return Number(row?.count)
    },
    async page(trx, after, limit) {
      let query = rows(trx).forShare().limit(limit)
      if (after) query = query.where(sql<boolean>`(${columns}) > (${sql.join(after)})`)
      for (const column of key) query = query.orderBy(sql.ref(column))
      const found = await query.execute()
      const last = found.at(-1)
      return {
        facts: last ? await facts(found, trx) : [],
        // Key columns are ids and numbers.
        last: last && found.length === limit ? key.map((column) => last[column] as string | number) : null,
      }
    },
  }
}

type Wanted = EventEnvelope<'past.page.wanted'>

/**
 * Answers a box that asks for a page of the past. The facts, and the word that they are all, go into the outbox together, for this box
 * alone. The word has the page's id, so a page that is asked for twice is told once.
 */
export async function tellPage<DB extends MessagingTables>(trx: Transaction<DB>, past: Past<DB>, { data }: Wanted): Promise<void> {
  const { page, producer, group, names, after } = data
  const outbox = shared(trx)
  if (await outbox.selectFrom('outbox').select('id').where('id', '=', page).executeTakeFirst()) return
  await limitLockWait(trx)
  // Whoever asks for a page has handled those before it. Redis, emptied, need not hear them again.
  await outbox
    .deleteFrom('outbox')
    .where('addressee', '=', group)
    .where('page', 'is not', null)
    .where('published_at', 'is not', null)
    .execute()
  const tellings = (Object.entries(past) as [EventName, Telling<DB, EventName>][]).filter(([name]) => names.includes(name))
  const total = after ? null : await countAll(trx, tellings)
  const begin = after ? tellings.findIndex(([name]) => name === after.name) : 0
  const rows: { name: EventName; fact: Fact<EventName> }[] = []
  let next: Wanted['data']['after'] = null
  for (const [name, telling] of tellings.slice(Math.max(0, begin))) {
    const room = PAGE_FACTS - rows.length
    if (room <= 0) {
      next = { name, key: null }
      break
    }
    const { facts, last } = await telling.page(trx, after?.name === name ? after.key : null, room)
    rows.push(...facts.map((fact) => ({ name, fact })))
    if (last) {
      next = { name, key: last }
      break
    }
  }
  const common = { addressee: group, request_id: requestId(), published_at: null }
  const told: EventCatalogue['past.page.told'] = { page, producer, size: rows.length, total, next }
  const facts = rows.map(({ name, fact }) => ({
    ...common,
    id: newId(),
    name,
    aggregate_id: fact.aggregateId,
    page,
    since: fact.since ?? null,
    data: JSON.stringify(fact.data),
  }))
  const word = { ...common, id: page, name: 'past.page.told', aggregate_id: `${producer} ${group}`, data: JSON.stringify(told) }
  // A row may hold many facts: a tariff has its versions.
  await fillOutbox(outbox, [...facts, word])
}

/** Lets the transaction give way to whoever holds a row for long. As a column it needs no statement of its own. */
export const briefLockWait = sql<string>`set_config('lock_timeout', ${sql.lit(String(LOCK_WAIT_MS))}, true)`.as('lock_wait')

const limitLockWait = <DB>(trx: Transaction<DB>) => sql`SELECT ${briefLockWait.expression}`.execute(trx)

async function countAll<DB>(trx: Transaction<DB>, tellings: [EventName, Telling<DB, EventName>][]): Promise<number> {
  let total = 0
  for (const [, telling] of tellings) total += await telling.count(trx)
  return total
}

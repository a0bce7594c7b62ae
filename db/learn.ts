import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import { BOXES } from '#lib/boxes.ts'
import type { EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { observed } from '#lib/metrics.ts'
import type { MessagingTables } from './outbox.ts'
import { ago } from './time.ts'

/** When a page that has not come is asked for again; the time doubles up to the longest. */
const ASK_AGAIN_MS = 30_000
const ASK_SELDOM_MS = 3_600_000

type Db = Kysely<MessagingTables>
type Trx = Transaction<MessagingTables>
type Telling = Selectable<MessagingTables['telling']>

const producerOf = (name: EventName): string => name.slice(0, name.indexOf('.'))

/**
 * Notes which facts a box listens to. It must learn those that it did not listen to before. A box that ran before this was noted has heard
 * all from the beginning.
 */
export function noteNames(db: Db, box: string, names: readonly EventName[]): Promise<void> {
  const others = names.filter((name) => producerOf(name) !== box)
  if (others.length === 0) return Promise.resolve()
  return db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('past').select('name').limit(1).executeTakeFirst()
    const lived = known ?? (await trx.selectFrom('inbox').select('event_id').limit(1).executeTakeFirst())
    const learnt_at = lived && !known ? new Date() : null
    await trx
      .insertInto('past')
      .values(others.map((name) => ({ producer: producerOf(name), name, needed: !lived, learnt_at })))
      .onConflict((c) => c.doNothing())
      .execute()
  })
}

/**
 * Goes on with what is still to be learnt, one producer after the other, in the order of the register: a fact may need the facts of
 * producers before its own. A producer that does not answer is passed over. Every process may call it: the rows decide whose turn it is.
 */
export async function learnOn(db: Db, box: string): Promise<void> {
  const rows = await db.selectFrom('past').select('producer').distinct().where('learnt_at', 'is', null).execute()
  if (rows.length === 0) return
  const order = BOXES.find(({ name }) => name === box)?.hears as readonly string[] | undefined
  const unlearnt = rows.map(({ producer }) => producer).toSorted((a, b) => (order?.indexOf(a) ?? 0) - (order?.indexOf(b) ?? 0))
  for (const producer of unlearnt) if ((await db.transaction().execute((trx) => step(trx, box, producer))) === 'going on') return
}

async function step(trx: Trx, box: string, producer: string): Promise<'going on' | 'not now'> {
  const telling = await trx.selectFrom('telling').selectAll().where('producer', '=', producer).forUpdate().executeTakeFirst()
  if (!telling) await begin(trx, box, producer)
  else if (telling.size === null) {
    await askAgain(trx, box, telling)
    if (telling.asked > 1) return 'not now'
  } else if ((await handledOf(trx, telling.page)) >= telling.size) {
    if (telling.next === null) {
      await end(trx, telling)
      return 'not now'
    }
    await askNext(trx, box, telling)
  }
  return 'going on'
}

async function askNext(trx: Trx, box: string, telling: Telling): Promise<void> {
  const next = {
    page: newId(),
    after: JSON.stringify(telling.next),
    told: telling.told + (telling.size ?? 0),
    size: null,
    next: null,
  }
  const asked = { asked: 1, asked_at: sql<Date>`now()` }
  const { producer } = telling
  const changed = trx
    .updateTable('telling')
    .set({ ...next, ...asked })
    .where('producer', '=', producer)
  await ask(trx, box, await changed.returningAll().executeTakeFirstOrThrow())
}

async function begin(trx: Trx, box: string, producer: string): Promise<void> {
  const rows = await trx.selectFrom('past').select('name').where('producer', '=', producer).where('learnt_at', 'is', null).execute()
  const telling = await trx
    .insertInto('telling')
    .values({ producer, names: rows.map(({ name }) => name), page: newId() })
    // Another process has begun.
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (telling) await ask(trx, box, telling)
}

/** Asks again. A producer of an older version has ignored the question. A producer that is away finds it later, and answers once. */
async function askAgain(trx: Trx, box: string, { producer, asked }: Telling): Promise<void> {
  const pause = Math.min(ASK_AGAIN_MS * 2 ** Math.min(asked - 1, 16), ASK_SELDOM_MS)
  const late = await trx
    .updateTable('telling')
    .set({ asked: asked + 1, asked_at: sql`now()` })
    .where('producer', '=', producer)
    .where('asked_at', '<', ago(pause))
    .returningAll()
    .executeTakeFirst()
  if (late) await ask(trx, box, late)
}

/** Asks by an event of this box that only the producer hears. */
async function ask(trx: Trx, box: string, { page, producer, names, after }: Telling): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id: newId(),
      name: 'past.page.wanted',
      aggregate_id: `${producer} ${box}`,
      addressee: producer,
      request_id: null,
      data: JSON.stringify({ page, producer, group: box, names, after }),
      published_at: null,
    })
    .execute()
}

/** How many facts of a page are done with: handled, or set aside for an operator. */
async function handledOf(trx: Trx, page: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT (SELECT count(*) FROM inbox WHERE page = ${page}::uuid)
    + (SELECT count(*) FROM dead_letter WHERE event ->> 'page' = ${page}) AS count`.execute(trx)
  return rows[0]?.count ?? 0
}

async function end(trx: Trx, { producer, names }: Telling): Promise<void> {
  await trx
    .updateTable('past')
    .set({ learnt_at: sql`now()` })
    .where('name', 'in', names)
    .execute()
  await trx.deleteFrom('telling').where('producer', '=', producer).execute()
}

/** The producer has told a page: `size` facts are on their way. If nobody waits for the page, nothing changes. */
export async function noteTold(trx: Trx, { data }: EventEnvelope<'past.page.told'>): Promise<void> {
  const { page, size, total, next } = data
  await trx
    .updateTable('telling')
    .set({ size, next: JSON.stringify(next), ...(total !== null && { total }) })
    .where('page', '=', page)
    .execute()
}

/** What a box still learns, by producer, as a sentence; null when it knows all. */
export async function learning(db: Db, { needed }: { needed: boolean }): Promise<string | null> {
  const rows = await db
    .selectFrom('past')
    .leftJoin('telling', 'telling.producer', 'past.producer')
    .select(['past.producer', 'telling.told', 'telling.total'])
    .distinct()
    .where('past.learnt_at', 'is', null)
    .where('past.needed', '=', needed)
    .orderBy('past.producer')
    .execute()
  if (rows.length === 0) return null
  const progress = rows.map(
    ({ producer, told, total }) => `${producer} (${total === null ? 'no answer yet' : `${told} of about ${total}`})`,
  )
  return `Catching up with what others know: ${progress.join(', ')}.`
}

/** What is still to be learnt, for those who run the platform. */
export function observeLearning(db: Db, box: string, names: readonly EventName[]): Disposable[] {
  const producers = [...new Set(names.map(producerOf))].filter((producer) => producer !== box)
  return producers.flatMap((producer) => [
    observed(
      'evergraph_past_unlearnt',
      'Kinds of facts whose past a box still learns, by producer.',
      { box, producer },
      async () => {
        const rows = await db
          .selectFrom('past')
          .select('name')
          .where('producer', '=', producer)
          .where('learnt_at', 'is', null)
          .execute()
        return rows.length
      },
    ),
    observed(
      'evergraph_past_left',
      'Facts of the past that a box has not been told yet, by producer.',
      { box, producer },
      async () => {
        const row = await db.selectFrom('telling').select(['told', 'total']).where('producer', '=', producer).executeTakeFirst()
        return row?.total == null ? 0 : Math.max(0, row.total - row.told)
      },
    ),
  ])
}

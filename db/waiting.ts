import { sql, type Kysely } from 'kysely'
import { observed } from '#lib/metrics.ts'
import type { MessagingTables } from './outbox.ts'

/** What waits, for those who run the platform. */
export function observeMessaging(db: Kysely<MessagingTables>, box: string): Disposable[] {
  // Events for one box alone wait on purpose.
  const unpublished = db.selectFrom('outbox').where('published_at', 'is', null).where('addressee', 'is', null)
  const count = sql<string>`count(*)`.as('count')
  const oldest = sql<string>`coalesce(extract(epoch FROM now() - min(occurred_at)), 0)`.as('oldest')
  return [
    observed('evergraph_outbox_waiting', 'Events that are not published yet.', { box }, async () =>
      Number((await unpublished.select(count).executeTakeFirstOrThrow()).count),
    ),
    observed('evergraph_outbox_oldest_seconds', 'Age of the oldest event that is not published yet.', { box }, async () =>
      Number((await unpublished.select(oldest).executeTakeFirstOrThrow()).oldest),
    ),
    observed(
      'evergraph_dead_letters',
      'Events whose handling failed for good; db/replay.ts has them handled again.',
      { box },
      async () => Number((await db.selectFrom('dead_letter').select(count).executeTakeFirstOrThrow()).count),
    ),
  ]
}

import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Replay, Trx, Which } from '../tables.ts'

/** States that a replay sends again. What waits goes anyway. */
const states = (which: Which) =>
  which === 'ALL' ? (['FAILED', 'DELIVERED', 'DROPPED'] as const) : (['FAILED', 'DROPPED'] as const)

export const openReplay = (trx: Trx, endpointId: string): Promise<Replay | undefined> =>
  trx
    .selectFrom('webhook_replay')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('finished_at', 'is', null)
    .executeTakeFirst()

/** What is to be replayed: how many, and between which numbers. It looks at so many and one more, and no further. */
export const countReplayed = (db: Db, endpointId: string, { since, which, most }: { since: Date; which: Which; most: number }) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('webhook_message')
        .select('sequence')
        .where('endpoint_id', '=', endpointId)
        .where('created_at', '>=', since)
        .where('state', 'in', states(which))
        .limit(most + 1)
        .as('found'),
    )
    .select(({ fn }) => [fn.countAll<number>().as('total'), fn.min('sequence').as('first'), fn.max('sequence').as('last')])
    .executeTakeFirstOrThrow()

/** Messages that all replays of the endpoint took in the last 24 hours. */
export const replayedToday = async (trx: Trx, endpointId: string): Promise<number> => {
  const { total } = await trx
    .selectFrom('webhook_replay')
    .select(({ fn }) => fn.sum<string | null>('total').as('total'))
    .where('endpoint_id', '=', endpointId)
    .where('asked_at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export const insertReplay = (trx: Trx, row: Omit<Replay, 'asked_at' | 'replayed' | 'finished_at'>): Promise<Replay> =>
  trx
    .insertInto('webhook_replay')
    .values({ ...row, finished_at: row.total === 0 ? sql<Date>`now()` : null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const listReplays = (db: Db, endpointId: string, page: PageRequest): Promise<Replay[]> =>
  pageBy(db.selectFrom('webhook_replay').selectAll().where('endpoint_id', '=', endpointId), [['id', 'uuid']], 'desc', page)

/** One that is not finished, of an endpoint that is on and has room in its queue; locked for who goes on with it. */
export const claimReplay = (trx: Trx, most: number, after: string): Promise<Replay | undefined> =>
  trx
    .selectFrom('webhook_replay as replay')
    .innerJoin('webhook_endpoint as endpoint', 'endpoint.id', 'replay.endpoint_id')
    .selectAll('replay')
    .where('finished_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where('replay.id', '>', after)
    .where(
      sql<boolean>`(SELECT count(*) FROM (SELECT FROM webhook_message m WHERE m.endpoint_id = replay.endpoint_id
        AND m.state = 'WAITING' LIMIT ${most}) waiting) < ${most}`,
    )
    .orderBy('replay.id')
    .limit(1)
    .forUpdate('replay')
    .skipLocked()
    .executeTakeFirst()

/** Puts the next messages of a replay into the queue again, by their old ids, and notes how far it is. */
export const replayNext = (trx: Trx, { id, endpoint_id, since, which, at_sequence, last_sequence }: Replay, limit: number) =>
  sql`WITH next AS (
      SELECT id, sequence FROM webhook_message WHERE endpoint_id = ${endpoint_id} AND created_at >= ${since}
      AND sequence > ${at_sequence} AND sequence <= ${last_sequence} AND state = ANY (${states(which)}::text[])
      ORDER BY sequence LIMIT ${limit}),
    again AS (
      UPDATE webhook_message m SET state = 'WAITING', tries = 0, next_at = now(), done_at = NULL FROM next WHERE m.id = next.id)
    UPDATE webhook_replay SET
      at_sequence = coalesce((SELECT max(sequence) FROM next), at_sequence),
      replayed = replayed + (SELECT count(*) FROM next),
      finished_at = CASE WHEN (SELECT count(*) FROM next) < ${limit} THEN now() END
    WHERE id = ${id}`.execute(trx)

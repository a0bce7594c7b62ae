import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import type { Scope } from '#lib/auth.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Db, Message, Trx } from '../tables.ts'

/** A message that this process tries now, with what has to be known of its endpoint and client at this moment. */
export type Due = Message & { url: string; scopes: Scope[]; revoked: boolean }

/**
 * Takes messages that are due: of each endpoint as many as it has room for, in no order of endpoints. Until the lease ends nobody else takes
 * them. Endpoints that fail all the time (`dead`) are a lane of their own.
 */
export async function claimDue(
  db: Db,
  given: {
    dead: boolean
    deadAfter: number
    perEndpoint: number
    limit: number
    leaseMs: number
    /** Tries under way by endpoint. */
    busy: ReadonlyMap<string, number>
    /** Null: of all endpoints. */
    of: readonly string[] | null
  },
): Promise<Due[]> {
  const { dead, deadAfter, perEndpoint, limit, leaseMs, busy, of } = given
  const { rows } = await sql<Due>`
    WITH endpoint AS MATERIALIZED (
      SELECT e.id, e.url, c.scopes, c.revoked_at IS NOT NULL AS revoked, ${perEndpoint} - coalesce(busy.tries, 0) AS room
      FROM webhook_endpoint e JOIN client c ON c.id = e.client_id
      LEFT JOIN unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::int[]) AS busy (id, tries) ON busy.id = e.id
      WHERE e.disabled_at IS NULL AND (e.rests_until IS NULL OR e.rests_until <= now())
      AND (e.failures >= ${deadAfter}) = ${dead} AND (${of === null} OR e.id = ANY (${of ?? []}::uuid[]))
      AND coalesce(busy.tries, 0) < ${perEndpoint}
      ORDER BY random()),
    due AS MATERIALIZED (
      SELECT message.id, endpoint.url, endpoint.scopes, endpoint.revoked FROM endpoint CROSS JOIN LATERAL (
        SELECT m.id FROM webhook_message m WHERE m.endpoint_id = endpoint.id AND m.state = 'WAITING' AND m.next_at <= now()
        ORDER BY m.next_at LIMIT endpoint.room FOR UPDATE SKIP LOCKED) message
      LIMIT ${limit})
    UPDATE webhook_message m SET next_at = now() + make_interval(secs => ${leaseMs / 1_000}) FROM due
    WHERE m.id = due.id RETURNING m.*, due.url, due.scopes, due.revoked`.execute(db)
  return rows
}

/** What came of a try. */
export interface Tried {
  status: number | null
  failure: string | null
  ms: number
  answer: string
}

/** Notes a try that went well. The endpoint is as if it had never failed, unless it has another URL by now. */
export const noteDelivered = (db: Db, { id, endpoint_id, url }: Due, tried: Tried) =>
  sql`WITH ${attempt(id, tried)},
    message AS (
      UPDATE webhook_message SET state = 'DELIVERED', tries = tries + 1, done_at = now() WHERE id = ${id} AND state = 'WAITING')
    UPDATE webhook_endpoint SET failures = 0, failing_since = NULL
    WHERE id = ${endpoint_id} AND url = ${url} AND failures > 0`.execute(db)

/**
 * Notes a try that failed; `pauseMs` null: it was the last. Whether the endpoint has failed for so many days without one success; null if it
 * is gone or has another URL by now: what the old one answered says nothing of it.
 */
export async function noteFailed(
  trx: Trx,
  { id, endpoint_id, url }: Due,
  tried: Tried,
  { pauseMs, restMs, failingDays }: { pauseMs: number | null; restMs: number | null; failingDays: number },
): Promise<boolean | null> {
  const { rows } = await sql<{ spent: boolean }>`
    WITH ${attempt(id, tried)},
    message AS (
      UPDATE webhook_message SET tries = tries + 1, state = ${pauseMs === null ? 'FAILED' : 'WAITING'},
        done_at = ${pauseMs === null ? sql`now()` : null}, next_at = now() + make_interval(secs => ${(pauseMs ?? 0) / 1_000})
      WHERE id = ${id} AND state = 'WAITING')
    UPDATE webhook_endpoint SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
      rests_until = CASE WHEN ${restMs !== null} THEN now() + make_interval(secs => ${(restMs ?? 0) / 1_000}) ELSE rests_until END
    WHERE id = ${endpoint_id} AND url = ${url}
    RETURNING failing_since <= now() - make_interval(days => ${failingDays}) AS spent`.execute(trx)
  return rows[0]?.spent ?? null
}

/** Drops what must not be sent any more. */
export const noteDropped = (db: Db, id: string) =>
  db
    .updateTable('webhook_message')
    .set({ state: 'DROPPED', done_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .execute()

const attempt = (messageId: string, { status, failure, ms, answer }: Tried) =>
  sql`older AS (
      DELETE FROM webhook_attempt WHERE id IN (
        SELECT id FROM webhook_attempt WHERE message_id = ${messageId} ORDER BY id DESC OFFSET ${WEBHOOK_LIMITS.attemptsKept - 1})),
    attempt AS (
      INSERT INTO webhook_attempt (id, message_id, status, failure, ms, answer)
      SELECT ${newId()}, id, ${status}, ${failure}, ${ms}, ${answer} FROM webhook_message WHERE id = ${messageId})`

import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { Scope } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Attempt, Db, Message, MessageState, Trx } from '../tables.ts'

export const DUE_CHANNEL = 'partners_webhooks_due'

/** A fact for endpoints: those of an owner that want its kind, or one that asks for it. */
export interface Fact {
  to: { ownerId: string } | { endpointId: string }
  kind: string
  scope: Scope | null
  eventId: string
  occurredAt: string
  about: string
  data: string
  /** It is told after this time, with all that comes until then; 0: at once, by itself. */
  gatherMs: number
}

/**
 * Writes a fact for each endpoint that is to be told it, once. The endpoints' rows are locked in one order, so that their numbers rise in the
 * order of commits, and two facts never wait for each other.
 */
export async function writeMessages(trx: Trx, fact: Fact): Promise<Message[]> {
  const { to, kind, scope, eventId, occurredAt, about, data, gatherMs } = fact
  const whose =
    'ownerId' in to
      ? sql`e.owner_id = ${to.ownerId} AND ${kind} = ANY (e.kinds) AND (${scope}::text IS NULL OR ${scope} = ANY (c.scopes))`
      : sql`e.id = ${to.endpointId}`
  const { rows: wanted } = await sql<{ id: string }>`
    SELECT e.id FROM webhook_endpoint e JOIN client c ON c.id = e.client_id
    WHERE ${whose} AND e.disabled_at IS NULL AND c.revoked_at IS NULL
    ORDER BY e.id FOR NO KEY UPDATE OF e`.execute(trx)
  if (wanted.length === 0) return []
  // The rows are locked: what other transactions have written for them is seen by a statement that begins now.
  const { rows } = await sql<Message>`
    WITH unwritten AS (
      SELECT e.id FROM webhook_endpoint e WHERE e.id = ANY (${wanted.map(({ id }) => id)}::uuid[])
      AND NOT EXISTS (SELECT FROM webhook_message m WHERE m.endpoint_id = e.id AND m.event_id = ${eventId})
      AND (${gatherMs === 0} OR NOT EXISTS (
        SELECT FROM webhook_message m WHERE m.endpoint_id = e.id AND m.kind = ${kind} AND m.about = ${about}
        AND m.state = 'WAITING' AND m.tries = 0
        -- A claim moves next_at beyond this. Who is being sent a message may have read the graph before this change.
        AND m.next_at <= m.created_at + make_interval(secs => ${gatherMs / 1_000})))),
    numbered AS (
      UPDATE webhook_endpoint e SET last_sequence = e.last_sequence + 1 FROM unwritten WHERE e.id = unwritten.id
      RETURNING e.id, e.last_sequence)
    INSERT INTO webhook_message (id, endpoint_id, event_id, kind, sequence, about, occurred_at, data, next_at)
    SELECT (${wanted.map(() => newId())}::uuid[])[row_number() OVER ()], id, ${eventId}, ${kind}, last_sequence, ${about},
      ${occurredAt}, ${data}, now() + make_interval(secs => ${gatherMs / 1_000})
    FROM numbered RETURNING *`.execute(trx)
  // What gathers is not due yet: a sweep finds it.
  if (rows.length > 0 && gatherMs === 0)
    await wakeSenders(
      trx,
      rows.map(({ endpoint_id: id }) => id),
    )
  return rows
}

/** A notification has less than 8,000 bytes. */
const NAMED = 100

/** When this commits, every process looks for what is due of these endpoints; an empty payload says: of all. */
export const wakeSenders = (trx: Trx, endpointIds: readonly string[]) =>
  sql`SELECT pg_notify(${DUE_CHANNEL}, ${endpointIds.length <= NAMED ? endpointIds.join(' ') : ''})`.execute(trx)

export function listMessages(
  db: Db,
  { endpointId, state }: { endpointId: string; state: MessageState | null },
  page: PageRequest,
): Promise<Message[]> {
  const all = db.selectFrom('webhook_message').selectAll().where('endpoint_id', '=', endpointId)
  return pageBy(state === null ? all : all.where('state', '=', state), [['sequence', 'bigint']], 'desc', page)
}

/** The last tries of messages, in their order. */
export const attemptsOf = async (db: Db, messageIds: readonly string[]): Promise<Attempt[]> => {
  const { rows } = await sql<Attempt>`
    SELECT a.* FROM unnest(${messageIds}::uuid[]) AS m (id) CROSS JOIN LATERAL (
      SELECT * FROM webhook_attempt WHERE message_id = m.id ORDER BY id DESC LIMIT ${WEBHOOK_LIMITS.attemptsKept}) a
    ORDER BY a.id`.execute(db)
  return rows
}

export const countWaiting = (db: Db, endpointIds: readonly string[]): Promise<{ endpoint_id: string; waiting: number }[]> =>
  db
    .selectFrom('webhook_message')
    .select(({ fn }) => ['endpoint_id', fn.countAll<number>().as('waiting')])
    .where('endpoint_id', 'in', endpointIds)
    .where('state', '=', 'WAITING')
    .groupBy('endpoint_id')
    .execute()

/** Fails the oldest of those that wait for an endpoint, where they are more than it may have. A replay sends them again. */
export const failOverflow = (db: Db, most: number) =>
  sql`UPDATE webhook_message m SET state = 'FAILED', done_at = now()
    FROM webhook_endpoint e CROSS JOIN LATERAL (
      SELECT sequence FROM webhook_message WHERE endpoint_id = e.id AND state = 'WAITING'
      ORDER BY sequence DESC OFFSET ${most} LIMIT 1) last
    WHERE e.last_sequence > ${most} AND m.endpoint_id = e.id AND m.state = 'WAITING' AND m.sequence <= last.sequence`.execute(db)

/** Keeps whose a station is, by the newest word. */
export const saveStation = (trx: Trx, row: { id: string; operator_id: string; said: number }) =>
  trx
    .insertInto('station')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ operator_id: row.operator_id, said: row.said }).where('station.said', '<=', row.said),
    )
    .execute()

export const operatorOf = async (trx: Trx, stationId: string): Promise<string | null> =>
  (await trx.selectFrom('station').select('operator_id').where('id', '=', stationId).executeTakeFirst())?.operator_id ?? null

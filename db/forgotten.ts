import { sql, type Transaction } from 'kysely'
import type { EventEnvelope, EventName } from '#lib/events.ts'
import type { MessagingTables } from './outbox.ts'

/**
 * Shuts the door. What is being handled of the user ends before, so that what it writes is forgotten too; what comes later finds the id.
 * Events of theirs that are kept to be published or handled again go: they have names, cards and places.
 */
export async function noteForgotten(trx: Transaction<MessagingTables>, userId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${doorOf(sql.val(userId))})`.execute(trx)
  await trx
    .insertInto('forgotten')
    .values({ user_id: userId })
    .onConflict((c) => c.doNothing())
    .execute()
  await trx
    .deleteFrom('outbox')
    .where('published_at', 'is not', null)
    .where(sql`data ->> 'userId'`, '=', userId)
    .where('name', 'not in', HEARD)
    .execute()
  await trx
    .deleteFrom('dead_letter')
    .where(sql`event -> 'data' ->> 'userId'`, '=', userId)
    .where(sql<EventName>`event ->> 'name'`, 'not in', HEARD)
    .execute()
}

/** Takes the details from what somebody who has left did, or had done to them. `acts` are like `meetup.%`. */
export const forgetDetails = async <DB>(trx: Transaction<DB>, userId: string, ...acts: readonly string[]): Promise<void> =>
  void (await sql`SELECT forget_details(${userId}, ${acts})`.execute(trx))

/**
 * What is heard even of somebody who has left: facts that money hangs on, which have ids and numbers alone, and what takes away. A session's
 * bill may come after its driver has gone.
 */
const HEARD: readonly EventName[] = [
  'accounts.user.changed-access',
  'accounts.user.deleted',
  'accounts.vehicle.removed',
  'accounts.wallet.unlinked',
  'charging.cdr.issued',
  'charging.session.completed',
  'charging.session.failed',
  'deeds.deed.approved',
  'odometer.reading.approved',
  'person.leaving.judged',
  'person.user.forgotten',
  'verification.photos.erased',
]

/** The events without those of people who have left: said late, handled again or told again, they bring nobody back. */
export async function withoutForgotten(
  trx: Transaction<MessagingTables>,
  events: readonly EventEnvelope[],
): Promise<readonly EventEnvelope[]> {
  const about = new Map(events.flatMap((event) => (HEARD.includes(event.name) ? [] : [[event.id, userOf(event)] as const])))
  const users = [...new Set(about.values())].filter((user) => user !== null)
  if (users.length === 0) return events
  // By a statement of its own: what it waited for is seen by the next one.
  await sql`SELECT pg_advisory_xact_lock_shared(${doorOf(sql.ref('id'))}) FROM unnest(${users.toSorted()}::text[]) AS id`.execute(
    trx,
  )
  const rows = await trx
    .selectFrom('forgotten')
    .select('user_id')
    .where(sql<boolean>`user_id = ANY (${users}::uuid[])`)
    .execute()
  const gone = new Set(rows.map(({ user_id }) => user_id))
  return gone.size === 0 ? events : events.filter(({ id }) => !gone.has(about.get(id) ?? ''))
}

/** A box's own lock on a user's door. */
const doorOf = (userId: ReturnType<typeof sql.val | typeof sql.ref>) =>
  sql`hashtextextended(current_schema() || ' forgets ' || ${userId}, 0)`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whom an event is about; null if it does not say. */
function userOf({ data }: EventEnvelope): string | null {
  const userId = 'userId' in data ? data.userId : null
  return typeof userId === 'string' && UUID.test(userId) ? userId : null
}

import { sql } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import type { Handlers } from '../db/handling.ts'
import { startMessaging, type Messaging } from '../db/messaging.ts'
import type { MessagingTables } from '../db/outbox.ts'
import type { Bus } from '../lib/bus.ts'
import { createLog } from '../lib/log.ts'

const log = createLog('late', { level: process.env['TEST_LOG'] ?? 'silent' })

/** The schema in which the late box lives: one whose own box does not run here. */
export const LATE = 'odometer' as const

/** What the late box knows, by the kind of a fact. */
export async function prepareLateBox(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`CREATE TABLE ${LATE}.known (kind text, id text, value jsonb NOT NULL, PRIMARY KEY (kind, id));
    CREATE TABLE ${LATE}.heard (position bigint GENERATED ALWAYS AS IDENTITY, kind text, id text, told_again boolean NOT NULL)`)
  await client.end()
}

/** A box that is added to a platform that has lived: it keeps the last word on users, stations, tariffs and sessions. */
export async function startLateBox(
  { url, bus }: { url: string; bus: Bus },
  heard: (kind: string, id: string) => Promise<void> | void = () => undefined,
): Promise<Messaging> {
  const db = connect<MessagingTables>({ url, schema: LATE, log })
  const keep =
    (kind: string): NonNullable<Handlers<object, MessagingTables>['accounts.user.registered']> =>
    async (trx, { aggregateId, data, page }) => {
      const version = 'version' in data ? ` ${String(data.version)}` : ''
      await sql`WITH noted AS (INSERT INTO heard (kind, id, told_again) VALUES (${kind}, ${aggregateId}, ${page !== undefined}))
        INSERT INTO known VALUES (${kind}, ${aggregateId + version}, ${JSON.stringify(data)})
        ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value`.execute(trx)
      await heard(kind, aggregateId)
    }
  const handlers = {
    'accounts.user.registered': keep('user'),
    'stations.tariff.saved': keep('tariff'),
    'stations.station.saved': keep('station'),
    'charging.session.completed': keep('session'),
  } as unknown as Handlers<object, MessagingTables>
  const messaging = await startMessaging({ db, url, box: LATE, bus, handlers, ctx: {}, log })
  return {
    ...messaging,
    [Symbol.asyncDispose]: async () => {
      await messaging[Symbol.asyncDispose]()
      await db.destroy()
    },
  }
}

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { migrate } from './migrate.ts'
import { releasedDatabase } from './upgrade.fixture.ts'

/** The last release kept all meter values in one table. */
test('the upgrade keeps the meter values of every session, whatever its id and whenever it was', async () => {
  await using stack = new AsyncDisposableStack()
  const { admin, adminUrl, passwords, log, open, urlOf } = await releasedDatabase(stack, ['charging'])
  // Of now, of long ago, and of no time at all.
  const sessions = [newId(), '01700000-0000-7000-8000-000000000001', 'ffffffff-0000-4000-8000-000000000001']
  for (const [place, id] of sessions.entries()) {
    await sql`INSERT INTO charging.session (id, status, station_id, evse_number, connector_number, opened_at, transaction_id, started_at)
      VALUES (${id}, 'ACTIVE', ${newId()}, 1, ${place}, now(), ${newId()}, now())`.execute(admin)
    await sql`INSERT INTO charging.meter_value (session_id, at, received_at, register_wh) VALUES
      (${id}, '1970-01-01', now(), 1), (${id}, '2026-01-01', now(), 2)`.execute(admin)
  }
  const all = () => sql`SELECT * FROM charging.meter_value ORDER BY session_id, at`.execute(admin)
  const { rows: before } = await all()
  expect(before).toHaveLength(6)

  await migrate({ adminUrl, passwords, log })
  expect((await all()).rows).toEqual(before)
  const db = open<object>(urlOf('charging'), 'charging')
  const { rows } = await sql<{ place: string; n: number }>`SELECT tableoid::regclass::text AS place, count(*)::integer AS n
    FROM meter_value GROUP BY 1 ORDER BY 1`.execute(db)
  expect(rows).toEqual([
    { place: 'meter_value_before', n: 4 },
    { place: 'meter_value_default', n: 2 },
  ])
  // One word on each moment, as before.
  const again = sql`INSERT INTO meter_value (session_id, at, received_at) VALUES (${sessions[0]}, '1970-01-01', now())`
  await expect(again.execute(db)).rejects.toThrow('meter_value_before_pkey')
  const stranger = sql`INSERT INTO meter_value (session_id, at, received_at) VALUES (${newId()}, now(), now())`
  await expect(stranger.execute(db)).rejects.toThrow('meter_value_session_id_fkey')
})

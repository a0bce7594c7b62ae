import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { testBridge } from '../bridge.fixture.ts'
import { createVigil } from './vigil.ts'

test('who could not say itself that it lives takes nobody for dead; who could, for so long, does', () => {
  let now = 0
  const vigil = createVigil(6_000, () => now)
  const renewals = (...times: number[]) => times.map((time) => ((now = time), vigil.isUnbroken()))
  expect(renewals(0, 1_000, 2_000, 3_000, 4_000, 5_000)).toEqual(Array.from({ length: 6 }, () => false))
  expect(renewals(6_000, 7_000)).toEqual([true, true])
  // The database was away for ten seconds.
  expect(renewals(17_000, 18_000, 19_000, 20_000, 21_000, 22_000)).toEqual(Array.from({ length: 6 }, () => false))
  expect(renewals(23_000)).toEqual([true])
})

test('a process that was taken for dead takes its chargers on again: none is cut, and what waited for them is sent', async () => {
  await using bridge = await testBridge()
  const connected = async () => {
    const { identity, stationId } = await bridge.register()
    return {
      stationId,
      identity,
      charger: await bridge.connect(identity, { answers: { ClearCache: () => ({ status: 'Accepted' }) } }),
    }
  }
  const { identity, stationId, charger } = await connected()
  const other = await connected()
  const find = bridge.db.selectFrom('connection').select('epoch').where('station_id', '=', stationId)
  const { epoch } = await find.executeTakeFirstOrThrow()
  await bridge.db.connection().execute(async (db) => {
    const rows = (text: ReturnType<typeof sql>) => text.execute(db).then((result) => result.rows)
    const key = sql`hashtextextended(${`ocpp ${identity}`}, 0)`
    await rows(sql`SELECT pg_advisory_lock(${key})`)
    // Nobody hears of the first one: its notice came while the charger was nobody's.
    const about = { kind: 'CLEAR_CACHE', input: '{}', requested_by: null, expires_at: new Date(Date.now() + 3_600_000) }
    const commands = [stationId, other.stationId].map((station_id) => ({ id: newId(), station_id, ...about }))
    await db.insertInto('charge_point_command').values(commands).execute()
    await db.deleteFrom('connection').where('station_id', '=', stationId).execute()
    await until(async () => (await rows(sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length > 0)
    // Its own claim, of which the process hears before it knows that it was committed.
    await rows(sql`SELECT pg_notify('ocpp_connection', ${JSON.stringify({ identity, epoch: epoch + 1_000_000 })})`)
    await rows(sql`SELECT pg_notify('ocpp_command', ${other.stationId})`)
    await other.charger.waitFor('commanded')
    await rows(sql`SELECT pg_advisory_unlock(${key})`)
  })
  await charger.waitFor('commanded')
  expect((await find.executeTakeFirstOrThrow()).epoch).toBeGreaterThan(epoch)
  expect(charger.events.filter(({ name }) => name === 'disconnected')).toEqual([])
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { createLog } from '#lib/log.ts'
import { admin } from '../test/caller.ts'
import { testDatabaseAdmin } from '../test/postgres.ts'
import { until } from '../test/until.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

test('what people ask of the graph keeps no charger waiting', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const log = createLog('test', { level: 'silent' })
  const administration = connect<object>({ url: testDatabaseAdmin(bridge.databaseUrl), schema: 'ocpp', log, max: 1 })
  const fields = Array.from({ length: 30 }, (_, n) => `_${n}: messages { edges { node { id } } }`)
  let answered = false
  let asked: Promise<unknown> = Promise.resolve()
  // Nobody reads frames as long as this lasts.
  await administration.transaction().execute(async (trx) => {
    await sql`LOCK TABLE frame`.execute(trx)
    asked = bridge
      .ask(admin, `query ($id: UUID!) { chargePoint(id: $id) { ${fields.join(' ')} } }`, { id: stationId })
      .finally(() => (answered = true))
    const waiting = sql<{
      count: number
    }>`SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%"frame"%'`
    await until(async () => ((await waiting.execute(bridge.db)).rows[0]?.count ?? 0) >= 4)
    for (const status of ['Faulted', 'Available', 'Faulted', 'Available', 'Faulted', 'Available'])
      await charger.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status })
    expect(answered).toBe(false)
  })
  await asked
  await administration.destroy()
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { until } from '../../test/until.ts'
import { testCharging, type TestCharging } from './charging.fixture.ts'
import { CHARGING_LIMITS } from './limits.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A driver asks thirty times for what lies in meter values. `work` is done while nobody can read those. */
async function whileAsking(field: string, work: (waiting: () => Promise<number>) => Promise<void>): Promise<void> {
  const driver = await box.driver()
  const transaction = await box.begin(await box.station(), { idToken: driver.idToken })
  const { id } = await box.sessionOf(transaction.transactionId)
  const fields = Array.from({ length: 30 }, (_, n) => `_${n}: ${field}`).join(' ')
  const log = createLog('test', { level: 'silent' })
  const administration = connect<object>({ url: box.database.adminUrl, schema: 'charging', log, max: 1 })
  let asked: Promise<unknown> = Promise.resolve()
  await administration.transaction().execute(async (trx) => {
    await sql`LOCK TABLE meter_value`.execute(trx)
    asked = box.ask(driver.caller, `query ($id: UUID!) { chargingSession(id: $id) { ${fields} } }`, { id })
    await work(async () => {
      // Only what reads one session's values: making room for next month's waits for the same table, on a timer of its own.
      const waiting = sql<{ count: number }>`SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~* 'from "?meter_value"? where "?session_id"? ='`
      return (await waiting.execute(box.db)).rows[0]?.count ?? 0
    })
  })
  await asked
  await administration.destroy()
}

test('what people ask of the graph keeps no event waiting', () =>
  whileAsking('meterValues { edges { node { at } } }', async (waiting) => {
    await until(async () => (await waiting()) >= CHARGING_LIMITS.connectionsForGraph)
    const vehicleId = newId()
    await box.tell('accounts.vehicle.removed', vehicleId, { vehicleId, userId: newId() })
    expect(await waiting()).toBe(CHARGING_LIMITS.connectionsForGraph)
  }))

test('of one person one power profile is drawn at a time, and the graph answers others meanwhile', () =>
  whileAsking('powerProfile { meanW }', async (waiting) => {
    await until(async () => (await waiting()) > 0)
    const other = await box.driver()
    expect(await box.ask(other.caller, 'query ($id: UUID!) { chargingSession(id: $id) { id } }', { id: newId() })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    })
    expect(await waiting()).toBe(1)
  }))

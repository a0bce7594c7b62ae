import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { startNode } from '../node-process.fixture.ts'

const RESET = 'mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id } }'

/** From now on this process counts as living, however long it has been silent: whoever waits for the end of its lease waits for ever. */
async function neverExpires(bridge: TestBridge, identity: string): Promise<void> {
  const { node_id } = await ownerOf(bridge, identity)
  const late = sql<Date>`now() + interval '1 day'`
  await bridge.db.updateTable('node').set({ seen_at: late }).where('node_id', '=', node_id).execute()
}

const ownerOf = (bridge: TestBridge, identity: string) =>
  bridge.db.selectFrom('connection').selectAll().where('identity', '=', identity).executeTakeFirstOrThrow()

/** Runs `then` while the charger's process holds the lock of this charger, in the middle of a transaction. */
async function inTheMiddle(bridge: TestBridge, identity: string, work: () => Promise<unknown>, then: () => Promise<void>) {
  await bridge.db.transaction().execute(async (trx) => {
    await trx.selectFrom('charge_point').select('identity').where('identity', '=', identity).forUpdate().execute()
    work().catch(() => undefined)
    const waiting = sql`SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`
    await until(async () => (await waiting.execute(trx)).rows.length > 0)
    await then()
  })
}

test('after kill -9 the first reconnect owns the charger, waits for no lease, and the command that was asked meanwhile reaches it', async () => {
  await using bridge = await testBridge()
  const node = await startNode(bridge)
  const { identity, stationId } = await bridge.register()
  const line = await bridge.connect(identity, { url: node.url, reconnect: false })
  await neverExpires(bridge, identity)
  await node.kill()
  await line.waitFor('disconnected')
  const before = await ownerOf(bridge, identity)
  const input = { chargePointId: stationId, idempotencyKey: newId(), type: 'IMMEDIATE' }
  expect(await bridge.ask(admin, RESET, { input })).not.toHaveProperty('errors')
  const charger = await bridge.connect(identity, {
    boot: false,
    reconnect: false,
    answers: { Reset: () => ({ status: 'Accepted' }) },
  })
  expect(await charger.heartbeat()).toHaveProperty('currentTime')
  expect((await ownerOf(bridge, identity)).epoch).toBeGreaterThan(before.epoch)
  await charger.waitFor('commanded', ({ action }) => action === 'Reset')
})

test('a process that is killed in the middle of a transaction keeps no lock of its chargers', async () => {
  await using bridge = await testBridge()
  // Its statements may take for ever: one ends because nobody hears its result any more.
  const node = await startNode({ databaseUrl: `${bridge.databaseUrl}?statement_timeout=0` })
  const { identity } = await bridge.register()
  const line = await bridge.connect(identity, { url: node.url, reconnect: false })
  await inTheMiddle(
    bridge,
    identity,
    () => line.setStatus(1, 'Faulted'),
    async () => {
      await neverExpires(bridge, identity)
      await node.kill()
      const charger = await bridge.connect(identity, { boot: false, reconnect: false })
      expect(await charger.heartbeat()).toHaveProperty('currentTime')
    },
  )
})

test('a process that is frozen in the middle of a transaction is overtaken, and awake again it changes nothing', async () => {
  await using bridge = await testBridge()
  await using node = await startNode(bridge)
  const { identity, stationId } = await bridge.register()
  const line = await bridge.connect(identity, { url: node.url, reconnect: false })
  const other = await bridge.register()
  const staying = await bridge.connect(other.identity, { url: node.url, reconnect: false })
  await inTheMiddle(
    bridge,
    identity,
    () => line.setStatus(1, 'Faulted'),
    async () => {
      await neverExpires(bridge, identity)
      node.freeze()
    },
  )
  const charger = await bridge.connect(identity, { boot: false, reconnect: false })
  expect(await charger.heartbeat()).toHaveProperty('currentTime')
  const { epoch } = await ownerOf(bridge, identity)
  node.thaw()
  await line.waitFor('disconnected')
  expect(await staying.heartbeat()).toHaveProperty('currentTime')
  expect(await charger.heartbeat()).toHaveProperty('currentTime')
  expect(await ownerOf(bridge, identity)).toMatchObject({ epoch, station_id: stationId })
  expect(await bridge.said('ocpp.charge-point.disconnected')).toEqual([])
  // What it was in the middle of has not happened, and was not acknowledged.
  expect((await bridge.said('ocpp.connector.status-changed')).filter((data) => data.status === 'FAULTED')).toEqual([])
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ChargePoint } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { startNode } from '../node-process.fixture.ts'

/** Runs `work` while nothing of this charger can be committed, and the bridge is in the middle of trying. */
async function beforeCommit(
  bridge: TestBridge,
  identity: string,
  work: () => Promise<unknown>,
  then: () => Promise<void>,
): Promise<void> {
  let sent: Promise<unknown> | undefined
  await bridge.db.connection().execute(async (db) => {
    await sql`SELECT pg_advisory_lock(hashtextextended(${`ocpp ${identity}`}, 0))`.execute(db)
    sent = work()
    await until(
      async () => (await sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`.execute(db)).rows.length > 0,
    )
    await then()
    await sql`SELECT pg_advisory_unlock(hashtextextended(${`ocpp ${identity}`}, 0))`.execute(db)
  })
  await sent
}

const said = async (bridge: TestBridge) =>
  (await bridge.events()).map(({ name }) => name).filter((name) => /^ocpp\.transaction\.(started|ended)$/.test(name))

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'edge case 3: %s: killed before the commit of each message, a session replayed is one session',
  async (version) => {
    await using bridge = await testBridge()
    await bridge.issue('DRIVER1')
    const { identity } = await bridge.register()
    let node = await startNode(bridge)
    await using charger = await bridge.connect(identity, { url: node.url, version, callTimeoutMs: 5_000 })
    const restart = async () => {
      await node.kill()
      node = await startNode(bridge, { OCPP_PORT: String(node.port) })
    }
    const session: ((at: ChargePoint) => Promise<unknown>)[] = [
      (at) => at.start({ idToken: 'DRIVER1' }),
      (at) => at.meter(),
      (at) => at.stop(),
    ]
    for (const step of session) await beforeCommit(bridge, identity, () => step(charger), restart)
    await charger.waitFor('ended')
    expect(await said(bridge)).toEqual(['ocpp.transaction.started', 'ocpp.transaction.ended'])
    await node.kill()
  },
)

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
type Message = [action: string, payload: Record<string, unknown>]

const session16 = (start: Record<string, unknown>): Message[] => [
  ['StartTransaction', { connectorId: 1, idTag: 'DRIVER1', meterStart: 1000, timestamp: minutesAgo(9) }],
  [
    'MeterValues',
    {
      connectorId: 1,
      transactionId: start['transactionId'],
      meterValue: [{ timestamp: minutesAgo(8), sampledValue: [{ value: '1500' }] }],
    },
  ],
  ['StopTransaction', { transactionId: start['transactionId'], meterStop: 2000, timestamp: minutesAgo(7) }],
]
const part = (eventType: string, seqNo: number, more: object = {}): Message => [
  'TransactionEvent',
  {
    eventType,
    seqNo,
    timestamp: minutesAgo(9 - seqNo),
    triggerReason: 'Authorized',
    transactionInfo: { transactionId: 'tx-1' },
    evse: { id: 1, connectorId: 1 },
    meterValue: [{ timestamp: minutesAgo(9 - seqNo), sampledValue: [{ value: 1000 + 500 * seqNo }] }],
    ...more,
  },
]
const session2 = (): Message[] => [
  part('Started', 0, { idToken: { idToken: 'DRIVER1', type: 'Central' } }),
  part('Updated', 1),
  part('Ended', 2),
]

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'edge case 3: %s: killed after each commit and before the charger hears the reply, a session replayed is one session',
  async (version) => {
    await using bridge = await testBridge()
    await bridge.issue('DRIVER1')
    const { identity } = await bridge.register()
    let node = await startNode(bridge)
    await using charger = await bridge.connect(identity, { url: node.url, version })
    const logged = async () => (await bridge.db.selectFrom('message_log').select('message_id').execute()).length
    const connections = () => charger.events.filter(({ name }) => name === 'connected').length

    let started: Record<string, unknown> = {}
    for (let index = 0; index < 3; index++) {
      const [action, payload] = (version === '1.6' ? session16(started) : session2())[index] as Message
      charger.freeze()
      charger.wire.sendRaw(JSON.stringify([2, `m${index}`, action, payload]))
      await until(async () => (await logged()) === index + 1)
      await node.kill()
      const before = connections()
      charger.wire.cut()
      node = await startNode(bridge, { OCPP_PORT: String(node.port) })
      await until(() => connections() > before)
      const reply = await charger.call(action, payload, `m${index}`)
      if (index === 0) started = reply
      expect(await logged()).toBe(index + 1)
    }
    const events = (await bridge.events()).filter(({ name }) => name.startsWith('ocpp.transaction.'))
    const ends = events.filter(({ name }) => name !== 'ocpp.transaction.metered')
    expect(ends.map(({ name }) => name)).toEqual(['ocpp.transaction.started', 'ocpp.transaction.ended'])
    expect(ends.at(-1)?.data).toMatchObject({ meterStopWh: 2000 })
    await node.kill()
  },
)

test('when a node dies, another takes its chargers on at once, and those that do not come back are offline', async () => {
  await using bridge = await testBridge()
  const node = await startNode(bridge)
  const [back, lost] = [await bridge.register(), await bridge.register()]
  const one = await bridge.connect(back.identity, { url: node.url, reconnect: false })
  await bridge.connect(lost.identity, { url: node.url, reconnect: false })
  await node.kill()
  await one.waitFor('disconnected')
  const again = await bridge.connect(back.identity)
  expect(await again.heartbeat()).toHaveProperty('currentTime')
  await bridge.waitFor('ocpp.charge-point.disconnected', ({ stationId }) => stationId === lost.stationId)
  expect((await bridge.said('ocpp.charge-point.disconnected')).map(({ stationId }) => stationId)).toEqual([lost.stationId])
})

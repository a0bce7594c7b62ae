import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

test('a 1.6 session by remote start runs from boot to stop, and every fact is told once', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const [commandId, sessionId] = [newId(), newId()]
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  await bridge.tell('charging.start.requested', sessionId, {
    commandId,
    sessionId,
    stationId,
    evseNumber: 1,
    connectorNumber: 1,
    idToken: 'DRIVER1',
    expiresAt,
  })
  const { transaction } = await charger.waitFor('started')
  expect(await bridge.waitFor('ocpp.command.accepted')).toEqual({ commandId, sessionId, kind: 'START' })
  const started = await bridge.waitFor('ocpp.transaction.started')
  expect(started).toMatchObject({
    stationId,
    evseNumber: 1,
    connectorNumber: 1,
    idToken: 'DRIVER1',
    sessionId,
    authorised: true,
    meterStartWh: 1_000_000,
  })
  expect(transaction.id).toBeTypeOf('number')

  charger.clock.advance(600)
  await charger.meter()
  const { registerWh, powerW, socPercent } = await charger.waitFor('metered')
  const { samples } = await bridge.waitFor('ocpp.transaction.metered')
  expect(samples).toEqual([{ at: expect.any(String) as string, registerWh, powerW, socPercent }])
  expect(registerWh).toBeGreaterThan(1_008_000)

  const stop = { commandId: newId(), sessionId, transactionId: started.transactionId, stationId, expiresAt }
  await bridge.tell('charging.stop.requested', sessionId, stop)
  const stopped = await charger.waitFor('ended')
  const ended = await bridge.waitFor('ocpp.transaction.ended')
  expect(ended).toMatchObject({ transactionId: started.transactionId, meterStopWh: stopped.registerWh, reason: 'Remote' })
  await bridge.waitFor('ocpp.command.accepted', ({ kind }) => kind === 'STOP')
  await charger.waitFor('status', (event) => event.status === 'Available' && charger.transaction() === undefined)

  const names = (await bridge.events()).map(({ name }) => name).filter((name) => !name.startsWith('ocpp.connector'))
  expect(names.filter((name) => name.startsWith('ocpp.transaction'))).toEqual([
    'ocpp.transaction.started',
    'ocpp.transaction.metered',
    'ocpp.transaction.ended',
  ])
  expect(names.filter((name) => name.startsWith('ocpp.charge-point'))).toEqual([
    'ocpp.charge-point.connected',
    'ocpp.charge-point.booted',
  ])
  expect(await bridge.db.selectFrom('quarantine').selectAll().execute()).toEqual([])
})

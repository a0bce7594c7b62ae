import { expect, onTestFinished, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge } from '../bridge.fixture.ts'
import { authorize } from './authorization.handler.ts'

test('no card begins anything at an EVSE that is retired, and what runs there may go on', async () => {
  const bridge = await testBridge()
  onTestFinished(() => bridge[Symbol.asyncDispose]())
  const { stationId, identity, operatorId } = await bridge.register()
  await bridge.issue('CARD1')
  const connector = (retired: boolean) => ({
    connectorId: newId(),
    number: 1,
    maxPowerW: 50_000,
    tariffId: null,
    ...(retired && { retired: true as const }),
  })
  const say = (...retired: boolean[]) =>
    bridge.tell('stations.station.saved', stationId, {
      stationId,
      operatorId,
      identity,
      passwordHash: null,
      place: { latitude: 0, longitude: 0 },
      evses: retired.map((is, i) => ({ evseId: newId(), number: i + 1, connectors: [connector(is)] })),
    })
  const call = { stationId, receivedAt: new Date(), version: '1.6' } as Parameters<typeof authorize>[1]
  const worth = (shown: object) =>
    bridge.db.transaction().execute(async (trx) => (await authorize(trx, call, { idToken: 'CARD1', ...shown })).status)
  await say(true, false)
  expect(await worth({ evseNumber: 1, transactionId: null, begins: true })).toBe('Blocked')
  expect(await worth({ evseNumber: 1, transactionId: 'running' })).toBe('Accepted')
  expect(await worth({ evseNumber: 2, transactionId: null, begins: true })).toBe('Accepted')
  // Shown before a plug is chosen: one EVSE is left.
  expect(await worth({})).toBe('Accepted')
  await say(true, true)
  expect(await worth({})).toBe('Blocked')
})

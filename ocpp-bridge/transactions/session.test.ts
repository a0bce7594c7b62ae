import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { testBridge, violations } from '../bridge.fixture.ts'

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'a %s session by remote start runs from boot to stop, and every fact is told once',
  async (version) => {
    await using bridge = await testBridge()
    const { stationId, identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version })
    const [commandId, sessionId, idToken] = [newId(), newId(), newIdToken()]
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    await bridge.tell('charging.start.requested', sessionId, {
      commandId,
      sessionId,
      stationId,
      evseNumber: 1,
      connectorNumber: 1,
      idToken,
      userId: newId(),
      expiresAt,
    })
    const { transaction } = await charger.waitFor('started')
    expect(await bridge.waitFor('ocpp.command.accepted')).toEqual({ commandId, sessionId, kind: 'START' })
    const started = await bridge.waitFor('ocpp.transaction.started')
    expect(started).toMatchObject({
      stationId,
      evseNumber: 1,
      connectorNumber: 1,
      idToken,
      sessionId,
      authorised: true,
      meterStartWh: 1_000_000,
    })
    expect(transaction.id).toBeTypeOf(version === '1.6' ? 'number' : 'string')

    charger.clock.advance(600)
    await charger.meter()
    const { registerWh, powerW, socPercent } = await charger.waitFor('metered')
    const metered = await bridge.waitFor('ocpp.transaction.metered', ({ samples }) => samples.some((sample) => sample.powerW !== 0))
    expect(metered.samples).toEqual([{ at: expect.any(String) as string, registerWh, powerW, socPercent }])
    expect(registerWh).toBeGreaterThan(1_008_000)

    const stop = { commandId: newId(), sessionId, transactionId: started.transactionId, stationId, expiresAt }
    await bridge.tell('charging.stop.requested', sessionId, stop)
    const stopped = await charger.waitFor('ended')
    const ended = await bridge.waitFor('ocpp.transaction.ended')
    expect(ended).toMatchObject({ transactionId: started.transactionId, meterStopWh: stopped.registerWh, reason: 'Remote' })
    await bridge.waitFor('ocpp.command.accepted', ({ kind }) => kind === 'STOP')
    await charger.waitFor('status', (event) => event.status === 'Available' && charger.transaction() === undefined)

    const names = (await bridge.events()).map(({ name }) => name).filter((name) => !name.startsWith('ocpp.connector'))
    // 1.6 calls the connector Finishing before it stops, which is a pause of a moment.
    const told = names.filter((name) => name.startsWith('ocpp.transaction') && !name.endsWith('.suspended'))
    expect([told[0], told.at(-1), new Set(told).size]).toEqual(['ocpp.transaction.started', 'ocpp.transaction.ended', 3])
    expect(told.filter((name) => name !== 'ocpp.transaction.metered')).toHaveLength(2)
    expect(names.filter((name) => name.startsWith('ocpp.charge-point'))).toEqual([
      'ocpp.charge-point.connected',
      'ocpp.charge-point.booted',
    ])
    expect(violations(charger)).toEqual([])
    expect(await bridge.db.selectFrom('quarantine').selectAll().execute()).toEqual([])
  },
)

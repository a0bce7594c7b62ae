import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSigner } from '../../test/charge-point-signer.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'OCPP %s: what the meter signs reaches the other boxes to the letter',
  async (version) => {
    const { identity, stationId } = await bridge.register()
    await bridge.issue(`CARD-${version}`)
    const texts: string[] = []
    const signer = createSigner({ tamper: (text) => (texts.push(text), text) })
    await using charger = await bridge.connect(identity, { version, signer })
    await charger.start({ idToken: `CARD-${version}` })
    await charger.stop()
    const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
    const ended = await bridge.waitFor('ocpp.transaction.ended', (data) => data.transactionId === transactionId)
    const metered = (await bridge.said('ocpp.transaction.metered')).filter((data) => data.transactionId === transactionId)
    const signed = [...metered, ended].flatMap(({ samples }) => samples.flatMap((sample) => sample.signed ?? []))
    expect(signed.map(({ text, format, context }) => [text, format, context])).toEqual([
      [texts[0], 'OCMF', 'BEGIN'],
      [texts[1], 'OCMF', 'END'],
    ])
    // The register beside it is the transaction's, as ever.
    expect(ended.meterStopWh).toBe(charger.events.findLast((event) => event.name === 'ended')?.registerWh)
    expect(violations(charger)).toEqual([])
  },
)

test('a transaction that nobody has told of yet keeps its signed begin', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1' })
  const text = createSigner().sign([{ at: new Date(), registerWh: 1_000, reason: 'B' }])
  const event = (eventType: string, seqNo: number, more: Record<string, unknown> = {}) =>
    charger.call('TransactionEvent', {
      eventType,
      timestamp: new Date().toISOString(),
      triggerReason: 'CablePluggedIn',
      seqNo,
      transactionInfo: { transactionId: 'held', chargingState: 'EVConnected' },
      evse: { id: 1, connectorId: 1 },
      ...more,
    })
  const signedMeterValue = {
    signedMeterData: Buffer.from(text).toString('base64'),
    signingMethod: '',
    encodingMethod: 'OCMF',
    publicKey: '',
  }
  const sampledValue = [{ value: 1_000, context: 'Transaction.Begin', signedMeterValue }]
  await event('Started', 0, { meterValue: [{ timestamp: new Date().toISOString(), sampledValue }] })
  await event('Updated', 1, { transactionInfo: { transactionId: 'held', chargingState: 'Charging' } })
  const { samples } = await bridge.waitFor('ocpp.transaction.metered', (data) =>
    data.samples.some(({ signed }) => signed !== undefined),
  )
  expect(samples.flatMap(({ signed }) => signed ?? []).map((value) => value.text)).toEqual([text])
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DemandSignedMeterDocument, MeterKeysDocument, RegisterMeterKeyDocument } from '../clients/admin/generated/graphql.ts'
import { SignedMeterDocument, StartChargingDocument, StopChargingDocument } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { readPublicKey } from '../lib/ocmf/key.ts'
import { parseOcmf } from '../lib/ocmf/record.ts'
import { isSignedBy } from '../lib/ocmf/verify.ts'
import { connectChargePoint } from './charge-point.ts'
import { createSigner, type SignerOptions } from './charge-point-signer.ts'
import { startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld, type TestWorld } from './world.ts'

const cleanup = new AsyncDisposableStack()
let stack: Stack
beforeAll(async () => {
  stack = cleanup.use(await startStack())
})
afterAll(() => cleanup.disposeAsync())

const VERSIONS = ['1.6', '2.0.1', '2.1'] as const

async function signedIn(login: { email: string; password: string }): Promise<Client> {
  const client = cleanup.use(createClient({ url: `${stack.url}/graphql` }))
  await client.signIn(login)
  return client
}

/** An operator registers a meter's key and demands that bills are signed; a driver charges there. */
async function charge(version: (typeof VERSIONS)[number], options: SignerOptions) {
  const world: TestWorld = await makeWorld(`${stack.url}/graphql`)
  const [operator, driver] = [await signedIn(world.operator), await signedIn(world.driver)]
  const [station] = world.stations
  if (!station) throw new Error('no station')
  const signer = createSigner({ meterSerial: `M-${randomUUID().slice(0, 8)}`, ...options })

  const { station: known } = await operator.execute(MeterKeysDocument, { stationId: station.id })
  const { registerMeterKey: key } = await operator.execute(RegisterMeterKeyDocument, {
    input: {
      idempotencyKey: randomUUID(),
      evseId: known?.evses[0]?.id ?? '',
      meterSerial: signer.meterSerial,
      publicKey: signer.publicKey,
    },
  })
  await operator.execute(DemandSignedMeterDocument, { stationId: station.id, required: true })

  const { identity, password, connectorId } = station
  const charger = cleanup.use(
    await connectChargePoint({ url: stack.ocppUrl, identity, password, version, signer, speed: 120, meterIntervalMs: 250 }),
  )
  const { startCharging } = await until(() =>
    driver.execute(StartChargingDocument, { input: { connectorId, idempotencyKey: randomUUID() } }),
  )
  const { id: sessionId } = startCharging
  await charger.waitFor('metered', ({ registerWh }) => registerWh > 1_000_000)
  await driver.execute(StopChargingDocument, { input: { sessionId } })
  const ended = await charger.waitFor('ended')
  const session = await until(async () => {
    const { chargingSession } = await driver.execute(SignedMeterDocument, { sessionId })
    return chargingSession?.status === 'COMPLETED' && chargingSession
  })
  return { session, key, signer, ended }
}

test.each(VERSIONS)(
  'OCPP %s: a key is registered, a session is signed, and its record is verified',
  { timeout: 90_000 },
  async (version) => {
    const curve = 'brainpool256r1'
    const { session, key, signer, ended } = await charge(version, { curve })
    expect(session).toMatchObject({ held: false, flags: [], signedMeter: { result: 'VERIFIED', problems: [] } })
    const record = session.chargeDetailRecord
    expect(record?.totalEnergyWh).toBe(ended.registerWh - ended.transaction.started.registerWh)
    expect(record?.signedMeter).toMatchObject({
      result: 'VERIFIED',
      curve,
      publicKey: key.publicKey,
      begin: { registerWh: ended.transaction.started.registerWh, page: 'T1', meterSerial: signer.meterSerial },
      end: { registerWh: ended.registerWh, page: 'T2' },
    })

    // The driver needs nobody's word for it: the texts and the label on the meter are enough.
    const label = readPublicKey(signer.publicKey)
    if (typeof label === 'string') throw new Error(label)
    const texts = session.signedMeter?.values.edges.map(({ node }) => node.text) ?? []
    expect(texts).toHaveLength(2)
    for (const text of texts) {
      const signed = parseOcmf(text)
      expect(typeof signed === 'string' ? signed : isSignedBy(signed, label)).toBe(true)
      expect(record?.signedMeter?.transparencyFile).toContain(text)
    }
  },
)

test.each(VERSIONS)('OCPP %s: what was changed after it was signed holds the bill', { timeout: 90_000 }, async (version) => {
  const { session } = await charge(version, { tamper: (text) => text.replace('"TX":"E","RV":', '"TX":"E","RV":1') })
  expect(session).toMatchObject({ held: true, chargeDetailRecord: null, signedMeter: { result: 'FAILED' } })
  expect(session.flags).toEqual(['SIGNATURE_INVALID', 'SIGNED_REGISTER_DIFFERS'])
})

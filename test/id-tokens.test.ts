import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChargingHistoryDocument, IssueIdTokenDocument, type IssueIdTokenInput } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { connectChargePoint, type ChargePoint } from './charge-point.ts'
import { startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld, type TestWorld } from './world.ts'

const versions = ['1.6', '2.0.1', '2.1'] as const
const cleanup = new AsyncDisposableStack()
let stack: Stack
let world: TestWorld
let app: Client
beforeAll(async () => {
  stack = cleanup.use(await startStack())
  world = await makeWorld(`${stack.url}/graphql`, versions.length)
  app = cleanup.use(createClient({ url: `${stack.url}/graphql` }))
  await app.signIn(world.driver)
})
afterAll(() => cleanup.disposeAsync())

type Version = (typeof versions)[number]
const stationOf = (version: Version) => world.stations[versions.indexOf(version)] ?? expect.fail('no station')
const connect = (version: Version): Promise<ChargePoint> =>
  connectChargePoint({ url: stack.ocppUrl, ...stationOf(version), version, meterIntervalMs: 0 })
const issue = (input: IssueIdTokenInput) => app.execute(IssueIdTokenDocument, { input })
/** The charger hears of an identity a moment after it was issued. */
const isAt = (charger: ChargePoint, idToken: string, status: string) =>
  until(async () => (await charger.authorize(idToken)) === status)

/** What a charger compares before it lets one token stop what another has started. */
async function groupOf(charger: ChargePoint, token: string): Promise<string | undefined> {
  const payload = charger.version === '1.6' ? { idTag: token } : { idToken: { idToken: token, type: 'Local' } }
  const { idTagInfo, idTokenInfo } = (await charger.call('Authorize', payload)) as {
    idTagInfo?: { parentIdTag?: string }
    idTokenInfo?: { groupIdToken?: { idToken: string } }
  }
  return idTagInfo?.parentIdTag ?? idTokenInfo?.groupIdToken?.idToken
}

/** The transaction ends because this token was shown; the status in the answer. */
async function stopWith(charger: ChargePoint, token: string): Promise<string> {
  const { id, seqNo, started } = charger.transaction() ?? expect.fail('nothing runs')
  const timestamp = charger.clock.now().toISOString()
  const common = { timestamp, reason: 'Local' }
  if (charger.version === '1.6') {
    const stop = { ...common, transactionId: id, idTag: token, meterStop: started.registerWh + 1_000 }
    return ((await charger.call('StopTransaction', stop))['idTagInfo'] as { status: string }).status
  }
  const reply = await charger.call('TransactionEvent', {
    eventType: 'Ended',
    triggerReason: 'StopAuthorized',
    timestamp,
    seqNo,
    transactionInfo: { transactionId: id, chargingState: 'Idle', stoppedReason: 'Local' },
    idToken: { idToken: token, type: 'Local' },
    meterValue: [{ timestamp, sampledValue: [{ value: started.registerWh + 1_000, context: 'Transaction.End' }] }],
  })
  return (reply['idTokenInfo'] as { status: string }).status
}

test.each(versions)('%s: an eMAID is one in any case', { timeout: 60_000 }, async (version) => {
  await using charger = await connect(version)
  const value = 'DE8aacA2B3c4d5L'
  await issue({ type: 'EMAID', value })
  await isAt(charger, value, 'Accepted')
  expect(await charger.authorize(value.toUpperCase())).toBe('Accepted')
  expect((await charger.start({ idToken: value.toLowerCase() })).authorization).toBe('Accepted')
  await charger.stop()
})

test.each(versions)('%s: what has expired is answered so, by itself', { timeout: 60_000 }, async (version) => {
  await using charger = await connect(version)
  const value = `GUEST-${version}`
  await issue({ type: 'CENTRAL', value, expiresAt: new Date(Date.now() + 4_000).toISOString() })
  await isAt(charger, value, 'Expired')
  expect((await charger.start({ idToken: value })).authorization).toBe('Expired')
  await charger.flushed()
  // Prolonged, it is good again.
  await issue({ type: 'CENTRAL', value, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  await isAt(charger, value, 'Accepted')
})

test.each(versions)(
  "%s: a card stops what another of its group has started, and is nobody else's",
  { timeout: 60_000 },
  async (version) => {
    await using charger = await connect(version)
    const [first, second, other] = ['first', 'second', 'other'].map((name) => `${name}-${version}`) as [string, string, string]
    await issue({ type: 'LOCAL', value: first, group: 'Depot' })
    await issue({ type: 'LOCAL', value: second, group: 'DEPOT' })
    await issue({ type: 'LOCAL', value: other, group: 'Office' })
    for (const value of [first, second, other]) await isAt(charger, value, 'Accepted')
    await charger.start({ idToken: first })
    const group = await groupOf(charger, first)
    expect(group).toMatch(/^EG[0-9A-Z]{18}$/)
    expect(await groupOf(charger, second)).toBe(group)
    expect(await groupOf(charger, other)).not.toBe(group)
    expect(await charger.authorize(group ?? '')).not.toBe('Accepted')
    await expect(issue({ type: 'LOCAL', value: group?.toLowerCase() ?? '' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })

    expect(await stopWith(charger, second)).toBe('Accepted')
    await until(async () => {
      const { me } = await app.execute(ChargingHistoryDocument, { first: 1 })
      const [newest] = me?.chargingSessions.edges ?? []
      return (
        newest?.node.station?.id === stationOf(version).id && newest.node.status === 'COMPLETED' && newest.node.energyWh >= 1_000
      )
    })
  },
)

test('21 characters are too many for OCPP 1.6, and good for 2.x', { timeout: 60_000 }, async () => {
  const value = 'TWENTY-ONE-CHARACTERS'
  expect(value).toHaveLength(21)
  await issue({ type: 'CENTRAL', value })
  for (const version of ['2.0.1', '2.1'] as const) {
    await using charger = await connect(version)
    await isAt(charger, value, 'Accepted')
  }
  await using charger = await connect('1.6')
  expect((await charger.start({ idToken: value })).authorization).toBe('Invalid')
  expect(await charger.authorize(value.slice(0, 20))).toBe('Invalid')
})

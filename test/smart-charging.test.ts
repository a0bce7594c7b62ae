import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AddSiteDocument, PlaceStationAtSiteDocument } from '../clients/admin/generated/graphql.ts'
import { SessionShareDocument, StartChargingDocument } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { connectChargePoint } from './charge-point.ts'
import { startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const cleanup = new AsyncDisposableStack()
let stack: Stack
beforeAll(async () => {
  stack = cleanup.use(await startStack({ env: { ENERGY_SHARE_MS: '200' } }))
})
afterAll(() => cleanup.disposeAsync())

async function signedIn(login: { email: string; password: string }): Promise<Client> {
  const client = cleanup.use(createClient({ url: `${stack.url}/graphql` }))
  await client.signIn(login)
  return client
}

/** The limit that a charging profile begins with, of a transaction alone. */
function limitIn(payload: Record<string, unknown>): number | null {
  const profile = (payload['csChargingProfiles'] ?? payload['chargingProfile']) as {
    chargingProfilePurpose: string
    chargingSchedule: Schedule | Schedule[]
  }
  if (profile.chargingProfilePurpose !== 'TxProfile') return null
  const [schedule] = [profile.chargingSchedule].flat()
  return schedule?.chargingSchedulePeriod[0]?.limit ?? null
}
interface Schedule {
  chargingSchedulePeriod: { limit: number }[]
}

test('two cars behind one connection are told half of it each, in the words of their chargers', { timeout: 120_000 }, async () => {
  const world = await makeWorld(`${stack.url}/graphql`, 2)
  const operator = await signedIn(world.operator)
  // 60 A on three phases are 41.4 kW; each of the chargers could give 50 kW.
  const { addSite } = await operator.execute(AddSiteDocument, {
    input: { idempotencyKey: randomUUID(), name: 'Car park', limitA: 60 },
  })
  for (const { id: stationId } of world.stations)
    await until(() =>
      operator.execute(PlaceStationAtSiteDocument, { input: { siteId: addSite.id, stationId } }).then(
        () => true,
        () => false,
      ),
    )

  const versions = ['1.6', '2.0.1'] as const
  const limits: number[][] = [[], []]
  const sessions: { driver: Client; sessionId: string }[] = []
  for (const [i, { identity, password, connectorId }] of world.stations.entries()) {
    const told = limits[i] ?? []
    cleanup.use(
      await connectChargePoint({
        url: stack.ocppUrl,
        identity,
        password,
        version: versions[i] ?? '1.6',
        meterIntervalMs: 500,
        answers: {
          SetChargingProfile: (payload) => {
            const limit = limitIn(payload)
            if (limit !== null) told.push(limit)
            return { status: 'Accepted' }
          },
        },
      }),
    )
    // A driver has one session at a time.
    const driver = await signedIn((await makeWorld(`${stack.url}/graphql`, 0)).driver)
    const { startCharging } = await until(() =>
      driver.execute(StartChargingDocument, { input: { connectorId, idempotencyKey: randomUUID() } }),
    )
    sessions.push({ driver, sessionId: startCharging.id })
  }
  for (const { driver, sessionId } of sessions)
    await until(
      async () => {
        const { chargingSession } = await driver.execute(SessionShareDocument, { sessionId })
        return chargingSession?.share?.keptA === 30
      },
      { timeoutMs: 60_000 },
    )
  // 30 A on three phases.
  expect(limits.map((told) => told.at(-1))).toEqual([20_700, 20_700])
})

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ChargingHistoryDocument,
  ChargingSessionDocument,
  RewardsDocument,
  StartChargingDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient } from '../clients/sdk/client.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { playPhotos } from '../deploy/demo/photos.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { connectChargePoint } from './charge-point.ts'
import { startDistributed, type Distributed } from './distributed.ts'
import { redisAvailable } from './redis.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

let platform: Distributed
beforeEach(async () => {
  platform = await startDistributed({ twice: ['charging', 'rewards'] })
}, 240_000)
afterEach(() => platform[Symbol.asyncDispose]())

// redis.ts says loudly why these are skipped where there is no Redis.
describe.runIf(redisAvailable)('every box a process of its own, over Redis and HTTP', () => {
  test(
    'a journey and its photos; then a journey with Redis emptied and a box killed in its middle: one reward each',
    { timeout: 400_000 },
    async () => {
      const graphUrl = `${platform.url}/graphql`
      const { driver, reviewer, stations, position } = await makeWorld(graphUrl)
      const [station] = stations
      const [url] = platform.ocppUrls
      if (!station || !url) throw new Error('no station')
      const { identity, password } = station
      await using _charger = await connectChargePoint({
        url,
        identity,
        password,
        version: '2.0.1',
        speed: 120,
        meterIntervalMs: 250,
      })
      const teller = createTeller(() => undefined)
      const journey = await playJourney({ graphUrl, driver, position, wantedWh: 1_000, teller })
      expect(journey.blockNumber).toBeGreaterThan(0)
      const photos = await playPhotos({ graphUrl, driver, reviewer, station: journey.place, teller })
      expect(photos).toMatchObject({ kilometres: 214, tokens: '21400000000000000000', deedTokens: '1000000000000000000' })
      expect(photos.replay).toContain('DUPLICATE')

      await using client = createClient({ url: graphUrl })
      await client.signIn(driver)
      const input = { connectorId: station.connectorId, idempotencyKey: randomUUID() }
      const { id } = (await client.execute(StartChargingDocument, { input })).startCharging
      const session = async () => (await client.execute(ChargingSessionDocument, { id })).chargingSession
      await until(async () => ((await session())?.energyWh ?? 0) > 300, { timeoutMs: 30_000 })
      await platform.redis.empty()
      await platform.kill('charging', 1)
      const before = (await session())?.energyWh ?? 0
      await until(async () => ((await session())?.energyWh ?? 0) > before + 300, { timeoutMs: 60_000 })
      await client.execute(StopChargingDocument, { input: { sessionId: id } })
      const settled = await until(
        async () => {
          const now = await session()
          return now?.reward?.transactionHash ? now : null
        },
        { timeoutMs: 60_000 },
      )

      expect(settled.chargeDetailRecord?.totalEnergyWh).toBe(settled.energyWh)
      const [sessions, rewards] = [await client.execute(ChargingHistoryDocument, {}), await client.execute(RewardsDocument, {})]
      expect(sessions.me?.chargingSessions?.edges).toHaveLength(2)
      const names = rewards.me?.rewards?.edges.map(({ node }) => node.rule.name).toSorted()
      expect(names).toEqual(['CHARGING_ENERGY', 'CHARGING_ENERGY', 'EV_CHARGING', 'ODOMETER_DISTANCE'])
    },
  )
})

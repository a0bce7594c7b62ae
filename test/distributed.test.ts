import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  ChargingHistoryDocument,
  ChargingSessionDocument,
  RewardsDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient } from '../clients/sdk/client.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { blockAmount, startWhenHeld, playPayment } from '../deploy/demo/payments.ts'
import { playPhotos } from '../deploy/demo/photos.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { connectChargePoint } from './charge-point.ts'
import { startDistributed } from './distributed.ts'
import { expectBooksAgree, startPaying } from './paying.ts'
import { redisAvailable } from './redis.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

// redis.ts says loudly why these are skipped where there is no Redis.
describe.runIf(redisAvailable)('every box a process of its own, over Redis and HTTP', () => {
  test(
    'a journey and its photos; then a journey with Redis emptied and a box killed in its middle: one reward and one payment each',
    { timeout: 900_000 },
    async () => {
      const { stripe, env, hooksTo } = await startPaying()
      await using _stripe = stripe
      await using platform = await startDistributed({ twice: ['charging', 'rewards'], env })
      hooksTo(platform.paymentsUrl)
      const graphUrl = `${platform.url}/graphql`
      const { driver, operator, reviewer, stations, position } = await makeWorld(graphUrl, 1, { hold: 20 })
      const paying = { sandboxUrl: stripe.url, operator }
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
      const journey = await playJourney({ graphUrl, driver, position, wantedWh: 1_000, paying, teller })
      expect(journey.blockNumber).toBeGreaterThan(0)
      const photos = await playPhotos({ graphUrl, driver, reviewer, station: journey.place, teller })
      expect(photos).toMatchObject({ kilometres: 214, tokens: '21400000000000000000', deedTokens: '1000000000000000000' })
      expect(photos.replay).toContain('DUPLICATE')

      await using client = createClient({ url: graphUrl })
      await client.signIn(driver)
      const hold = await blockAmount({ client, teller, ...paying }, station.connectorId)
      const input = { connectorId: station.connectorId, idempotencyKey: randomUUID(), holdId: hold.id }
      const { id } = await startWhenHeld(client, input)
      const session = async () => (await client.execute(ChargingSessionDocument, { id })).chargingSession
      await until(async () => ((await session())?.energyWh ?? 0) > 1_000, { timeoutMs: 240_000 })
      await platform.redis.empty()
      await platform.kill('charging', 1)
      const before = (await session())?.energyWh ?? 0
      await until(async () => ((await session())?.energyWh ?? 0) > before + 300, { timeoutMs: 240_000 })
      await client.execute(StopChargingDocument, { input: { sessionId: id } })
      const settled = await until(
        async () => {
          const now = await session()
          return now?.reward?.transactionHash ? now : null
        },
        { timeoutMs: 240_000 },
      )

      expect(settled.chargeDetailRecord?.totalEnergyWh).toBe(settled.energyWh)
      const [sessions, rewards] = [await client.execute(ChargingHistoryDocument, {}), await client.execute(RewardsDocument, {})]
      expect(sessions.me?.chargingSessions?.edges).toHaveLength(2)
      const names = rewards.me?.rewards?.edges.map(({ node }) => node.rule.name).toSorted()
      expect(names).toEqual(['CHARGING_ENERGY', 'CHARGING_ENERGY', 'EV_CHARGING', 'ODOMETER_DISTANCE'])

      const { captured, bill } = await playPayment({ graphUrl, operator, client, hold, sessionId: id, teller })
      expect([captured, bill.state]).toEqual([settled.chargeDetailRecord?.totalCostInclVat, 'PAID'])
      expect(stripe.control.objects('charge').filter((each) => each.object === 'charge' && each.captured)).toHaveLength(2)
      await expectBooksAgree(graphUrl)
    },
  )
})

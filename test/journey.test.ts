import { JsonRpcProvider } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contractAt } from '../contracts/contract.ts'
import { EVcoin } from '../contracts/generated/EVcoin.ts'
import {
  FavouritesDocument,
  FavouritesUpdatedDocument,
  RewardBalanceDocument,
  SaveFavouriteDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient } from '../clients/sdk/client.ts'
import { playJourney } from '../deploy/demo/journey.ts'
import { createTeller } from '../deploy/demo/tell.ts'
import { connectChargePoint } from './charge-point.ts'
import { startPaypal, type PaypalSandbox } from './paypal.ts'
import { startStack, type Stack } from './stack.ts'
import { startStripe, type StripeSandbox } from './stripe.ts'
import { makeWorld, PRICE } from './world.ts'

const cleanup = new AsyncDisposableStack()
let stack: Stack
let stripe: StripeSandbox
let paypal: PaypalSandbox
let provider: JsonRpcProvider
beforeAll(async () => {
  stripe = cleanup.use(await startStripe())
  paypal = cleanup.adopt(await startPaypal(), (sandbox) => sandbox.close())
  const env = {
    PAYMENTS_STRIPE_KEY: stripe.apiKey,
    PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    PAYMENTS_STRIPE_URL: stripe.url,
    PAYMENTS_STRIPE_HOOK_SECRETS: 'whsec_of_this_test',
    PAYMENTS_PAYPAL_CLIENT_ID: paypal.clientId,
    PAYMENTS_PAYPAL_SECRET: paypal.clientSecret,
    PAYMENTS_PAYPAL_HOOK_ID: paypal.webhookId,
    PAYMENTS_PAYPAL_URL: paypal.url,
  }
  stack = cleanup.use(await startStack({ env }))
  stripe.control.hooks({ url: `${stack.paymentsUrl}hooks/stripe`, secrets: ['whsec_of_this_test'] })
  paypal.hooks.settings.url = `${stack.paymentsUrl}hooks/paypal`
  provider = cleanup.adopt(new JsonRpcProvider(stack.chainUrl, undefined, { staticNetwork: true, cacheTimeout: -1 }), (open) =>
    open.destroy(),
  )
})
afterAll(() => cleanup.disposeAsync())

test.each([
  ['1.6', 'STRIPE'],
  ['2.0.1', 'STRIPE'],
  ['2.1', 'PAYPAL'],
] as const)(
  'a driver’s journey over OCPP %s: charged, priced, rewarded and paid by %s, each once',
  { timeout: 90_000 },
  async (version, by) => {
    const graphUrl = `${stack.url}/graphql`
    const { driver, operator, stations, position } = await makeWorld(graphUrl, 1, { hold: 20 })
    const [station] = stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using charger = await connectChargePoint({
      url: stack.ocppUrl,
      identity,
      password,
      version,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const lines: string[] = []
    const journey = await playJourney({
      graphUrl,
      driver,
      position,
      wantedWh: 2_000,
      paying: { sandboxUrl: by === 'STRIPE' ? stripe.url : paypal.url, provider: by, operator },
      teller: createTeller((line) => lines.push(line)),
    })

    // What the charger says it delivered is what was billed and rewarded.
    const { registerWh } = await charger.waitFor('ended')
    const { transaction } = await charger.waitFor('started')
    expect(journey.ids.connector).toBe(station.connectorId)
    expect(journey.energyWh).toBe(registerWh - transaction.started.registerWh)
    const net = Math.round((journey.energyWh / 1000) * PRICE * 100)
    expect(Math.abs(journey.price.amountMinor - net * 1.2)).toBeLessThanOrEqual(1)
    expect(journey.tokens).toBe(String(BigInt(journey.energyWh) * 10n ** 15n))
    expect(lines.filter((line) => line.includes('kW')).length).toBeGreaterThan(2)

    // What was blocked is let go but for the bill, of which 1.00 came back.
    const { payment, price } = journey
    expect(payment).toMatchObject({
      hold: { amountMinor: 2_000 },
      captured: price,
      bill: { state: 'PAID' },
      invoice: { ...price, sandbox: true },
      refund: { amountMinor: 100, state: 'SUCCEEDED' },
    })
    if (by === 'STRIPE') {
      const [kept] = stripe.control.objects('charge').slice(-1)
      expect(kept).toMatchObject({ amount: 2_000, amount_captured: price.amountMinor })
    } else {
      const value = (price.amountMinor / 100).toFixed(2)
      expect([...paypal.world.orders.values()]).toMatchObject([
        { amount: { value: '20.00' }, captures: [{ amount: { value } }], refunds: [{ amount: { value: '1.00' } }] },
      ])
    }

    // And the chain agrees with the graph.
    const receipt = await provider.getTransactionReceipt(journey.transactionHash)
    expect(receipt).toMatchObject({ status: 1, blockNumber: journey.blockNumber })
    await using client = createClient({ url: graphUrl })
    await client.signIn(driver)
    const { me } = await client.execute(RewardBalanceDocument)
    const token = contractAt(EVcoin, stack.tokenAddress, provider)
    expect(String(await token.read.balanceOf(me?.payoutAddress ?? ''))).toBe(journey.tokens)
  },
)

test('a driver sees the stations they marked, by name and live, in one subscription', { timeout: 60_000 }, async () => {
  const graphUrl = `${stack.url}/graphql`
  const { driver, stations } = await makeWorld(graphUrl, 2)
  await using client = createClient({ url: graphUrl })
  await client.signIn(driver)
  for (const { id: stationId } of stations) await client.execute(SaveFavouriteDocument, { input: { stationId, note: 'near work' } })
  const { me } = await client.execute(FavouritesDocument)
  expect(me?.favourites?.edges.map(({ node }) => node.station.name)).toEqual(['Station 2', 'Station 1'])

  const [station] = stations
  if (!station) throw new Error('no station')
  await using updates = client.subscribe(FavouritesUpdatedDocument)
  const seen = async (wanted: 'UNKNOWN' | 'FREE' | 'TAKEN') => {
    for (;;) {
      const { value, done } = await updates.next()
      if (done) throw new Error('the subscription has ended')
      const { name, favourite } = value.favouritesUpdated
      if (name === 'Station 1' && favourite?.availability === wanted) return favourite
    }
  }
  await seen('UNKNOWN')
  const { identity, password } = station
  {
    const evses = [{ powerW: 50_000 }]
    await using charger = await connectChargePoint({ url: stack.ocppUrl, identity, password, version: '2.0.1', evses })
    expect(await seen('FREE')).toMatchObject({ note: 'near work', freeEvses: 1 })
    await charger.plugIn()
    await seen('TAKEN')
  }
  await seen('UNKNOWN')
})

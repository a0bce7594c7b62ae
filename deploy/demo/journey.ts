import { randomUUID } from 'node:crypto'
import {
  MeDocument,
  NearestConnectorsDocument,
  RewardBalanceDocument,
  RewardEarnedDocument,
  SessionUpdatedDocument,
  StationAvailabilityDocument,
  StopChargingDocument,
} from '../../clients/driver/generated/graphql.ts'
import { createClient } from '../../clients/sdk/client.ts'
import { kWh, lineOf, money, offerOf, tokens, type LiveSession } from './format.ts'
import { blockAmount, playPayment, startWhenHeld, type Paid, type Paying } from './payments.ts'
import { collectRewards, followUntil, within, type Reward } from './streams.ts'
import type { Teller, Times } from './tell.ts'

/** What a journey came to. Amounts of tokens in base units. */
export interface Journey {
  /** Where the driver charged. */
  place: { latitude: number; longitude: number }
  ids: { user: string; station: string; connector: string; session: string; chargeDetailRecord: string; reward: string }
  energyWh: number
  price: { amountMinor: number; currency: string }
  /** Null where nobody takes payments. */
  payment: Paid | null
  tokens: string
  transactionHash: string
  blockNumber: number
  milliseconds: Times
}

/**
 * A driver's journey through the public graph, as an app would make it: sign in, find, watch, charge, stop, bill, reward, balance. It only
 * knows the platform's address.
 */
export async function playJourney(options: {
  graphUrl: string
  driver: { email: string; password: string }
  position: { latitude: number; longitude: number }
  /** A sandbox that pays, and the operator who gives a part back; null: nobody takes payments. */
  paying?: Paying & { operator: { email: string; password: string } }
  /** It stops after this much energy. */
  wantedWh: number
  teller: Teller
}): Promise<Journey> {
  const { graphUrl, position, wantedWh, teller } = options
  const { step, say } = teller
  await using client = createClient({ url: graphUrl })

  const user = await step(
    'sign in',
    () => client.signIn({ email: options.driver.email, password: options.driver.password }),
    ({ displayName }) => `${displayName} signs in`,
    'Is this the demo’s own platform? Run it again: it starts with a fresh world.',
  )
  const vehicle = (await client.execute(MeDocument)).me?.vehicles?.edges[0]?.node

  const found = await step(
    'find a connector',
    () => within(nearestFree(client, position), 'no free connector of 50 kW came up'),
    ({ node, distanceM }) =>
      `Nearest free 50 kW: ${node.station.name}, ${node.station.address}, ${Math.round(distanceM)} m away (${offerOf(node.tariff)})`,
    'The simulated chargers may not have connected. Look for refused connections in the log (LOG_LEVEL=info).',
  )
  const { node: connector } = found

  await using availability = client.subscribe(StationAvailabilityDocument, { stationId: connector.station.id })
  await using rewards = client.subscribe(RewardEarnedDocument)
  const earned = collectRewards(rewards)
  await step(
    'subscribe',
    () => within(availability.next(), 'the first state of the station did not come'),
    ({ value }) =>
      `Watching ${value?.stationAvailability.name}: ${value?.stationAvailability.evses.map((evse) => evse.status.toLowerCase()).join(', ')}`,
    'Is something between this process and its own WebSocket, such as a proxy?',
  )

  const hold = options.paying && (await blockAmount({ client, teller, ...options.paying }, connector.id))
  const requested = await step(
    'start remotely',
    () => {
      const input = {
        connectorId: connector.id,
        idempotencyKey: randomUUID(),
        ...(vehicle && { vehicleId: vehicle.id }),
        ...(hold && { holdId: hold.id }),
      }
      return startWhenHeld(client, input)
    },
    ({ status }) => `Start requested; the session is ${status.toLowerCase()}`,
    'The connector may have been taken in between. Run the demo again.',
  )

  await using updates = client.subscribe(SessionUpdatedDocument, { sessionId: requested.id })
  const live = await step(
    'charge',
    () =>
      within(
        followUntil(
          updates,
          (session) => session.energyWh >= wantedWh,
          (session) => say(lineOf(session)),
        ),
        'the charger delivered no energy',
      ),
    (session) => `Charged ${kWh(session.energyWh)} so far`,
    'The charger took the command and sent no meter values. Look at the log (LOG_LEVEL=info).',
  )

  await step(
    'stop',
    () => client.execute(StopChargingDocument, { input: { sessionId: requested.id } }),
    () => 'Stop requested',
    'The charger may have stopped by itself. Run the demo again.',
  )
  const ended = await step(
    'charge detail record',
    () =>
      within(
        followUntil(
          updates,
          (session) => session.chargeDetailRecord !== null,
          () => undefined,
          live,
        ),
        'no charge detail record came',
      ),
    (session) => `Charge detail record: ${kWh(session.energyWh)}, ${money(priceOf(session))}`,
    'The stop did not arrive at charging. Look at the log (LOG_LEVEL=info).',
  )

  const payment =
    options.paying && hold
      ? await playPayment({ graphUrl, client, teller, hold, sessionId: requested.id, operator: options.paying.operator })
      : null

  const ofSession = (reward: Reward) => reward.session?.id === requested.id
  const reward = await step(
    'reward earned',
    async () => {
      const isRewarded = (session: LiveSession) => session.reward !== null
      await within(
        followUntil(updates, isRewarded, () => undefined, ended),
        'the session did not show its reward',
      )
      return within(earned.first(ofSession), 'no reward was earned')
    },
    ({ amount }) => `Reward earned: ${tokens(amount)}`,
    'Rewards heard nothing of the session. Look at the log (LOG_LEVEL=info).',
  )
  const settled = await step(
    'settled on chain',
    () =>
      within(
        earned.first((one) => ofSession(one) && one.status === 'SETTLED'),
        'the reward was not settled',
      ),
    ({ transactionHash, blockNumber }) => `Settled on chain: ${transactionHash}, block ${blockNumber}`,
    'The local chain may have ended; .evergraph/demo/chain/anvil.log says why.',
  )
  const balance = await step(
    'balance',
    async () => {
      const balanceNow = (await client.execute(RewardBalanceDocument)).me?.rewardBalance
      if (!balanceNow || BigInt(balanceNow.settled) < BigInt(settled.amount))
        throw new Error('the balance does not show the reward')
      return balanceNow
    },
    ({ settled: paid, pending }) => `Balance: ${tokens(paid)} paid, ${tokens(pending)} on the way`,
    'The ledger disagrees with the reward: that is a bug, please report it.',
  )

  return {
    place: { latitude: connector.station.location.latitude, longitude: connector.station.location.longitude },
    ids: {
      user: user.id,
      station: connector.station.id,
      connector: connector.id,
      session: requested.id,
      chargeDetailRecord: ended.chargeDetailRecord?.id ?? '',
      reward: reward.id,
    },
    energyWh: ended.energyWh,
    price: priceOf(ended),
    payment,
    tokens: balance.settled,
    transactionHash: settled.transactionHash ?? '',
    blockNumber: settled.blockNumber ?? 0,
    milliseconds: teller.times,
  }
}

async function nearestFree(client: ReturnType<typeof createClient>, position: { latitude: number; longitude: number }) {
  for (;;) {
    const input = { ...position, minPowerW: 50_000, onlyAvailable: true }
    const [nearest] = (await client.execute(NearestConnectorsDocument, { input, first: 1 })).nearestConnectors.edges
    if (nearest) return nearest
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function priceOf({ chargeDetailRecord, runningCost }: LiveSession): { amountMinor: number; currency: string } {
  return (
    chargeDetailRecord?.totalCostInclVat ??
    chargeDetailRecord?.totalCostExclVat ??
    runningCost ?? { amountMinor: 0, currency: 'EUR' }
  )
}

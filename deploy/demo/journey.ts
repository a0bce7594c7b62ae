import { randomUUID } from 'node:crypto'
import {
  MeDocument,
  NearestConnectorsDocument,
  RewardBalanceDocument,
  RewardEarnedDocument,
  SessionUpdatedDocument,
  StartChargingDocument,
  StationAvailabilityDocument,
  StopChargingDocument,
  type RewardEarnedSubscription,
  type SessionUpdatedSubscription,
} from '../../clients/driver/generated/graphql.ts'
import { createClient } from '../../clients/sdk/client.ts'
import type { Teller, Times } from './tell.ts'

/** What a journey came to. Amounts of tokens in base units. */
export interface Journey {
  ids: { user: string; station: string; connector: string; session: string; chargeDetailRecord: string; reward: string }
  energyWh: number
  price: { amountMinor: number; currency: string }
  tokens: string
  transactionHash: string
  blockNumber: number
  milliseconds: Times
}

type Session = SessionUpdatedSubscription['sessionUpdated']
type Reward = RewardEarnedSubscription['rewardEarned']

const PATIENCE_MS = 60_000

/**
 * A driver's journey through the public graph, as an app would make it: sign in, find, watch, charge, stop, bill, reward, balance.
 * It knows nothing of the platform but its address.
 */
export async function playJourney(options: {
  graphUrl: string
  driver: { email: string; password: string }
  position: { latitude: number; longitude: number }
  /** Stops after so much energy. */
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
      `Nearest free 50 kW: ${node.station.name}, ${node.station.address}, ${Math.round(distanceM)} m away (${node.tariff?.description})`,
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

  const requested = await step(
    'start remotely',
    async () => {
      const input = { connectorId: connector.id, idempotencyKey: randomUUID(), ...(vehicle && { vehicleId: vehicle.id }) }
      return (await client.execute(StartChargingDocument, { input })).startCharging
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

  const ofSession = (reward: Reward) => reward.session?.id === requested.id
  const reward = await step(
    'reward earned',
    () => within(earned.first(ofSession), 'no reward was earned'),
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

/** Reads sessions until one is as wanted; the one that was read last may be it already. */
async function followUntil(
  updates: AsyncIterator<SessionUpdatedSubscription, void>,
  wanted: (session: Session) => boolean,
  heard: (session: Session) => void,
  last?: Session,
): Promise<Session> {
  if (last && wanted(last)) return last
  for (;;) {
    const { value, done } = await updates.next()
    if (done || !value) throw new Error('the session’s stream ended early')
    const session = value.sessionUpdated
    heard(session)
    if (wanted(session)) return session
    if (session.status === 'FAILED' || session.status === 'EXPIRED')
      throw new Error(`the session ${session.status.toLowerCase()}: ${session.failureReason}`)
  }
}

/** Keeps what a stream of rewards brings from now on, for whoever asks later. */
function collectRewards(stream: AsyncIterable<RewardEarnedSubscription>) {
  const seen: Reward[] = []
  let news = Promise.withResolvers<void>()
  const reading = (async () => {
    for await (const { rewardEarned } of stream) {
      seen.push(rewardEarned)
      news.resolve()
      news = Promise.withResolvers()
    }
  })()
  // Whoever waits for a reward hears of the failure.
  reading.catch(() => undefined)
  return {
    async first(wanted: (reward: Reward) => boolean): Promise<Reward> {
      for (;;) {
        const found = seen.find(wanted)
        if (found) return found
        await Promise.race([news.promise, reading])
      }
    },
  }
}

async function within<T>(work: Promise<T>, otherwise: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${otherwise} within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function priceOf({ chargeDetailRecord, runningCost }: Session): { amountMinor: number; currency: string } {
  return (
    chargeDetailRecord?.totalCostInclVat ??
    chargeDetailRecord?.totalCostExclVat ??
    runningCost ?? { amountMinor: 0, currency: 'EUR' }
  )
}

function lineOf({ status, energyWh, powerW, socPercent, runningCost, minutesLeft }: Session): string {
  const parts = [status.toLowerCase().padEnd(9), kWh(energyWh).padStart(9)]
  if (powerW !== null) parts.push(`${(powerW / 1000).toFixed(1)} kW`)
  if (socPercent !== null) parts.push(`${Math.round(socPercent)} %`)
  if (runningCost) parts.push(money(runningCost))
  if (minutesLeft !== null) parts.push(`${minutesLeft} min left`)
  return parts.join('  ')
}

const kWh = (wh: number): string => `${(wh / 1000).toFixed(2)} kWh`
const money = ({ amountMinor, currency }: { amountMinor: number; currency: string }): string =>
  `${(amountMinor / 100).toFixed(2)} ${currency}`
const tokens = (baseUnits: string): string => `${(Number(BigInt(baseUnits) / 10n ** 14n) / 10_000).toFixed(4)} EVC`

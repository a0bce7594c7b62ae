import type { Kysely } from 'kysely'
import { newId } from '../lib/id.ts'
import { startNode } from '../ocpp-bridge/node-process.fixture.ts'
import type { OcppTables } from '../ocpp-bridge/tables.ts'
import { admin } from '../test/caller.ts'
import { connectChargePoint, type ChargePoint } from '../test/charge-point.ts'
import { watch } from '../test/sse.ts'
import { ask, type Subgraph } from '../test/subgraph.ts'
import { addChargers, openDatabase, openGraph, quantile } from './bridge/world.ts'

const CHARGERS = 50
const ROUNDS = 400
const EVERY_MS = 40
const BUSY_FRAMES_PER_SECOND = 100
const GOAL_MS = 300
const RESET = 'mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id } }'
const WATCH = 'subscription ($id: UUID!) { chargePointMessages(chargePointId: $id) { messageId direction } }'

interface Asked {
  stationId: string
  charger: ChargePoint
  /** Called when a command has come over its socket. */
  heard: () => void
}

/**
 * How long an operator's command takes to the charger's socket, where one process takes the mutation and another holds the socket; and a frame
 * to an operator who watches that charger. From the request at the bridge's graph, without the gateway.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { databaseUrl, db } = await openDatabase(stack)
  const graph = await openGraph(stack, databaseUrl)
  const { url } = stack.use(await startNode({ databaseUrl }, { OCPP_ALLOW_PROFILE_0: 'true' }))
  const fleet = await openFleet(stack, db, url)
  await commands(graph, fleet, 40)
  const quiet = await commands(graph, fleet, ROUNDS)
  const traffic = sendFrames(fleet)
  const busy = await commands(graph, fleet, ROUNDS)
  await traffic.stop()
  const shown = await watched(graph, fleet[0] as Asked)
  console.log('| what | p50 ms | p99 ms | goal |')
  console.log('|---|---|---|---|')
  console.log(`| a mutation to the frame at the charger's socket, over two processes | ${inWords(quiet)} | p99 < ${GOAL_MS} |`)
  console.log(`| the same while chargers tell ${traffic.perSecond()} statuses a second | ${inWords(busy)} | p99 < ${GOAL_MS} |`)
  console.log(`| a frame to an operator who watches its charger, over two processes | ${inWords(shown)} | about 100 |`)
}

async function openFleet(stack: AsyncDisposableStack, db: Kysely<OcppTables>, url: string): Promise<Asked[]> {
  const identities = Array.from({ length: CHARGERS }, (_, i) => `COMMAND-${i}`)
  const stations = await addChargers(db, identities)
  const fleet: Asked[] = []
  for (const [i, identity] of identities.entries()) {
    const stationId = stations[i] ?? ''
    const asked: Asked = { stationId, heard: () => {}, charger: undefined as unknown as ChargePoint }
    const Reset = () => {
      asked.heard()
      return { status: 'Accepted' }
    }
    asked.charger = stack.use(await connectChargePoint({ url, identity, meterIntervalMs: 0, answers: { Reset } }))
    fleet.push(asked)
  }
  return fleet
}

/** Milliseconds from each request to the charger's hearing of it. The next is asked after a pause, whether or not the charger has heard. */
async function commands(graph: Subgraph, fleet: readonly Asked[], rounds: number): Promise<number[]> {
  const taken: Promise<number>[] = []
  for (let round = 0; round < rounds; round++) {
    const asked = fleet[round % fleet.length] as Asked
    const heard = Promise.withResolvers<number>()
    const begun = performance.now()
    asked.heard = () => heard.resolve(performance.now() - begun)
    const input = { chargePointId: asked.stationId, idempotencyKey: newId(), type: 'IMMEDIATE' }
    taken.push(
      ask(graph, admin, RESET, { input }).then(({ errors }) => {
        if (errors) throw new Error(errors[0]?.message)
        return heard.promise
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  return Promise.all(taken)
}

/** Chargers tell of their connectors all the time. */
function sendFrames(fleet: readonly Asked[]) {
  const begun = performance.now()
  const under = new Set<Promise<unknown>>()
  let [sent, seconds] = [0, 0]
  const timer = setInterval(() => {
    const { charger } = fleet[sent++ % fleet.length] as Asked
    const answered: Promise<unknown> = charger.setStatus(1, 'Available').finally(() => under.delete(answered))
    under.add(answered)
  }, 1000 / BUSY_FRAMES_PER_SECOND)
  return {
    stop: async () => {
      clearInterval(timer)
      seconds = (performance.now() - begun) / 1000
      await Promise.all(under)
    },
    perSecond: () => Math.round(sent / seconds),
  }
}

/** Milliseconds from a charger's frame to the operator's screen. */
async function watched(graph: Subgraph, { stationId, charger }: Asked): Promise<number[]> {
  interface Shown {
    chargePointMessages: { messageId: string; direction: string }
  }
  const stream = watch<Shown>(graph, admin, WATCH, { id: stationId })
  const sentAt = new Map<string, number>()
  const beat = async (): Promise<void> => {
    const id = newId()
    sentAt.set(id, performance.now())
    await charger.call('Heartbeat', {}, id)
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  const taken: number[] = []
  const beats = (async () => {
    while (taken.length < ROUNDS / 2) await beat()
  })()
  for await (const { data } of stream) {
    const { messageId, direction } = data?.chargePointMessages ?? { messageId: '', direction: '' }
    const at = sentAt.get(messageId)
    // The first frames come while the subscription begins.
    if (direction === 'IN' && at !== undefined && sentAt.size > 20) taken.push(performance.now() - at)
    if (taken.length >= ROUNDS / 2) break
  }
  await beats
  return taken
}

const inWords = (taken: readonly number[]): string => `${quantile(taken, 0.5).toFixed(1)} | **${quantile(taken, 0.99).toFixed(1)}**`

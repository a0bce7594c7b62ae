import { once } from 'node:events'
import { WebSocket } from 'ws'
import { compose } from '../gateway/composition/compose.ts'
import { startMeasured, startReady, type Measured } from './gateway/process.ts'

const SUBSCRIBERS = [1, 100, 1_000]
const ROUNDS = 3
/** Events of a round, all subscribers together: enough for the processor's clock. */
const DELIVERIES = 10_000
const GOAL_MS = 0.09
const IDLE_SOCKETS = 4_000
const IDLE_GOAL_BYTES = 10_240
/** Sockets of one address: the gateway's own limit is 200. */
const PER_ADDRESS = 200
/** Sockets that are opened at once. */
const AT_ONCE = 50

export const STATION_SDL = `
  type Query { nothing: Boolean }
  type Subscription { stationAvailability(stationId: ID!): Station! }
  type Station { id: ID! name: String! online: Boolean! evses: [Evse!]! }
  type Evse { id: ID! status: String! connectors: [Connector!]! }
  type Connector { id: ID! status: String! maxPowerW: Int! }`
const QUERY =
  'subscription ($id: ID!) { stationAvailability(stationId: $id) { id name online evses { id status connectors { id status maxPowerW } } } }'

interface Contender {
  name: string
  server: Measured
  station: string
  /** True if each watches a station of its own. */
  each?: true
  /** Its addresses. */
  block: number
}

/**
 * What an event costs the gateway for each of its subscribers, who watch one station over a socket each: with one stream of the subgraph for
 * all, with a stream for each (each watches a station of its own), and beside graphql-ws with graphql-js, which is no gateway. Rounds
 * alternate; the figures are medians. Then what a socket holds that does nothing. `npm run bench -- subscribers [NUMBER…]`
 */
export async function run(): Promise<void> {
  const audiences = process.argv.length > 3 ? process.argv.slice(3).map(Number) : SUBSCRIBERS
  await using stack = new AsyncDisposableStack()
  const subgraph = stack.use(await startReady<string>('../live/station-stream.ts'))
  const { supergraph } = compose([{ name: 'stations', url: `${subgraph.value}/graphql`, sdl: STATION_SDL }])
  const ours = stack.use(await startMeasured('ours', 'ours.ts', supergraph))
  const plain = stack.use(await startMeasured('plain', '../live/plain.ts', subgraph.value))
  const contenders: Contender[] = [
    { name: 'ours, one stream for all', server: ours, station: 'shared', block: 0 },
    { name: 'ours, a stream for each', server: ours, each: true, station: 'apart', block: 1 },
    { name: 'graphql-ws and graphql-js, no gateway', server: plain, station: 'plain', block: 2 },
  ]
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line('subscribers', ...contenders.map(({ name }) => `${name}: CPU ms an event and subscriber`))
  line('---', ...contenders.map(() => '---'))
  for (const subscribers of audiences) {
    const fleets: Fleet[] = []
    for (const each of contenders) fleets.push(await watchers(each, subscribers))
    const taken = contenders.map(() => [] as number[])
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [i, contender] of contenders.entries()) {
        const cost = await costOf(contender, fleets[i] as Fleet, subgraph.value, subscribers)
        // The first round warms the compilers.
        if (round > 0) taken[i]?.push(cost)
      }
    for (const { sockets } of fleets) await Promise.all(sockets.map(closed))
    line(String(subscribers), ...taken.map((all) => median(all).toFixed(4)))
  }
  process.stdout.write(`Goal: ours at most ${GOAL_MS} ms with a stream for all.\n\n`)
  line('idle sockets', 'bytes of memory each: ours', 'graphql-ws')
  line('---', '---', '---')
  line(String(IDLE_SOCKETS), String(await idleBytes(ours)), String(await idleBytes(plain)))
  process.stdout.write(`Goal: ours at most ${IDLE_GOAL_BYTES}.\n`)
}

interface Fleet {
  sockets: WebSocket[]
  /** Messages that came to all of them. */
  heard: { messages: number }
}

async function watchers({ server, station, each, block }: Contender, many: number): Promise<Fleet> {
  const heard = { messages: 0 }
  const sockets: WebSocket[] = []
  // Who waits for longer than five seconds with its first word is closed.
  while (sockets.length < many) {
    const next = Array.from({ length: Math.min(AT_ONCE, many - sockets.length) }, (_, n) => sockets.length + n)
    sockets.push(...(await Promise.all(next.map((n) => opened(server.url, n, block)))))
  }
  for (const [n, socket] of sockets.entries()) {
    socket.on('message', () => (heard.messages += 1))
    socket.send(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: QUERY, variables: { id: each ? `${station}-${n}` : station } },
      }),
    )
  }
  await until(() => heard.messages >= many)
  return { sockets, heard }
}

/** From addresses of its own: the gateway bounds what one may hold. */
async function opened(url: string, n: number, block = 0): Promise<WebSocket> {
  const localAddress = `127.0.${10 + block}.${1 + Math.floor(n / PER_ADDRESS)}`
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { localAddress })
  await once(socket, 'open')
  socket.send('{"type":"connection_init"}')
  await once(socket, 'message')
  return socket
}

async function closed(socket: WebSocket): Promise<void> {
  const end = once(socket, 'close')
  socket.close()
  await end
}

/** The next event is told when all have the last one: then nobody leaves one out. */
async function costOf({ server, station }: Contender, { heard }: Fleet, subgraph: string, subscribers: number): Promise<number> {
  const events = Math.max(10, Math.min(400, Math.ceil(DELIVERIES / subscribers)))
  const before = await server.cpuMs()
  for (let event = 0; event < events; event += 1) {
    const all = heard.messages + subscribers
    await fetch(`${subgraph}/tick?station=${station}`, { method: 'POST' })
    await until(() => heard.messages >= all)
  }
  return ((await server.cpuMs()) - before) / (events * subscribers)
}

async function idleBytes(server: Measured): Promise<number> {
  // What the first ones make is there for all.
  const first = await Promise.all(Array.from({ length: PER_ADDRESS }, (_, n) => opened(server.url, n)))
  const before = await server.memoryBytes()
  const sockets: WebSocket[] = []
  while (sockets.length < IDLE_SOCKETS)
    sockets.push(
      ...(await Promise.all(Array.from({ length: PER_ADDRESS }, (_, n) => opened(server.url, PER_ADDRESS + sockets.length + n)))),
    )
  const bytes = ((await server.memoryBytes()) - before) / IDLE_SOCKETS
  await Promise.all([...first, ...sockets].map(closed))
  return Math.round(bytes)
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise<void>((resolve) => void setImmediate(resolve))
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

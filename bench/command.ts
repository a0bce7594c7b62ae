import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { roleUrl, SCHEMAS, type Schema } from '../db/schemas.ts'
import { startPostgres } from '../deploy/embedded/postgres.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { box } from '../ocpp-bridge/box.ts'
import type { OcppTables } from '../ocpp-bridge/tables.ts'
import { admin, callerPublicKeyPem } from '../test/caller.ts'
import { connectChargePoint, type ChargePoint } from '../test/charge-point.ts'
import { watch } from '../test/sse.ts'
import { ask, type Subgraph } from '../test/subgraph.ts'

const CHARGERS = 50
const ROUNDS = 400
const EVERY_MS = 40
const BUSY_FRAMES_PER_SECOND = 100
const GOAL_MS = 300
const PASSWORD = 'only-this-bench-knows'
const log = createLog('bench', { level: 'silent' })
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
  const url = await openDatabase(stack)
  const graph = await openGraph(stack, url)
  const fleet = await openFleet(stack, url, await openNode(stack, url))
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

async function openDatabase(stack: AsyncDisposableStack): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'evergraph-command-'))
  chmodSync(folder, 0o755)
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const { url } = stack.use(await startPostgres({ folder: join(folder, 'postgres'), password: PASSWORD }))
  const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, PASSWORD])) as Record<Schema, string>
  await migrate({ adminUrl: url, passwords, log })
  return roleUrl(url, 'ocpp', PASSWORD)
}

const variables = (url: string) => ({
  DATABASE_URL: url,
  CALLER_PUBLIC_KEY: callerPublicKeyPem,
  OCPP_PORT: '0',
  OCPP_ALLOW_PROFILE_0: 'true',
})

/** A bridge in this process: it takes the mutations. */
async function openGraph(stack: AsyncDisposableStack, url: string): Promise<Subgraph> {
  const app = stack.use(await box.open({ config: box.config(variables(url)), bus: stack.use(createLocalBus()), log }))
  if (app.fetch === undefined) throw new Error('The bridge serves no graph.')
  return { name: 'ocpp', fetch: app.fetch }
}

/** A bridge in a process of its own: it holds the sockets. */
async function openNode(stack: AsyncDisposableStack, url: string): Promise<string> {
  const env = { PATH: process.env['PATH'], ...variables(url) }
  const child = fork(join(import.meta.dirname, '../ocpp-bridge/node.fixture.ts'), { env, execArgv: [] })
  stack.defer(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
  const [ready] = (await once(child, 'message')) as [{ url: string }]
  return ready.url
}

async function openFleet(stack: AsyncDisposableStack, databaseUrl: string, url: string): Promise<Asked[]> {
  const db = stack.adopt(connect<OcppTables>({ url: databaseUrl, schema: 'ocpp', log, max: 1 }), (open) => open.destroy())
  const fleet: Asked[] = []
  for (let i = 0; i < CHARGERS; i++) {
    const [stationId, identity] = [newId(), `COMMAND-${i}`]
    const row = { station_id: stationId, identity, operator_id: null, password_hash: null, evses: '[]', saved_at: new Date() }
    await db.insertInto('charge_point').values(row).execute()
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
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

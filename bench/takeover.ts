import { newId } from '../lib/id.ts'
import { startNode, type NodeProcess } from '../ocpp-bridge/node-process.fixture.ts'
import { admin } from '../test/caller.ts'
import { connectChargePoint, type ChargePoint } from '../test/charge-point.ts'
import { ask, type Subgraph } from '../test/subgraph.ts'
import { addChargers, openDatabase, openGraph, quantile } from './bridge/world.ts'

const CHARGERS = 10
const KILLS = 15
const FREEZES = 6
const GOAL_MS = 5_000
/** A charger tries again so long after a try that was refused. */
const RETRY_MS = 50
const RESET = 'mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id } }'

interface Charger {
  identity: string
  stationId: string
  line: ChargePoint
  /** Called when a command has come over its newest socket. */
  heard: () => void
}

/** What one charger waited, in milliseconds: until its first call was answered, and until a command came. */
interface Waited {
  owned: number
  commanded: number
}

/**
 * How long a charger is without an owner when the process that holds its socket dies, and a command without its charger. Two processes hold
 * sockets; one is killed with -9, or frozen with SIGSTOP, while its chargers talk, and they come to the other. Commands are asked for at that
 * moment, of a third process.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { databaseUrl, db } = await openDatabase(stack)
  const graph = await openGraph(stack, databaseUrl)
  const start = async () => stack.use(await startNode({ databaseUrl }, { OCPP_ALLOW_PROFILE_0: 'true' }))
  let [here, there] = await Promise.all([start(), start()])
  const identities = Array.from({ length: CHARGERS }, (_, i) => `TAKEOVER-${i}`)
  const stations = await addChargers(db, identities)
  const fleet: Charger[] = []
  for (const [i, identity] of identities.entries()) {
    const charger: Charger = { identity, stationId: stations[i] ?? '', heard: () => {}, line: undefined as unknown as ChargePoint }
    charger.line = await connect(charger, here, true)
    fleet.push(charger)
  }

  const killed: Waited[] = []
  for (let round = 0; round < KILLS; round++) {
    const dying = here
    killed.push(...(await takeover(graph, fleet, there, () => dying.kill(), true)))
    ;[here, there] = [there, await start()]
  }
  const frozen: Waited[] = []
  for (let round = 0; round < FREEZES; round++) {
    const freezing = here
    frozen.push(...(await takeover(graph, fleet, there, () => freezing.freeze(), false)))
    freezing.thaw()
    ;[here, there] = [there, here]
  }
  for (const { line } of fleet) line.wire.cut()
  console.log(
    '| the process of a charger | takeovers | its first call answered, p50 / p99 / most ms | a command at its socket | goal |',
  )
  console.log('|---|---|---|---|---|')
  print('killed with -9, from the kill', killed)
  print('frozen with SIGSTOP, from the new connection', frozen)
}

/** Its process ends in the middle of what its chargers say; they come to the other one. */
async function takeover(
  graph: Subgraph,
  fleet: readonly Charger[],
  to: NodeProcess,
  end: () => unknown,
  noticed: boolean,
): Promise<Waited[]> {
  const talking = fleet.map(talk)
  await pause(200 * Math.random())
  const begun = performance.now()
  await end()
  const commands = fleet.map(async (charger) => {
    const heard = Promise.withResolvers<void>()
    charger.heard = heard.resolve
    const input = { chargePointId: charger.stationId, idempotencyKey: newId(), type: 'IMMEDIATE' }
    const { errors } = await ask(graph, admin, RESET, { input })
    if (errors) throw new Error(errors[0]?.message)
    await heard.promise
    return performance.now() - begun
  })
  const owned = fleet.map(async (charger) => {
    // The line to a killed process breaks at once. That to a frozen one stays; the charger gives up by itself.
    if (noticed) await charger.line.waitFor('disconnected')
    charger.line = await connect(charger, to, false)
    await charger.line.heartbeat()
    return performance.now() - begun
  })
  const waited = await Promise.all(
    fleet.map(async (_, i) => ({ owned: (await owned[i]) ?? Number.NaN, commanded: (await commands[i]) ?? Number.NaN })),
  )
  await Promise.all(talking)
  return waited
}

/** Tells of its connector without end, as long as it has this line. */
async function talk(charger: Charger): Promise<void> {
  const { line } = charger
  while (charger.line === line && line.wire.isOpen()) {
    await line.setStatus(1, 'Available')
    await pause(10)
  }
}

async function connect(charger: Charger, { url }: NodeProcess, boot: boolean): Promise<ChargePoint> {
  const Reset = () => {
    charger.heard()
    return { status: 'Accepted' }
  }
  const options = {
    url,
    identity: charger.identity,
    boot,
    reconnect: false,
    meterIntervalMs: 0,
    callTimeoutMs: 4_000,
    answers: { Reset },
  }
  for (;;) {
    try {
      return await connectChargePoint(options)
    } catch {
      await pause(RETRY_MS)
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function print(what: string, waited: readonly Waited[]): void {
  const cells = (of: keyof Waited) => {
    const times = waited.map((one) => one[of])
    return [0.5, 0.99, 1].map((share) => Math.round(quantile(times, share)).toLocaleString('en')).join(' / ')
  }
  console.log(`| ${what} | ${waited.length} | ${cells('owned')} | ${cells('commanded')} | < ${GOAL_MS.toLocaleString('en')} |`)
}

import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  ChargingHistoryDocument,
  ChargingSessionDocument,
  RewardBalanceDocument,
  RewardsDocument,
  StartChargingDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { freePort, stopLeftover as stopPostgres } from '../deploy/embedded/postgres.ts'
import { stopLeftover as stopAnvil } from '../deploy/embedded/anvil.ts'
import { connectChargePoint } from './charge-point.ts'
import { root } from './source-files.ts'
import { ADMIN, temporaryFolder } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

let folder: string
let stack: AsyncDisposableStack
let ports: { graph: number; ocpp: number }
let platform: ChildProcess
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  folder = await temporaryFolder()
  ports = { graph: await freePort(), ocpp: await freePort() }
  stack.defer(async () => {
    await kill('SIGKILL')
    // What a killed platform leaves running ends here, as it would at its next start.
    await stopPostgres(`${folder}/postgres`)
    await stopAnvil(`${folder}/chain`)
    await rm(folder, { recursive: true, force: true })
  })
})
afterEach(() => stack.disposeAsync())

/** `npm start`'s process, on the same folder and ports each time; resolves when it says that it is ready. */
async function start(): Promise<void> {
  platform = spawn(process.execPath, ['deploy/embedded/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      EVERGRAPH_DATA: folder,
      GATEWAY_PORT: String(ports.graph),
      OCPP_PORT: String(ports.ocpp),
      ACCOUNTS_ADMIN_EMAIL: ADMIN.email,
      ACCOUNTS_ADMIN_PASSWORD: ADMIN.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { stdout } = platform
  if (!stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes('"msg":"ready"')) break
  }
  stdout.resume()
}

async function kill(signal: NodeJS.Signals): Promise<void> {
  if (!platform || platform.exitCode !== null || platform.signalCode !== null) return
  const ended = once(platform, 'exit')
  platform.kill(signal)
  await ended
}

const sessionOf = async (client: Client, id: string) => (await client.execute(ChargingSessionDocument, { id })).chargingSession

test.each([
  ['kill -9', 'SIGKILL'],
  ['an orderly stop', 'SIGTERM'],
] as const)(
  '%s in mid-session: after the restart it ends with one session, one record, one reward',
  { timeout: 120_000 },
  async (_how, signal) => {
    await start()
    const graphUrl = `http://127.0.0.1:${ports.graph}/graphql`
    const { driver, stations } = await makeWorld(graphUrl)
    const [station] = stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using charger = await connectChargePoint({
      url: `ws://127.0.0.1:${ports.ocpp}/ocpp`,
      identity,
      password,
      speed: 120,
      meterIntervalMs: 200,
    })
    await using client = createClient({ url: graphUrl })
    await client.signIn(driver)

    const idempotencyKey = randomUUID()
    const begin = () => client.execute(StartChargingDocument, { input: { connectorId: station.connectorId, idempotencyKey } })
    const { id } = await until(async () => (await begin()).startCharging)
    await until(async () => ((await sessionOf(client, id))?.energyWh ?? 0) > 500)
    await kill(signal)
    // The car goes on charging while nobody is there; the charger keeps what it has to say.
    const before = charger.events.filter(({ name }) => name === 'metered').length
    await start()
    await until(() => charger.events.filter(({ name }) => name === 'metered').length > before + 3, { timeoutMs: 30_000 })
    // The same request again is the same session.
    expect((await begin()).startCharging.id).toBe(id)
    await until(async () => client.execute(StopChargingDocument, { input: { sessionId: id } }))
    const { registerWh } = await charger.waitFor('ended', () => true, 30_000)
    const session = await until(async () => {
      const seen = await sessionOf(client, id)
      return seen?.reward?.transactionHash ? seen : null
    })

    const started = await charger.waitFor('started')
    expect(session.energyWh).toBe(registerWh - started.transaction.started.registerWh)
    expect(session.chargeDetailRecord?.totalEnergyWh).toBe(session.energyWh)
    const sessions = (await client.execute(ChargingHistoryDocument, {})).me?.chargingSessions?.edges
    const rewards = (await client.execute(RewardsDocument, {})).me?.rewards?.edges
    expect(sessions).toHaveLength(1)
    expect(rewards).toHaveLength(1)
    const balance = (await client.execute(RewardBalanceDocument)).me?.rewardBalance
    expect(balance).toEqual({ earned: session.reward?.amount, settled: session.reward?.amount, pending: '0' })
  },
)

test('a second platform on the same data is refused, and the first one goes on', { timeout: 60_000 }, async () => {
  await start()
  const second = spawn(process.execPath, ['deploy/embedded/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', EVERGRAPH_DATA: folder, GATEWAY_PORT: '0', OCPP_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(1)
  expect(said).toContain('Another Evergraph already runs')
  expect((await fetch(`http://127.0.0.1:${ports.graph}/ready`)).status).toBe(200)
})

import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  ChargingHistoryDocument,
  ChargingSessionDocument,
  MeDocument,
  MyOdometerUploadsDocument,
  RewardBalanceDocument,
  RewardsDocument,
  RewardTraceDocument,
  StartChargingDocument,
  StopChargingDocument,
} from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { stopAnvil, stopPostgres } from '../deploy/embedded/leftover.ts'
import { freePort } from '../deploy/embedded/postgres.ts'
import { approveNext, consent, followUpload, isDecided, submitReading } from '../deploy/demo/photo-steps.ts'
import { connectChargePoint } from './charge-point.ts'
import { dashboardPhoto } from './photos.ts'
import { root } from './source-files.ts'
import { ADMIN, FAST_CHARGERS } from './stack.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'
import { processEnv } from './process-env.ts'

let folder: string
let stack: AsyncDisposableStack
let ports: { graph: number; ocpp: number; files: number; payments: number; internal: number }
let platform: ChildProcess
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  folder = await temporaryFolder()
  ports = {
    graph: await freePort(),
    ocpp: await freePort(),
    files: await freePort(),
    payments: await freePort(),
    internal: await freePort(),
  }
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
async function start(env: Record<string, string> = {}): Promise<void> {
  platform = spawn(process.execPath, ['deploy/embedded/main.ts'], {
    cwd: root,
    env: {
      ...processEnv(),
      EVERGRAPH_DATA: folder,
      GATEWAY_PORT: String(ports.graph),
      OCPP_PORT: String(ports.ocpp),
      VERIFICATION_PORT: String(ports.files),
      PAYMENTS_PORT: String(ports.payments),
      INTERNAL_PORT: String(ports.internal),
      ...FAST_CHARGERS,
      ACCOUNTS_ADMIN_EMAIL: ADMIN.email,
      ACCOUNTS_ADMIN_PASSWORD: ADMIN.password,
      ...env,
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
    expect(balance).toMatchObject({ earned: session.reward?.amount, settled: session.reward?.amount, pending: '0', owed: '0' })
  },
)

const HOUR_MS = 3_600_000

test.each([
  ['submitted, and not judged yet', 'PENDING'],
  ['approved, and not paid yet', 'APPROVED'],
] as const)(
  'kill -9 when a photo is %s: after the restart it is rewarded and paid once',
  { timeout: 300_000 },
  async (_when, state) => {
    // Before the kill nothing is paid.
    await start({ REWARDS_SETTLE_INTERVAL_MS: '600000' })
    const graphUrl = `http://127.0.0.1:${ports.graph}/graphql`
    const { driver, reviewer: reviewerLogin, position: place } = await makeWorld(graphUrl, 0)
    await using client = createClient({ url: graphUrl })
    await client.signIn(driver)
    await using reviewer = createClient({ url: graphUrl })
    await reviewer.signIn(reviewerLogin)
    const vehicleId = (await client.execute(MeDocument)).me?.vehicles?.edges[0]?.node.id ?? ''
    const uploadOf = async (id: string) => {
      const { edges } = (await client.execute(MyOdometerUploadsDocument, {})).myOdometerUploads
      return edges.find(({ node }) => node.id === id)?.node
    }
    /** Judged by the models, or by a reviewer where they would rather have one. */
    const approved = async (id: string, reading: number) => {
      const judged = await until(
        async () => {
          const seen = await uploadOf(id)
          return seen && seen.state !== 'PENDING' ? seen : null
        },
        { timeoutMs: 90_000, everyMs: 100 },
      )
      if (judged.state === 'MANUAL_REVIEW') await approveNext(reviewer, reading)
      return followUpload(client, id, isDecided)
    }

    await consent(client)
    const firstPhoto = await dashboardPhoto({ reading: 48_210, seed: 3 })
    const yesterday = new Date(Date.now() - 26 * HOUR_MS)
    const first = await submitReading(client, { photo: firstPhoto, vehicleId, takenAt: yesterday, place })
    expect((await approved(first.id, 48_210)).state).toBe('APPROVED')
    const photo = await dashboardPhoto({ reading: 48_424, seed: 8 })
    const { id } = await submitReading(client, { photo, vehicleId, takenAt: new Date(Date.now() - 60_000), place })
    if (state === 'APPROVED') await approved(id, 48_424)
    expect((await uploadOf(id))?.state).toBe(state)
    expect((await client.execute(RewardBalanceDocument)).me?.rewardBalance?.settled).toBe('0')
    await kill('SIGKILL')
    await start()

    expect((await approved(id, 48_424)).reading).toMatchObject({ value: 48_424, distanceKm: 214 })
    const [reward, ...others] = await until(
      async () => {
        const seen = (await client.execute(RewardsDocument, {})).me?.rewards?.edges.map(({ node }) => node) ?? []
        return seen[0]?.status === 'SETTLED' ? seen : null
      },
      { timeoutMs: 60_000 },
    )
    expect(others).toEqual([])
    expect(reward?.amount).toBe(String((10n ** 18n * 214n) / 10n))
    const { rewardTrace } = await client.execute(RewardTraceDocument, { rewardId: reward?.id ?? '' })
    expect(rewardTrace?.ledger.map(({ kind }) => kind)).toEqual(['EARNED', 'SETTLED'])
    const balance = (await client.execute(RewardBalanceDocument)).me?.rewardBalance
    expect(balance).toMatchObject({ earned: reward?.amount, settled: reward?.amount, pending: '0', owed: '0' })
    const { edges } = (await client.execute(MyOdometerUploadsDocument, {})).myOdometerUploads
    expect(edges.map(({ node }) => node.reading?.value)).toEqual([48_424, 48_210])
  },
)

test('a second platform on the same data is refused, and the first one goes on', { timeout: 300_000 }, async () => {
  await start()
  const second = spawn(process.execPath, ['deploy/embedded/main.ts'], {
    cwd: root,
    env: {
      ...processEnv(),
      EVERGRAPH_DATA: folder,
      GATEWAY_PORT: '0',
      OCPP_PORT: '0',
      VERIFICATION_PORT: '0',
      PAYMENTS_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(1)
  expect(said).toContain('Another Evergraph already runs')
  await until(async () => (await fetch(`http://127.0.0.1:${ports.internal}/ready`)).ok)
})

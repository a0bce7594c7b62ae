import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { localKeys } from '../contracts/local.ts'
import { migrate } from '../db/migrate.ts'
import { roleUrl, SCHEMAS, type Schema } from '../db/schemas.ts'
import { freePort, startPostgres } from '../deploy/embedded/postgres.ts'
import { newKeyPair } from '../lib/auth.ts'
import { boxEntry, graphPortName, type BoxName } from '../lib/boxes.ts'
import { openBus } from '../lib/bus-redis.ts'
import { passwordText } from '../lib/charger-password.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { connectChargePoint, type ChargePoint } from './charge-point.ts'
import { testRedis } from './redis.ts'
import { root } from './source-files.ts'
import { FAST_CHARGERS } from './stack.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { createTeller } from './teller.ts'
import { until } from './until.ts'
import { VERSIONS } from '../ocpp-bridge/words.fixture.ts'
import { processEnv } from './process-env.ts'

const PASSWORD = 'a charger password'
const ENTROPY = '0123456789abcdef0123456789abcdef'

/** The way of a session from the charger to its reward, each box a process of its own, over a PostgreSQL and a Redis of its own. */
export interface Faulty extends AsyncDisposable {
  readonly fleet: readonly { charger: ChargePoint; stationId: string }[]
  /** `kill -9`; and then the same process again, on its port. */
  kill(process: (typeof PROCESSES)[number]): Promise<void>
  /** `kill -9` of the database and all of its processes; it is away for so long. */
  killDatabase(awayMs: number): Promise<void>
  /** The database answers in hiccups for so long. */
  slowDatabase(forMs: number): Promise<void>
  /** Redis is killed, forgets everything, and is started again. */
  emptyRedis(): Promise<void>
  query<Row extends object>(sql: string): Promise<Row[]>
}

const BRIDGES = ['bridge A', 'bridge B'] as const
export const PROCESSES = [...BRIDGES, 'charging', 'rewards'] as const
const BOX: Record<(typeof PROCESSES)[number], BoxName> = {
  'bridge A': 'ocpp',
  'bridge B': 'ocpp',
  charging: 'charging',
  rewards: 'rewards',
}

export async function startFaulty(chargers: number): Promise<Faulty> {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const secret = () => randomBytes(18).toString('base64url')
  const [port, password] = [await freePort(), secret()]
  const startDatabase = () => startPostgres({ folder: join(folder, 'postgres'), password, port, connections: 200 })
  let database = await startDatabase()
  stack.defer(() => database[Symbol.asyncDispose]())
  const passwords = Object.fromEntries(SCHEMAS.map((schema) => [schema, secret()])) as Record<Schema, string>
  await migrate({ adminUrl: database.url, passwords, log: createLog('migrate', { level: 'error' }) })
  const redis = stack.use(await testRedis())

  const query = async <Row extends object>(sql: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  const { publicKey } = newKeyPair()
  const { settlerKey, custodyXpub } = localKeys(ENTROPY)
  const [nowhere, nobody] = [`http://127.0.0.1:${await freePort()}`, '0x000000000000000000000000000000000000dEaD']
  const own: Partial<Record<BoxName, Record<string, string>>> = {
    ocpp: { OCPP_SWEEP_MS: '500' },
    // Rewards are earned here; the chain that would pay them is another test's.
    rewards: {
      REWARDS_CHAIN_URL: nowhere,
      REWARDS_CHAIN_PRIVATE_KEY: settlerKey,
      REWARDS_DISTRIBUTOR_ADDRESS: nobody,
      REWARDS_TOKEN_ADDRESS: nobody,
      REWARDS_CUSTODY_XPUB: custodyXpub,
    },
  }
  const children = new Map<string, ChildProcess>()
  const ports = new Map<string, { port: number; graph: number; internal: number }>()
  for (const name of PROCESSES) ports.set(name, { port: await freePort(), graph: await freePort(), internal: await freePort() })
  const start = (name: (typeof PROCESSES)[number]): void => {
    const box = BOX[name]
    const child = spawn(process.execPath, [`${boxEntry(box).folder}/box.ts`], {
      cwd: root,
      env: {
        ...processEnv(),
        LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal',
        DATABASE_URL: roleUrl(database.url, box, passwords[box]),
        REDIS_URL: redis.url,
        CALLER_PUBLIC_KEY: publicKey,
        ...FAST_CHARGERS,
        ...own[box],
        [graphPortName(boxEntry(box))]: String(ports.get(name)?.graph),
        [`${box.toUpperCase()}_PORT`]: String(ports.get(name)?.port),
        INTERNAL_PORT: String(ports.get(name)?.internal),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    children.set(name, child)
  }
  const end = async (name: string): Promise<void> => {
    const child = children.get(name)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  for (const name of PROCESSES) {
    start(name)
    stack.defer(() => end(name))
  }
  const urls = BRIDGES.map((name) => `127.0.0.1:${ports.get(name)?.port}`)
  for (const url of urls) await until(async () => (await fetch(`http://${url}/`)).status > 0, { timeoutMs: 120_000 })

  const bus = stack.use(openBus(redis.url, createLog('teller', { level: 'silent' })))
  const { tell } = createTeller(bus)
  const passwordHash = await hash(passwordText(PASSWORD), { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  const places = await Promise.all(
    Array.from({ length: chargers }, async (_, i) => {
      const [stationId, userId, idTokenId] = [newId(), newId(), newId()]
      const [identity, value] = [`FAULTY-${i}`, `DRIVER-${i}`]
      const connectors = [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null }]
      const evses = [{ evseId: newId(), number: 1, connectors }]
      const place = { latitude: 52.5, longitude: 13.4 }
      await tell('accounts.user.registered', userId, { userId, displayName: value, roles: ['DRIVER'] })
      await tell('accounts.id-token.issued', idTokenId, { idTokenId, userId, value, type: 'RFID', status: 'ACTIVE' })
      await tell('stations.station.saved', stationId, { stationId, operatorId: newId(), identity, passwordHash, place, evses })
      return { stationId, identity }
    }),
  )
  await until(
    async () => {
      const [row] = await query<{ known: boolean }>(`
        SELECT (SELECT count(*) FROM ocpp.charge_point) = ${chargers} AND (SELECT count(*) FROM ocpp.id_token) = ${chargers}
           AND (SELECT count(*) FROM charging.id_token) = ${chargers} AND (SELECT count(*) FROM charging.connector) = ${chargers}
           AND (SELECT count(*) FROM rewards.wallet) = ${chargers} AS known`)
      return row?.known
    },
    { timeoutMs: 120_000 },
  )

  const fleet = await Promise.all(
    places.map(async ({ stationId, identity }, i) => {
      const url = `ws://${urls[i % urls.length]}/ocpp`
      const version = VERSIONS[i % VERSIONS.length] ?? '1.6'
      const charger = await connectChargePoint({ url, identity, password: PASSWORD, version, meterIntervalMs: 0, speed: 60 })
      stack.use(charger)
      return { charger, stationId }
    }),
  )
  const owned = stack.move()
  return {
    fleet,
    query,
    kill: async (name) => {
      await end(name)
      start(name)
    },
    killDatabase: async (awayMs) => {
      const pid = Number((await readFile(join(database.folder, 'postmaster.pid'), 'utf8')).split('\n', 1)[0])
      process.kill(pid, 'SIGKILL')
      await wait(awayMs)
      database = await startDatabase()
    },
    slowDatabase: async (forMs) => {
      const over = performance.now() + forMs
      while (performance.now() < over) {
        const pids = (await query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE usename ~ '^evergraph_(?!admin)'`)).map(
          ({ pid }) => pid,
        )
        for (const pid of pids) signal(pid, 'SIGSTOP')
        await wait(250)
        for (const pid of pids) signal(pid, 'SIGCONT')
        await wait(100)
      }
    },
    emptyRedis: () => redis.restart(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}

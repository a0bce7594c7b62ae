import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { App } from '#lib/app.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import { readConfigs } from '#lib/config.ts'
import { withInternalPort } from '#lib/internal.ts'
import type { Log } from '#lib/log.ts'
import { serve } from '#lib/server.ts'
import { migrate } from '#db/migrate.ts'
import { roleUrl, SCHEMAS, type Schema } from '#db/schemas.ts'
import { deployLocally, localKeys, localMnemonic, type LocalDeployment } from '../../contracts/local.ts'
import { createGatewayApp } from '../../gateway/app.ts'
import { gatewayConfig } from '../../gateway/config.ts'
import { serveGateway } from '../../gateway/serve.ts'
import { box as ocppBox } from '../../ocpp-bridge/box.ts'
import { box as accountsBox } from '../../subgraphs/accounts/box.ts'
import { createCommunityApp } from '../../subgraphs/community/app.ts'
import { communityConfig } from '../../subgraphs/community/config.ts'
import { box as chargingBox } from '../../subgraphs/charging/box.ts'
import { box as odometerBox } from '../../subgraphs/odometer/box.ts'
import { box as rewardsBox } from '../../subgraphs/rewards/box.ts'
import { box as stationsBox } from '../../subgraphs/stations/box.ts'
import { box as verificationBox } from '../../verification/box.ts'
import { VERIFICATION_LIMITS } from '../../verification/limits.ts'
import { startAnvil } from './anvil.ts'
import type { EmbeddedConfig } from './config.ts'
import { stopAnvil, stopPostgres } from './leftover.ts'
import { lockFolder } from './lock.ts'
import { dataFolder, expectDatabase, removeData } from './postgres-place.ts'
import { freePort, startPostgres } from './postgres.ts'
import { loadSecrets, type Secrets } from './secrets.ts'

export interface Platform extends AsyncDisposable {
  /** `http://host:port`; the graph is at `/graphql`, and `/health` beside it. */
  readonly url: string
  /** `http://host:port` of `/ready` and `/metrics`, of all boxes together. */
  readonly internalUrl: string
  /** `ws://host:port/ocpp`; a charger adds `/` and its identity. */
  readonly ocppUrl: string
  /** `http://host:port/files/`; photos are uploaded to and fetched from links below it. */
  readonly filesUrl: string
  readonly chainUrl: string
  readonly tokenAddress: string
  /** The database's administrator. */
  readonly databaseUrl: string
  /** Where the database lies: as root, not always in the data folder. */
  readonly databaseFolder: string
}

/**
 * The whole platform in this process: every box as it runs alone, on a PostgreSQL and a chain of its own, with a bus that needs
 * no server. Everything is kept in one folder and survives restarts, `kill -9` included.
 */
export async function startPlatform(config: EmbeddedConfig, log: Log, options: { durable?: boolean } = {}): Promise<Platform> {
  await using stack = new AsyncDisposableStack()
  const folder = resolve(config.folder)
  stack.use(await lockFolder(folder))
  const secrets = await loadSecrets(folder)
  await expectDatabase(folder)
  // Faults of the boxes' own variables show here, before any server is started.
  const { ocpp: read } = boxConfigs({ ...config, filesPort: config.filesPort || 1 }, secrets, PLACEHOLDERS)

  const chain = stack.use(await startAnvil({ folder: join(folder, 'chain'), mnemonic: localMnemonic(secrets.chainEntropy), log }))
  const postgres = stack.use(
    await startPostgres({
      folder: join(folder, 'postgres'),
      password: secrets.databaseAdmin,
      durable: options.durable ?? true,
      connections: SCHEMAS.length * read.databasePoolSize,
      log,
    }),
  )
  const [contracts] = await everyOne([
    deployLocally({ url: chain.url, entropy: secrets.chainEntropy, record: join(folder, 'contracts.json') }),
    migrate({ adminUrl: postgres.url, passwords: secrets.database, log }),
  ])

  // Links to photos name the port, so it is chosen before anything listens.
  const filesPort = config.filesPort || (await freePort())
  const configs = boxConfigs({ ...config, filesPort }, secrets, { databaseUrl: postgres.url, chainUrl: chain.url, contracts })
  const everyoneListens = Promise.withResolvers<void>()
  const bus = createLocalBus(everyoneListens.promise)
  const logOf = (box: string) => log.child({ box })
  const boxes = await everyOne([
    accountsBox.open({ config: configs.accounts, bus, log: logOf('accounts') }).then((app) => stack.use(app)),
    stationsBox.open({ config: configs.stations, bus, log: logOf('stations') }).then((app) => stack.use(app)),
    chargingBox.open({ config: configs.charging, bus, log: logOf('charging') }).then((app) => stack.use(app)),
    rewardsBox.open({ config: configs.rewards, bus, log: logOf('rewards') }).then((app) => stack.use(app)),
    verificationBox.open({ config: configs.verification, bus, log: logOf('verification') }).then((app) => stack.use(app)),
    odometerBox.open({ config: configs.odometer, bus, log: logOf('odometer') }).then((app) => stack.use(app)),
    createCommunityApp({ config: configs.community, bus, log: logOf('community') }).then((app) => stack.use(app)),
    ocppBox.open({ config: configs.ocpp, bus, log: logOf('ocpp-bridge') }).then((app) => stack.use(app)),
  ])
  const [accounts, stations, charging, rewards, verification, odometer, community, ocpp] = boxes
  // The bus ends before the boxes do: an event settled while one of them was gone would never reach it.
  stack.use(bus)
  everyoneListens.resolve()

  const app = await createGatewayApp({
    config: configs.gateway,
    log: logOf('gateway'),
    transports: Object.fromEntries(
      [accounts, stations, charging, rewards, verification, odometer, community].map((subgraph) => [
        subgraph.name,
        fetchOf(subgraph),
      ]),
    ),
  })
  // With a bucket, links lead there.
  if (verification.files) {
    const { host, port } = configs.verification
    stack.use(
      await serve({
        listener: verification.files,
        host,
        port,
        log: logOf('verification'),
        requestTimeoutMs: VERIFICATION_LIMITS.uploadMs,
      }),
    )
  }
  const server = stack.use(
    await serveGateway(app, { host: configs.gateway.host, port: configs.gateway.port, log: logOf('gateway') }),
  )
  const owned = stack.move()
  const running = {
    url: server.url,
    ocppUrl: ocpp.url,
    filesUrl: filesUrl(config.host, filesPort),
    chainUrl: chain.url,
    tokenAddress: contracts.token,
    databaseUrl: postgres.url,
    databaseFolder: postgres.folder,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
  return withInternalPort(
    running,
    { ready: () => readinessOf(boxes), degraded: () => ocpp.degraded?.() ?? Promise.resolve({}) },
    { ...config.internal, log },
  )
}

/** The dependencies of all boxes, as `box.dependency`. The gateway has none but them. */
async function readinessOf(boxes: readonly App[]): Promise<Record<string, string | null>> {
  const each = boxes.map(async (box) =>
    Object.entries(await box.ready()).map(([dependency, fault]) => [`${box.name}.${dependency}`, fault] as const),
  )
  return Object.fromEntries((await Promise.all(each)).flat())
}

interface Servers {
  databaseUrl: string
  chainUrl: string
  contracts: LocalDeployment
}

/** Well-formed stand-ins for what only exists once the servers run. */
const PLACEHOLDERS: Servers = {
  databaseUrl: 'postgres://127.0.0.1/evergraph',
  chainUrl: 'http://127.0.0.1',
  contracts: { token: `0x${'0'.repeat(40)}`, distributor: `0x${'0'.repeat(40)}`, ...localKeys('0'.repeat(32)) },
}

const filesUrl = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}/files/`

/** What each box would read from its environment, were it a process of its own. */
function boxConfigs(config: EmbeddedConfig, secrets: Secrets, { databaseUrl, chainUrl, contracts }: Servers) {
  const common = { ...config.rest, HOST: config.host, LOG_LEVEL: config.logLevel, CALLER_PUBLIC_KEY: secrets.caller.publicKey }
  const box = (schema: Schema) => ({ ...common, DATABASE_URL: roleUrl(databaseUrl, schema, secrets.database[schema]) })
  return readConfigs({
    accounts: () => accountsBox.config({ ...box('accounts'), ACCOUNTS_TOKEN_PRIVATE_KEY: secrets.token.privateKey }),
    stations: () => stationsBox.config(box('stations')),
    charging: () => chargingBox.config(box('charging')),
    rewards: () =>
      rewardsBox.config({
        ...box('rewards'),
        REWARDS_CHAIN_URL: chainUrl,
        REWARDS_CHAIN_PRIVATE_KEY: contracts.settlerKey,
        REWARDS_DISTRIBUTOR_ADDRESS: contracts.distributor,
        REWARDS_TOKEN_ADDRESS: contracts.token,
        REWARDS_CUSTODY_XPUB: contracts.custodyXpub,
      }),
    verification: () =>
      verificationBox.config({
        VERIFICATION_FILES_FOLDER: resolve(config.folder, 'photos'),
        VERIFICATION_FILES_URL: filesUrl(
          config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host,
          config.filesPort,
        ),
        VERIFICATION_FILES_SECRET: secrets.files,
        ...box('verification'),
        VERIFICATION_PORT: String(config.filesPort),
      }),
    odometer: () => odometerBox.config(box('odometer')),
    community: () => communityConfig(box('community')),
    ocpp: () => ocppBox.config({ ...box('ocpp'), OCPP_PORT: String(config.ocppPort) }),
    gateway: () =>
      gatewayConfig({
        ...common,
        GATEWAY_PORT: String(config.graphPort),
        GATEWAY_CALLER_PRIVATE_KEY: secrets.caller.privateKey,
        GATEWAY_ACCESS_PUBLIC_KEY: secrets.token.publicKey,
      }),
  })
}

/** Ends what an earlier run left in a data folder, and removes the folder. */
export async function wipe(folder: string): Promise<void> {
  {
    await using _lock = await lockFolder(folder)
    await stopPostgres(await dataFolder(join(folder, 'postgres')))
    await stopAnvil(join(folder, 'chain'))
    await removeData(join(folder, 'postgres'))
  }
  await rm(folder, { recursive: true, force: true })
}

/** Waits for all, also when one fails: nothing may still be starting when what it stands on is taken away. */
async function everyOne<T extends readonly Promise<unknown>[]>(
  starts: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starts)
  return Promise.all(starts)
}

function fetchOf(app: App): (request: Request) => Promise<Response> {
  if (!app.fetch) throw new Error(`${app.name} serves no graph`)
  return app.fetch
}

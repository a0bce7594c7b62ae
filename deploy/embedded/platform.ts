import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Box, BoxApp } from '#box/definition.ts'
import { processName } from '#lib/boxes.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import { withInternalPort } from '#lib/process/internal.ts'
import type { Log } from '#lib/log.ts'
import { serve } from '#lib/process/server.ts'
import { migrate } from '#db/migrate.ts'
import { deployLocally, localMnemonic } from '../../contracts/local.ts'
import { createGatewayApp, type GatewayApp } from '../../gateway/app.ts'
import { serveGateway } from '../../gateway/serve.ts'
import type { box as ocppBox } from '../../ocpp-bridge/box.ts'
import type { box as notificationsBox } from '../../subgraphs/notifications/box.ts'
import type { box as paymentsBox } from '../../subgraphs/payments/box.ts'
import { PAYMENTS_LIMITS } from '../../subgraphs/payments/limits.ts'
import type { box as verificationBox } from '../../verification/box.ts'
import { VERIFICATION_LIMITS } from '../../verification/limits.ts'
import { openWeb, type WebApp } from '../../clients/serve/app.ts'
import { webConfig } from '../../clients/serve/config.ts'
import { loadBoxes } from '../boxes.ts'
import { startAnvil } from './anvil.ts'
import { configsOf, filesUrl, PLACEHOLDERS } from './box-configs.ts'
import type { EmbeddedConfig } from './config.ts'
import { stopAnvil, stopPostgres } from './leftover.ts'
import { lockFolder } from './lock.ts'
import { dataFolder, expectDatabase, removeData } from './postgres-place.ts'
import { freePort, startPostgres } from './postgres.ts'
import { loadSecrets } from './secrets.ts'

export interface Platform extends AsyncDisposable {
  /** `http://host:port`; the graph is at `/graphql`, and `/health` beside it. */
  readonly url: string
  /** `http://host:port` of `/ready` and `/metrics`, of all boxes together. */
  readonly internalUrl: string
  /** `ws://host:port/ocpp`; a charger adds `/` and its identity. */
  readonly ocppUrl: string
  /** `http://host:port/files/`; photos are uploaded to and fetched from links below it. */
  readonly filesUrl: string
  /** `http://host:port/`; the providers' hooks and links to invoices are below it. */
  readonly paymentsUrl: string
  /** `http://host:port` of the driver's app, the admin's console and the partner's portal; null where they are not wanted. */
  readonly webUrls: WebApp['urls'] | null
  readonly chainUrl: string
  readonly tokenAddress: string
  /** The database's administrator. */
  readonly databaseUrl: string
  /** Where the database is. For root it is not always in the data folder. */
  readonly databaseFolder: string
}

/**
 * The whole platform in this process: every box as it runs alone, on a PostgreSQL and a chain of its own, with a bus that needs no server.
 * All data is in one folder and survives restarts and `kill -9`.
 */
export async function startPlatform(
  config: EmbeddedConfig,
  log: Log,
  options: {
    durable?: boolean
    /** Once it is aborted, the start goes no further: it ends what it has begun, and throws. */
    stopping?: AbortSignal
  } = {},
): Promise<Platform> {
  const goOn = () => options.stopping?.throwIfAborted()
  await using stack = new AsyncDisposableStack()
  const folder = resolve(config.folder)
  stack.use(await lockFolder(folder))
  const secrets = await loadSecrets(folder)
  await expectDatabase(folder)
  // Faults of the boxes' own variables show here, before any server is started.
  const boxes = await loadBoxes()
  const { boxes: read } = configsOf(
    boxes,
    { ...config, filesPort: config.filesPort || 1, ocppPort: config.ocppPort || 1, paymentsPort: config.paymentsPort || 1 },
    secrets,
    PLACEHOLDERS,
  )

  const chain = stack.use(await startAnvil({ folder: join(folder, 'chain'), mnemonic: localMnemonic(secrets.chainEntropy), log }))
  goOn()
  const postgres = stack.use(
    await startPostgres({
      folder: join(folder, 'postgres'),
      password: secrets.databaseAdmin,
      durable: options.durable ?? true,
      connections: boxes.length * read.ocpp.databasePoolSize,
      log,
    }),
  )
  goOn()
  const deploying = deployLocally({ url: chain.url, entropy: secrets.chainEntropy, record: join(folder, 'contracts.json') })
  await everyOne<unknown>([deploying, migrate({ adminUrl: postgres.url, passwords: secrets.database, log })])
  const contracts = await deploying
  goOn()

  // Links to photos and to logs of chargers name the port, and so does where a provider leads back to: it is chosen before anything listens.
  const filesPort = config.filesPort || (await freePort())
  const ocppPort = config.ocppPort || (await freePort())
  const paymentsPort = config.paymentsPort || (await freePort())
  const servers = { databaseUrl: postgres.url, chainUrl: chain.url, contracts }
  const webPorts = config.webPorts && { ...config.webPorts, driver: config.webPorts.driver || (await freePort()) }
  const configs = configsOf(boxes, { ...config, filesPort, ocppPort, paymentsPort, webPorts }, secrets, servers)
  const everyoneListens = Promise.withResolvers<void>()
  const bus = createLocalBus(everyoneListens.promise)
  const logOf = (box: string) => log.child({ box })
  const open = async (box: Box) =>
    [box.name, stack.use(await box.open({ config: configs.boxes[box.name], bus, log: logOf(processName(box.name)) }))] as const
  const apps = new Map(await everyOne(boxes.map(open)))
  goOn()
  // The bus ends before the boxes. Otherwise an event could be settled while one of them is gone, and never reach it.
  stack.use(bus)
  everyoneListens.resolve()

  const app = await createGatewayApp({
    config: configs.gateway,
    log: logOf('gateway'),
    bus,
    transports: Object.fromEntries([...apps].flatMap(([name, { fetch }]) => (fetch ? [[name, fetch]] : []))),
  })
  // The register has both. The type `Box` does not say what each adds to its app.
  const verification = apps.get('verification') as Awaited<ReturnType<typeof verificationBox.open>>
  const payments = apps.get('payments') as Awaited<ReturnType<typeof paymentsBox.open>>
  const notifications = apps.get('notifications') as Awaited<ReturnType<typeof notificationsBox.open>>
  const ocpp = apps.get('ocpp') as Awaited<ReturnType<typeof ocppBox.open>>
  // With a bucket, links lead there, and there are no files here.
  if (verification.files) {
    const { host, port } = configs.boxes.verification
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
  stack.use(
    await serve({
      listener: (request, response) => (notifications.opens(request.url) ? notifications : payments).open(request, response),
      host: configs.boxes.payments.host,
      port: configs.boxes.payments.port,
      log: logOf('payments'),
      requestTimeoutMs: PAYMENTS_LIMITS.publicMs,
    }),
  )
  const server = stack.use(
    await serveGateway(app, { host: configs.gateway.host, port: configs.gateway.port, log: logOf('gateway') }),
  )
  const web =
    webPorts &&
    stack.use(
      await openWeb({
        config: webOf({ ...config, webPorts }, { graphUrl: server.url, ocppUrl: ocpp.url, chainUrl: chain.url, filesPort }),
        log: logOf('web'),
      }),
    )
  const owned = stack.move()
  const running = {
    url: server.url,
    webUrls: web?.urls ?? null,
    ocppUrl: ocpp.url,
    filesUrl: filesUrl(config.host, filesPort),
    paymentsUrl: configs.boxes.payments.host.includes(':')
      ? `http://[${config.host}]:${paymentsPort}/`
      : `http://${config.host}:${paymentsPort}/`,
    chainUrl: chain.url,
    tokenAddress: contracts.token,
    databaseUrl: postgres.url,
    databaseFolder: postgres.folder,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
  return withInternalPort(
    running,
    {
      ready: () => ofAll(apps.values(), (each) => each.ready()),
      degraded: () => ofAll<BoxApp | GatewayApp>([...apps.values(), app], (each) => each.degraded?.() ?? Promise.resolve({})),
    },
    { ...config.internal, log },
  )
}

/** What the apps read if they ran alone. */
function webOf(
  { host, webPorts, rest }: EmbeddedConfig,
  { graphUrl, ocppUrl, chainUrl, filesPort }: { graphUrl: string; ocppUrl: string; chainUrl: string; filesPort: number },
) {
  return {
    ...webConfig({
      WEB_OCPP_URL: ocppUrl,
      WEB_CHAIN_RPC_URLS: chainUrl,
      ...rest,
      HOST: host,
      WEB_GRAPH_URL: `${graphUrl}/graphql`,
      WEB_FILES_URL: filesUrl(host, filesPort),
    }),
    ...(webPorts && { ports: webPorts }),
  }
}

/** What all boxes say of themselves, as `box.thing`. The gateway depends on nothing but the boxes. */
async function ofAll<Each extends { readonly name: string }>(
  apps: Iterable<Each>,
  ask: (app: Each) => Promise<Readonly<Record<string, string | null>>>,
): Promise<Record<string, string | null>> {
  const each = [...apps].map(async (app) =>
    Object.entries(await ask(app)).map(([thing, sentence]) => [`${app.name}.${thing}`, sentence] as const),
  )
  return Object.fromEntries((await Promise.all(each)).flat())
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

/** Waits for all, also when one fails. Otherwise something would still be starting when its servers are taken away. */
async function everyOne<T>(starts: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(starts)
  return Promise.all(starts)
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import { deployLocally, localMnemonic } from '../contracts/local.ts'
import { roleUrl, type Schema } from '../db/schemas.ts'
import { startAnvil } from '../deploy/embedded/anvil.ts'
import { hasEnded } from '../deploy/embedded/keep-running.ts'
import { freePort } from '../deploy/embedded/postgres.ts'
import { BOXES, boxEntry, graphPortName, processName, type BoxName } from '../lib/boxes.ts'
import { newKeyPair } from '../lib/auth.ts'
import { testDatabase } from './postgres.ts'
import { testRedis, type TestRedis } from './redis.ts'
import { root } from './source-files.ts'
import { ADMIN, FAST_CHARGERS } from './stack.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'
import { processEnv } from './process-env.ts'

/** Each process opens connections to the database as it starts. Of twenty at once on a loaded machine some wait too long, and end. */
const START_AT_ONCE = 2
const ENTROPY = '0123456789abcdef0123456789abcdef'

export interface Distributed extends AsyncDisposable {
  readonly url: string
  readonly ocppUrls: readonly string[]
  /** `http://host:port/`; the providers' hooks are below it. */
  readonly paymentsUrl: string
  readonly redis: TestRedis
  /** The URL of each process's own `/ready`, by box. */
  readonly readyUrls: Readonly<Record<string, readonly string[]>>
  /** The boxes of which a process has ended by itself. */
  ended(): string[]
  /** Kills a box as a crash would; `index` counts those of one name. */
  kill(name: string, index?: number): Promise<void>
}

/** The platform as it runs beyond one machine: every box a process of its own, two of those that `twice` names, over Redis and HTTP. */
export async function startDistributed(
  options: {
    twice?: readonly string[]
    /** A migrated database in place of one on the run's own server. */
    database?: { adminUrl: string; passwords: Record<Schema, string> }
    /** Variables of every process. */
    env?: Record<string, string>
    /** Hears each line of each box's log. */
    heard?: (box: string, line: string) => void
  } = {},
): Promise<Distributed> {
  const { twice = [], heard } = options
  await using cleanup = new AsyncDisposableStack()
  const { adminUrl, passwords } = options.database ?? {
    ...inject('postgres'),
    adminUrl: cleanup.use(await testDatabase('accounts')).adminUrl,
  }
  const redis = cleanup.use(await testRedis())
  const chain = cleanup.use(await startAnvil({ mnemonic: localMnemonic(ENTROPY) }))
  const contracts = await deployLocally({ url: chain.url, entropy: ENTROPY, record: `${await temporaryFolder()}/contracts.json` })
  const [token, caller] = [newKeyPair(), newKeyPair()]
  const box = (schema: Schema) => ({
    DATABASE_URL: roleUrl(adminUrl, schema, passwords[schema]),
    REDIS_URL: redis.url,
    CALLER_PUBLIC_KEY: caller.publicKey,
    ...FAST_CHARGERS,
  })
  const children = new Map<string, ChildProcess[]>()
  const readyUrls: Record<string, string[]> = {}
  const ended = () => [...children].filter(([, processes]) => processes.some(hasEnded)).map(([name]) => name)
  const starting: string[] = []

  const start = async (
    name: string,
    file: string,
    portName: string,
    variables: (port: number) => Record<string, string>,
  ): Promise<number> => {
    const [port, internal] = [await freePort(), await freePort()]
    const level = process.env['TEST_LOG'] ?? (heard ? 'info' : 'fatal')
    const child = spawn(process.execPath, [file], {
      cwd: root,
      env: {
        ...processEnv(),
        LOG_LEVEL: level,
        ...options.env,
        ...variables(port),
        [portName]: String(port),
        INTERNAL_PORT: String(internal),
      },
      stdio: ['ignore', heard ? 'pipe' : 'inherit', 'inherit'],
    })
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => heard?.(name, line))
    children.set(name, [...(children.get(name) ?? []), child])
    cleanup.defer(() => end(child, 'SIGTERM'))
    const ready = `http://127.0.0.1:${internal}/ready`
    readyUrls[name] = [...(readyUrls[name] ?? []), ready]
    starting.push(ready)
    if (starting.length === START_AT_ONCE) for (const url of starting.splice(0)) await untilAnswered(() => fetch(url), ended)
    return port
  }
  const photos = await temporaryFolder()
  const own: Partial<Record<BoxName, (port: number) => Record<string, string>>> = {
    accounts: () => ({
      ACCOUNTS_TOKEN_PRIVATE_KEY: token.privateKey,
      ACCOUNTS_SECRET_KEY: 'a-secret-that-only-this-test-knows',
      ACCOUNTS_OPEN_REGISTRATION: 'true',
      ACCOUNTS_ADMIN_EMAIL: ADMIN.email,
      ACCOUNTS_ADMIN_PASSWORD: ADMIN.password,
    }),
    rewards: () => ({
      REWARDS_CHAIN_URL: chain.url,
      REWARDS_CHAIN_PRIVATE_KEY: contracts.settlerKey,
      REWARDS_DISTRIBUTOR_ADDRESS: contracts.distributor,
      REWARDS_TOKEN_ADDRESS: contracts.token,
      REWARDS_CUSTODY_XPUB: contracts.custodyXpub,
    }),
    payments: (port) => ({
      PAYMENTS_LINK_SECRET: 'a-secret-that-only-this-test-knows',
      PAYMENTS_PUBLIC_URL: `http://127.0.0.1:${port}/`,
    }),
    partners: () => ({ PARTNERS_SECRET_KEY: 'a-secret-that-only-this-test-knows' }),
    verification: (port) => ({
      VERIFICATION_FILES_FOLDER: photos,
      VERIFICATION_FILES_URL: `http://127.0.0.1:${port}/files/`,
      VERIFICATION_FILES_SECRET: 'a-secret-that-only-this-test-knows',
    }),
  }
  const ports = new Map<BoxName, number[]>()
  const graphUrls: Record<string, string> = {}
  for (const { name, folder } of BOXES) {
    const entry = boxEntry(name)
    for (let i = 0; i < (twice.includes(processName(name)) ? 2 : 1); i++) {
      const graphPort = await freePort()
      const variables = (port: number) => ({ ...box(name), ...own[name]?.(port), [graphPortName(entry)]: String(graphPort) })
      const port = await start(processName(name), `${folder}/box.ts`, `${name.toUpperCase()}_PORT`, variables)
      ports.set(name, [...(ports.get(name) ?? []), port])
      // The first process of a box serves its graph.
      graphUrls[`GATEWAY_SUBGRAPH_${name.toUpperCase()}_URL`] ??=
        `http://127.0.0.1:${entry.graphPort === undefined ? port : graphPort}/graphql`
    }
  }
  const gateway = await start('gateway', 'gateway/main.ts', 'GATEWAY_PORT', () => ({
    GATEWAY_CALLER_PRIVATE_KEY: caller.privateKey,
    GATEWAY_ACCESS_PUBLIC_KEY: token.publicKey,
    ...graphUrls,
  }))

  for (const url of Object.values(readyUrls).flat()) await untilAnswered(() => answerOf(url), ended)
  const owned = cleanup.move()
  return {
    url: `http://127.0.0.1:${gateway}`,
    ocppUrls: (ports.get('ocpp') ?? []).map((port) => `ws://127.0.0.1:${port}/ocpp`),
    paymentsUrl: `http://127.0.0.1:${ports.get('payments')?.[0]}/`,
    redis,
    readyUrls,
    ended,
    kill: async (name, index = 0) => {
      const child = children.get(name)?.[index]
      if (child) await end(child, 'SIGKILL')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** One that has ended never becomes ready: its name is told at once, not after minutes. */
async function untilAnswered(answers: () => Promise<unknown>, ended: () => string[]): Promise<void> {
  const fallen = () => ended().join(', ')
  await until(async () => fallen() || (await answers()), { timeoutMs: 300_000, everyMs: 200 })
  if (fallen()) throw new Error(`ended before they were ready: ${fallen()}`)
}

async function answerOf(url: string): Promise<true> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} says ${await answer.text()}`)
  return true
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

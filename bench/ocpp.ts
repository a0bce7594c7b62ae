import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { passwordText } from '../lib/charger-password.ts'
import { newId } from '../lib/id.ts'
import { callerPublicKeyPem } from '../test/caller.ts'
import { until } from '../test/until.ts'
import { addChargers, openDatabase, quantile } from './bridge/world.ts'
import type { ClientOrder, ClientReport } from './ocpp/clients.ts'
import type { Measured, Question } from './ocpp/measured.ts'

const FLEET = 5_000
const PASSWORD = 'only-this-bench-knows'
/** So many that none of them uses up its share of messages, and has to wait. */
const TALKING = { lines: 500, warm: 10_000, messages: 20_000, rounds: 3 }
const SAMPLING = { chargers: 200, warm: 1_000, messages: 6_000 }
const AT_ONCE = 200

/**
 * What a charger's connection costs: CPU for a validated message beside a bare server that parses it and beside ocpp-rpc, memory of idle
 * connections, connections and committed messages a second, and a fleet that comes back at once. `npm run bench -- ocpp [CHARGERS]`
 */
export async function run(): Promise<void> {
  const fleet = Number(process.argv[3] ?? FLEET)
  await messages()
  await using stack = new AsyncDisposableStack()
  const bare = await idleHeap(stack.use(await start('ws')), fleet)
  const { databaseUrl, db } = await openDatabase(stack)
  const identities = Array.from({ length: fleet }, (_, i) => `OCPP-${i}`)
  // Dear by design: that is not what is measured here, since each is known again afterwards.
  const passwordHash = await hash(passwordText(PASSWORD), { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  await addChargers(db, identities, passwordHash)
  for (let i = 0; i < fleet; i += 1_000) {
    const about = { type: 'RFID', status: 'ACTIVE', issued_at: new Date() } as const
    const card = (value: string) => ({ id_token_id: newId(), user_id: newId(), value, ...about })
    await db
      .insertInto('id_token')
      .values(identities.slice(i, i + 1_000).map(card))
      .execute()
  }
  const bridge = stack.use(
    await start('bridge', { DATABASE_URL: databaseUrl, CALLER_PUBLIC_KEY: callerPublicKeyPem, OCPP_PORT: '0' }),
  )
  const offline = () =>
    until(async () => (await db.selectFrom('connection').select('identity').limit(1).execute()).length === 0, { timeoutMs: 60_000 })

  const ours = await idleHeap(bridge, fleet, identities)
  console.log('')
  console.log('| idle connections | KiB of heap each: a bare ws | the bridge | goal |')
  console.log('|---|---|---|---|')
  console.log(`| ${fleet} | ${bare.toFixed(1)} | **${ours.toFixed(1)}** | ≤ 5 |`)

  await offline()
  const connect = { what: 'connect', url: bridge.url, identities, password: PASSWORD, atOnce: AT_ONCE } as const
  const again = await bridge.spent(() => bridge.order(connect))
  await bridge.order({ what: 'close' })
  await offline()
  const few = identities.slice(0, SAMPLING.chargers)
  await bridge.order({ ...connect, identities: few })
  await bridge.order({ what: 'start' })
  await bridge.order({ what: 'samples', count: SAMPLING.warm })
  const sampled = await bridge.spent(() => bridge.order({ what: 'samples', count: SAMPLING.messages }))
  await bridge.order({ what: 'close' })
  await offline()
  const rest = identities.slice(SAMPLING.chargers)
  const storm = await bridge.spent(() => bridge.order({ what: 'storm', url: bridge.url, identities: rest, password: PASSWORD }))
  console.log('')
  console.log(
    '| the bridge, with PostgreSQL beside it | a second | ms: p50 / p99 / most | CPU ms of Node each | not answered | goal |',
  )
  console.log('|---|---|---|---|---|---|')
  row(`${fleet} chargers whose password is known connect`, fleet, again, '500 a second')
  row(`samples of running transactions, committed, ${SAMPLING.chargers} chargers`, SAMPLING.messages, sampled, '')
  row(`${rest.length} chargers come back at once, a session each`, storm.latencies.length, storm, 'p99 < 10,000 ms')
}

type Spent = ClientReport & { cpuUs: number }

function row(what: string, count: number, { ms, latencies, failed, cpuUs }: Spent, goal: string): void {
  const times = [0.5, 0.99, 1].map((share) => Math.round(quantile(latencies, share)).toLocaleString('en')).join(' / ')
  console.log(
    `| ${what} | **${Math.round((1000 * count) / ms)}** | ${times} | ${(cpuUs / count / 1000).toFixed(2)} | ${failed} | ${goal} |`,
  )
}

/** CPU of each server for a message, in rounds that alternate. */
async function messages(): Promise<void> {
  const kinds = ['ws', 'transport', 'ocpp-rpc'] as const
  const taken: Record<(typeof kinds)[number], number[]> = { ws: [], transport: [], 'ocpp-rpc': [] }
  await using stack = new AsyncDisposableStack()
  const servers = await Promise.all(kinds.map(async (kind) => [kind, stack.use(await start(kind))] as const))
  for (const [, server] of servers) {
    const identities = Array.from({ length: TALKING.lines }, (_, i) => `TALK-${i}`)
    await server.order({ what: 'connect', url: server.url, identities, password: null, atOnce: TALKING.lines })
    await server.order({ what: 'samples', count: TALKING.warm })
  }
  for (let round = 0; round < TALKING.rounds; round++)
    for (const [kind, server] of servers) {
      const { cpuUs, failed } = await server.spent(() => server.order({ what: 'samples', count: TALKING.messages }))
      if (failed > 0) throw new Error(`${kind} did not answer ${failed} chargers.`)
      taken[kind].push(cpuUs / TALKING.messages)
    }
  const median = (kind: (typeof kinds)[number]) => quantile(taken[kind], 0.5)
  console.log('| a MeterValues of three values, answered | CPU µs | × | goal |')
  console.log('|---|---|---|---|')
  const line = (what: string, kind: (typeof kinds)[number], goal: string) =>
    console.log(`| ${what} | ${median(kind).toFixed(1)} | **${(median(kind) / median('ws')).toFixed(2)}** | ${goal} |`)
  line('ws and JSON.parse', 'ws', '')
  line('our connection, validated', 'transport', '≤ 1.20')
  line('ocpp-rpc, strict', 'ocpp-rpc', '')
}

/** KiB of heap that each idle connection keeps. The first ones pay for what all share. */
async function idleHeap(server: Server, count: number, identities?: readonly string[]): Promise<number> {
  const all = identities ?? Array.from({ length: count }, (_, i) => `IDLE-${i}`)
  const connect = { what: 'connect', url: server.url, password: PASSWORD, atOnce: AT_ONCE } as const
  await server.order({ ...connect, identities: all.slice(0, AT_ONCE) })
  const before = await server.settledHeap()
  await server.order({ ...connect, identities: all.slice(AT_ONCE) })
  const after = await server.settledHeap()
  await server.order({ what: 'close' })
  return (after - before) / (count - AT_ONCE) / 1024
}

type Server = Awaited<ReturnType<typeof start>>

/** A server, and chargers of its own, each in a process. */
async function start(kind: Measured, env: Readonly<Record<string, string>> = {}) {
  const run = (file: string, args: string[]) =>
    fork(join(import.meta.dirname, 'ocpp', file), args, { env: { PATH: process.env['PATH'], ...env }, execArgv: ['--expose-gc'] })
  const [server, chargers] = [run('measured.ts', [kind]), run('clients.ts', [])]
  const url = await heard<string>(server)
  const ask = async (question: Question): Promise<number> => {
    server.send(question)
    return heard<number>(server)
  }
  const order = async (what: ClientOrder): Promise<ClientReport> => {
    chargers.send(what)
    return heard<ClientReport>(chargers)
  }
  return {
    url,
    order,
    spent: async (work: () => Promise<ClientReport>): Promise<Spent> => {
      const before = await ask('cpu')
      const report = await work()
      return { ...report, cpuUs: (await ask('cpu')) - before }
    },
    /** When what was under way has gone. */
    settledHeap: async (): Promise<number> => {
      let least = Infinity
      for (let looks = 0; looks < 5; looks++) {
        await new Promise((resolve) => setTimeout(resolve, 500))
        least = Math.min(least, await ask('heap'))
      }
      return least
    },
    [Symbol.asyncDispose]: async () => {
      for (const child of [server, chargers]) {
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      }
    },
  }
}

/** The next word of a process. */
async function heard<T>(child: ChildProcess): Promise<T> {
  const ended = Promise.withResolvers<never>()
  const gone = (): void => ended.reject(new Error('A process of the bench has ended.'))
  child.once('exit', gone)
  try {
    const [word] = (await Promise.race([once(child, 'message'), ended.promise])) as [T]
    return word
  } finally {
    child.off('exit', gone)
  }
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { Pool } from 'undici'
import { newId } from '#lib/id.ts'
import { newKeyPair, privateKey, signAccessToken } from '#lib/auth.ts'
import { compose } from '../gateway/composition/compose.ts'
import { QUERIES, subgraphs, type Name, type QueryName } from './gateway/domain.ts'
import { startMeasured, startReady, type Measured } from './gateway/process.ts'

export const GOAL: Record<QueryName, number> = { heavy: 3, small: 2.5 }
const ROUNDS = 5
const CLIENTS = 8
const REQUESTS: Record<QueryName, number> = { heavy: 400, small: 4_000 }

export interface Figure {
  /** Milliseconds of the gateway's processor time per request. */
  cpuMs: number
  perSecond: number
}
/** Who answers: ours, ours to somebody who has signed in, and the references. */
export type Contender = 'ours' | 'ours, signed in' | 'Apollo' | 'Hive' | 'Hive, Rust planner'
export type Figures = Record<QueryName, Partial<Record<Contender, Figure>>>

interface Contending {
  name: Contender
  gateway: Measured
  headers: Record<string, string>
}

/**
 * Our gateway beside Apollo Server 5 + @apollo/gateway and, where it is installed, Hive Gateway: same supergraph, subgraphs and queries,
 * each gateway in its own process, no two requests alike, so that nothing is shared or remembered on any side. Rounds alternate; the figures
 * are medians.
 */
export async function measureGateways({
  rounds = ROUNDS,
  requests = REQUESTS,
  hive = false,
}: { rounds?: number; requests?: Record<QueryName, number>; hive?: boolean } = {}): Promise<Figures> {
  await using stack = new AsyncDisposableStack()
  const services = stack.use(await startReady<Record<Name, string>>('subgraphs.ts'))
  const { supergraph } = compose(subgraphs(services.value))
  const accounts = newKeyPair()
  const ours = stack.use(
    await startMeasured('ours', 'ours.ts', supergraph, { env: { GATEWAY_ACCESS_PUBLIC_KEY: accounts.publicKey } }),
  )
  const token = await signAccessToken(privateKey(accounts.privateKey), { userId: newId(), roles: ['DRIVER'] })
  const apollo = stack.use(await startMeasured('apollo', 'apollo.ts', supergraph))
  const contenders: Contending[] = [
    { name: 'ours', gateway: ours, headers: {} },
    { name: 'ours, signed in', gateway: ours, headers: { authorization: `Bearer ${token}` } },
    { name: 'Apollo', gateway: apollo, headers: {} },
  ]
  if (hive)
    for (const [name, planner] of [
      ['Hive', 'js'],
      ['Hive, Rust planner', 'rust'],
    ] as const) {
      const env = { HIVE_PLANNER: planner }
      const gateway = stack.use(await startMeasured(name, 'hive/serve.mjs', supergraph, { env }))
      contenders.push({ name, gateway, headers: {} })
    }
  const figures: Figures = { heavy: {}, small: {} }
  for (const query of Object.keys(QUERIES) as QueryName[]) {
    await sameAnswer(contenders, query)
    const taken = new Map(contenders.map(({ name }) => [name, [] as Figure[]]))
    // One round before the first that counts warms the compilers.
    for (let round = 0; round <= rounds; round += 1)
      for (const each of contenders) {
        const figure = await load(each, query, requests[query])
        if (round > 0) taken.get(each.name)?.push(figure)
      }
    for (const [name, all] of taken) figures[query][name] = medians(all)
  }
  return figures
}

/** `npm run bench -- gateway` */
export async function run(): Promise<void> {
  const figures = await measureGateways({ hive: installHive() })
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line('query', 'gateway', 'CPU ms/request', 'Apollo ÷ it', 'requests/s', 'it ÷ Apollo')
  line('---', '---', '---', '---', '---', '---')
  for (const [query, all] of Object.entries(figures))
    for (const [name, { cpuMs, perSecond }] of Object.entries(all)) {
      const apollo = all.Apollo ?? { cpuMs: Number.NaN, perSecond: Number.NaN }
      const [cpu, rate] = [apollo.cpuMs / cpuMs, perSecond / apollo.perSecond]
      line(query, name, cpuMs.toFixed(3), `${cpu.toFixed(2)}×`, perSecond.toFixed(0), `${rate.toFixed(2)}×`)
    }
  process.stdout.write(
    `Goal: ours at least ${GOAL.heavy}× on the heavy query and ${GOAL.small}× on the small one, in CPU per request.\n`,
  )
}

/** Hive Gateway is installed for this bench alone: the platform runs without it. False, with a word why, where there is no network. */
function installHive(): boolean {
  const folder = fileURLToPath(new URL('gateway/hive', import.meta.url))
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) process.stderr.write('Hive Gateway could not be installed, so its rows are left out.\n')
  return status === 0
}

/** The same question about another thing each time: an answer that was kept or is under way would be no measure of a gateway. */
const bodyOf = (query: QueryName, turn: number): string => {
  const { query: text, variables } = QUERIES[query]
  return JSON.stringify({ query: text, variables: variables(turn) })
}

async function sameAnswer(contenders: readonly Contending[], query: QueryName): Promise<void> {
  const [mine, ...theirs] = await Promise.all(
    contenders.map(async ({ gateway, headers }) =>
      (
        await fetch(gateway.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: bodyOf(query, 7),
        })
      ).json(),
    ),
  )
  if (!theirs.every((answer) => isDeepStrictEqual(mine, answer))) throw new Error(`the gateways answer ${query} differently`)
}

async function load({ gateway, headers, name }: Contending, query: QueryName, requests: number): Promise<Figure> {
  const { origin, pathname: path } = new URL(gateway.url)
  const pool = new Pool(origin, { connections: CLIENTS })
  let left = requests
  const client = async () => {
    while (left-- > 0) {
      const answer = await pool.request({
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: bodyOf(query, left),
      })
      await answer.body.dump({ limit: 10_000_000 })
      if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}`)
    }
  }
  const cpu = await gateway.cpuMs()
  const start = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const seconds = (performance.now() - start) / 1000
  const cpuMs = ((await gateway.cpuMs()) - cpu) / requests
  await pool.close()
  return { cpuMs, perSecond: requests / seconds }
}

function medians(figures: readonly Figure[]): Figure {
  const median = (of: (figure: Figure) => number): number => {
    const sorted = figures.map(of).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  }
  return { cpuMs: median(({ cpuMs }) => cpuMs), perSecond: median(({ perSecond }) => perSecond) }
}

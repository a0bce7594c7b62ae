import { isDeepStrictEqual } from 'node:util'
import { Pool } from 'undici'
import { compose } from '../gateway/composition/compose.ts'
import { QUERIES, subgraphs, type Name, type QueryName } from './gateway/domain.ts'
import { startMeasured, startReady, type Measured } from './gateway/process.ts'

export const GOAL = 1.8
const ROUNDS = 5
const CLIENTS = 8
const REQUESTS: Record<QueryName, number> = { heavy: 400, small: 4_000 }

export interface Figure {
  /** Milliseconds of the gateway's processor time per request. */
  cpuMs: number
  perSecond: number
}
export type Figures = Record<QueryName, { ours: Figure; apollo: Figure }>

/**
 * Our gateway beside Apollo Server 5 + @apollo/gateway: same supergraph, subgraphs and queries, each gateway in its own
 * process, no request shared with another on either side. Rounds alternate; the figures are medians.
 */
export async function measureGateways(rounds: number = ROUNDS, requests: Record<QueryName, number> = REQUESTS): Promise<Figures> {
  using services = await startReady<Record<Name, string>>('subgraphs.ts')
  const { supergraph } = compose(subgraphs(services.value))
  using ours = await startMeasured('ours', 'ours.ts', supergraph)
  using apollo = await startMeasured('apollo', 'apollo.ts', supergraph)
  const figures = {} as Figures
  for (const query of Object.keys(QUERIES) as QueryName[]) {
    await sameAnswer(ours, apollo, query)
    // One round before the first that counts warms the compilers.
    const taken: { ours: Figure; apollo: Figure }[] = []
    for (let round = 0; round <= rounds; round += 1) {
      taken.push({ ours: await load(ours, query, requests[query]), apollo: await load(apollo, query, requests[query]) })
    }
    const counted = taken.slice(1)
    figures[query] = { ours: medians(counted.map((each) => each.ours)), apollo: medians(counted.map((each) => each.apollo)) }
  }
  return figures
}

/** `npm run bench -- gateway` */
export async function run(): Promise<void> {
  const figures = await measureGateways()
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line('query', 'CPU ms/request: ours', 'Apollo', 'ratio', 'requests/s: ours', 'Apollo', 'ratio')
  line('---', '---', '---', '---', '---', '---', '---')
  for (const [query, { ours, apollo }] of Object.entries(figures)) {
    const cpu = apollo.cpuMs / ours.cpuMs
    const rate = ours.perSecond / apollo.perSecond
    const cells = [
      ours.cpuMs.toFixed(3),
      apollo.cpuMs.toFixed(3),
      `${cpu.toFixed(2)}×`,
      ours.perSecond.toFixed(0),
      apollo.perSecond.toFixed(0),
      `${rate.toFixed(2)}×`,
    ]
    line(query, ...cells)
  }
  process.stdout.write(`Goal: at least ${GOAL}× on both.\n`)
}

const bodyOf = (query: QueryName): string => JSON.stringify(QUERIES[query])

async function sameAnswer(ours: Measured, apollo: Measured, query: QueryName): Promise<void> {
  const [mine, theirs] = await Promise.all([ours, apollo].map(async ({ url }) => (await post(url, query)).json()))
  if (!isDeepStrictEqual(mine, theirs)) throw new Error(`the gateways answer ${query} differently`)
}

const post = (url: string, query: QueryName): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(query) })

async function load(gateway: Measured, query: QueryName, requests: number): Promise<Figure> {
  const { origin, pathname: path } = new URL(gateway.url)
  const pool = new Pool(origin, { connections: CLIENTS })
  const body = bodyOf(query)
  let left = requests
  const client = async () => {
    while (left-- > 0) {
      const answer = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body })
      await answer.body.dump({ limit: 10_000_000 })
      if (answer.statusCode !== 200) throw new Error(`${gateway.name} answered ${answer.statusCode}`)
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

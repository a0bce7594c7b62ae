import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { compose } from '../gateway/composition/compose.ts'
import { NAMES, subgraphs, type Name } from './gateway/domain.ts'
import { startMeasured, type Measured } from './gateway/process.ts'

const DOCUMENTS = 10_000
const HEAP_MB = 768
const CLIENTS = 4
const ERRORS = 5_000
const ROUNDS = 20

/**
 * What strangers and broken subgraphs can do to a gateway, ours beside Apollo Server 5 + @apollo/gateway: a document that
 * doubles through its fragments, documents that are new each time, an answer full of errors.
 */
export async function run(): Promise<void> {
  const only = process.argv[3]
  for (const [name, part] of Object.entries({ doubling, documents, errors })) if (!only || only === name) await part()
}

const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)

/** Milliseconds until a document of fragments that spread two others each is answered; ours the median of nine. Apollo is spared the deepest. */
async function doubling(): Promise<void> {
  await using world = await start('{"data":{}}')
  line('levels of doubling fragments', 'bytes', 'ours ms', 'Apollo ms', 'ratio')
  line('---', '---', '---', '---', '---')
  const ms = async (gateway: Measured, levels: number): Promise<number> => {
    const begun = performance.now()
    await post(gateway, { query: doubled(levels) })
    return performance.now() - begun
  }
  for (const gateway of world.gateways) for (let warm = 0; warm < 40; warm += 1) await ms(gateway, warm % 2 ? 3 : 9)
  for (const levels of [12, 16, 18, 28]) {
    const nine: number[] = []
    while (nine.length < 9) nine.push(await ms(world.ours, levels))
    const ours = nine.sort((a, b) => a - b)[4] ?? Number.NaN
    const apollo = levels > 18 ? Number.NaN : await ms(world.apollo, levels)
    const ratio = Number.isNaN(apollo) ? '' : `${(apollo / ours).toFixed(0)}×`
    line(
      String(levels),
      String(doubled(levels).length),
      ours.toFixed(1),
      Number.isNaN(apollo) ? 'minutes' : apollo.toFixed(0),
      ratio,
    )
  }
}

/** Whether a process of 768 MB outlives documents that it has never seen before, and what it holds then. */
async function documents(): Promise<void> {
  await using world = await start('{"data":{}}', [`--max-old-space-size=${HEAP_MB}`])
  line(
    `different documents of ${large(0).length} bytes, heap of ${HEAP_MB} MB`,
    'answered',
    'most memory MB',
    'CPU ms each',
    'alive',
  )
  line('---', '---', '---', '---', '---')
  for (const gateway of world.gateways) {
    let sent = 0
    let answered = 0
    let most = 0
    let cpuMs = 0
    const client = async () => {
      while (sent < DOCUMENTS) {
        const n = (sent += 1)
        const variables = Object.fromEntries(CONDITIONS.map((name, bit) => [name, ((n >> bit) & 1) === 1]))
        const answer = await post(gateway, { query: large(n), variables })
        if (answer.includes('"errors"')) throw new Error(`${gateway.name} refuses: ${answer.slice(0, 200)}`)
        answered += 1
        if (answered % 100 > 0) continue
        most = Math.max(most, await gateway.memoryBytes())
        cpuMs = await gateway.cpuMs()
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, client)).catch((error: unknown) => {
      if (gateway.alive()) throw error
    })
    line(
      gateway.name,
      String(answered),
      (most / 2 ** 20).toFixed(0),
      (cpuMs / answered).toFixed(1),
      gateway.alive() ? 'yes' : `no, ended after ${answered}`,
    )
  }
}

/** Processor time for an answer of a subgraph that holds thousands of errors, each of another entity. */
async function errors(): Promise<void> {
  const ids = Array.from({ length: ERRORS }, (_, n) => `user-${n}`)
  const users = JSON.stringify({ data: { users: ids.map((id) => ({ __typename: 'User', id })) } })
  const refused = JSON.stringify({
    data: { _entities: ids.map(() => null) },
    errors: ids.map((id, n) => ({ message: `no ${id}`, path: ['_entities', n], extensions: { code: 'NOT_FOUND' } })),
  })
  await using world = await start((body) => (body.includes('_entities') ? refused : users))
  const query = `{ users(first: ${ERRORS}) { id rewardBalance } }`
  line(`an answer with ${ERRORS} errors`, 'CPU ms', 'kB to the client')
  line('---', '---', '---')
  const taken = new Map<Measured, number[]>(world.gateways.map((gateway) => [gateway, []]))
  const bytes = new Map<Measured, number>()
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const gateway of world.gateways) {
      const before = await gateway.cpuMs()
      bytes.set(gateway, (await post(gateway, { query })).length)
      // The first round warms the compilers.
      if (round > 0) taken.get(gateway)?.push((await gateway.cpuMs()) - before)
    }
  }
  const median = (gateway: Measured): number => (taken.get(gateway) ?? []).sort((a, b) => a - b)[ROUNDS / 2] ?? Number.NaN
  for (const gateway of world.gateways)
    line(gateway.name, median(gateway).toFixed(1), ((bytes.get(gateway) ?? 0) / 1024).toFixed(0))
  line('ours / Apollo', `${(median(world.ours) / median(world.apollo)).toFixed(2)}×`, '')
}

/** Both gateways, over subgraphs that all give the same answers. */
async function start(answer: string | ((body: string) => string), execArgv: readonly string[] = []) {
  const server = await listen(typeof answer === 'string' ? () => answer : answer)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  const { supergraph } = compose(subgraphs(Object.fromEntries(NAMES.map((name) => [name, url])) as Record<Name, string>))
  const ours = await startMeasured('ours', 'ours.ts', supergraph, { execArgv })
  const apollo = await startMeasured('Apollo', 'apollo.ts', supergraph, { execArgv })
  return {
    ours,
    apollo,
    gateways: [ours, apollo],
    [Symbol.asyncDispose]: async () => {
      ours[Symbol.dispose]()
      apollo[Symbol.dispose]()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

async function listen(answer: (body: string) => string): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer(Buffer.concat(chunks).toString())),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return server
}

async function post({ url }: Measured, body: unknown): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.text()
}

function doubled(levels: number): string {
  const level = (n: number, body: string) => ['F', 'G'].map((name) => `fragment ${name}${n} on Query{${body}}`).join(' ')
  const inner = Array.from({ length: levels }, (_, n) => level(n, `...F${n + 1} ...G${n + 1}`))
  return `{...F0 ...G0} ${inner.join(' ')} ${level(levels, 'user(id:"user-1"){id}')}`
}

const CONDITIONS = ['a', 'b', 'c', 'd']

/** Some five kilobytes with four conditions; every number gives another text. Of one subgraph: what is long here is not the planning. */
function large(n: number): string {
  const station = 'id name address { street city country } latitude longitude connectors { __typename id kind maxPowerW status }'
  const fields = Array.from(
    { length: 28 },
    (_, k) => `x${n}_${k}: station(id: "station-${k}") @include(if: $${CONDITIONS[k % 4]}) { __typename ${station} }`,
  )
  return `query (${CONDITIONS.map((name) => `$${name}: Boolean!`).join(', ')}) { ${fields.join(' ')} }`
}

import { gunzipSync } from 'node:zlib'
import { Report, type Trace } from '@apollo/usage-reporting-protobuf'
import { afterEach, expect, test } from 'vitest'
import { parse } from 'graphql'
import { createLog } from '#lib/log.ts'
import { loadGraph } from '../execution/graph.ts'
import { listen, startGateway, type Gateway } from '../fixtures/kit.ts'
import { toySupergraph } from '../fixtures/toys.ts'
import { createApolloReport } from './apollo-report.ts'
import { createDurations } from './durations.ts'

const KEY = 'service:evergraph:secret'
let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

/** What is decoded has lists where what is encoded may have other things. */
interface Shown {
  header: unknown
  operationCount: number
  tracesPerQuery: Record<
    string,
    {
      trace: Trace[]
      statsWithContext: { queryLatencyStats: unknown }[]
      referencedFieldsByType: Record<string, { fieldNames: string[] }>
    }
  >
}

/** Stands for Apollo, and keeps what it is sent. */
async function apollo(statuses: number[] = []) {
  const sent: { key: unknown; text: string; report: Shown }[] = []
  const server = await listen((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = gunzipSync(Buffer.concat(chunks))
      sent.push({
        key: request.headers['x-api-key'],
        text: body.toString('latin1'),
        report: Report.decode(body) as unknown as Shown,
      })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  return { sent, env: { APOLLO_KEY: KEY, APOLLO_GRAPH_REF: 'evergraph@test', APOLLO_REPORT_URL: server.url }, server }
}

test('what is done is reported by its signature and client, with durations and failures, and without any value', async () => {
  const { sent, env, server } = await apollo()
  await using _server = server
  const logged: string[] = []
  gateway = await startGateway({ logged, env: { ...env, APOLLO_TRACE_SHARE: '0', LOG_LEVEL: 'debug' } })
  const client = { 'apollographql-client-name': 'web', 'apollographql-client-version': '7' }
  const query = 'query Named($id: ID!) { item(id: $id) { id other: name } }'
  for (let n = 0; n < 3; n += 1) expect((await gateway.ask(query, { id: 'a-secret-id' }, client)).status).toBe(200)
  await gateway.ask('query Fails { refused item(id: "a-secret-literal") { id } }')
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  const [{ key, text, report } = expect.fail('nothing was reported')] = sent
  expect(key).toBe(KEY)
  expect(report.header).toMatchObject({ graphRef: 'evergraph@test' })
  expect(report.operationCount).toBe(4)
  const [named, fails] = ['# Named\n', '# Fails\n'].map(
    (name) => Object.entries(report.tracesPerQuery).find(([signature]) => signature.startsWith(name))?.[1],
  )
  expect(named?.statsWithContext[0]).toMatchObject({
    context: { clientName: 'web', clientVersion: '7' },
    queryLatencyStats: { requestCount: 3, requestsWithErrorsCount: 0 },
  })
  expect(named?.referencedFieldsByType['Item']?.fieldNames.toSorted()).toEqual(['id', 'name'])
  expect(fails?.statsWithContext[0]?.queryLatencyStats).toMatchObject({ requestCount: 1, requestsWithErrorsCount: 1 })
  expect(text).not.toContain('a-secret')
  expect(logged.join('')).not.toContain(KEY)
})

test('however an operation is called, and however long it is, it is answered', async () => {
  const { sent, env, server } = await apollo()
  await using _server = server
  gateway = await startGateway({ env: { ...env, APOLLO_TRACE_SHARE: '0' } })
  const long = 'L'.repeat(150)
  for (const name of [long, 'anonymous', 'L'.repeat(20_000)])
    expect(await gateway.ask(`query ${name} { me }`)).toMatchObject({ status: 200, data: { me: 'anonymous' } })
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  const signatures = Object.keys(sent[0]?.report.tracesPerQuery ?? {})
  expect(signatures).toEqual([`# ${long}\nquery ${long}{me}`, '# anonymous\nquery anonymous{me}'])
})

test('of measured operations the traces of the subgraphs are sent, and the client is told nothing of it', async () => {
  const { sent, env, server } = await apollo()
  await using _server = server
  gateway = await startGateway({ over: 'http', env: { ...env, APOLLO_TRACE_SHARE: '1' } })
  const answer = await gateway.ask('query Measured { items(first: 2) { id inStock } }')
  expect([answer.status, answer.extensions]).toEqual([200, undefined])
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  const [traces] = Object.values(sent[0]?.report.tracesPerQuery ?? {})
  const trace = traces?.trace[0]
  const [first] = trace?.queryPlan?.sequence?.nodes ?? []
  expect(first?.fetch).toMatchObject({ serviceName: 'shop', traceParsingFailed: false })
  expect(first?.fetch?.trace?.root?.child?.[0]).toMatchObject({ responseName: 'items', parentType: 'Query' })
  expect(trace).toMatchObject({ clientName: 'none' })
})

test('a report that Apollo cannot take is sent again, and one that it refuses is not', async () => {
  const { sent, env, server } = await apollo([503, 200, 400])
  await using _server = server
  const logged: string[] = []
  const log = createLog('gateway', { destination: { write: (line) => void logged.push(line) } })
  const target = { key: KEY, graphRef: env.APOLLO_GRAPH_REF, url: env.APOLLO_REPORT_URL, traceShare: 0 }
  const graph = loadGraph(toySupergraph())
  const document = parse('query Once { me }')
  const once = { operation: graph.plan(document, null), document, graph, clientName: 'a', clientVersion: '1', ms: 1, result: {} }
  await using report = createApolloReport(target, log)
  report.note(once)
  await expect(report.send()).rejects.toThrow('503')
  await report.send()
  await report.send()
  expect(sent.map(({ report: { operationCount } }) => operationCount)).toEqual([1, 1])
  report.note(once)
  await report.send()
  await report.send()
  expect(sent).toHaveLength(3)
  expect(logged.join('')).toContain('400')
  expect(logged.join('')).not.toContain(KEY)
})

test('durations are written as Apollo reads them', () => {
  const durations = createDurations()
  expect(durations.toArray()).toEqual([])
  for (const ms of [0, 0.001, 0.0011, 0.0013, 1e16]) durations.add(ms)
  expect(durations.toArray()).toEqual([2, 1, 0, 1, -379, 1])
})

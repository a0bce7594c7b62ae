import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { bearer, post, startGateway, wsClient, type Gateway } from '../fixtures/kit.ts'

let gateway: Gateway
const logged: string[] = []
beforeAll(async () => {
  gateway = await startGateway({ logged, env: { GATEWAY_ACCESS_LOG: 'true', LOG_LEVEL: 'info' } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

/** The figure of a line of the metrics; 0 while there is none. */
const figure = async (line: string): Promise<number> => {
  const text = await (await fetch(`${gateway.server.internalUrl}/metrics`)).text()
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length) ?? 0,
  )
}
const lines = () => logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'operation')
const lineOf = (operation: string) => until(() => lines().find((line) => line['operation'] === operation))
const SECRET = 'a-word-that-nobody-may-read'

test('a query is timed by its name and what the client calls itself', async () => {
  const count = 'evergraph_gateway_operation_seconds_count{operation="Timed",client="web 2"}'
  await gateway.ask('query Timed { me }', {}, { 'apollographql-client-name': 'web 2' })
  await gateway.ask('query Timed { me }', {}, { 'apollographql-client-name': 'web 2' })
  expect(await figure(count)).toBe(2)
})

test('a query of a socket is timed too', async () => {
  const client = wsClient(gateway.wsUrl)
  for await (const result of client.iterate({ query: 'query OverSocket { me }' })) expect(result.data).toBeTruthy()
  await client.dispose()
  expect(await figure('evergraph_gateway_operation_seconds_count{operation="OverSocket",client="none"}')).toBe(1)
  expect(await lineOf('OverSocket')).toMatchObject({ kind: 'query', caller: 'anonymous', code: null })
})

const refused: [code: string, ask: () => Promise<unknown>][] = [
  ['CONFLICT', () => gateway.ask('{ refused }')],
  ['UNAUTHENTICATED', () => gateway.ask('{ me }', {}, { authorization: 'Bearer forged' })],
  ['GRAPHQL_VALIDATION_FAILED', () => gateway.ask('{ nothingOfTheKind }')],
  ['BODY_TOO_LARGE', () => post(gateway.url, { query: '{ me }', variables: { x: 'x'.repeat(300_000) } })],
  ['QUERY_TOO_DEEP', () => gateway.ask(`{ item(id: "1") ${'{ next '.repeat(20)}{ id }${'}'.repeat(20)} }`)],
  [
    'QUERY_TOO_LARGE',
    async () => {
      const client = wsClient(gateway.wsUrl)
      const query = 'subscription ($id: ID!) { itemChanged(id: $id) { id } }'
      await client
        .iterate({ query, variables: { id: 'x'.repeat(100_000) } })
        .next()
        .catch(() => undefined)
      await client.dispose()
    },
  ],
]
test.each(refused)('%s is counted once', async (code, ask) => {
  const line = `evergraph_gateway_refusals_total{code="${code}"}`
  const before = await figure(line)
  await ask()
  expect(await figure(line)).toBe(before + 1)
})

test('an operation is one line of the log: who, what, how long, how much, and neither token nor variable', async () => {
  const authorization = await bearer()
  const query = `query Logged($id: ID!) { item(id: $id) { name } other: item(id: "${SECRET}") { id } }`
  await gateway.ask(query, { id: SECRET }, { authorization, 'apollographql-client-name': 'app' })
  const line = await lineOf('Logged')
  expect(line).toMatchObject({ kind: 'query', client: 'app', caller: 'user', code: null, status: 200 })
  expect(line['bytes']).toBeGreaterThan(100)
  expect(line['ms']).toBeGreaterThan(0)
  await gateway.ask(`query LoggedRefusal { refused item(id: "${SECRET}") { id } }`)
  expect(await lineOf('LoggedRefusal')).toMatchObject({ caller: 'anonymous', code: 'CONFLICT' })
  const all = logged.join('\n')
  expect(all).not.toContain(SECRET)
  expect(all).not.toContain(authorization.slice(-20))
})

test('a long name is cut: a line of the log and a span are no place for a client to write in', async () => {
  const name = 'N'.repeat(5_000)
  await gateway.ask(`query ${name} { me }`)
  expect(await lineOf('N'.repeat(GATEWAY_LIMITS.operationNameCharacters))).toMatchObject({ kind: 'query' })
  expect(logged.join('\n')).not.toContain('N'.repeat(GATEWAY_LIMITS.operationNameCharacters + 1))
})

test('a subscription is one line when it ends, with the number of its results', async () => {
  const client = wsClient(gateway.wsUrl)
  const results = client.iterate({ query: 'subscription Followed { itemChanged(id: "1") { name } }' })
  await results.next()
  gateway.state.change('1', 'new')
  await results.next()
  await results.return?.()
  expect(await lineOf('Followed')).toMatchObject({ kind: 'subscription', events: 2 })
  await client.dispose()
})

test('without the setting nothing is logged', async () => {
  const quiet: string[] = []
  await using other = await startGateway({ logged: quiet, env: { LOG_LEVEL: 'info' } })
  await other.ask('query Quiet { me }')
  await lineOf('Followed')
  expect(quiet.join('\n')).not.toContain('Quiet')
})

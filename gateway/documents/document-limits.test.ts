import { getIntrospectionQuery, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument } from './documents.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'

const times = <T>(count: number, each: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n))
const repeat = (text: string, count: number): string => text.repeat(count)

/** Fragments that spread two others that spread two others: a kilobyte that comes to 2^levels selections. */
function doubling(levels: number, { kind = 'query', type = 'Query', leaf = 'me' } = {}): string {
  const spread = (n: number) => `...F${n} ...G${n}`
  const level = (n: number, body: string) => `fragment F${n} on ${type} { ${body} } fragment G${n} on ${type} { ${body} }`
  const inner = times(levels, (n) => level(n, spread(n + 1))).join(' ')
  return `${kind} { ${spread(0)} } ${inner} ${level(levels, leaf)}`
}

const hostile: [string, string, string][] = [
  ['that doubles through 28 levels of fragments', doubling(28), 'QUERY_TOO_LARGE'],
  ['that doubles through 190 levels', doubling(190), 'QUERY_TOO_LARGE'],
  ['that doubles in fragments nobody spreads', doubling(28).replace(/^query \{.*?\}/, '{ me }'), 'QUERY_TOO_LARGE'],
  [
    'that doubles below a field',
    doubling(28, { type: 'Item', leaf: 'id' }).replace(/\{(.*?)\}/, '{ items {$1} }'),
    'QUERY_TOO_LARGE',
  ],
  ['that doubles its aliases', doubling(28, { leaf: 'a: me' }), 'QUERY_TOO_LARGE'],
  ['that doubles its directives', doubling(28, { leaf: 'me @include(if: true)' }), 'QUERY_TOO_LARGE'],
  [
    'that doubles within introspection',
    doubling(28, { type: '__Type', leaf: 'name' }).replace(/\{(.*?)\}/, '{ __schema { types {$1} } }'),
    'QUERY_TOO_LARGE',
  ],
  [
    'whose operations all spread one large fragment',
    `${times(60, (n) => `query Q${n} { ...F }`).join(' ')} fragment F on Query { ${repeat('me ', 60)} }`,
    'QUERY_TOO_LARGE',
  ],
  ['that asks for one field again and again', `{ ${repeat('items { related { id } } ', 250)} }`, 'QUERY_TOO_LARGE'],
  [
    'that asks for one field again through many fragments',
    `{ ${times(300, (n) => `...F${n}`).join(' ')} } ${times(300, (n) => `fragment F${n} on Query { me }`).join(' ')}`,
    'QUERY_TOO_LARGE',
  ],
  ['of fragments in a ring', '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }', 'QUERY_TOO_LARGE'],
  ['of a ring of fragments that doubles', doubling(28, { leaf: '...F0' }), 'QUERY_TOO_LARGE'],
  ['that nests inline fragments', `{ ${repeat('... { ', 300)} me ${repeat('} ', 300)} }`, 'QUERY_TOO_DEEP'],
  [
    'that chains fragments',
    `{ ...F0 } ${times(60, (n) => `fragment F${n} on Query { ...F${n + 1} }`).join(' ')} fragment F60 on Query { me }`,
    'QUERY_TOO_DEEP',
  ],
  ['that nests lists in lists', `{ item(id: ${repeat('[', 99)}${repeat(']', 99)}) { id } }`, 'QUERY_TOO_DEEP'],
  [
    'that nests lists in lists until the stack ends',
    `{ item(id: ${repeat('[', 1_950)}${repeat(']', 1_950)}) { id } }`,
    'QUERY_TOO_DEEP',
  ],
  [
    'that asks for the schema under many names',
    `{ ${times(20, (n) => `s${n}: __schema { types { name } }`).join(' ')} }`,
    'TOO_MANY_ALIASES',
  ],
  [
    'with aliases within the schema’s description',
    `{ __schema { types { ...T } } } fragment T on __Type { ${times(20, (n) => `f${n}: fields { name }`).join(' ')} }`,
    'TOO_MANY_ALIASES',
  ],
]

test('real operations and the introspection of tools are within the limits', () => {
  expect(checkDocument(parse(getIntrospectionQuery())).selections).toBeLessThan(500)
  expect(checkDocument(parse('{ ...F ...F b: me } fragment F on Query { me }'))).toMatchObject({ selections: 6 })
})

describe('over every transport', () => {
  let gateway: Gateway
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  const sse = async (query: string): Promise<Result> => {
    const text = await (await post(gateway.url, { query }, { accept: 'text/event-stream' })).text()
    return JSON.parse(/^data: (\{.*\})$/m.exec(text)?.[1] ?? 'null') as Result
  }
  const ws = async (query: string): Promise<Result> => {
    const client = wsClient(gateway.wsUrl, { authorization: await bearer() })
    try {
      return (await client.iterate({ query }).next()).value as Result
    } catch (errors) {
      return { errors } as Result
    } finally {
      await client.dispose()
    }
  }
  const over: Record<string, (query: string) => Promise<Result>> = {
    POST: (query) => gateway.ask(query),
    GET: async (query) =>
      (
        await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } })
      ).json() as Promise<Result>,
    SSE: sse,
    WebSocket: ws,
  }

  for (const [transport, ask] of Object.entries(over)) {
    for (const [what, query, code] of hostile) {
      // A request line has room for 16 kB.
      if (transport === 'GET' && encodeURIComponent(query).length > 15_000) continue
      test(`a document ${what} is refused; ${transport}`, async () => {
        const { data, errors } = await ask(query)
        expect(data ?? null).toBeNull()
        expect(errors).toHaveLength(1)
        expect(errors?.[0]?.extensions?.code).toBe(code)
        expect((await gateway.ask('{ me }')).data).toEqual({ me: 'anonymous' })
      })
    }

    test(`a subscription that doubles is refused and opens no stream; ${transport}`, async () => {
      const query = doubling(28, { kind: 'subscription', type: 'Subscription', leaf: 'breaking' })
      const { errors } = await ask(query)
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['QUERY_TOO_LARGE'])
      expect(gateway.state.openStreams).toBe(0)
    })
  }
})

test('wrong variables are told up to a limit', async () => {
  await using gateway = await startGateway()
  const { errors } = await gateway.ask('mutation ($input: RenameInput!) { rename(input: $input) { id } }', {
    input: Object.fromEntries(times(5_000, (n) => [`wrong${n}`, n])),
  })
  expect(errors?.length).toBeLessThan(50)
})

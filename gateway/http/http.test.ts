import { createHmac, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newKeyPair, privateKey, signAccessToken } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const codes = ({ errors }: Result) => errors?.map(({ extensions }) => extensions?.code)

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => gateway.url })
  test('all 61 audits of the specification are there', () => expect(audits).toHaveLength(61))
  for (const audit of audits) {
    test(`${audit.id} ${audit.name}`, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' })
    })
  }
})

describe('joins', () => {
  test('fields of two subgraphs make one answer', async () => {
    const { data, errors } = await gateway.ask('{ item(id: "4") { name inStock warehouse { city } } }')
    expect(errors).toBeUndefined()
    expect(data).toEqual({ item: { name: 'item 4', inStock: 7, warehouse: { city: 'city 1' } } })
  })

  test('each entity is asked for once, however often it stands in the result', async () => {
    gateway.state.asked.length = 0
    const { data } = await gateway.ask('{ items(first: 3) { related { id inStock } } }')
    const related = [
      { id: '1', inStock: 7 },
      { id: '2', inStock: 7 },
    ]
    expect(data).toEqual({ items: [{ related }, { related }, { related }] })
    expect(gateway.state.asked.map((asked) => asked.length)).toEqual([2])
  })

  test('an entity that its subgraph refuses leaves the rest whole, with code and path', async () => {
    const { data, errors } = await gateway.ask('{ item(id: "13") { name warehouse { city } } }')
    expect(data).toEqual({ item: { name: 'item 13', warehouse: null } })
    expect(errors).toMatchObject([{ message: 'no luck', path: ['item'], extensions: { code: 'NOT_FOUND' } }])
  })

  test('a mutation reaches its owner and its result is joined', async () => {
    const { data } = await gateway.ask('mutation ($input: RenameInput!) { rename(input: $input) { name inStock } }', {
      input: { id: '5', name: 'new' },
    })
    expect(data).toEqual({ rename: { name: 'new', inStock: 7 } })
  })
})

describe('callers', () => {
  test('a bearer token tells the subgraph who calls', async () => {
    const userId = newId()
    expect((await gateway.ask('{ me }', {}, { authorization: await bearer({ userId }) })).data).toEqual({ me: userId })
  })

  test('no token means an anonymous caller', async () => {
    expect((await gateway.ask('{ me }')).data).toEqual({ me: 'anonymous' })
  })

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: 'evergraph:accounts',
    aud: 'evergraph',
    sub: newId(),
    roles: ['ADMIN'],
    exp: Math.floor(Date.now() / 1000) + 600,
  }
  const forged = {
    'has expired': () => bearer({ seconds: -1 }),
    'is signed by another key': async () =>
      `Bearer ${await signAccessToken(privateKey(newKeyPair().privateKey), { userId: newId(), roles: ['ADMIN'] })}`,
    'is not signed (alg none)': async () => `Bearer ${part({ alg: 'none' })}.${part(claims)}.`,
    'is signed by HMAC with a guess': async () => {
      const body = `${part({ alg: 'HS256' })}.${part(claims)}`
      return `Bearer ${body}.${createHmac('sha256', 'evergraph').update(body).digest('base64url')}`
    },
    'is a signature of another algorithm': async () => {
      const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      const { SignJWT } = await import('jose')
      return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key)}`
    },
    'had its claims changed': async () => {
      const [head, , signature] = (await bearer()).split('.')
      return `${head}.${part(claims)}.${signature}`
    },
    'is no JWT': async () => 'Bearer nonsense',
    'is no bearer token': async () => 'Basic YTpi',
    'is empty': async () => 'Bearer ',
  }
  for (const [fault, authorization] of Object.entries(forged)) {
    test(`a token that ${fault} is refused with 401, not taken for anonymous`, async () => {
      const answer = await gateway.ask('{ me }', {}, { authorization: await authorization() })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
      expect(codes(answer)).toEqual(['UNAUTHENTICATED'])
      expect(answer.data).toBeUndefined()
    })
  }
})

describe('bad requests', () => {
  const refusals: [string, unknown, number][] = [
    ['malformed JSON', '{"query": ', 400],
    ['an empty body', '', 400],
    ['JSON that is no object', '"query"', 400],
    ['null', 'null', 400],
    ['a query that is no string', { query: 7 }, 400],
    ['a batch', [{ query: '{ me }' }, { query: '{ me }' }], 400],
    ['a body past the limit', { query: `{ me } #${'x'.repeat(LIMITS.http.bodyBytes)}` }, 413],
  ]
  for (const [what, body, status] of refusals) {
    test(`${what} is refused with ${status}`, async () => {
      const response = await post(gateway.url, body)
      expect(response.status).toBe(status)
      expect(((await response.json()) as Result).data).toBeUndefined()
    })
  }

  for (const broken of ['variables=[[', 'extensions=no', 'variables=7', 'extensions=[]'])
    test(`a GET with ${broken} is refused with 400`, async () => {
      const response = await fetch(`${gateway.url}?query={me}&${broken}`)
      expect(response.status).toBe(400)
      expect(codes((await response.json()) as Result)).toEqual(['BAD_REQUEST'])
    })

  test('a body without a declared length is cut off at the limit, and its connection with it', async () => {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    const heard: Buffer[] = []
    socket.on('data', (chunk: Buffer) => heard.push(chunk))
    // The gateway may cut while we still write.
    socket.on('error', () => undefined)
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
    const endless = setInterval(() => socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`), 1)
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(endless)
    expect(Buffer.concat(heard).toString()).toMatch(/^(HTTP\/1\.1 413 |$)/)
    expect((await gateway.ask('{ me }')).data).toEqual({ me: 'anonymous' })
  })

  for (const [target, host] of [
    ['/graphql?query={me}', 'a b:c'],
    ['/graphql?query={me}', '['],
    ['/graphql?query={me}', 'x:99999'],
    ['http://[', 'x:80'],
  ] as const) {
    test(`a GET of ${target} from the host ${host} is refused with 400`, async () => {
      const socket = connect(gateway.server.port, '127.0.0.1')
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      const answer = await text(socket)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('"BAD_REQUEST"')
    })
  }

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ]) {
    test(`a POST of ${type}, which a foreign page can send unasked, is refused`, async () => {
      const response = await post(gateway.url, '{"query":"mutation { rename(input: {id: \\"1\\", name: \\"x\\"}) { id } }"}', {
        'content-type': type,
      })
      expect(response.status).toBe(415)
      const said = { message: expect.stringContaining('content-type: application/json'), extensions: { code: 'BAD_REQUEST' } }
      expect(await response.json()).toEqual({ errors: [said] })
    })
  }

  test('another address is told where the graph is', async () => {
    for (const path of ['/', '/graphq', '/graphql/']) {
      const response = await fetch(`${gateway.server.url}${path}`, { method: 'POST', body: '{}' })
      expect(response.status).toBe(404)
      const said = { message: expect.stringContaining('The graph is at /graphql.'), extensions: { code: 'BAD_REQUEST' } }
      expect(await response.json()).toEqual({ errors: [said] })
    }
  })

  test('a mutation by GET is refused, a query is answered', async () => {
    const get = (query: string) =>
      fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } })
    expect((await get('mutation { rename(input: {id: "1", name: "x"}) { id } }')).status).toBe(405)
    expect(await (await get('{ me }')).json()).toEqual({ data: { me: 'anonymous' } })
  })

  test('a wrong variable gets BAD_USER_INPUT and the path of the field', async () => {
    const answer = await gateway.ask('mutation ($input: RenameInput!) { rename(input: $input) { id } }', {
      input: { id: '1', name: 7 },
    })
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['input', 'name'] }] })
    expect(answer.data).toBeUndefined()
  })

  test('several operations without a name are refused with a sentence', async () => {
    const answer = await gateway.ask('query A { me } query B { me }')
    expect(answer.errors?.[0]?.message).toContain('operation')
  })

  const nested = (depth: number): string => (depth === 0 ? 'id' : `related { ${nested(depth - 1)} }`)
  const tooMuch: [string, string, string][] = [
    ['nested too deep', `{ items { ${nested(12)} } }`, 'QUERY_TOO_DEEP'],
    ['nested too deep through fragments', `{ items { ...F } } fragment F on Item { ${nested(12)} }`, 'QUERY_TOO_DEEP'],
    ['with too many aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: me`).join(' ')} }`, 'TOO_MANY_ALIASES'],
    ['with too many directives', `{ ${'me @include(if: true) '.repeat(51)} }`, 'TOO_MANY_DIRECTIVES'],
    ['with too many tokens', `{ ${'me '.repeat(LIMITS.document.tokens)} }`, 'QUERY_TOO_LONG'],
    [
      'round and round through lists',
      '{ item(id: "1") { related { related { related { related { id } } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    ['for too large pages', '{ items(first: 5000) { id name related { id name } } }', 'QUERY_TOO_COSTLY'],
  ]
  for (const [what, query, code] of tooMuch) {
    test(`a query ${what} is refused with ${code} and costs no subgraph anything`, async () => {
      const answer = await gateway.ask(query)
      expect(codes(answer)).toEqual([code])
      expect(answer.data).toBeUndefined()
    })
  }

  test('page sizes in variables count like those in the text', async () => {
    const query = 'query ($n: Int) { items(first: $n) { id name related { id name } } }'
    expect(codes(await gateway.ask(query, { n: 5000 }))).toEqual(['QUERY_TOO_COSTLY'])
    expect((await gateway.ask(query, { n: 5 })).errors).toBeUndefined()
  })

  test('a page whose size is not given counts as one of the default size, in fragments too', async () => {
    const wide = (depth: number): string => `id name inStock ${depth > 0 ? `related { ${wide(depth - 1)} }` : ''}`
    const many = (page: string, depth = 9) => Array.from({ length: 29 }, (_, n) => `a${n}: items${page} { ${wide(depth)} }`)
    expect(codes(await gateway.ask(`{ ${many('').join(' ')} }`))).toEqual(['QUERY_TOO_COSTLY'])
    expect(codes(await gateway.ask(`{ ...F } fragment F on Query { ${many('').join(' ')} }`))).toEqual(['QUERY_TOO_COSTLY'])
    expect(codes(await gateway.ask(`{ ... { ${many('(first: null)').join(' ')} } }`))).toEqual(['QUERY_TOO_COSTLY'])
    expect((await gateway.ask(`{ ${many('(first: 1)', 2).join(' ')} }`)).errors).toBeUndefined()
  })

  test('introspection as tools send it is answered', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    const { data } = await gateway.ask(getIntrospectionQuery())
    expect(data).toHaveProperty('__schema.types')
  })
})

describe('errors', () => {
  test('a rule that refuses keeps its code and gets its path', async () => {
    const { data, errors } = await gateway.ask('{ refused me }')
    expect(data).toEqual({ refused: null, me: 'anonymous' })
    expect(errors).toEqual([{ message: 'The shop is shut.', path: ['refused'], extensions: { code: 'CONFLICT' } }])
  })

  test('a bug of a subgraph tells nothing but the request id', async () => {
    const answer = await gateway.ask('{ bug }', {}, { 'x-request-id': 'request-1234' })
    expect(JSON.stringify(answer)).not.toContain('secret of the shop')
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1234' })
  })

  test('the request id of a client comes back and reaches the subgraphs; a wild one is replaced', async () => {
    const given = await gateway.ask('{ requestId }', {}, { 'x-request-id': 'abcdefgh' })
    expect([given.headers.get('x-request-id'), given.data]).toEqual(['abcdefgh', { requestId: 'abcdefgh' }])
    const wild = await gateway.ask('{ requestId }', {}, { 'x-request-id': '<script>' })
    expect(wild.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(wild.data).toEqual({ requestId: wild.headers.get('x-request-id') })
  })
})

describe('browsers', () => {
  test('any origin may call, without credentials of the browser', async () => {
    const preflight = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/app\.example)$/)
    expect(preflight.headers.get('access-control-allow-credentials')).not.toBe('true')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  test('may send every header that the gateway reads', async () => {
    const preflight = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    })
    const allowed = (preflight.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/,\s*/)
    expect(allowed).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'x-request-id',
        'traceparent',
        'apollographql-client-name',
        'apollographql-client-version',
        'x-client-version',
        'apollo-federation-include-trace',
      ]),
    )
  })

  test('with a list of origins, others are not allowed', async () => {
    await using strict = await startGateway({ env: { GATEWAY_ORIGINS: 'https://app.example' } })
    const allowed = async (origin: string) =>
      (await post(strict.url, { query: '{ me }' }, { origin })).headers.get('access-control-allow-origin')
    expect(await allowed('https://app.example')).toBe('https://app.example')
    expect(await allowed('https://evil.example')).not.toBe('https://evil.example')
    expect(await allowed('https://evil.example')).not.toBe('*')
  })

  test('without the explorer there is no page', async () => {
    await using bare = await startGateway({ env: { GATEWAY_EXPLORER: 'false' } })
    const response = await fetch(bare.url, { headers: { accept: 'text/html' } })
    expect(await response.text()).not.toContain('YogaGraphiQL')
  })
})

test('health is there for everybody, readiness and metrics on the internal port alone', async () => {
  const get = async (path: string) => fetch(`${gateway.server.internalUrl}${path}`)
  expect((await fetch(`${gateway.server.url}/health`)).status).toBe(200)
  for (const path of ['/ready', '/metrics']) expect((await fetch(`${gateway.server.url}${path}`)).status).toBe(404)
  expect(await (await get('/ready')).json()).toMatchObject({ status: 'ready', dependencies: { shop: null, stock: null } })
  expect(await (await get('/metrics')).text()).toContain('evergraph_gateway_operations_total{kind="query",outcome="ok"}')
})

test('a client that goes away in the middle of its body is no fault in the log', async () => {
  const logged: string[] = []
  await using loud = await startGateway({ logged })
  for (const length of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
    const socket = connect(loud.server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n\r\n5\r\n{"que`)
    const [request] = (await once(loud.server.http, 'request')) as [IncomingMessage]
    await until(() => request.listenerCount('data') > 0)
    socket.resetAndDestroy()
    await new Promise((resolve) => request.once('close', resolve))
  }
  // What is logged of them is logged by the time that the next one is answered.
  expect((await loud.ask('{ me }')).data).toEqual({ me: 'anonymous' })
  expect(logged).toEqual([])
})

test('a stopping gateway finishes the queries it has', async () => {
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const slow = await startGateway({
    over: 'http',
    front: (name, listener) => (request, response) => {
      if (name === 'shop') return listener(request, response)
      asked.resolve()
      void released.promise.then(() => listener(request, response))
    },
  })
  const answer = slow.ask('{ item(id: "4") { name inStock } }')
  await asked.promise
  const stopped = slow[Symbol.asyncDispose]()
  released.resolve()
  expect((await answer).data).toEqual({ item: { name: 'item 4', inStock: 7 } })
  await stopped
})

describe('the client’s address', () => {
  test('reaches the subgraphs, and a client cannot make one up', async () => {
    const made = { 'x-forwarded-for': '6.6.6.6', 'x-evergraph-client-address': '6.6.6.6' }
    expect((await gateway.ask('{ clientAddress }', {}, made)).data).toEqual({ clientAddress: '127.0.0.1' })
  })

  test('is what the outermost of our proxies saw', async () => {
    await using behind = await startGateway({ env: { GATEWAY_PROXIES: '2' } })
    const answer = await behind.ask('{ clientAddress }', {}, { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.1' })
    expect(answer.data).toEqual({ clientAddress: '203.0.113.7' })
  })

  const counted: Record<string, string> = {
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:0DB8:1:2::7': '2001:db8:1:2::/64',
    '2001:db8::7': '2001:db8:0:0::/64',
    '::ffff:203.0.113.7': '203.0.113.7',
    '203.0.113.7': '203.0.113.7',
  }
  test('is that of its network where a client has as many as it likes', async () => {
    await using behind = await startGateway({ env: { GATEWAY_PROXIES: '1' } })
    for (const [from, as] of Object.entries(counted))
      expect((await behind.ask('{ clientAddress }', {}, { 'x-forwarded-for': from })).data, from).toEqual({ clientAddress: as })
  })

  test('is known over WebSocket as well', async () => {
    const client = wsClient(gateway.wsUrl)
    const { value } = await client.iterate({ query: '{ clientAddress }' }).next()
    expect(value).toEqual({ data: { clientAddress: '127.0.0.1' } })
    await client.dispose()
  })
})

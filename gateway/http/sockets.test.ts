import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { newKeyPair, privateKey, signAccessToken } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis } from '#lib/redis.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { serveGateway } from '../serve.ts'

let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const PROTOCOL = 'graphql-transport-ws'
const ITEM = 'subscription { itemChanged(id: "1") { name } }'

/** A raw socket that has said connection_init. */
async function open(at: Gateway, payload: Record<string, unknown> = {}): Promise<WebSocket> {
  const socket = new WebSocket(at.wsUrl, PROTOCOL)
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload }))
  return socket
}

const closeOf = async (socket: WebSocket): Promise<[number, string]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}

const only = async (results: AsyncIterable<unknown>): Promise<Result> => {
  for await (const result of results) return result as Result
  throw new Error('there was no result')
}

describe('callers over WebSocket', () => {
  test('a token in connection_init tells the subgraph who calls, for every operation of the socket', async () => {
    gateway = await startGateway()
    const userId = newId()
    const client = wsClient(gateway.wsUrl, { authorization: await bearer({ userId }) })
    expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: userId })
    await client.dispose()
  })

  test('no token means an anonymous caller', async () => {
    gateway = await startGateway()
    expect((await only(wsClient(gateway.wsUrl).iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
  })

  test('an operation’s own token counts before the socket’s, as explorers send it', async () => {
    gateway = await startGateway()
    const [first, second] = [newId(), newId()]
    // In a browser's explorer the socket stays while its user signs in and writes the token into the headers editor.
    const client = wsClient(gateway.wsUrl, { headers: { Authorization: await bearer({ userId: first }) } })
    const as = async (Authorization: string | null) =>
      (await only(client.iterate({ query: '{ me }', extensions: { headers: { Authorization } } }))).data
    expect(await as(await bearer({ userId: second }))).toEqual({ me: second })
    expect(await as(null)).toEqual({ me: first })
    for (const bad of ['Bearer nonsense', await bearer({ seconds: -1 })])
      await expect(as(bad)).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: first })
    await client.dispose()
  })

  test('an operation’s own token ends its subscription when it ends, and the socket stays', async () => {
    gateway = await startGateway()
    const client = wsClient(gateway.wsUrl)
    const extensions = { headers: { authorization: await bearer({ seconds: 2 }) } }
    const results = client.iterate({ query: ITEM, extensions })
    await results.next()
    expect((await results.next()).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
    await client.dispose()
  })

  const bad: Record<string, () => unknown> = {
    'that has expired': () => bearer({ seconds: -1 }),
    'signed by another key': async () =>
      `Bearer ${await signAccessToken(privateKey(newKeyPair().privateKey), { userId: newId(), roles: ['ADMIN'] })}`,
    'that is nonsense': () => 'Bearer nonsense',
    'that is no string': () => ({ sub: 'admin' }),
  }
  for (const [what, authorization] of Object.entries(bad)) {
    test(`a token ${what} closes the socket with 4401`, async () => {
      gateway = await startGateway()
      expect(await closeOf(await open(gateway, { authorization: await authorization() }))).toEqual([4401, 'Unauthorized'])
    })
  }

  test('what comes after a token that was refused is not run, and no fault of ours', async () => {
    gateway = await startGateway()
    const complained = vi.spyOn(console, 'error').mockReturnValue()
    const socket = await open(gateway, { authorization: 'Bearer nonsense' })
    const closed = closeOf(socket)
    // More than come in one piece: the first are refused for coming before the answer to connection_init.
    for (let n = 0; n < 500; n += 1) socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query: '{ me }' } }))
    expect(await closed).toEqual([4401, 'Unauthorized'])
    const client = wsClient(gateway.wsUrl)
    expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
    await client.dispose()
    expect(complained).not.toHaveBeenCalled()
    complained.mockRestore()
  })

  test('a token that ends while the socket is open closes it with 4440, and the subgraph stream with it', async () => {
    gateway = await startGateway()
    const { state } = gateway
    const socket = await open(gateway, { authorization: await bearer({ seconds: 2 }) })
    const closed = closeOf(socket)
    await once(socket, 'message')
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: ITEM } }))
    await until(() => state.openStreams === 1)
    expect(await closed).toEqual([4440, 'Token expired'])
    await until(() => state.openStreams === 0)
  })
})

describe('bad sockets', () => {
  test('an upgrade at another path is refused', async () => {
    gateway = await startGateway()
    const socket = new WebSocket(gateway.wsUrl.replace('/graphql', '/other'), PROTOCOL)
    expect(((await once(socket, 'error')) as [Error])[0].message).toContain('404')
  })

  for (const target of ['//', '///', '/\\', 'http://[', '//graphql', 'http://[/graphql']) {
    test(`an upgrade of ${target} is refused, and others are served`, async () => {
      gateway = await startGateway()
      const socket = connect(gateway.server.port, '127.0.0.1')
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[04] /)
      const client = wsClient(gateway.wsUrl)
      expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
      await client.dispose()
    })
  }

  test('an upgrade that fails by a fault of ours ends its socket alone', async () => {
    gateway = await startGateway()
    const { app } = gateway
    await using server = await serveGateway(
      {
        ...app,
        upgrade: () => {
          throw new Error('a fault of ours')
        },
      },
      { host: '127.0.0.1', port: 0, log: createLog('gateway', { level: 'silent' }) },
    )
    const socket = new WebSocket(server.url.replace('http', 'ws'), PROTOCOL)
    expect(((await once(socket, 'error')) as [Error])[0].message).toContain('hang up')
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
  })

  test('an upgrade from a foreign origin is refused when origins are listed', async () => {
    gateway = await startGateway({ env: { GATEWAY_ORIGINS: 'https://app.example' } })
    const foreign = new WebSocket(gateway.wsUrl, PROTOCOL, { origin: 'https://evil.example' })
    expect(((await once(foreign, 'error')) as [Error])[0].message).toContain('403')
    const own = new WebSocket(gateway.wsUrl, PROTOCOL, { origin: 'https://app.example' })
    await once(own, 'open')
    own.close()
  })

  const closing: [string, string, number][] = [
    ['that is no JSON', '{', 4400],
    ['of an unknown type', '{"type":"start"}', 4400],
    ['that subscribes before connection_init', JSON.stringify({ id: '1', type: 'subscribe', payload: { query: ITEM } }), 4401],
    ['past the limit', 'x'.repeat(LIMITS.http.bodyBytes + 1), 1009],
  ]
  for (const [what, message, code] of closing) {
    test(`a message ${what} closes its socket with ${code} and no other`, async () => {
      gateway = await startGateway()
      const other = wsClient(gateway.wsUrl)
      const results = other.iterate({ query: ITEM })
      await results.next()
      const socket = new WebSocket(gateway.wsUrl, PROTOCOL)
      await once(socket, 'open')
      socket.send(message)
      expect((await closeOf(socket))[0]).toBe(code)
      gateway.state.change('1', 'still here')
      expect((await results.next()).value).toEqual({ data: { itemChanged: { name: 'still here' } } })
      await other.dispose()
    })
  }

  const junk = Array.from({ length: 2_000 }, () => ({}))

  test('a connection_init that would fill our memory closes its socket', async () => {
    gateway = await startGateway()
    expect(await closeOf(await open(gateway, { junk }))).toEqual([4400, 'The payload is too large'])
  })

  test('a subscription that would fill our memory as long as it stays is refused, over WebSocket and SSE', async () => {
    gateway = await startGateway()
    const client = wsClient(gateway.wsUrl)
    const payload = { query: ITEM, variables: { junk } }
    expect((await only(client.iterate(payload))).errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_LARGE' } }])
    await client.dispose()
    const answer = await post(gateway.url, payload, { accept: 'text/event-stream' })
    expect(await answer.text()).toContain('QUERY_TOO_LARGE')
    expect(gateway.state.openStreams).toBe(0)
  })

  const refused: [string, string, string | undefined][] = [
    ['that does not parse', 'subscription {', undefined],
    ['that is not valid', 'subscription { nothing }', undefined],
    ['that is too deep', `{ items { ${'related { '.repeat(13)} id ${'} '.repeat(13)} } }`, 'QUERY_TOO_DEEP'],
    ['that costs too much', '{ items(first: 9000) { id name inStock } }', 'QUERY_TOO_COSTLY'],
  ]
  for (const [what, query, code] of refused) {
    test(`an operation ${what} is refused as over HTTP, and the socket stays`, async () => {
      gateway = await startGateway()
      const client = wsClient(gateway.wsUrl)
      const outcome: unknown = await only(client.iterate({ query })).then(
        ({ errors }) => errors,
        (errors: unknown) => errors,
      )
      expect(outcome).toMatchObject([{ message: expect.any(String), ...(code && { extensions: { code } }) }])
      expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
      await client.dispose()
    })
  }

  test('a socket carries a bounded number of operations at once', async () => {
    gateway = await startGateway()
    const { state } = gateway
    const client = wsClient(gateway.wsUrl)
    const many = Array.from({ length: GATEWAY_LIMITS.subscriptionsPerSocket }, () => client.iterate({ query: ITEM }))
    await Promise.all(many.map((each) => each.next()))
    await expect(client.iterate({ query: ITEM }).next()).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }])
    expect(state.openStreams).toBe(GATEWAY_LIMITS.subscriptionsPerSocket)
    await client.dispose()
    await until(() => state.openStreams === 0)
  })

  test('a client that does not read is not read from either, and has all its answers when it does', async () => {
    gateway = await startGateway()
    const deaf = await open(gateway)
    await once(deaf, 'message')
    let pongs = 0
    deaf.on('message', () => (pongs += 1))
    deaf.pause()
    // More than all buffers between us hold.
    const many = 200
    const ping = JSON.stringify({ type: 'ping', payload: { much: 'x'.repeat(LIMITS.http.bodyBytes / 2) } })
    for (let i = 0; i < many; i += 1) deaf.send(ping)
    const client = wsClient(gateway.wsUrl)
    let unsent = Infinity
    while (deaf.bufferedAmount < unsent) {
      unsent = deaf.bufferedAmount
      for (let i = 0; i < 5; i += 1) expect((await only(client.iterate({ query: '{ me }' }))).data).toEqual({ me: 'anonymous' })
    }
    expect(unsent).toBeGreaterThan((many * ping.length) / 4)
    deaf.resume()
    await until(() => pongs === many)
    deaf.terminate()
    await client.dispose()
  })
})

test('a stopping gateway tells its clients, who can connect anew, and leaves no stream open', async () => {
  gateway = await startGateway()
  const { state } = gateway
  const socket = await open(gateway)
  const closed = closeOf(socket)
  await once(socket, 'message')
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: ITEM } }))
  await until(() => state.openStreams === 1)
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  expect(await closed).toEqual([1001, 'Going away'])
  expect(state.openStreams).toBe(0)
})

describe('what may be held at once', () => {
  /** `open`, or what the upgrade was refused with. */
  const opening = async (url: string, sockets: WebSocket[], address = '192.0.2.1'): Promise<string> => {
    const socket = new WebSocket(url, PROTOCOL, { headers: { 'x-forwarded-for': address } })
    sockets.push(socket)
    const refused = once(socket, 'error').then(([error]) => (error as Error).message)
    const opened = once(socket, 'open').then(() => {
      // Who says nothing is closed after five seconds, and would make room.
      socket.send(JSON.stringify({ type: 'connection_init' }))
      return 'open'
    })
    return Promise.race([opened, refused])
  }

  test('2,000 sockets from one address: its share is opened, the rest refused at the upgrade, and others are served', async () => {
    gateway = await startGateway({ env: { GATEWAY_PROXIES: '1' } })
    const { wsUrl } = gateway
    const sockets: WebSocket[] = []
    const told: string[] = []
    while (told.length < 2_000) told.push(...(await Promise.all(Array.from({ length: 100 }, () => opening(wsUrl, sockets)))))
    expect(told.filter((each) => each === 'open')).toHaveLength(GATEWAY_LIMITS.socketsPerAddress)
    expect(told.filter((each) => each.includes('429'))).toHaveLength(2_000 - GATEWAY_LIMITS.socketsPerAddress)
    expect(await opening(wsUrl, sockets, '192.0.2.2')).toBe('open')
    sockets.find(({ readyState }) => readyState === WebSocket.OPEN)?.terminate()
    await until(async () => (await opening(wsUrl, sockets)) === 'open')
    for (const socket of sockets) socket.terminate()
  })

  test('sockets of one user from many addresses: beyond their share they close with 4441, and one that closes makes room', async () => {
    gateway = await startGateway({ env: { GATEWAY_PROXIES: '1' } })
    const { wsUrl } = gateway
    const authorization = await bearer()
    const signedIn = async (n: number): Promise<WebSocket> => {
      const socket = new WebSocket(wsUrl, PROTOCOL, { headers: { 'x-forwarded-for': `192.0.2.${n}` } })
      await once(socket, 'open')
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }))
      return socket
    }
    const many = await Promise.all(
      Array.from({ length: GATEWAY_LIMITS.socketsPerCaller }, async (_, n) => {
        const socket = await signedIn(n)
        await once(socket, 'message')
        return socket
      }),
    )
    expect(await closeOf(await signedIn(200))).toEqual([4441, 'Too many sockets'])
    many[0]?.terminate()
    await until(async () => {
      const socket = await signedIn(201)
      const event = await Promise.race([once(socket, 'message').then(() => 'taken'), once(socket, 'close').then(() => 'closed')])
      return event === 'taken'
    })
    for (const socket of many) socket.terminate()
  })

  test.runIf(redisAvailable)('gateways over one Redis count the sockets of an address together', async () => {
    await using redis = await testRedis()
    const env = { GATEWAY_PROXIES: '1', REDIS_URL: redis.url }
    gateway = await startGateway({ env })
    await using other = await startGateway({ env })
    await using look = Object.assign(connectOptionalRedis(redis.url, createLog('gateway', { level: 'silent' })), {
      [Symbol.asyncDispose]: async () => look.disconnect(),
    })
    await until(async () => look.status === 'ready' && (await look.zcard('evergraph:gateways')) === 2)
    const urls = [gateway.wsUrl, other.wsUrl]
    const sockets: WebSocket[] = []
    const many = GATEWAY_LIMITS.socketsPerAddress + 20
    const told = await Promise.all(Array.from({ length: many }, (_, n) => opening(urls[n % 2] ?? '', sockets)))
    expect(told.filter((each) => each === 'open')).toHaveLength(GATEWAY_LIMITS.socketsPerAddress)
    expect(told.filter((each) => each.includes('429'))).toHaveLength(20)
    for (const socket of sockets) socket.terminate()
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const most = (quotas: Record<string, number>, env: Record<string, string> = {}) => ({
  env: { GATEWAY_REQUESTS_PER_HOUR: JSON.stringify(quotas), ...env },
})
const codes = ({ errors = [] }: Pick<Result, 'errors'>) => errors.map(({ extensions }) => extensions.code)
const from = (address: string) => ({ 'x-forwarded-for': address })

describe('requests of an hour', () => {
  test('are counted for an address; every answer says what is left, and beyond it comes 429 with when to try again', async () => {
    gateway = await startGateway(most({ ANONYMOUS: 2 }))
    const [first, second, third] = [await gateway.ask('{ me }'), await gateway.ask('{ me }'), await gateway.ask('{ me }')]
    const told = ({ headers }: typeof first) => ['ratelimit-limit', 'ratelimit-remaining'].map((name) => headers.get(name))
    expect([first, second, third].map(told)).toEqual([
      ['2', '1'],
      ['2', '0'],
      ['2', '0'],
    ])
    expect(first.headers.get('ratelimit')).toMatch(/^"hour";r=1;t=3[56]\d\d$/)
    expect(first.headers.get('ratelimit-policy')).toBe('"hour";q=2;w=3600')
    expect(first.headers.get('ratelimit-reset')).toMatch(/^3[56]\d\d$/)
    expect(first.headers.has('retry-after')).toBe(false)
    expect(third.status).toBe(429)
    expect(third.headers.get('retry-after')).toMatch(/^3[56]\d\d$/)
    expect(third.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) as number } }])
    expect(JSON.stringify(third.errors)).not.toContain('"http"')
  })

  test('are each user’s own, wherever they come from, by the best of their roles or by their id', async () => {
    const special = newId()
    gateway = await startGateway(most({ DRIVER: 1, OPERATOR: 2, [special]: 3 }, { GATEWAY_PROXIES: '1' }))
    const sent = async (user: Parameters<typeof bearer>[0]) => {
      const authorization = await bearer(user)
      const statuses: number[] = []
      while (statuses.at(-1) !== 429 && statuses.length < 9)
        statuses.push((await gateway?.ask('{ me }', {}, { authorization, ...from(`192.0.2.${statuses.length}`) }))?.status ?? 0)
      return statuses.length - 1
    }
    expect(await sent({ roles: ['DRIVER'] })).toBe(1)
    expect(await sent({ roles: ['DRIVER', 'OPERATOR'] })).toBe(2)
    expect(await sent({ userId: special, roles: ['DRIVER'] })).toBe(3)
    expect(await sent({ roles: [] })).toBe(1)
    expect((await gateway.ask('{ me }', {}, from('192.0.2.0'))).status).toBe(200)
  })

  test('count by address behind our proxies; what a client invents is not believed, and IPv6 counts by /64', async () => {
    gateway = await startGateway(most({ ANONYMOUS: 1 }, { GATEWAY_PROXIES: '1' }))
    const statusFrom = async (address: string) => (await gateway?.ask('{ me }', {}, from(address)))?.status
    expect(await statusFrom('192.0.2.1')).toBe(200)
    expect(await statusFrom('198.51.100.9, 192.0.2.1')).toBe(429)
    expect(await statusFrom('192.0.2.2')).toBe(200)
    expect(await statusFrom('2001:db8:0:1::1')).toBe(200)
    expect(await statusFrom('2001:db8:0:1:ffff::2')).toBe(429)
    expect(await statusFrom('2001:db8:0:2::1')).toBe(200)
  })

  test('weigh as much as they may read; what does not fit is refused and counts nothing', async () => {
    gateway = await startGateway(most({ ANONYMOUS: 5 }))
    const heavy = '{ items(first: 900) { id name } }'
    const first = await gateway.ask(heavy)
    expect([first.status, first.headers.get('ratelimit-remaining')]).toEqual([200, '1'])
    const again = await gateway.ask(heavy)
    expect(again).toMatchObject({
      status: 429,
      errors: [{ message: expect.stringContaining('counts as 4 requests, and 1 of') as string }],
    })
    expect((await gateway.ask('{ me }')).status).toBe(200)
    expect(GATEWAY_LIMITS.requests.fieldsPerRequest).toBe(500)
  })

  const failing: Record<string, (at: Gateway) => Promise<unknown>> = {
    'that do not parse': (at) => at.ask('{'),
    'that are not valid': (at) => at.ask('{ nothing }'),
    'that cost too much': (at) => at.ask('{ items(first: 9000) { id name inStock } }'),
    'with a bad token': (at) => at.ask('{ me }', {}, { authorization: 'Bearer nonsense' }),
    'without a document': (at) => post(at.url, {}),
  }
  for (const [which, send] of Object.entries(failing)) {
    test(`count also for those ${which}`, async () => {
      gateway = await startGateway(most({ ANONYMOUS: 1 }))
      await send(gateway)
      expect((await gateway.ask('{ me }')).status).toBe(429)
    })
  }

  test('do not count the explorer, health and what browsers ask before', async () => {
    gateway = await startGateway(most({ ANONYMOUS: 1 }))
    const health = gateway.url.replace('/graphql', '/health')
    expect((await fetch(health)).headers.has('ratelimit')).toBe(false)
    await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
    })
    await (await fetch(gateway.url, { headers: { accept: 'text/html' } })).text()
    expect((await gateway.ask('{ me }')).status).toBe(200)
  })

  test('count operations of a socket, and subscriptions over SSE, together with the rest', async () => {
    gateway = await startGateway(most({ DRIVER: 4 }))
    const authorization = await bearer()
    const client = wsClient(gateway.wsUrl, { authorization })
    const over = async (query: string): Promise<unknown> => {
      for await (const result of client.iterate({ query })) return codes(result as Result)
      return 'nothing'
    }
    const fault = (query: string) => over(query).catch((errors: Result['errors']) => codes({ errors: errors ?? [] }))
    expect(await over('{ me }')).toEqual([])
    await fault('{ nothing }')
    const stream = await post(
      gateway.url,
      { query: 'subscription { itemChanged(id: "1") { name } }' },
      { accept: 'text/event-stream', authorization },
    )
    expect(stream.headers.get('ratelimit-remaining')).toBe('1')
    await stream.body?.cancel()
    expect(await over('{ me }')).toEqual([])
    expect(await fault('{ me }')).toEqual(['RATE_LIMITED'])
    expect((await gateway.ask('{ me }', {}, { authorization })).status).toBe(429)
    await client.dispose()
  })

  test.runIf(redisAvailable)('are shared by two gateways over one Redis', async () => {
    await using redis = await testRedis()
    const options = most({ ANONYMOUS: 20, DRIVER: 1_000 }, { REDIS_URL: redis.url })
    gateway = await startGateway(options)
    await using other = await startGateway(options)
    // Until both count in Redis, each counts for itself.
    for (const at of [gateway, other])
      await until(async () => {
        // Of a new caller nothing is taken in advance.
        const authorization = await bearer()
        const [one, two] = [await gateway?.ask('{ me }', {}, { authorization }), await other.ask('{ me }', {}, { authorization })]
        return at && Number(one?.headers.get('ratelimit-remaining')) === Number(two.headers.get('ratelimit-remaining')) + 1
      })
    const both = [gateway, other]
    const sent = Array.from({ length: 15 }, () => both.map((each) => each.ask('{ me }'))).flat()
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  })

  test('can be left uncounted', async () => {
    gateway = await startGateway({ env: { GATEWAY_REQUESTS_PER_HOUR: 'off' } })
    expect((await gateway.ask('{ me }')).headers.has('ratelimit')).toBe(false)
  })
})

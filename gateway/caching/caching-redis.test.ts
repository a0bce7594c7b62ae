import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis, type Redis } from '#lib/redis.ts'
import { redisAvailable, testRedis, type TestRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { bearer, startGateway, type Gateway } from '../fixtures/kit.ts'
import { createTown } from '../fixtures/town.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

describe.runIf(redisAvailable)('two gateways over one Redis', () => {
  const town = createTown()
  const bus = createLocalBus()
  let server: TestRedis
  let raw: Redis
  let one: Gateway
  let two: Gateway
  const start = () => startGateway({ others: town, bus, env: { REDIS_URL: server.url } })
  beforeAll(async () => {
    server = await testRedis()
    raw = connectOptionalRedis(server.url, createLog('test', { level: 'silent' }))
    await until(() => raw.status === 'ready')
    ;[one, two] = await Promise.all([start(), start()])
    await sharing()
  })
  afterAll(async () => {
    await Promise.all([one, two].map((each) => each[Symbol.asyncDispose]()))
    raw.disconnect()
    await server[Symbol.asyncDispose]()
    await bus[Symbol.asyncDispose]()
  })

  const asked = () => town.state.asked.length
  const told = async (at: Gateway, query: string, headers: Record<string, string> = {}) => {
    const { data, errors } = await at.ask(query, {}, headers)
    return errors ?? Object.values(data ?? {})[0]
  }
  const changed = (stationId: string) =>
    bus.tell([
      {
        id: newId(),
        name: 'stations.station.availability-changed',
        aggregateId: newId(),
        occurredAt: new Date().toISOString(),
        requestId: null,
        data: { stationId },
      },
    ])
  const values = async (): Promise<string> => {
    const keys = await raw.keys('evergraph:[ap]*')
    const texts = keys.map(async (key) => ((await raw.type(key)) === 'string' ? raw.get(key) : raw.zrange(key, '0', '-1')))
    return JSON.stringify([keys, await Promise.all(texts)])
  }
  /** A question that nobody has asked before. */
  const fresh = () => `query Fresh_${newId().replaceAll('-', '')} { station(id: "${newId()}") { online } }`
  /** Both believe what they find. */
  async function sharing(): Promise<void> {
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const)
      await until(async () => {
        const query = fresh()
        await told(from, query)
        const before = asked()
        return await until(async () => {
          await told(to, query)
          return true
        }).then(() => asked() === before)
      })
  }

  test('what one has asked the other knows, and the event of a thing ends it for both', async () => {
    const query = '{ station(id: "one") { online } }'
    expect(await told(one, query)).toEqual({ online: false })
    await until(async () => (await values()).includes('online'))
    const before = asked()
    expect(await told(two, query)).toEqual({ online: false })
    // In its own memory from now on.
    expect(await told(two, query)).toEqual({ online: false })
    expect(asked()).toBe(before)
    town.state.online = true
    await changed('one')
    expect(await told(two, query)).toEqual({ online: true })
    expect(await told(one, query)).toEqual({ online: true })
  })

  test('who began to ask before the event puts nothing old there after it', async () => {
    const query = '{ station(id: "two") { online } }'
    const { promise, resolve } = Promise.withResolvers<void>()
    town.state.open = promise
    const before = asked()
    town.state.online = false
    const early = told(one, query)
    await until(() => asked() === before + 1)
    await changed('two')
    resolve()
    await early
    town.state.online = true
    expect(await told(two, query)).toEqual({ online: true })
    expect(await told(one, query)).toEqual({ online: true })
  })

  test('entities are found there one by one', async () => {
    town.state.visited = ['one']
    await told(one, 'query Some { visited { name } }')
    town.state.visited = ['one', 'two']
    await until(async () => (await values()).includes('First'))
    expect(await told(two, 'query Some { visited { name } }')).toEqual([{ name: 'First' }, { name: 'Second' }])
    const last = town.state.asked.findLast(({ query }) => query.includes('_entities'))
    expect(last?.caller).toBe('anonymous')
  })

  test('nothing of what is a caller’s own is there, and nothing that a caller has changed by headers', async () => {
    const ann = newId()
    const authorization = await bearer({ userId: ann })
    const operator = await bearer({ userId: ann, roles: ['OPERATOR'] })
    await told(one, '{ me { displayName } }', { authorization })
    await told(one, '{ station(id: "one") { name identity } }', { authorization })
    await told(one, 'query Operators { station(id: "one") { name } }', { authorization: operator })
    await told(one, 'query Tricks { station(id: "one") { name } }', { 'x-forwarded-for': '203.0.113.7', authorization })
    await until(async () => {
      const query = fresh()
      await told(one, query)
      const before = asked()
      await told(two, query)
      return asked() === before
    })
    const text = await values()
    expect(text).not.toContain(ann)
    expect(text).not.toContain('identity')
    expect(text).not.toContain('203.0.113.7')
    // The operator’s answer is for themself: the other gateway asks again.
    const before = asked()
    await told(two, 'query Operators { station(id: "one") { name } }', { authorization: operator })
    expect(asked()).toBe(before + 1)
  })

  test('who has written something is given nothing from there that may be older', async () => {
    const query = 'query Mine { station(id: "one") { name } }'
    await told(one, query)
    await sharing()
    const authorization = await bearer({ userId: newId() })
    await two.ask('mutation { rename(id: "one", name: "Renamed") }', {}, { authorization })
    expect(await told(two, query, { authorization })).toEqual({ name: 'Renamed' })
  })

  test('a gateway that starts asks what is asked most before anybody does', async () => {
    const [name, visited] = ['query Popular { station(id: "one") { online } }', 'query Popular { visited { name } }']
    const ending = await start()
    for (let n = 0; n < GATEWAY_LIMITS.warming.leastHits + 2; n += 1) {
      await told(ending, name)
      await told(ending, visited, { authorization: await bearer() })
    }
    await ending[Symbol.asyncDispose]()
    // What others have left there is not asked.
    const left = ['people  {"query":"{ me { displayName } }","variables":{}}', 'nonsense', 'people  {']
    for (const question of left) await raw.zadd('evergraph:popular', '1000', question)
    await changed('one')
    const before = asked()
    await using started = await start()
    await until(() => asked() > before)
    await until(async () => {
      const seen = asked()
      await told(started, name)
      return asked() === seen
    })
    const askedAtStart = town.state.asked.slice(before)
    expect(new Set(askedAtStart.map(({ caller }) => caller))).toEqual(new Set(['anonymous']))
    expect(askedAtStart.some(({ query }) => query.includes('displayName'))).toBe(false)
    const warm = town.state.asked.length
    await told(started, visited)
    // `visited` itself is not kept; its stations are.
    expect(town.state.asked.slice(warm).map(({ subgraph }) => subgraph)).toEqual(['people'])
  })

  test('without Redis all goes on, and when it is back they share again', async () => {
    const query = 'query Away { station(id: "one") { online } }'
    await told(one, query)
    await server.stop()
    for (const at of [one, two]) expect(await told(at, query)).toEqual({ online: true })
    expect(await told(two, fresh())).toEqual({ online: true })
    town.state.online = false
    await changed('one')
    for (const at of [one, two]) expect(await told(at, query)).toEqual({ online: false })
    await server.start()
    await sharing()
  })
})

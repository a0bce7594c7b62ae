import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis, type Redis } from '#lib/redis.ts'
import { redisAvailable, testRedis, type TestRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { HINTS } from './policy.ts'
import { createRedisAnswers, type Question } from './redis-answers.ts'

const silent = createLog('gateway', { level: 'silent' })
const OFTEN = { heardMs: 400, heardEveryMs: 50 }

const question = (...tags: string[]): Question => ({ key: `question ${newId()}`, tags })

test('an end is known for longer than an answer for everybody is kept', () => {
  const longest = Math.max(...[...HINTS.values()].filter(({ scope }) => scope === 'public').map(({ seconds }) => seconds))
  expect(GATEWAY_LIMITS.sharedAnswers.endsMs).toBeGreaterThan(2 * longest * 1_000)
})

describe.runIf(redisAvailable)('answers in Redis', () => {
  let server: TestRedis
  let raw: Redis
  beforeAll(async () => {
    server = await testRedis()
    raw = connectOptionalRedis(server.url, silent)
    await until(() => raw.status === 'ready')
  })
  afterAll(async () => {
    raw.disconnect()
    await server[Symbol.asyncDispose]()
  })

  /** What one gateway has there, once it believes what it finds. */
  async function gateway({ graph = 'one', isReady = true } = {}) {
    const redis = connectOptionalRedis(server.url, silent)
    await until(() => redis.status === 'ready')
    const answers = createRedisAnswers(redis, silent, OFTEN)
    if (isReady) await answers.ready
    const { find, keep } = answers.of(graph)
    return {
      redis,
      ready: answers.ready,
      end: answers.end,
      look: async (asked: Question) => (await find([asked]))[0],
      text: async (asked: Question) => (await find([asked]))[0]?.kept?.text,
      keep,
      /** Keeps an answer, and waits until it is there. */
      kept: async (asked: Question, text: string) => {
        keep(asked, (await find([asked]))[0]?.stamp, text, 60)
        await until(async () => (await find([asked]))[0]?.kept?.text === text)
      },
      async [Symbol.asyncDispose]() {
        await answers[Symbol.asyncDispose]()
        redis.disconnect()
      },
    }
  }

  test('are of all gateways, until one of them hears that a thing of theirs has ended', async () => {
    await using one = await gateway()
    await using two = await gateway()
    const [first, second] = [question('Station 1', 'Availability 1'), question('Station 2')]
    await one.kept(first, '{"a":1}')
    await one.kept(second, '{"b":1}')
    expect(await two.look(first)).toMatchObject({ kept: { text: '{"a":1}' } })
    expect((await two.look(first))?.kept?.seconds).toBeLessThanOrEqual(60)
    two.end(['Availability 1'])
    expect(await two.text(first)).toBeUndefined()
    expect(await one.text(first)).toBeUndefined()
    expect(await one.text(second)).toBe('{"b":1}')
  })

  test('are given to nobody if they were asked for before the end of a thing, whoever heard of it', async () => {
    await using one = await gateway()
    await using two = await gateway()
    const asked = question('Station 3')
    const before = await one.look(asked)
    two.end(['Station 3'])
    await two.look(asked)
    one.keep(asked, before?.stamp, '{"old":1}', 60)
    // Commands of one connection keep their order: this one comes after the keeping.
    expect(await one.text(asked)).toBeUndefined()
    await one.kept(asked, '{"new":1}')
    expect(await two.text(asked)).toBe('{"new":1}')
  })

  test('are never older than an end that was heard, however many gateways ask, keep and hear at once', async () => {
    await using one = await gateway()
    await using two = await gateway()
    const asked = question('Station 4')
    let truth = 0
    const stale: string[] = []
    const found: string[] = []
    const ask = async (at: typeof one) => {
      const heard = truth
      const looked = await at.look(asked)
      if (looked?.kept) {
        found.push(looked.kept.text)
        if (Number(looked.kept.text) < heard) stale.push(`${looked.kept.text} after ${heard}`)
        return
      }
      const answer = truth
      // The subgraph takes its time, and things happen meanwhile.
      await raw.ping()
      at.keep(asked, looked?.stamp, String(answer), 60)
    }
    // A busy machine makes gateways leave Redis alone for a while: then it takes more rounds until much was found.
    for (let round = 0; round < 300 || found.length <= 100; round += 1) {
      const asking = [one, two, one, two].map(ask)
      if (round % 3 === 0) {
        truth += 1
        for (const each of [one, two]) each.end(asked.tags)
      }
      await Promise.all([...asking, ...[one, two].map(ask)])
    }
    expect(stale).toEqual([])
  })

  test('of one graph are not those of another, and those of one question not those of another at the same place', async () => {
    await using one = await gateway()
    await using other = await gateway({ graph: 'other' })
    const asked = question('Station 5')
    await one.kept(asked, '{"five":1}')
    expect(await other.text(asked)).toBeUndefined()
    const places = (await raw.keys('evergraph:answers:one:*')).map(async (place) => [place, await raw.getBuffer(place)] as const)
    const [place = '', value] = (await Promise.all(places)).find(([, text]) => text?.toString().includes('{"five":1}')) ?? []
    const stranger = question('Station 5')
    const head = value?.toString().replace(/^\S+/, 'A'.repeat(43)) ?? ''
    await raw.set(place, head)
    expect(await one.text(asked)).toBeUndefined()
    expect(await one.text(stranger)).toBeUndefined()
  })

  test('are compressed if they are long, and not kept if they are longer than one may be', async () => {
    await using one = await gateway()
    const [long, longer] = [question('Station 6'), question('Station 7')]
    const text = JSON.stringify({ names: Array.from({ length: 4_000 }, (_, n) => `Station ${n}`) })
    const before = Number(/used_memory:(\d+)/.exec(await raw.info('memory'))?.[1])
    await one.kept(long, text)
    const after = Number(/used_memory:(\d+)/.exec(await raw.info('memory'))?.[1])
    expect(after - before).toBeLessThan(text.length / 2)
    const noise = JSON.stringify(Array.from({ length: 3_000 }, () => newId()))
    one.keep(longer, (await one.look(longer))?.stamp, noise, 60)
    await one.kept(question('Station 8'), '{}')
    expect(await one.text(longer)).toBeUndefined()
  })

  test('are believed by a gateway that starts only when others have listened until it did', async () => {
    const one = await gateway()
    const asked = question('Station 9')
    await one.kept(asked, '{"a":1}')
    {
      const begunAt = performance.now()
      await using two = await gateway({ isReady: false })
      // Two has not listened for long enough to know that one did, so it neither believes nor keeps.
      expect(await two.look(asked)).toBeUndefined()
      await two.ready
      expect(performance.now() - begunAt).toBeGreaterThanOrEqual(OFTEN.heardMs)
      expect(await two.text(asked)).toBe('{"a":1}')
    }
    await one[Symbol.asyncDispose]()
    // Nobody listens any more. What happens now nobody hears, so what was kept is over.
    await until(async () => (await raw.exists('evergraph:answers:heard')) === 0)
    await using three = await gateway()
    expect(await three.look(asked)).toMatchObject({ stamp: expect.any(String) as string })
    expect(await three.text(asked)).toBeUndefined()
  })

  test('all end when a gateway could not tell Redis of an end', async () => {
    await using one = await gateway()
    await using two = await gateway()
    const asked = question('Station 10')
    await one.kept(asked, '{"a":1}')
    one.redis.disconnect(true)
    one.end(['Station 10'])
    // Until it has made good, it believes nothing itself.
    await until(async () => (await one.look(asked))?.stamp)
    expect(await one.text(asked)).toBeUndefined()
    expect(await two.text(asked)).toBeUndefined()
  })

  test('are gone without where Redis hangs or is killed, and used again when it is back', async () => {
    await using one = await gateway()
    const asked = question('Station 11')
    await one.kept(asked, '{"a":1}')
    await raw.call('CLIENT', 'PAUSE', '1000')
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.look(asked)))
    expect(answers.filter(Boolean)).toEqual([])
    // It is left alone then: this one does not even wait.
    expect(await Promise.race([one.look(asked), new Promise((resolve) => setImmediate(resolve, 'waits'))])).toBeUndefined()
    await server.restart()
    await until(async () => (await one.look(asked))?.stamp)
    expect(await one.text(asked)).toBeUndefined()
    await one.kept(asked, '{"a":2}')
    await until(() => raw.status === 'ready')
  })
})

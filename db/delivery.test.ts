import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Bus } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import { until } from '../test/until.ts'
import type { Wire } from '../test/wire.ts'
import { kinds, openBoxes, repeated, type Boxes } from './messaging.fixture.ts'
import { remember, type TestHandlers } from './remember.fixture.ts'

let boxes: Boxes
beforeEach(async () => {
  boxes = await openBoxes()
})
afterEach(() => boxes.stack.disposeAsync())

/** Where a fault comes from, the words it waits for, and what is repeated because of it: deliveries of what has had its effect, or tries. */
interface Case {
  what: string
  on: 'accounts' | 'charging' | 'redis'
  words: string
  fault: 'unheard' | 'unanswered'
  repeats: 'deliveries' | 'tries' | 'nothing'
}
const CASES: Case[] = [
  { what: 'a commit is done, and its answer lost', on: 'charging', words: 'commit', fault: 'unanswered', repeats: 'deliveries' },
  { what: 'a commit is not heard', on: 'charging', words: 'commit', fault: 'unheard', repeats: 'tries' },
  {
    what: 'an event cannot be marked as published',
    on: 'accounts',
    words: 'set "published_at"',
    fault: 'unheard',
    repeats: 'deliveries',
  },
  { what: 'the relay cannot count its batch', on: 'accounts', words: 'update "relay"', fault: 'unheard', repeats: 'deliveries' },
]
const CASES_OF_REDIS: Case[] = [
  { what: 'events are read, and the answer lost', on: 'redis', words: 'xreadgroup', fault: 'unanswered', repeats: 'nothing' },
  { what: 'a batch is stored, and the answer lost', on: 'redis', words: 'XADD', fault: 'unanswered', repeats: 'deliveries' },
]

describe.each(kinds)('a bus $kind', ({ kind, open }) => {
  test.each([...CASES, ...(kind === 'over Redis' ? CASES_OF_REDIS : [])])(
    '$what, again and again: each event has one effect, in order',
    async ({ on, words, fault, repeats }) => {
      const { bus, wire } = await open(boxes.stack)
      const faulty: Wire | undefined = on === 'redis' ? wire : boxes.wires[on]
      if (!faulty) throw new Error('no wire')
      const tried: string[] = []
      await boxes.start('accounts', bus(), {})
      await boxes.start('charging', bus(), {
        'accounts.vehicle.removed': (trx, event) => {
          tried.push(event.id)
          return remember['accounts.vehicle.removed'](trx, event)
        },
      })
      // Not before all are there and at work.
      await boxes.remove(newId())
      await until(async () => (await boxes.effects()).length === 1)
      const before = await repeated()
      const vehicles = [newId(), newId()] as const
      const said = vehicles.map((): string[] => [])
      const isRepeated = async () =>
        repeats === 'tries' ? new Set(tried).size < tried.length : repeats === 'nothing' || (await repeated()) > before
      // A box has other work too: a commit may be one of those, and nothing is repeated because of it.
      do {
        for (let i = 0; i < 5; i++) {
          const seen = { fault: false }
          void faulty.fault(words, fault).then(() => (seen.fault = true))
          while (!seen.fault) {
            for (const [v, vehicle] of vehicles.entries()) {
              const user = newId()
              said[v]?.push(user)
              await boxes.remove(vehicle, user)
            }
          }
        }
        const count = said.flat().length + 1
        // After faults in a row the relay takes longer pauses.
        await until(async () => (await boxes.effects()).length >= count, { timeoutMs: 90_000 })
      } while (!(await isRepeated()))
      for (const [v, vehicle] of vehicles.entries()) expect(await boxes.heardOf(vehicle)).toEqual(said[v])
    },
    240_000,
  )

  test('every connection to the database is cut in the middle of handling: what was begun is undone, and done once', async () => {
    const { bus } = await open(boxes.stack)
    let calls = 0
    await boxes.start('accounts', bus(), {})
    await boxes.start('charging', bus(), {
      'accounts.vehicle.removed': async (trx, event) => {
        await remember['accounts.vehicle.removed'](trx, event)
        if (calls++ % 5 === 0) for (const wire of Object.values(boxes.wires)) wire.cut()
      },
    })
    const vehicle = newId()
    const users = Array.from({ length: 12 }, () => newId())
    for (const user of users) await boxes.remove(vehicle, user)
    await until(async () => (await boxes.effects()).length >= users.length)
    expect(calls).toBeGreaterThan(users.length)
    expect(await boxes.heardOf(vehicle)).toEqual(users)
    expect(await boxes.letters()).toEqual([])
  })

  test('of two relays of a schema one works, and when it ends the other', async () => {
    const { bus } = await open(boxes.stack)
    const publications: string[] = []
    const counted = (): Bus => {
      const real = bus()
      const publish: Bus['publish'] = (batch) => {
        // Beside them goes what `accounts` answers to `charging`, which asks for the past.
        publications.push(...batch.events.filter(({ to }) => to === undefined).map(({ id }) => id))
        return real.publish(batch)
      }
      return { ...real, publish }
    }
    const first = await boxes.start('accounts', counted(), {})
    await boxes.start('accounts', counted(), {})
    await boxes.start('charging', bus(), remember)
    const say = async (count: number) => {
      const seen = (await boxes.effects()).length
      for (let i = 0; i < count; i++) await boxes.remove(newId())
      await until(async () => (await boxes.effects()).length === seen + count)
    }
    await say(30)
    expect(new Set(publications).size).toBe(30)
    expect(publications).toHaveLength(30)
    await first[Symbol.asyncDispose]()
    await say(5)
  })

  test('a stop in the middle of the tries lets no later event of the aggregate pass', async () => {
    const { bus } = await open(boxes.stack)
    const [vehicle, first, second] = [newId(), newId(), newId()]
    let [failed, mended] = [0, false]
    const handlers: TestHandlers = {
      'accounts.vehicle.removed': async (trx, event) => {
        if (event.data.userId === first && !mended) {
          failed++
          throw new Error('not now')
        }
        await remember['accounts.vehicle.removed'](trx, event)
      },
    }
    const producer = await boxes.start('accounts', bus(), {})
    const consumer = await boxes.start('charging', bus(), handlers)
    await boxes.remove(vehicle, first)
    await boxes.remove(vehicle, second)
    await until(() => failed === 2)
    await producer[Symbol.asyncDispose]()
    await consumer[Symbol.asyncDispose]()
    mended = true
    await boxes.start('charging', bus(), handlers)
    await boxes.start('accounts', bus(), {})
    await until(async () => (await boxes.effects()).length === 2)
    expect(await boxes.heardOf(vehicle)).toEqual([first, second])
  })

  test('an event that can be neither handled nor set aside is not lost', async () => {
    const { bus } = await open(boxes.stack)
    let [failed, mended] = [0, false]
    await boxes.start('accounts', bus(), {})
    await boxes.start('charging', bus(), {
      'accounts.vehicle.removed': async (trx, event) => {
        failed++
        if (!mended) throw new Error('a bug')
        await remember['accounts.vehicle.removed'](trx, event)
      },
    })
    await boxes.asAdmin('REVOKE INSERT ON charging.dead_letter FROM evergraph_charging')
    await boxes.remove(newId())
    await until(() => failed === 6)
    mended = true
    await until(async () => (await boxes.effects()).length === 1)
    expect(await boxes.letters()).toEqual([])
  })
})

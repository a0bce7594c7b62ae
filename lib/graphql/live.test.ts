import { describe, expect, test } from 'vitest'
import { createLocalBus } from '../bus-local.ts'
import type { Bus } from '../bus.ts'
import type { EventEnvelope } from '../events.ts'
import { newId } from '../id.ts'
import { liveStream } from './live.ts'

/** A bus that counts who listens. */
function countingBus(): { bus: Bus; listening: () => number; say: (sessionId: string) => Promise<void> } {
  const bus = createLocalBus()
  let count = 0
  let sequence = 0
  return {
    bus: {
      ...bus,
      listen: (names, heard) => {
        const ears = bus.listen(names, heard)
        count++
        return {
          [Symbol.dispose]: () => {
            count--
            ears[Symbol.dispose]()
          },
        }
      },
    },
    listening: () => count,
    say: (sessionId) => {
      const data = { sessionId, userId: null }
      const event = {
        id: newId(),
        name: 'charging.session.updated',
        aggregateId: sessionId,
        occurredAt: '',
        requestId: null,
        data,
      } as EventEnvelope
      return bus.publish({ producer: 'test', sequence: ++sequence, events: [event] }).settled
    },
  }
}
const names = ['charging.session.updated'] as const

test('the state comes first, then again after each matching event, and of several at once only the last', async () => {
  const { bus, say } = countingBus()
  let state = 1
  const stream = liveStream({ bus, names, matches: ({ data }) => data.sessionId === 'mine', read: () => Promise.resolve(state) })
  expect(await stream.next()).toEqual({ done: false, value: 1 })
  state = 2
  await say('other')
  await say('mine')
  expect(await stream.next()).toEqual({ done: false, value: 2 })
  for (state = 3; state < 10; state++) await say('mine')
  expect(await stream.next()).toEqual({ done: false, value: 10 })
  await stream.return()
})

test('a word that comes during a reading has it read again', async () => {
  const { bus, say } = countingBus()
  const [reading, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let state = 'old'
  const read = async () => {
    const seen = state
    reading.resolve()
    await finish.promise
    return seen
  }
  const stream = liveStream({ bus, names, matches: () => true, read })
  const first = stream.next()
  await reading.promise
  state = 'new'
  await say('mine')
  finish.resolve()
  expect((await first).value).toBe('old')
  expect((await stream.next()).value).toBe('new')
  await stream.return()
})

test('ends when nothing has followed a state that lingers, and goes on with what does follow', async () => {
  const { bus, listening, say } = countingBus()
  let state = 'nearly over'
  const lingers = (value: string) => (value === 'over' ? 1 : 60_000)
  const stream = liveStream({ bus, names, matches: () => true, read: () => Promise.resolve(state), lingers })
  expect((await stream.next()).value).toBe('nearly over')
  state = 'over'
  await say('mine')
  expect((await stream.next()).value).toBe('over')
  expect(await stream.next()).toEqual({ done: true, value: undefined })
  expect(listening()).toBe(0)
})

test('ends after the last state, and stops listening', async () => {
  const { bus, listening } = countingBus()
  const stream = liveStream({ bus, names, matches: () => true, read: () => Promise.resolve('over'), isLast: () => true })
  expect(await stream.next()).toEqual({ done: false, value: 'over' })
  expect(await stream.next()).toEqual({ done: true, value: undefined })
  expect(listening()).toBe(0)
})

test('a reader that leaves while nothing happens is let go at once, and nobody listens for them any more', async () => {
  const { bus, listening } = countingBus()
  const stream = liveStream({ bus, names, matches: () => true, read: () => Promise.resolve(1) })
  await stream.next()
  const waiting = stream.next()
  expect(listening()).toBe(1)
  await stream.return()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(listening()).toBe(0)
})

test('so is one that leaves before there is anything to show', async () => {
  const { bus, listening } = countingBus()
  const [asked, found] = [Promise.withResolvers<void>(), Promise.withResolvers<string[]>()]
  const first = () => {
    asked.resolve()
    return found.promise
  }
  const things = { first, of: () => '' }
  const stream = liveStream({ bus, names, matches: () => true, things, read: () => Promise.resolve(1) })
  const waiting = stream.next()
  await asked.promise
  const left = stream.return()
  found.resolve([])
  await left
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(listening()).toBe(0)
})

describe('a stream of several things', () => {
  const things = (...ids: string[]) => ({
    first: () => Promise.resolve(ids),
    of: ({ data }: EventEnvelope<'charging.session.updated'>) => data.sessionId,
  })

  test('shows those that are asked for first, in order, then each one that an event is about; nothing for what is gone', async () => {
    const { bus, say } = countingBus()
    const version = new Map([
      ['a', 1],
      ['b', 1],
      ['gone', 0],
    ])
    const read = (id: string) => Promise.resolve(version.get(id) ? `${id}${version.get(id)}` : null)
    const stream = liveStream({
      bus,
      names,
      matches: ({ data }) => data.sessionId !== 'hidden',
      things: things('b', 'gone', 'a'),
      read,
    })
    expect([await stream.next(), await stream.next()].map(({ value }) => value)).toEqual(['b1', 'a1'])
    version.set('c', 1).set('a', 2).set('hidden', 1)
    for (const id of ['hidden', 'gone', 'c', 'a']) await say(id)
    expect([await stream.next(), await stream.next()].map(({ value }) => value)).toEqual(['c1', 'a2'])
    await stream.return()
  })

  test('reads one that has changed several times once, while its reader is slow', async () => {
    const { bus, say } = countingBus()
    let reads = 0
    const read = (id: string) => Promise.resolve(`${id} ${++reads}`)
    const stream = liveStream({ bus, names, matches: () => true, things: things('a'), read })
    expect((await stream.next()).value).toBe('a 1')
    for (const id of ['b', 'a', 'b', 'b', 'a']) await say(id)
    expect([await stream.next(), await stream.next()].map(({ value }) => value)).toEqual(['b 2', 'a 3'])
    const waiting = stream.next()
    await say('c')
    expect((await waiting).value).toBe('c 4')
    await stream.return()
  })

  test('leaves out the oldest where more than a thousand wait for a slow reader', async () => {
    const { bus, listening, say } = countingBus()
    const stream = liveStream({ bus, names, matches: () => true, things: things('first'), read: (id) => Promise.resolve(id) })
    expect((await stream.next()).value).toBe('first')
    for (let i = 0; i < 1_002; i++) await say(`${i}`)
    const seen: unknown[] = []
    while (seen.at(-1) !== '1001') seen.push((await stream.next()).value)
    expect(seen).toEqual(Array.from({ length: 1_000 }, (_, i) => `${i + 2}`))
    await stream.return()
    expect(listening()).toBe(0)
  })
})

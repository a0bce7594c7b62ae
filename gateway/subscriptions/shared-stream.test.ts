import { expect, test } from 'vitest'
import { shareStream } from './shared-stream.ts'
import type { Told } from './upstream.ts'

/** A source whose events come when the test says so. `asked` counts how often it was asked for one. */
function source() {
  const waiting: PromiseWithResolvers<Told | null>[] = []
  const given: PromiseWithResolvers<Told | null>[] = []
  const counts = { asked: 0, closed: 0 }
  const next = (list: typeof waiting, other: typeof waiting) => {
    const found = other.shift()
    if (found) return found
    const made = Promise.withResolvers<Told | null>()
    list.push(made)
    return made
  }
  async function* events(gone: AbortController): AsyncGenerator<Told, void, void> {
    try {
      for (;;) {
        counts.asked += 1
        const coming = next(waiting, given)
        gone.signal.addEventListener('abort', () => coming.reject(gone.signal.reason), { once: true })
        const told = await coming.promise
        if (told === null) return
        yield told
      }
    } finally {
      counts.closed += 1
    }
  }
  return {
    counts,
    events,
    tell: (text: string) => next(given, waiting).resolve({ text, status: 200 }),
    complete: () => next(given, waiting).resolve(null),
    fail: (error: Error) => next(given, waiting).reject(error),
  }
}

const staying = () => new AbortController().signal

test('it is asked for an event when a reader wants one, once for all of them', async () => {
  const { events, counts, tell } = source()
  const stream = shareStream(events)
  const [one, two] = [stream.read(staying()), stream.read(staying())]
  expect(counts.asked).toBe(0)
  const both = [one.next(), two.next()]
  expect(counts.asked).toBe(1)
  tell('first')
  expect((await Promise.all(both)).map((told) => told?.text)).toEqual(['first', 'first'])
  expect(counts.asked).toBe(1)
})

test('a slow reader is given the newest event and none of those between; a new one is given it at once', async () => {
  const { events, tell } = source()
  const stream = shareStream(events)
  const [quick, slow] = [stream.read(staying()), stream.read(staying())]
  for (const text of ['first', 'second', 'third']) {
    tell(text)
    expect((await quick.next())?.text).toBe(text)
  }
  expect((await slow.next())?.text).toBe('third')
  expect((await stream.read(staying()).next())?.text).toBe('third')
  const later = slow.next()
  tell('fourth')
  expect((await later)?.text).toBe('fourth')
})

test('who leaves is told at once that there is no more, and the last one closes the stream, also between two events', async () => {
  const { events, counts, tell } = source()
  const changes: (string | null)[] = []
  const stream = shareStream(events, (told) => changes.push(told && told.text))
  const [first, second] = [new AbortController(), new AbortController()]
  const [one, two] = [stream.read(first.signal), stream.read(second.signal)]
  const both = [one.next(), two.next()]
  first.abort()
  expect(await both[0]).toBeNull()
  tell('first')
  expect((await both[1])?.text).toBe('first')
  expect(counts.closed).toBe(0)
  second.abort()
  expect(await two.next()).toBeNull()
  expect([counts.closed, ...changes]).toEqual([1, 'first', null])
})

test('one that everybody left while they waited closes too', async () => {
  const { events, counts } = source()
  const stream = shareStream(events)
  const gone = new AbortController()
  const next = stream.read(gone.signal).next()
  gone.abort()
  expect(await next).toBeNull()
  expect(counts.closed).toBe(1)
})

test('what breaks it reaches all, a slow one after the last event', async () => {
  const { events, tell, fail } = source()
  const stream = shareStream(events)
  const [one, two, slow] = [stream.read(staying()), stream.read(staying()), stream.read(staying())]
  const first = [one.next(), two.next()]
  tell('first')
  await Promise.all(first)
  const broken = [one.next(), two.next()]
  fail(new Error('broke off'))
  for (const each of broken) await expect(each).rejects.toThrow('broke off')
  expect((await slow.next())?.text).toBe('first')
  await expect(slow.next()).rejects.toThrow('broke off')
})

test('its end reaches all, a slow one after the last event', async () => {
  const { events, tell, complete } = source()
  const stream = shareStream(events)
  const [one, slow] = [stream.read(staying()), stream.read(staying())]
  tell('last')
  await one.next()
  complete()
  expect(await one.next()).toBeNull()
  expect((await slow.next())?.text).toBe('last')
  expect(await slow.next()).toBeNull()
})

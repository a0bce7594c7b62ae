import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EvergraphError } from '../../sdk/errors.ts'
import { answered } from '../graph/connection.ts'
import type { PhotoStore, Transport } from './drain.ts'
import type { QueuedPhoto } from './photo.ts'
import { createPhotoQueue, type PhotoQueue } from './photo-queue.ts'

/** What a page has and Node has not: whether it is seen, and a lock and a channel that its tabs share. */
let turns: Promise<unknown> = Promise.resolve()
let queues: PhotoQueue<string>[] = []
let see: () => void = () => undefined
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) })
  turns = Promise.resolve()
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: (_: string, told: () => void) => void (see = told),
    removeEventListener: () => undefined,
  })
  vi.stubGlobal('navigator', {
    locks: {
      request: (_: string, work: () => Promise<unknown>) => {
        turns = turns.then(work)
        return turns
      },
    },
  })
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      addEventListener = () => undefined
      postMessage = () => undefined
      close = () => undefined
    },
  )
})
afterEach(() => {
  for (const queue of queues) queue.stop()
  queues = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** What the browser's database does, in memory: the tabs of one user share it. */
function memory(): PhotoStore<string> & { rows: Map<string, QueuedPhoto<string>> } {
  const rows = new Map<string, QueuedPhoto<string>>()
  return {
    rows,
    all: async () => [...rows.values()],
    file: async () => new Blob(['jpg']),
    add: async (photo) => void rows.set(photo.id, photo),
    save: async (photo) => rows.has(photo.id) && Boolean(rows.set(photo.id, photo)),
    change: async (id, into) => {
      const photo = rows.get(id)
      if (photo) rows.set(id, into(photo))
    },
    remove: async (id) => void rows.delete(id),
  }
}

/** A user's queue and the wire below it: `code` is what the platform refuses the next photos with. */
function opened(store = memory(), reader: () => string | null = () => 'noor') {
  const wire = { code: null as string | null, asked: [] as string[], during: async (): Promise<void> => undefined }
  const said = async (what: string): Promise<void> => {
    wire.asked.push(what)
    await wire.during()
    if (wire.code !== null) throw new EvergraphError(wire.code, wire.code)
  }
  const transport: Transport<string> = {
    reserve: async ({ owner, claim }) => {
      await said(`reserve ${claim}`)
      return { photoId: claim, owner, link: { url: 'https://files.test/1', method: 'PUT', headers: [] } }
    },
    upload: async () => said('upload').then(() => 'SENT' as const),
    submit: async (_photo, photoId) => said(`submit ${photoId}`).then(() => photoId),
  }
  const queue = createPhotoQueue({ owner: 'noor', store, transport, reader })
  queues.push(queue)
  return { queue, wire, store, add: (claim: string) => queue.add(new Blob(['jpg']), { claim, captureId: null }) }
}
const settled = () => vi.advanceTimersByTimeAsync(0)
const SENT = (...claims: string[]) => claims.flatMap((claim) => [`reserve ${claim}`, 'upload', `submit ${claim}`])

test('a photo that is added while others are sent goes too, and each goes once', async () => {
  const { wire, add, store } = opened()
  let more: Promise<unknown> | null = null
  wire.during = async () => void (more ??= add('b'))
  await add('a')
  await settled()
  expect(wire.asked).toEqual(SENT('a', 'b'))
  expect([...store.rows.values()].map(({ step }) => step.at)).toEqual(['SUBMITTED', 'SUBMITTED'])
})

test('two tabs send a photo once', async () => {
  const store = memory()
  const [one, other] = [opened(store), opened(store)]
  one.wire.code = 'NETWORK'
  await one.add('a')
  await settled()
  one.wire.code = null
  one.wire.asked.length = 0
  one.queue.wake()
  other.queue.wake()
  await settled()
  expect([...one.wire.asked, ...other.wire.asked]).toEqual(SENT('a'))
})

test('while the platform cannot be reached, the pauses grow to a minute; a success ends them', async () => {
  const { wire, add } = opened()
  wire.code = 'NETWORK'
  await add('a')
  await settled()
  for (const [pause, tries] of [
    [4_999, 1],
    [1, 2],
    [10_000, 3],
    [20_000, 4],
    [59_999, 4],
    [1, 5],
    [60_000, 6],
  ] as const) {
    await vi.advanceTimersByTimeAsync(pause)
    expect(wire.asked).toHaveLength(tries)
  }
  wire.code = null
  await vi.advanceTimersByTimeAsync(60_000)
  expect(wire.asked.slice(6)).toEqual(SENT('a'))
  await vi.advanceTimersByTimeAsync(600_000)
  expect(wire.asked).toHaveLength(9)
  wire.code = 'NETWORK'
  await add('b')
  await settled()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(wire.asked).toHaveLength(11)
})

test('whatever is heard of the platform is a try at once, but not what the queue itself hears, and not while it has too much', async () => {
  const { wire, add } = opened()
  wire.code = 'NETWORK'
  await add('a')
  await settled()
  // The answer of its own request: a platform that answers and refuses would be asked without end.
  wire.during = async () => void (wire.asked.length < 9 && answered())
  answered()
  await settled()
  expect(wire.asked).toHaveLength(2)
  wire.during = async () => undefined
  wire.code = 'RATE_LIMITED'
  answered()
  await settled()
  expect(wire.asked).toHaveLength(3)
  answered()
  await settled()
  expect(wire.asked).toHaveLength(3)
})

test('a page that is seen again tries at once', async () => {
  const { wire, add } = opened()
  wire.code = 'NETWORK'
  await add('a')
  await settled()
  wire.code = null
  see()
  await settled()
  expect(wire.asked.slice(1)).toEqual(SENT('a'))
})

test('who has signed out, or in as another, sends nothing more', async () => {
  let reader: string | null = 'noor'
  const { queue, wire, add } = opened(memory(), () => reader)
  reader = 'daan'
  await add('a')
  await settled()
  expect(wire.asked).toEqual([])
  reader = 'noor'
  wire.code = 'NETWORK'
  queue.wake()
  await settled()
  expect(wire.asked).toHaveLength(1)
  queue.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  answered()
  await settled()
  expect(wire.asked).toHaveLength(1)
})

test('what was submitted is shown for a day and then forgotten; what was not is kept however old it is', async () => {
  const { queue, store, wire, add } = opened()
  await add('a')
  await settled()
  wire.code = 'BAD_USER_INPUT'
  await add('b')
  await settled()
  const claims = () => [...store.rows.values()].map(({ claim }) => claim)
  await vi.advanceTimersByTimeAsync(23 * 3_600_000)
  await queue.start()
  expect(claims()).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(2 * 3_600_000)
  await queue.start()
  expect(claims()).toEqual(['b'])
  expect(queue.state.get().photos?.map(({ claim }) => claim)).toEqual(['b'])
})

test('what was refused goes again with what its owner has changed', async () => {
  const { queue, wire, add } = opened()
  wire.code = 'BAD_USER_INPUT'
  const id = await add('a')
  await settled()
  wire.code = null
  await queue.again(id, 'better')
  await settled()
  expect(wire.asked.slice(1)).toEqual(SENT('better'))
})

test('a device without room says so, and nothing of the photo is shown or sent', async () => {
  const store = memory()
  store.add = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  const { queue, wire, add } = opened(store)
  await expect(add('a')).rejects.toThrow('full')
  await settled()
  expect([wire.asked, queue.state.get().photos]).toEqual([[], null])
})

import { beforeEach, expect, test, vi } from 'vitest'
import { createAnswers, type Answer } from './answers.ts'

/** What a device keeps, by reader and question. Node has no IndexedDB: this one is as slow to open as a test wants. */
const device = new Map<string, Answer>()
let opened = Promise.resolve()
const nameOf = (key: readonly [string, number]) => JSON.stringify(key)
const store = {
  getAllKeys: async () => [...device.keys()].map((name) => JSON.parse(name) as [string, number]),
  delete: async (key: [string, number]) => void device.delete(nameOf(key)),
}
vi.mock('idb', () => ({
  openDB: async () => {
    await opened
    return {
      get: async (_: string, key: [string, number]) => device.get(nameOf(key)),
      put: async (_: string, answer: Answer) => void device.set(nameOf([answer.reader, answer.key]), answer),
      count: async () => device.size,
      transaction: () => ({ store, done: Promise.resolve() }),
    }
  },
}))

beforeEach(() => {
  device.clear()
  opened = Promise.resolve()
})

test('who signs in finds nothing of who was here before, and nobody finds what was kept for who has left', async () => {
  let reader: string | null = 'ada'
  const answers = createAnswers(() => reader)
  await answers.save('ada', 1, 'bill')
  expect(await answers.find('ada', 1)).toMatchObject({ data: 'bill' })
  reader = 'bob'
  // A page of theirs may still ask while it is taken away.
  expect(await answers.find('ada', 1)).toBeNull()
  expect(await answers.find('bob', 1)).toBeNull()
  await answers.keepOnly('bob')
  expect(device.size).toBe(0)
})

test('an answer that comes after its reader has left is not kept', async () => {
  let reader: string | null = 'ada'
  const slow = Promise.withResolvers<void>()
  opened = slow.promise
  const answers = createAnswers(() => reader)
  const saved = answers.save('ada', 1, 'bill')
  reader = null
  slow.resolve()
  await saved
  expect(device.size).toBe(0)
})

test('what is the present reader’s stays, and so does what everybody may see while nobody is signed in', async () => {
  let reader: string | null = null
  const answers = createAnswers(() => reader)
  await answers.save(null, 1, 'stations')
  await answers.keepOnly(null)
  expect(await answers.find(null, 1)).toMatchObject({ data: 'stations' })
  reader = 'ada'
  await answers.save('ada', 2, 'bill')
  await answers.keepOnly('ada')
  expect([...device.values()].map(({ data }) => data)).toEqual(['bill'])
})

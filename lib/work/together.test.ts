import { expect, test } from 'vitest'
import { createTogether } from './together.ts'

/** What is done with numbers: together their double, none of 13; the batch of a number below 0 fails. */
function doubling(most: number, atOnce: number) {
  const batches: number[][] = []
  const alone: [item: number, told: boolean][] = []
  const gates: PromiseWithResolvers<void>[] = []
  let [running, mostRunning] = [0, 0]
  const ask = createTogether<number, number>({
    most,
    atOnce,
    together: async (items) => {
      batches.push([...items])
      mostRunning = Math.max(mostRunning, ++running)
      const gate = Promise.withResolvers<void>()
      gates.push(gate)
      await gate.promise
      running--
      if (items.some((item) => item < 0)) throw new Error('It failed.')
      return items.map((item) => (item === 13 ? undefined : 2 * item))
    },
    alone: (item, failed) => {
      alone.push([item, failed !== undefined])
      return failed ? Promise.reject(failed.error) : Promise.resolve(-1000)
    },
  })
  /** Lets every batch go on, also those that begin meanwhile. */
  const settle = async <T>(results: Promise<T>): Promise<T> => {
    const wait = { over: false }
    void results.finally(() => (wait.over = true)).catch(() => undefined)
    while (!wait.over) {
      for (const gate of gates.splice(0)) gate.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return results
  }
  return { ask, settle, batches, alone, mostRunning: () => mostRunning }
}
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

test('what comes at the same moment is done together, so many in one batch, and each has its own answer', async () => {
  const { ask, settle, batches, alone } = doubling(10, 1)
  expect(await settle(Promise.all(numbers(25).map(ask)))).toEqual(numbers(25).map((item) => (item === 13 ? -1000 : 2 * item)))
  expect(batches.map(({ length }) => length)).toEqual([10, 10, 5])
  // What is not done together is done by itself, and nothing has failed.
  expect(alone).toEqual([[13, false]])
})

test('so many batches are under way, and what comes meanwhile is one more', async () => {
  const { ask, settle, batches, mostRunning } = doubling(10, 2)
  const first = numbers(30).map(ask)
  await new Promise((resolve) => setImmediate(resolve))
  const later = [100, 101].map(ask)
  await settle(Promise.all([...first, ...later]))
  expect(mostRunning()).toBe(2)
  expect(batches.flat().toSorted((a, b) => a - b)).toEqual([...numbers(30), 100, 101])
})

test('where a batch fails each is tried by itself; one that was alone in it is told why', async () => {
  const { ask, settle, alone } = doubling(10, 1)
  expect(await settle(Promise.all([1, -1, 2].map(ask)))).toEqual([-1000, -1000, -1000])
  expect(alone).toEqual([
    [1, false],
    [-1, false],
    [2, false],
  ])
  await expect(settle(ask(-5))).rejects.toThrow('It failed.')
  expect(alone.at(-1)).toEqual([-5, true])
  // And all goes on.
  expect(await settle(ask(4))).toBe(8)
})

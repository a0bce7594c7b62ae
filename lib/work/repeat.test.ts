import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { until } from '../../test/until.ts'
import { startRepeat } from './repeat.ts'

const log = createLog('test', { level: 'silent' })

/** Rounds that end when the test lets them. */
function rounds() {
  const open: (() => void)[] = []
  let begun = 0
  return {
    open,
    begun: () => begun,
    sweep: () => {
      begun++
      return new Promise<void>((resolve) => open.push(resolve))
    },
  }
}

/** So much time has passed that rounds would have been due. */
async function dueAgain(): Promise<void> {
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  await until(() => ticks > 20)
  clearInterval(timer)
}

test('the first round is done at once', async () => {
  let begun = 0
  await using _sweeper = startRepeat({ what: 'the sweep', everyMs: 3_600_000, task: () => begun++ }, log)
  expect(begun).toBe(1)
})

test('a round never begins while another is under way, and the next one follows its end', async () => {
  const { open, begun, sweep } = rounds()
  const sweeper = startRepeat({ what: 'the sweep', everyMs: 1, task: sweep }, log)
  await until(() => begun() === 1)
  await dueAgain()
  expect(begun()).toBe(1)
  open[0]?.()
  await until(() => begun() === 2)
  open[1]?.()
  await until(() => begun() === 3)
  const end = sweeper[Symbol.asyncDispose]()
  open[2]?.()
  await end
})

test('disposal waits for the round under way, and none follows', async () => {
  const { open, begun, sweep } = rounds()
  const sweeper = startRepeat({ what: 'the sweep', everyMs: 1, task: sweep }, log)
  await until(() => begun() === 1)
  let disposed = false
  const end = sweeper[Symbol.asyncDispose]().then(() => (disposed = true))
  await dueAgain()
  expect(disposed).toBe(false)
  open[0]?.()
  await end
  await dueAgain()
  expect(begun()).toBe(1)
})

test('a round that fails does not end the sweeping', async () => {
  let begun = 0
  await using _sweeper = startRepeat({ what: 'the sweep', everyMs: 1, task: () => Promise.reject(new Error(String(++begun))) }, log)
  await until(() => begun > 2)
})

test('nor does one that fails before it is a promise', async () => {
  let begun = 0
  const task = () => {
    throw new Error(String(++begun))
  }
  await using _sweeper = startRepeat({ what: 'the sweep', everyMs: 1, task }, log)
  await until(() => begun > 2)
})

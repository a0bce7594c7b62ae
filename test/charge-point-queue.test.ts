import { expect, test } from 'vitest'
import { createQueue } from './charge-point-queue.ts'
import type { Wire } from './charge-point-wire.ts'

test('who waits for the queue of a charger without a line leaves others their turn, and the line may come back', async () => {
  let open = false
  let looks = 0
  const sent: string[] = []
  const isOpen = () => {
    // A wait that never lets go would hang this process, and no time limit would end it.
    if (++looks > 1_000) throw new Error('It looks for the line without end.')
    return open
  }
  const call = (action: string) => Promise.resolve({ said: sent.push(action) })
  const queue = createQueue(
    () => ({ isOpen, call }) as unknown as Wire,
    () => undefined,
  )
  await queue.deliver({ action: 'StopTransaction', payload: () => ({}), answered: () => undefined })
  setTimeout(() => (open = true), 50)
  await queue.flushed()
  expect(sent).toEqual(['StopTransaction'])
})

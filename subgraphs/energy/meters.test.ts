import { expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { createTeller } from '../../test/teller.ts'
import { listenToMeters } from './meters.ts'

test('where as many cars are known as are remembered, their newest samples are still taken, and others left out', async () => {
  await using bus = createLocalBus()
  using meters = listenToMeters(bus, 2)
  const { tell } = createTeller(bus)
  const sample = (transactionId: string, second: number, powerW: number) => {
    const at = new Date(1_700_000_000_000 + second * 1_000).toISOString()
    const data = { transactionId, samples: [{ at, powerW }], receivedAt: at, offline: false }
    return tell('ocpp.transaction.metered', transactionId, data)
  }
  await sample('a', 0, 1_000)
  await sample('b', 0, 2_000)
  await sample('c', 0, 3_000)
  await sample('a', 1, 4_000)
  expect([...meters.take()].map(([id, { powerW }]) => [id, powerW])).toEqual([
    ['a', 4_000],
    ['b', 2_000],
  ])
  await sample('c', 2, 5_000)
  expect([...meters.take().keys()]).toEqual(['c'])
})

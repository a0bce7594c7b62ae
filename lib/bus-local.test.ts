import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLocalBus } from './bus-local.ts'
import type { Bus } from './bus.ts'
import type { EventEnvelope } from './events.ts'
import { newId } from './id.ts'

let bus: Bus
beforeEach(() => {
  bus = createLocalBus()
})
afterEach(() => bus[Symbol.asyncDispose]())

const removed = (vehicleId: string): EventEnvelope<'accounts.vehicle.removed'> => ({
  id: newId(),
  name: 'accounts.vehicle.removed',
  aggregateId: vehicleId,
  occurredAt: new Date().toISOString(),
  requestId: null,
  data: { vehicleId, userId: newId() },
})
const publish = (...events: EventEnvelope[]) => bus.publish({ producer: 'accounts', sequence: 1, events })
const names = ['accounts.vehicle.removed'] as const
/** Long enough for everything that has no reason to wait. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('a batch is settled when every group has handled all its events, and not before', async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await bus.consume('charging', names, () => first.promise)
  await bus.consume('odometer', names, () => second.promise)
  let settled = false
  const publication = publish(removed(newId()))
  void publication.settled.then(() => (settled = true))
  await publication.accepted
  for (const one of [first, second]) {
    await settle()
    expect(settled).toBe(false)
    one.resolve()
  }
  await publication.settled
})

test('events of one aggregate are handled one after the other, of different ones side by side', async () => {
  const began: string[] = []
  const gates = new Map<string, () => void>()
  await bus.consume('charging', names, (event) => {
    began.push(event.id)
    return new Promise((resolve) => gates.set(event.id, resolve))
  })
  const [a, b] = [newId(), newId()]
  const [one, two, other] = [removed(a), removed(a), removed(b)]
  const { settled } = publish(one, two, other)
  await settle()
  expect(began).toEqual([one.id, other.id])
  gates.get(one.id)?.()
  await settle()
  expect(began).toEqual([one.id, other.id, two.id])
  gates.get(two.id)?.()
  gates.get(other.id)?.()
  await settled
})

test('nothing is taken before every group is there', async () => {
  const open = Promise.withResolvers<void>()
  bus = createLocalBus(open.promise)
  const heard: string[] = []
  const event = removed(newId())
  const { settled } = publish(event)
  await settle()
  await bus.consume('charging', names, ({ id }) => Promise.resolve(void heard.push(id)))
  open.resolve()
  await settled
  expect(heard).toEqual([event.id])
})

test('after its end nothing is settled: the groups are gone, and the outbox keeps the event for the next start', async () => {
  let settled = false
  await bus[Symbol.asyncDispose]()
  const publication = publish(removed(newId()))
  void publication.settled.then(() => (settled = true))
  await publication.accepted
  await settle()
  expect(settled).toBe(false)
})

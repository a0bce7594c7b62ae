import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { redisAvailable } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { openBoxes, openRedis, repeated, startDoomed, type Boxes } from './messaging.fixture.ts'
import { remember } from './remember.fixture.ts'

let boxes: Boxes
beforeEach(async () => {
  boxes = await openBoxes()
})
afterEach(() => boxes.stack.disposeAsync())

describe('a process of both boxes, killed', () => {
  test('while it has an event in hand: the event is not taken for published, and the next process handles it', async () => {
    const [vehicle, other] = [newId(), newId()]
    const doomed = await startDoomed(boxes, { userId: vehicle })
    await boxes.remove(vehicle, vehicle)
    await doomed.tookIt()
    // Another one that is handled and marked meanwhile.
    await boxes.remove(other, other)
    await until(() => boxes.publishedAt(other))
    expect(await boxes.publishedAt(vehicle)).toBeNull()
    await doomed.kill()
    expect(await boxes.heardOf(vehicle)).toEqual([])
    await startBoth()
    await until(async () => (await boxes.heardOf(vehicle)).length > 0)
    expect(await boxes.heardOf(vehicle)).toEqual([vehicle])
    expect(await boxes.heardOf(other)).toEqual([other])
  })

  test('after the event has had its effect and before it is marked as published: it comes again, and has none', async () => {
    const vehicle = newId()
    const doomed = await startDoomed(boxes, { userId: '' })
    // What it said when it learnt the past is marked a little later, and would come again too.
    const unmarked = ['accounts', 'charging'].map((box) => `SELECT 1 FROM ${box}.outbox WHERE published_at IS NULL`)
    await until(async () => (await boxes.asAdmin(unmarked.join(' UNION ALL '))).length === 0)
    const held = boxes.wires.accounts.fault('set "published_at"', 'held')
    await boxes.remove(vehicle, vehicle)
    await held
    expect(await boxes.heardOf(vehicle)).toEqual([vehicle])
    await doomed.kill()
    const before = await repeated()
    await startBoth()
    await until(() => boxes.publishedAt(vehicle))
    expect(await repeated()).toBe(before + 1)
    expect(await boxes.heardOf(vehicle)).toEqual([vehicle])
  })

  async function startBoth(): Promise<void> {
    const bus = createLocalBus()
    await boxes.start('charging', bus, remember)
    await boxes.start('accounts', bus, {})
  }
})

describe.runIf(redisAvailable)('a member of a group over Redis, with an event in hand,', () => {
  test('killed: the next member handles it, once', async () => {
    const { bus, redis } = await openRedis(boxes.stack)
    const [vehicle, later] = [newId(), newId()]
    const doomed = await startDoomed(boxes, { userId: vehicle, redisUrl: redis.url })
    await boxes.start('accounts', bus(), {})
    await boxes.remove(vehicle, vehicle)
    await doomed.tookIt()
    await boxes.remove(vehicle, later)
    await doomed.kill()
    await boxes.start('charging', bus(), remember)
    await until(async () => (await boxes.heardOf(vehicle)).length === 2)
    expect(await boxes.heardOf(vehicle)).toEqual([vehicle, later])
  })

  test('stopped for longer than its lease: the next member waits for what it had begun, and repeats nothing', async () => {
    const { bus, redis } = await openRedis(boxes.stack)
    const vehicle = newId()
    const doomed = await startDoomed(boxes, { userId: vehicle, redisUrl: redis.url })
    await boxes.start('accounts', bus(), {})
    await boxes.remove(vehicle, vehicle)
    await doomed.tookIt()
    doomed.signal('SIGSTOP')
    const before = await repeated()
    await boxes.start('charging', bus(), remember)
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await until(async () => (await boxes.asAdmin(waiting)).length > 0)
    doomed.signal('SIGCONT')
    doomed.goOn()
    await until(async () => (await repeated()) === before + 1)
    expect(await boxes.heardOf(vehicle)).toEqual([vehicle])
  })
})

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { until } from '../test/until.ts'
import { kinds, openBoxes, type Boxes } from './messaging.fixture.ts'
import { emit } from './outbox.ts'
import { remember, type TestHandlers } from './remember.fixture.ts'

let boxes: Boxes
beforeEach(async () => {
  boxes = await openBoxes()
})
afterEach(() => boxes.stack.disposeAsync())

describe.each(kinds)('a bus $kind', ({ open }) => {
  test('brings each event once, those of one aggregate in order', async () => {
    const { bus } = await open(boxes.stack)
    await boxes.start('accounts', bus(), {})
    await boxes.start('charging', bus(), remember)
    const vehicles = [newId(), newId(), newId()]
    const users = Array.from({ length: 60 }, () => newId())
    for (const [i, user] of users.entries()) await boxes.remove(vehicles[i % 3] ?? '', user)
    await until(async () => (await boxes.effects()).length === users.length)
    for (const [v, vehicle] of vehicles.entries()) expect(await boxes.heardOf(vehicle)).toEqual(users.filter((_, i) => i % 3 === v))
  })

  test('an event whose handler fails every time is set aside with its error, and the next one has its turn', async () => {
    const { bus } = await open(boxes.stack)
    const vehicle = newId()
    let tries = 0
    await boxes.start('accounts', bus(), {})
    await boxes.start('charging', bus(), {
      'accounts.vehicle.removed': async (trx, event) => {
        if (event.data.userId === vehicle) {
          tries++
          throw new Error('this one is poison')
        }
        await remember['accounts.vehicle.removed'](trx, event)
      },
    })
    await boxes.remove(vehicle, vehicle)
    const good = newId()
    await boxes.remove(vehicle, good)
    await until(async () => (await boxes.effects()).length === 1)
    const [letter] = await boxes.letters()
    expect(letter).toMatchObject({ tries: 5, error: expect.stringContaining('this one is poison') as string })
    expect(tries).toBe(5)
  })

  test('what a handler has done without committing is undone, and done once when it succeeds', async () => {
    const { bus } = await open(boxes.stack)
    let calls = 0
    await boxes.start('accounts', bus(), {})
    await boxes.start('charging', bus(), {
      'accounts.vehicle.removed': async (trx, event) => {
        await remember['accounts.vehicle.removed'](trx, event)
        if (++calls < 3) throw new Error('not yet')
      },
    })
    await boxes.remove(newId())
    await until(() => calls === 3)
    await until(async () => (await boxes.effects()).length > 0)
    expect(await boxes.effects()).toHaveLength(1)
  })
})

test('a dead letter is handled again when an operator says so, that one alone, and is gone then', async () => {
  const bus = createLocalBus()
  const events: string[] = []
  let mended = false
  await boxes.start('accounts', bus, {})
  await boxes.start('charging', bus, {
    'accounts.vehicle.removed': async (trx, event) => {
      if (!events.includes(event.id)) events.push(event.id)
      if (!mended) throw new Error('a bug')
      await remember['accounts.vehicle.removed'](trx, event)
    },
  })
  const vehicle = newId()
  const [first, second] = [newId(), newId()]
  for (const user of [first, second]) await boxes.remove(vehicle, user)
  await until(async () => (await boxes.letters()).length === 2)
  mended = true
  expect(await replay('charging', events[1] ?? '')).toBe('1 to be handled again\n')
  await until(async () => (await boxes.letters()).length === 1)
  expect(await boxes.heardOf(vehicle)).toEqual([second])
  expect(await replay('charging')).toBe('1 to be handled again\n')
  await until(async () => (await boxes.letters()).length === 0)
  expect(await boxes.heardOf(vehicle)).toEqual([second, first])
})

const replay = async (...args: string[]): Promise<string> => {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_ADMIN_URL: boxes.database.adminUrl }
  return (await promisify(execFile)(process.execPath, ['db/replay.ts', ...args], { env })).stdout
}

test('a fault that passes counts as no try', async () => {
  const bus = createLocalBus()
  let calls = 0
  await boxes.start('accounts', bus, {})
  await boxes.start('charging', bus, {
    'accounts.vehicle.removed': async (trx, event) => {
      if (++calls <= 6) throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })
      await remember['accounts.vehicle.removed'](trx, event)
    },
  })
  await boxes.remove(newId())
  await until(async () => (await boxes.effects()).length === 1, { timeoutMs: 25_000 })
  expect(await boxes.letters()).toEqual([])
})

test('pruning takes what is old and published, never what still has to go out, and forgets no event that may come again', async () => {
  const [published, waiting] = [newId(), newId()]
  for (const vehicle of [published, waiting]) await boxes.remove(vehicle)
  const old = LIMITS.events.keepMs / 1000 + 3_600
  await boxes.asAdmin(`UPDATE accounts.outbox SET occurred_at = now() - make_interval(secs => ${old})`)
  await boxes.asAdmin(`UPDATE accounts.outbox SET published_at = now() WHERE aggregate_id = '${published}'`)
  const forgotten = newId()
  await boxes.asAdmin(`INSERT INTO accounts.inbox VALUES ('${published}', now() - make_interval(secs => ${old})),
    ('${forgotten}', now() - make_interval(secs => ${2 * old}))`)
  const bus = createLocalBus()
  await boxes.start('charging', bus, remember)
  await boxes.start('accounts', bus, {})
  const kept = async () =>
    (await boxes.producer.selectFrom('outbox').select('aggregate_id').execute()).map((row) => row.aggregate_id)
  await until(async () => !(await kept()).includes(published))
  await until(async () => (await boxes.heardOf(waiting)).length === 1)
  // Beside it stands what `charging` has asked.
  const known = async () => (await boxes.producer.selectFrom('inbox').select('event_id').execute()).map((row) => row.event_id)
  await until(async () => !(await known()).includes(forgotten))
  expect(await known()).toContain(published)
})

describe('somebody who has left', () => {
  const deleted = (userId: string) =>
    boxes.producer
      .transaction()
      .execute((trx) => emit(trx, 'accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() }))
  const rename = (userId: string) =>
    boxes.producer.transaction().execute((trx) => emit(trx, 'accounts.user.renamed', userId, { userId, displayName: 'Quillon' }))
  const isForgotten = async (userId: string) =>
    (await boxes.consumer.selectFrom('forgotten').selectAll().where('user_id', '=', userId).execute()).length === 1
  const renamed: TestHandlers = {
    'accounts.user.renamed': (trx, { data: { userId } }) =>
      emit(trx, 'charging.session.updated', userId, { sessionId: userId, userId: null }),
  }

  test('is in no letter that is kept to be handled again; what is said late of them is passed over, but for bills and the like', async () => {
    const bus = createLocalBus()
    const [gone, other, vehicle] = [newId(), newId(), newId()]
    const letters = [
      ['accounts.user.renamed', gone],
      ['charging.cdr.issued', gone],
      ['accounts.user.renamed', other],
    ] as const
    for (const [name, userId] of letters)
      await boxes.consumer
        .insertInto('dead_letter')
        .values({ event_id: newId(), event: JSON.stringify({ name, data: { userId } }), error: 'away', tries: 5 })
        .execute()
    await boxes.start('accounts', bus, {})
    await boxes.start('charging', bus, { ...remember, ...renamed })
    await deleted(gone)
    await until(() => isForgotten(gone))
    const left = (await boxes.letters()).map(({ event }) => event as { name: string; data: { userId: string } })
    expect(left.map(({ name, data }) => [name, data.userId])).toEqual(letters.slice(1))
    await rename(gone)
    await rename(other)
    // What takes away is heard.
    await boxes.remove(vehicle, gone)
    await until(async () => (await boxes.heardOf(vehicle)).length === 1 && (await boxes.heardOf(other)).length === 1)
    await until(async () => (await boxes.consumer.selectFrom('inbox').select('event_id').execute()).length >= 4)
    expect(await boxes.heardOf(gone)).toEqual([])
  })

  test('is forgotten when what is being handled of them is done, and not before', async () => {
    const bus = createLocalBus()
    const userId = newId()
    const [inHand, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await boxes.start('accounts', bus, {})
    await boxes.start('charging', bus, {
      'accounts.user.renamed': async (trx, event, ctx) => {
        await renamed['accounts.user.renamed']?.(trx, event, ctx)
        inHand.resolve()
        await goOn.promise
      },
    })
    await rename(userId)
    await inHand.promise
    // Of another aggregate: it does not wait for the first by its order.
    await boxes.producer
      .transaction()
      .execute((trx) => emit(trx, 'accounts.user.deleted', newId(), { userId, deletedAt: new Date().toISOString() }))
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    try {
      await until(async () => (await boxes.asAdmin(waits)).length > 0 || (await isForgotten(userId)))
      expect(await isForgotten(userId)).toBe(false)
    } finally {
      goOn.resolve()
    }
    await until(() => isForgotten(userId))
  })
})

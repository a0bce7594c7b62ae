import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { redisAvailable } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { kinds, openBoxes, openRedis, repeated, startDoomed, type Boxes } from './messaging.fixture.ts'
import type { MessagingTables } from './outbox.ts'
import {
  learnThings,
  learnTwoKinds,
  openThings,
  pastOfThings,
  pastOfTwoKinds,
  REGISTERED,
  told,
  type Tables,
  type Thing,
} from './past.fixture.ts'
import { each, type Past } from './past.ts'

let boxes: Boxes
let things: Awaited<ReturnType<typeof openThings>>
beforeEach(async () => {
  boxes = await openBoxes()
  things = await openThings(boxes)
})
afterEach(() => boxes.stack.disposeAsync())

/** More than two pages. */
const MANY = 450

const run = promisify(execFile)
const relearn = (...words: string[]) =>
  run(process.execPath, [new URL('relearn.ts', import.meta.url).pathname, ...words], {
    env: { DATABASE_ADMIN_URL: boxes.database.adminUrl },
  })

describe.each(kinds)('a bus $kind', ({ open }) => {
  test('a box that comes late learns all that was, alone and once, and says how far it is', async () => {
    const { bus } = await open(boxes.stack)
    await things.hold(MANY)
    const others: string[] = []
    const other = bus()
    await other.consume('odometer', ['accounts.vehicle.saved'], (event) => Promise.resolve(void others.push(event.id)))
    boxes.stack.use(other.listen(['accounts.vehicle.saved'], (event) => void others.push(event.id)))
    const seen = Promise.withResolvers<void>()
    let handled = 0
    const late = await boxes.start('charging', bus(), {
      'accounts.vehicle.saved': async (...given) => {
        // Those of the second page wait.
        if (++handled > 200) await seen.promise
        await learnThings['accounts.vehicle.saved']?.(...given)
      },
    })
    expect(await late.unready()).toBe('Catching up with what others know: accounts (no answer yet).')
    await boxes.start('accounts', bus(), {}, pastOfThings)
    await until(async () => (await late.unready())?.includes('accounts (200 of about 450)'))
    seen.resolve()
    await until(async () => (await late.unready()) === null)
    expect(await things.learnt()).toEqual(await things.held())
    expect((await things.heard()).length).toBe(MANY)
    expect(await late.unlearnt()).toBeNull()
    // What all hear comes to the others too.
    const [first] = await things.held()
    await things.change(first?.id ?? '', 'new')
    await until(() => others.length >= 2)
    expect(others.length).toBe(2)
  })

  test('what changes meanwhile is heard meanwhile, and of each thing the newest word is the last', async () => {
    const { bus } = await open(boxes.stack)
    await things.hold(MANY)
    const held = await things.held()
    const late = await boxes.start('charging', bus(), learnThings)
    await boxes.start('accounts', bus(), {}, pastOfThings)
    let changes = 0
    do {
      const { id = '' } = held[(changes * 37) % MANY] ?? {}
      await things.change(id, `new ${++changes}`)
    } while ((await late.unready()) !== null)
    expect(changes).toBeGreaterThan(3)
    await until(async () => {
      expect(await things.learnt()).toEqual(await things.held())
      return true
    })
  })
})

test.each([
  { count: 250, ofEach: 1 },
  { count: 100, ofEach: 2 },
])(
  'kinds of facts are told one after the other over the borders of pages, none left out: $count things, $ofEach facts of each',
  async ({ count, ofEach }) => {
    await things.hold(count)
    const bus = createLocalBus()
    const late = await boxes.start('charging', bus, learnTwoKinds)
    await boxes.start('accounts', bus, {}, pastOfTwoKinds(ofEach))
    await until(async () => (await late.unready()) === null)
    const heard = Map.groupBy(await things.heard(), ({ id }) => id)
    expect(heard.size).toBe(count)
    const said = [...Array.from({ length: ofEach }, () => REGISTERED), 'old']
    for (const words of heard.values()) expect(words.map(({ name }) => name)).toEqual(said)
  },
)

test('a word that is spoken while the past is told comes after it', async () => {
  await things.hold(3)
  const [thing] = await things.held()
  const bus = createLocalBus()
  const late = await boxes.start('charging', bus, learnThings)
  // The page waits for whoever changes one of its things; it is given up and tried again until they are done.
  await things.change(thing?.id ?? '', 'new', async () => {
    await boxes.start('accounts', bus, {}, pastOfThings)
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await until(async () => (await boxes.asAdmin(waits)).length > 0)
    await until(async () => (await boxes.asAdmin(waits)).length === 0)
  })
  await until(async () => (await late.unready()) === null)
  expect(await things.learnt()).toEqual(await things.held())
  expect((await things.learnt())[0]?.name).toBe('new')
})

describe('killed while a box learns', () => {
  test.each([{ redis: false }, ...(redisAvailable ? [{ redis: true }] : [])])(
    'the next process goes on where it was, and nothing is told twice (over Redis: $redis)',
    async ({ redis }) => {
      const server = redis ? await openRedis(boxes.stack) : null
      const local = createLocalBus()
      const bus = server ? server.bus : () => local
      await things.hold(MANY)
      const held = await things.held()
      // In the second page.
      const thing = held[300]?.id ?? ''
      if (server) await boxes.start('accounts', bus(), {}, pastOfThings)
      const redisUrl = server?.redis.url ?? ''
      const doomed = await startDoomed(boxes, { userId: thing, fixture: 'past-doomed.fixture.ts', redisUrl })
      await doomed.tookIt()
      await doomed.kill()
      const before = await things.heard()
      expect(before.length).toBeGreaterThanOrEqual(200)
      expect(before.length).toBeLessThan(MANY)
      await things.change(thing, 'new')
      const next = await boxes.start('charging', bus(), learnThings)
      if (!server) await boxes.start('accounts', bus(), {}, pastOfThings)
      await until(async () => (await next.unready()) === null)
      await until(async () => (await things.heard()).length > MANY)
      expect(await things.learnt()).toEqual(await things.held())
      const told = (await things.heard()).filter(({ page }) => page !== null)
      expect(told.length).toBe(MANY)
      expect(told.slice(0, before.length)).toEqual(before)
    },
  )
})

test('a box asks for what it never listened to before, and for nothing that it knows', async () => {
  await things.hold(1)
  const bus = createLocalBus()
  await boxes.start('accounts', bus, {}, pastOfThings)
  const asked = () =>
    boxes.asAdmin(`SELECT data->'names' AS names FROM charging.outbox WHERE name = 'past.page.wanted' ORDER BY position`)
  // One from before anybody kept count has heard all from its beginning.
  await boxes.asAdmin(`INSERT INTO charging.inbox (event_id) VALUES ('${newId()}')`)
  {
    await using box = await boxes.start('charging', bus, { 'accounts.vehicle.removed': () => Promise.resolve() })
    expect(await box.unready()).toBeNull()
    expect(await box.unlearnt()).toBeNull()
  }
  const { 'accounts.vehicle.saved': learn } = learnThings
  const handlers = { ...learnThings, 'accounts.vehicle.removed': () => Promise.resolve() }
  const gate = Promise.withResolvers<void>()
  const more = await boxes.start('charging', bus, {
    ...handlers,
    'accounts.vehicle.saved': async (...given) => {
      await gate.promise
      await learn?.(...given)
    },
  })
  // It works on with what it knows.
  expect(await more.unready()).toBeNull()
  expect(await more.unlearnt()).toContain('accounts')
  gate.resolve()
  await until(async () => (await more.unlearnt()) === null)
  expect(await things.learnt()).toEqual(await things.held())
  await more[Symbol.asyncDispose]()
  const again = await boxes.start('charging', bus, handlers)
  expect(await again.unlearnt()).toBeNull()
  expect(await asked()).toEqual([{ names: ['accounts.vehicle.saved'] }])
})

test('what was broken by hand is learnt again when an operator says so', async () => {
  await things.hold(3)
  const bus = createLocalBus()
  await boxes.start('accounts', bus, {}, pastOfThings)
  const box = await boxes.start('charging', bus, learnThings)
  await until(async () => (await box.unready()) === null)
  await boxes.asAdmin(
    `UPDATE charging.learnt SET name = 'wrong'; DELETE FROM charging.learnt WHERE id = (SELECT max(id::text)::uuid FROM charging.learnt)`,
  )
  expect((await relearn('charging', 'stations')).stdout).toBe('charging listens to nothing like that\n')
  expect((await relearn('charging', 'accounts')).stdout).toBe('to be learnt again: accounts.user.deleted, accounts.vehicle.saved\n')
  await until(async () => (await things.heard()).length === 6)
  await until(async () => (await relearn()).stdout.includes('charging: knows all'))
  expect(await things.learnt()).toEqual(await things.held())
  await expect(relearn('nobody')).rejects.toMatchObject({ code: 64, stderr: expect.stringContaining('Usage') as string })
})

test('a fact that cannot be handled is set aside, and the box learns the rest', async () => {
  await things.hold(3)
  const bad = (await things.held())[1]?.id
  const bus = createLocalBus()
  await boxes.start('accounts', bus, {}, pastOfThings)
  const box = await boxes.start('charging', bus, {
    'accounts.vehicle.saved': async (trx, event) => {
      if (event.aggregateId === bad) throw new Error('a bug')
      await learnThings['accounts.vehicle.saved']?.(trx, event, {})
    },
  })
  await until(async () => (await box.unready()) === null)
  expect((await things.learnt()).length).toBe(2)
  expect((await boxes.letters()).length).toBe(1)
})

test('a fact of the past that comes again has no effect again', async () => {
  await things.hold(3)
  const bus = createLocalBus()
  const box = await boxes.start('charging', bus, learnThings)
  const producer = await boxes.start('accounts', bus, {}, pastOfThings)
  await until(async () => (await box.unready()) === null)
  await producer[Symbol.asyncDispose]()
  const before = await repeated()
  await boxes.asAdmin('UPDATE accounts.outbox SET published_at = NULL')
  await boxes.start('accounts', bus, {}, pastOfThings)
  await until(async () => (await repeated()) >= before + 4)
  expect((await things.heard()).length).toBe(3)
})

test('a page that is asked for twice is told once', async () => {
  await things.hold(3)
  const bus = createLocalBus()
  const box = await boxes.start('charging', bus, learnThings)
  // The question went to nobody; asked again after a while, it is the same page.
  const questions = () => boxes.asAdmin(`SELECT data->>'page' AS page FROM charging.outbox WHERE name = 'past.page.wanted'`)
  const published = () => boxes.asAdmin(`SELECT 1 FROM charging.outbox WHERE published_at IS NULL`)
  await until(async () => (await questions()).length === 1 && (await published()).length === 0)
  await boxes.asAdmin(`UPDATE charging.telling SET asked_at = now() - interval '31 seconds'`)
  await until(async () => (await questions()).length === 2 && (await published()).length === 0)
  const [first, second] = await questions()
  expect(second).toEqual(first)
  await boxes.asAdmin(`UPDATE charging.outbox SET published_at = NULL`)
  await boxes.start('accounts', bus, {}, pastOfThings)
  await until(async () => (await box.unready()) === null)
  await until(async () => (await published()).length === 0)
  expect((await things.heard()).length).toBe(3)
  expect(await boxes.producer.selectFrom('dead_letter').selectAll().execute()).toEqual([])
})

test('a row of more facts than one statement can write is told whole', async () => {
  await things.hold(1)
  const bus = createLocalBus()
  const numbers = Array.from({ length: 8_000 }, (_, i) => String(i))
  const past = {
    'accounts.vehicle.saved': each(
      (trx) => trx.selectFrom('thing').selectAll(),
      ['id'],
      (rows: Thing[]) => rows.flatMap(({ id }) => numbers.map((name) => ({ aggregateId: newId(), data: told({ id, name }) }))),
    ),
  } satisfies Past<Tables> as unknown as Past<MessagingTables>
  await boxes.start('charging', bus, { 'accounts.vehicle.saved': () => Promise.resolve() })
  await boxes.start('accounts', bus, {}, past)
  const dead = () => boxes.producer.selectFrom('dead_letter').select('error').execute()
  const sizes = () => boxes.asAdmin(`SELECT data->'size' AS size FROM accounts.outbox WHERE name = 'past.page.told'`)
  await until(async () => (await sizes()).length + (await dead()).length > 0)
  expect(await dead()).toEqual([])
  expect(await sizes()).toEqual([{ size: numbers.length }])
})

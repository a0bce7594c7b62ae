import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import type { MessagingTables } from '#db/outbox.ts'
import { metrics, observed } from '#lib/metrics.ts'
import { testBox } from '../test/box.ts'
import { until } from '../test/until.ts'
import { boxConfig } from './config.ts'
import type { BoxServices, WithJobs } from './context.ts'
import { defineBox } from './define.ts'
import type { BoxDefinition } from './definition.ts'

type Services = BoxServices<MessagingTables> & WithJobs & { own: string }

/** A box with nothing but what its page says, in a schema that has jobs. */
const define = (page: Partial<BoxDefinition<Services, object, object>>) =>
  defineBox<Services>({
    name: 'verification',
    config: boxConfig('verification', {}),
    services: (_given, { own = 'made' }) => ({ own }),
    ...page,
  })
const asAdmin = async (adminUrl: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
const nothing = () => Promise.resolve()

test('what a box repeats and prunes is done with its services, and no more when it has ended', async () => {
  const done: string[] = []
  const box = await testBox(
    define({
      repeats: ({ own }) => [{ what: 'repeating', everyMs: 5, task: () => done.push(`repeated by ${own}`) }],
      prune: ({ own }) => Promise.resolve(done.push(`pruned by ${own}`)),
    }),
    { overrides: { own: 'the test’s' } },
  )
  await until(() => done.filter((each) => each === 'repeated by the test’s').length > 2)
  await until(() => done.includes('pruned by the test’s'))
  await box[Symbol.asyncDispose]()
  const { length } = done
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  await until(() => ticks > 3)
  clearInterval(timer)
  expect(done.length).toBe(length)
})

test('its gauges are shown as long as it runs', async () => {
  const gauge = () => [observed('evergraph_test_apples', 'Apples.', {}, () => 7)]
  const shown = async () => /^evergraph_test_apples 7$/m.test(await metrics.metrics())
  const box = await testBox(define({ gauges: gauge }))
  expect(await shown()).toBe(true)
  await box[Symbol.asyncDispose]()
  expect(await shown()).toBe(false)
})

test('it is ready when all it stands on is, tells of what it works on with, and reloads', async () => {
  const reloaded: string[] = []
  await using box = await testBox(
    define({
      ready: ({ own }) => ({ chain: () => Promise.reject(new Error(`away from ${own}`)) }),
      degraded: ({ own }) => Promise.resolve({ letters: `3 wait for ${own}` }),
      reload: ({ own }) => Promise.resolve(void reloaded.push(own)),
    }),
  )
  const wrong = expect.stringContaining('away from made') as string
  expect(await box.app.ready()).toEqual({ database: null, bus: null, past: null, chain: wrong })
  expect(await box.app.degraded?.()).toEqual({ letters: '3 wait for made' })
  await box.app.reload?.()
  expect(reloaded).toEqual(['made'])
})

test('a new box is not ready before it knows the past; one that lived says that it learns', async () => {
  await using box = await testBox(define({ consumers: { 'accounts.vehicle.saved': nothing } }))
  const learns = expect.stringContaining('Catching up with what others know: accounts') as string
  expect(await box.app.ready()).toEqual({ database: null, bus: null, past: learns })
  expect(await box.app.degraded?.()).toEqual({})
  // It was at work before it listened to this.
  await asAdmin(box.database.adminUrl, 'UPDATE verification.past SET needed = false')
  expect(await box.app.ready()).toEqual({ database: null, bus: null, past: null })
  expect(await box.app.degraded?.()).toEqual({ past: learns })
})

test.each([
  ['a statement', {}, 'statement_timeout', '30s'],
  ['a statement', { statementMs: 1_500 }, 'statement_timeout', '1500ms'],
  ['an idle transaction', {}, 'idle_in_transaction_session_timeout', '1min'],
  ['an idle transaction', { idleInTransactionMs: 2_500 }, 'idle_in_transaction_session_timeout', '2500ms'],
])('%s of a box that says %j: its %s is %s', async (_what, limits, setting, limit) => {
  const seen: unknown[] = []
  await using _box = await testBox(
    define({
      ...limits,
      open: async ({ db }) => {
        const { rows } = await sql<{ value: string }>`SELECT current_setting(${setting}) AS value`.execute(db)
        seen.push(...rows.map(({ value }) => value))
        return {}
      },
    }),
  )
  expect(seen).toEqual([limit])
})

test('jobs are done so many at once as the box says, and come at the times it says', async () => {
  const begun = new Set<string>()
  const both = Promise.withResolvers<void>()
  const done: string[] = []
  await using box = await testBox(
    define({
      jobs: {
        paired: {
          atOnce: ({ databasePoolSize }) => databasePoolSize / 5,
          work: async (_services, { name }: { name: string }) => {
            begun.add(name)
            if (begun.size === 2) both.resolve()
            await both.promise
            done.push(name)
          },
        },
        timely: { cron: '3 4 * * *', work: nothing },
      },
      open: ({ db, jobs }) =>
        db.transaction().execute(async (trx) => {
          for (const name of ['one', 'other']) await jobs.enqueue(trx, 'paired', { name })
          return {}
        }),
    }),
  )
  await until(() => done.length === 2)
  expect(await asAdmin(box.database.adminUrl, 'SELECT name, cron FROM verification_jobs.schedule')).toEqual([
    { name: 'timely', cron: '3 4 * * *' },
  ])
})

test('when it ends, a job under way is finished while what it works with is still open', async () => {
  const order: string[] = []
  const [working, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const box = await testBox(
    define({
      services: (_given, _overrides, stack) => {
        stack.defer(() => {
          order.push('its services are closed')
          finish.resolve()
        })
        return { own: 'open' }
      },
      jobs: {
        long: {
          work: async () => {
            working.resolve()
            await finish.promise
            order.push('the job is done')
          },
        },
      },
      open: ({ db, jobs }) =>
        db.transaction().execute(async (trx) => {
          await jobs.enqueue(trx, 'long', {})
          return {}
        }),
    }),
  )
  await working.promise
  const ears = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'evergraph-verification_jobs-ears'`
  const end = box[Symbol.asyncDispose]()
  // The end of the jobs begins with their ears.
  await until(async () => order.length > 0 || (await asAdmin(box.database.adminUrl, ears)).length === 0)
  finish.resolve()
  await end
  expect(order).toEqual(['the job is done', 'its services are closed'])
})

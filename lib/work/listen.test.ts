import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { testDatabase } from '../../test/postgres.ts'
import { until } from '../../test/until.ts'
import { createLog } from '../log.ts'
import { listen } from './listen.ts'

test('after each connection but the first it says that something may have been missed, and hears again', async () => {
  await using database = await testDatabase('rewards')
  const log = createLog('test', { level: 'silent' })
  await using stack = new AsyncDisposableStack()
  const db = stack.adopt(connect<object>({ url: database.url, schema: 'rewards', log }), (open) => open.destroy())
  const heard: string[] = []
  let missed = 0
  const channels = { news: (payload: string) => void heard.push(payload) }
  stack.use(await listen({ url: database.url, name: 'ears', channels, missed: () => missed++, log }))
  const tell = (word: string) => sql`SELECT pg_notify('news', ${word})`.execute(db)
  await tell('first')
  await until(() => heard.length === 1)
  expect(missed).toBe(0)
  for (const times of [1, 2]) {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ears' AND datname = current_database()`.execute(
      db,
    )
    await until(() => missed === times)
    await tell(`after ${times}`)
    await until(() => heard.includes(`after ${times}`))
  }
  expect([missed, heard]).toEqual([2, ['first', 'after 1', 'after 2']])
})

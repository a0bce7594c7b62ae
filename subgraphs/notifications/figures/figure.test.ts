import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admin, newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const FIGURES =
  'query ($from: String!, $until: String!) { notificationFigures(from: $from, until: $until) { topic channel state count } }'
const days = { from: '2020-01-01', until: '2100-01-01' }
interface Figure {
  topic: string
  channel: string
  state: string
  count: number
}
const figures = async (args = days) =>
  ((await box.ask<{ notificationFigures: Figure[] }>(admin, FIGURES, args)).data?.notificationFigures ?? []).map(
    ({ topic, channel, state, count }) => `${topic} ${channel} ${state} ${count}`,
  )

test('they are what the deliveries are, whatever has been added up already, and outlive them', async () => {
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, i) => box.person({ email_bounced_at: i % 3 === 0 ? new Date() : null })),
  )
  await Promise.all(people.map((userId) => box.notify(userId, 'BILL')))
  await Promise.all(people.map((userId) => box.notify(userId, 'RESERVATION_CONFIRMED')))
  for (const userId of people) await box.settled(userId)
  const right = [
    'BILL EMAIL SENT 4',
    'BILL EMAIL SUPPRESSED 2',
    'RESERVATION_CONFIRMED EMAIL SENT 4',
    'RESERVATION_CONFIRMED EMAIL SUPPRESSED 2',
    'RESERVATION_CONFIRMED PUSH SENT 6',
  ]
  expect(await figures()).toEqual(right)
  await until(async () => (await sql`SELECT FROM delivery_tally`.execute(box.db)).rows.length === 0)
  expect(await figures()).toEqual(right)
  await box.db.deleteFrom('notification').execute()
  expect(await figures()).toEqual(right)
})

test('they are of the days that are asked for, and for admins', async () => {
  expect(await figures({ from: '2020-01-01', until: '2020-12-31' })).toEqual([])
  const ask = (args: typeof days, caller: typeof admin = admin) => box.ask(caller, FIGURES, args)
  expect(fault(await ask({ from: '2026-02-30', until: '2026-03-01' })).path).toEqual(['from'])
  expect(fault(await ask({ from: '2026-03-02', until: '2026-03-01' })).path).toEqual(['until'])
  expect(fault(await ask(days, newUser())).code).toBe('FORBIDDEN')
})

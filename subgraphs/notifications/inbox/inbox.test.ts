import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newUser, type User } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { prune } from '#db/prune.ts'
import { SPENT } from '../retention.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

interface Node {
  id: string
  kind: string
  topic: string
  title: string
  body: string
  link: string | null
  createdAt: string
  readAt: string | null
  deliveries: { channel: string; state: string; reason: string | null }[]
}
const LIST = `query ($of: [_Any!]!, $first: Int, $after: String, $filter: NotificationFilter) { _entities(representations: $of) { ... on User {
  unreadNotifications notifications(first: $first, after: $after, filter: $filter) { pageInfo { hasNextPage endCursor } edges { node {
    id kind topic title body link createdAt readAt deliveries { channel state reason } } } } } } }`
const READ = 'mutation ($input: ReadNotificationsInput!) { readNotifications(input: $input) { user { id unreadNotifications } } }'

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  edges: { node: Node }[]
}
const inbox = async (caller: Caller, userId: string, args: object = {}) => {
  const of = [{ __typename: 'User', id: userId }]
  type Answer = { _entities: [{ unreadNotifications: number | null; notifications: Page | null }] }
  const { data } = await box.ask<Answer>(caller, LIST, { of, ...args })
  const user = data?._entities[0]
  return {
    unread: user?.unreadNotifications,
    page: user?.notifications?.pageInfo,
    nodes: user?.notifications?.edges.map(({ node }) => node),
  }
}
const read = async (caller: Caller, input: object) =>
  box.ask<{ readNotifications: { user: { unreadNotifications: number } } }>(caller, READ, { input })

const someone = async (locale = 'en'): Promise<User> => {
  const user = newUser()
  await box.person({ user_id: user.userId, locale })
  return user
}

test('what somebody was told is theirs alone, the newest first, in the language that they read now', async () => {
  const user = await someone('nl')
  await box.notify(user.userId, 'BILL', { link: '/bills/1' })
  await box.notify(user.userId, 'RESERVATION_CONFIRMED')
  const { nodes, unread } = await inbox(user, user.userId)
  expect(nodes).toMatchObject([
    { kind: 'RESERVATION', topic: 'RESERVATION_CONFIRMED', link: null, readAt: null },
    { kind: 'BILL', topic: 'BILL', link: '/bills/1' },
  ])
  expect(unread).toBe(2)
  await box.db.updateTable('contact').set({ locale: 'de' }).where('user_id', '=', user.userId).execute()
  const german = (await inbox(user, user.userId)).nodes
  for (const [i, node] of (nodes ?? []).entries()) expect(german?.[i]?.title).not.toBe(node.title)
  for (const caller of [newUser(), ANONYMOUS])
    expect(await inbox(caller, user.userId)).toEqual({ unread: null, page: undefined, nodes: undefined })
})

test('pages go on where they ended; filters show what is unread, and what is of a kind', async () => {
  const user = await someone()
  for (let i = 0; i < 5; i++) await box.notify(user.userId, i % 2 === 0 ? 'BILL' : 'REFUND')
  await box.notify(user.userId, 'REWARD_EARNED')
  const first = await inbox(user, user.userId, { first: 4 })
  const second = await inbox(user, user.userId, { first: 4, after: first.page?.endCursor })
  expect([first.page?.hasNextPage, second.page?.hasNextPage]).toEqual([true, false])
  expect(new Set([...(first.nodes ?? []), ...(second.nodes ?? [])].map(({ id }) => id)).size).toBe(6)
  await read(user, { ids: first.nodes?.slice(0, 2).map(({ id }) => id) })
  expect((await inbox(user, user.userId, { filter: { unread: true } })).nodes).toHaveLength(4)
  expect((await inbox(user, user.userId, { filter: { unread: false } })).nodes).toHaveLength(2)
  expect((await inbox(user, user.userId, { filter: { kind: 'REWARD' } })).nodes).toHaveLength(1)
})

test('what was read is read once, by its reader alone, and all at once until a moment', async () => {
  const [user, other] = [await someone(), await someone()]
  for (let i = 0; i < 3; i++) await box.notify(user.userId, 'BILL')
  const [newest, , oldest] = (await inbox(user, user.userId)).nodes ?? []
  await read(other, { ids: [oldest?.id] })
  expect((await inbox(user, user.userId)).unread).toBe(3)
  expect((await read(user, { ids: [oldest?.id] })).data?.readNotifications.user.unreadNotifications).toBe(2)
  const readAt = (await inbox(user, user.userId)).nodes?.[2]?.readAt
  await read(user, { until: newest?.createdAt })
  const { nodes, unread } = await inbox(user, user.userId)
  expect([unread, nodes?.[2]?.readAt]).toEqual([0, readAt])
  await read(user, { until: newest?.createdAt })
  expect(await box.said('notifications.inbox.changed', user.userId)).toHaveLength(2)
  expect(fault(await read(user, {}))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'ids'] })
  expect(fault(await read(ANONYMOUS, { ids: [oldest?.id] })).code).toBe('UNAUTHENTICATED')
})

test('it shows how it went out by each channel', async () => {
  const user = await someone()
  await box.notify(user.userId, 'RESERVATION_CONFIRMED')
  await box.settled(user.userId)
  const [node] = (await inbox(user, user.userId)).nodes ?? []
  expect(node?.deliveries).toEqual([
    { channel: 'EMAIL', state: 'SENT', reason: null },
    { channel: 'PUSH', state: 'SENT', reason: null },
  ])
})

test('who watches sees what they are told at once, once, and nothing of others; the count follows on every device', async () => {
  const [user, other] = [await someone(), await someone()]
  type Received = { notificationReceived: { topic: string; title: string } }
  await box.reading<Received>(user, 'subscription { notificationReceived { topic title } }', async (next) => {
    const first = next()
    await box.notify(other.userId, 'REFUND')
    await box.notify(user.userId, 'BILL')
    await box.notify(user.userId, 'PAYOUT')
    expect((await first).data?.notificationReceived.topic).toBe('BILL')
    expect((await next()).data?.notificationReceived.topic).toBe('PAYOUT')
  })
  type Changed = { inboxChanged: { unreadNotifications: number } }
  await box.reading<Changed>(user, 'subscription { inboxChanged { unreadNotifications } }', async (next) => {
    expect((await next()).data?.inboxChanged.unreadNotifications).toBe(2)
    await read(user, { until: new Date(Date.now() + 60_000).toISOString() })
    expect((await next()).data?.inboxChanged.unreadNotifications).toBe(0)
  })
})

test('what is older than half a year is gone, with all that went out of it', async () => {
  const user = await someone()
  await box.notify(user.userId, 'BILL')
  await box.notify(user.userId, 'REFUND')
  await box.settled(user.userId)
  await sql`UPDATE notification SET created_at = now() - interval '181 days' WHERE user_id = ${user.userId} AND kind = 'BILL'`.execute(
    box.db,
  )
  await prune(box.db, 'notifications', SPENT)
  expect((await inbox(user, user.userId)).nodes).toMatchObject([{ topic: 'REFUND' }])
  expect(await box.deliveriesOf(user.userId)).toHaveLength(1)
})

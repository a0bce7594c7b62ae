import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { until } from '../../test/until.ts'
import type { GraphQLAnswer } from '../../test/subgraph.ts'
import { fault, newUser, testCommunity, type TestCommunity } from './community.fixture.ts'
import { eventsOf } from './event.fixture.ts'

let community: TestCommunity
let events: ReturnType<typeof eventsOf>
beforeAll(async () => {
  community = await testCommunity()
  events = eventsOf(community)
})
afterAll(() => community[Symbol.asyncDispose]())

/** Reads from a stream, and hangs up in the end. */
async function reading<T>(
  caller: Caller,
  query: string,
  read: (next: () => Promise<GraphQLAnswer<T>>) => Promise<void>,
): Promise<void> {
  await community.allHeard()
  const stream = community.watch<T>(caller, query)
  const next = async () => {
    const { value } = await stream.next()
    if (!value) throw new Error('the stream has ended')
    return value
  }
  try {
    await read(next)
  } finally {
    await stream.return()
  }
  await until(() => community.listening() === 0)
}

describe('myDeedUpdated', () => {
  const WATCH = 'subscription { myDeedUpdated { id state } }'
  interface Shown {
    myDeedUpdated: { id: string; state: string }
  }

  test('shows what is open and what was decided just now, then each change, and nothing of others', async () => {
    const user = newUser()
    const decided = await community.done(user, { task: 'CYCLING' })
    const open = await community.submit(user)
    await reading<Shown>(user, WATCH, async (next) => {
      const first = [(await next()).data?.myDeedUpdated, (await next()).data?.myDeedUpdated]
      expect(first).toEqual([
        { id: decided.id, state: 'APPROVED' },
        { id: open.id, state: 'PENDING' },
      ])
      await community.done(newUser())
      await community.judge(open, { verdict: 'MANUAL_REVIEW' })
      expect((await next()).data?.myDeedUpdated).toEqual({ id: open.id, state: 'MANUAL_REVIEW' })
      await community.review(open, 'REJECTED')
      expect((await next()).data?.myDeedUpdated).toEqual({ id: open.id, state: 'REJECTED' })
      const another = await community.submit(user, { task: 'RECYCLING', material: 'PAPER' })
      expect((await next()).data?.myDeedUpdated).toEqual({ id: another.id, state: 'PENDING' })
    })
  })

  test('needs a sign-in', async () => {
    const answer = await community.ask<Shown>(ANONYMOUS, WATCH)
    expect(fault(answer).code).toBe('UNAUTHENTICATED')
    expect(community.listening()).toBe(0)
  })
})

describe('eventFeed', () => {
  const WATCH = 'subscription { eventFeed { id status seatsTaken } }'
  interface Shown {
    eventFeed: { id: string; status: string; seatsTaken: number }
  }

  test('shows everybody what is ahead, then each event as it is announced, joined, begins and is called off', async () => {
    const host = newUser()
    const over = await events.given(host)
    await events.move(over.id, -60, -1)
    await until(async () => (await events.read(over.id, host)).status === 'DONE')
    await until(async () => (await community.saidOf(over.id)).length === 2)
    const ahead = await events.given(host)
    await reading<Shown>(ANONYMOUS, WATCH, async (next) => {
      expect((await next()).data?.eventFeed).toEqual({ id: ahead.id, status: 'UPCOMING', seatsTaken: 0 })
      const another = await events.given(host)
      expect((await next()).data?.eventFeed).toEqual({ id: another.id, status: 'UPCOMING', seatsTaken: 0 })
      await events.join(newUser(), { eventId: ahead.id })
      expect((await next()).data?.eventFeed).toEqual({ id: ahead.id, status: 'UPCOMING', seatsTaken: 1 })
      await events.move(ahead.id, -1, 60)
      expect((await next()).data?.eventFeed).toEqual({ id: ahead.id, status: 'LIVE', seatsTaken: 1 })
      await events.cancel(host, { eventId: another.id, reason: 'Storm' })
      expect((await next()).data?.eventFeed).toEqual({ id: another.id, status: 'CANCELLED', seatsTaken: 0 })
    })
  })
})

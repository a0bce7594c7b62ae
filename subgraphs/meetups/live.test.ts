import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newUser } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { meetupsOf, testMeetups, type TestMeetups } from './meetups.fixture.ts'

let box: TestMeetups
let meetups: ReturnType<typeof meetupsOf>
beforeAll(async () => {
  box = await testMeetups()
  meetups = meetupsOf(box)
})
afterAll(() => box[Symbol.asyncDispose]())

describe('meetupFeed', () => {
  const WATCH = 'subscription { meetupFeed { id status seatsTaken } }'
  interface Shown {
    meetupFeed: { id: string; status: string; seatsTaken: number }
  }

  test('shows everybody what is ahead, then each meetup as it is announced, joined, begins and is called off', async () => {
    const host = newUser()
    const over = await meetups.given(host)
    await meetups.move(over.id, -60, -1)
    await until(async () => (await meetups.read(over.id, host)).status === 'DONE')
    await until(async () => (await box.saidOf(over.id)).length === 2)
    const ahead = await meetups.given(host)
    await box.reading<Shown>(ANONYMOUS, WATCH, async (next) => {
      expect((await next()).data?.meetupFeed).toEqual({ id: ahead.id, status: 'UPCOMING', seatsTaken: 0 })
      const another = await meetups.given(host)
      expect((await next()).data?.meetupFeed).toEqual({ id: another.id, status: 'UPCOMING', seatsTaken: 0 })
      await meetups.join(newUser(), { meetupId: ahead.id })
      expect((await next()).data?.meetupFeed).toEqual({ id: ahead.id, status: 'UPCOMING', seatsTaken: 1 })
      await meetups.move(ahead.id, -1, 60)
      expect((await next()).data?.meetupFeed).toEqual({ id: ahead.id, status: 'LIVE', seatsTaken: 1 })
      await meetups.cancel(host, { meetupId: another.id, reason: 'Storm' })
      expect((await next()).data?.meetupFeed).toEqual({ id: another.id, status: 'CANCELLED', seatsTaken: 0 })
    })
  })
})

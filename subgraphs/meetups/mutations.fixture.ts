import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const location = { latitude: 52, longitude: 5 }
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  createMeetup: {
    input: {
      idempotencyKey: newId(),
      title: 'X',
      description: 'X',
      address: 'X 1',
      place: location,
      startsAt: daysAhead(1),
      endsAt: daysAhead(2),
      timeZone: 'Europe/Amsterdam',
      capacity: 10,
    },
    stranger: 'FINE',
    bad: [
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ title: ' ' }, ['input', 'title']],
      [{ title: 'x'.repeat(121) }, ['input', 'title']],
      [{ description: 'x'.repeat(4_001) }, ['input', 'description']],
      [{ imageUrl: 'http://example.org/x.jpg' }, ['input', 'imageUrl']],
      [{ imageUrl: 'https://localhost/x.jpg' }, ['input', 'imageUrl']],
      [{ address: '' }, ['input', 'address']],
      [{ place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
      [{ startsAt: daysAhead(-1) }, ['input', 'startsAt']],
      [{ startsAt: daysAhead(367), endsAt: daysAhead(368) }, ['input', 'startsAt']],
      [{ endsAt: daysAhead(0.5) }, ['input', 'endsAt']],
      [{ endsAt: daysAhead(9) }, ['input', 'endsAt']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ capacity: 0 }, ['input', 'capacity']],
      [{ capacity: 10_001 }, ['input', 'capacity']],
    ],
  },
  updateMeetup: {
    input: { meetupId: id, title: 'X' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ title: ' ' }, ['input', 'title']],
      [{ imageUrl: 'javascript:alert(1)' }, ['input', 'imageUrl']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ capacity: 0 }, ['input', 'capacity']],
    ],
  },
  cancelMeetup: {
    input: { meetupId: id, reason: 'Rain.' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  joinMeetup: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  leaveMeetup: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  renewMeetupCode: { input: { meetupId: id }, stranger: 'NOT_FOUND', bad: [[{ meetupId: NOT_A_UUID }, ['input', 'meetupId']]] },
  checkInToMeetup: {
    input: { meetupId: id, code: 'ABCD-EFGH' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ meetupId: NOT_A_UUID }, ['input', 'meetupId']],
      [{ code: 'x'.repeat(21) }, ['input', 'code']],
      [{ place: location }, ['input']],
      [{ code: null }, ['input']],
      [{ code: null, place: { latitude: 91, longitude: 5 } }, ['input', 'place', 'latitude']],
    ],
  },
}

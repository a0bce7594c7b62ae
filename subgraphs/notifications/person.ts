import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import type { NotificationsTables } from './tables.ts'

/** What somebody was told, and how they are reached. Deliveries go with their notifications. */
const TOLD = ['notification', 'letter', 'digest', 'meetup_guest', 'slot', 'slot_offer'] as const
const REACHED = [
  'contact',
  'device',
  'phone',
  'phone_code',
  'preference',
  'preference_word',
  'quiet_hours',
  'digest_choice',
] as const

export const person: Person<Services, NotificationsTables> = {
  about: 'What you were told, and how you are reached.',
  tables: {
    notification: 'gone',
    delivery: 'gone',
    contact: 'gone',
    preference: 'gone',
    preference_word: 'gone',
    quiet_hours: 'gone',
    digest_choice: 'gone',
    digest: 'gone',
    device: 'gone',
    phone: 'gone',
    phone_code: 'gone',
    meetup: 'gone: what the user hosts',
    meetup_guest: 'gone',
    outage_round: 'gone: when the operator was told last',
    station: 'who operates it, by an id',
    slot: 'gone',
    slot_offer: 'gone',
    letter: 'gone',
    announcement: 'who made it, by an id',
  },
  part: async (trx, userId) => ({
    notifications: await trx.selectFrom('notification').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
    phone: await trx.selectFrom('phone').select(['country', 'ending', 'verified_at']).where('user_id', '=', userId).execute(),
    devices: await trx
      .selectFrom('device')
      .select(['id', 'kind', 'name', 'created_at', 'seen_at'])
      .where('user_id', '=', userId)
      .execute(),
    quietHours: await trx.selectFrom('quiet_hours').selectAll().where('user_id', '=', userId).execute(),
    digest: await trx.selectFrom('digest_choice').selectAll().where('user_id', '=', userId).execute(),
  }),
  forget: async (trx, userId) => {
    for (const table of [...TOLD, ...REACHED]) await trx.deleteFrom(table).where('user_id', '=', userId).execute()
    await trx.deleteFrom('outage_round').where('operator_id', '=', userId).execute()
    await trx.deleteFrom('meetup').where('host_id', '=', userId).execute()
  },
}

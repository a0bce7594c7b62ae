import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import type { NotificationsTables } from './tables.ts'

export const person: Person<Services, NotificationsTables> = {
  about: 'What you were told, and how you are reached.',
  tables: { notification: 'gone', delivery: 'gone', contact: 'gone', preference: 'gone' },
  part: async (trx, userId) => ({
    notifications: await trx.selectFrom('notification').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
  }),
  forget: async (trx, userId) => {
    for (const table of ['notification', 'contact', 'preference'] as const)
      await trx.deleteFrom(table).where('user_id', '=', userId).execute()
  },
}

import { PART_ROWS, type Person } from '#db/person.ts'
import { cancel } from './cancel.ts'
import type { Services } from './context.ts'
import { lockOpenOf } from './own.queries.ts'
import { leaveAll } from './waitlist/leaver.handler.ts'
import type { ReservationsTables } from './tables.ts'

export const person: Person<Services, ReservationsTables> = {
  about: 'Slots that you booked at chargers.',
  tables: {
    payer: 'gone',
    guest: 'gone',
    reservation: 'by an id',
    station: 'who operates it, by an id',
    terms: 'whose they are, by an id',
    fee: 'who let it off, by an id',
    waitlist_entry: 'by an id',
    presence: 'that somebody was there, without who',
  },
  part: async (trx, userId) => ({
    reservations: await trx.selectFrom('reservation').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
    waitlist: await trx.selectFrom('waitlist_entry').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
  }),
  forget: async (trx, userId) => {
    await leaveAll(trx, userId)
    for (const row of await lockOpenOf(trx, userId)) await cancel(trx, row, 'DRIVER_LEFT')
    await trx.deleteFrom('payer').where('user_id', '=', userId).execute()
    await trx.deleteFrom('guest').where('user_id', '=', userId).execute()
    await trx.updateTable('presence').set({ user_id: null }).where('user_id', '=', userId).execute()
  },
}

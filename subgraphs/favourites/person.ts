import type { Person } from '#db/person.ts'
import type { Services } from './context.ts'
import type { FavouritesTables } from './tables.ts'

export const person: Person<Services, FavouritesTables> = {
  about: 'Stations that you marked, and your notes on them.',
  tables: { favourite: 'gone', station: 'who operates it, by an id' },
  part: async (trx, userId) => ({
    favourites: await trx.selectFrom('favourite').selectAll().where('user_id', '=', userId).orderBy('id').execute(),
  }),
  forget: async (trx, userId) => {
    await trx.deleteFrom('favourite').where('user_id', '=', userId).execute()
  },
}

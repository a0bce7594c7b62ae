import type { Person } from '#db/person.ts'
import type { Services } from './context.ts'
import type { EnergyTables } from './tables.ts'

export const person: Person<Services, EnergyTables> = {
  about: 'Sites that you run.',
  tables: { site: 'who runs it, by an id', station: 'who operates it, by an id' },
  part: async (trx, userId) => ({
    sites: await trx.selectFrom('site').selectAll().where('operator_id', '=', userId).orderBy('id').execute(),
  }),
  holds: async (trx, userId) => {
    const site = await trx.selectFrom('site').select('id').where('operator_id', '=', userId).executeTakeFirst()
    return site ? { text: 'You run sites. Remove them first, by removeSite.', passes: false } : null
  },
  forget: () => Promise.resolve(),
}

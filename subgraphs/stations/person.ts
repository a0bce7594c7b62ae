import { PART_ROWS, type Person } from '#db/person.ts'
import { countOf } from '#db/count.ts'
import type { Services } from './context.ts'
import type { StationsTables } from './tables.ts'

export const person: Person<Services, StationsTables> = {
  about: 'Faults that you reported, and stations that you run.',
  tables: {
    fault_report: 'what was wrong with a connector, without your words',
    station: 'who operates it, by an id',
    station_guest: 'gone',
    tariff: 'whose it is, by an id',
  },
  part: async (trx, userId) => ({
    faultReports: await trx
      .selectFrom('fault_report')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    guestAt: await trx.selectFrom('station_guest').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
    stations: await trx
      .selectFrom('station')
      .select(['id', 'identity', 'name', 'address', 'city', 'country', 'created_at', 'retired_at'])
      .where('operator_id', '=', userId)
      .limit(PART_ROWS)
      .execute(),
  }),
  holds: async (trx, userId) => {
    const run = await countOf(trx.selectFrom('station').where('operator_id', '=', userId).where('retired_at', 'is', null))
    return run === 0 ? null : { text: `You run ${run} stations. Retire them first, by retireStation.`, passes: false }
  },
  forget: async (trx, userId) => {
    await trx.deleteFrom('station_guest').where('user_id', '=', userId).execute()
    await trx.updateTable('fault_report').set({ text: '' }).where('user_id', '=', userId).execute()
  },
}

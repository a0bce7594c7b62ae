import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import { forgetPhotosOf } from './deciding/verdict.handler.ts'
import type { OdometerTables } from './tables.ts'

export const person: Person<Services, OdometerTables> = {
  about: 'Photos of odometers that you handed in, with their places, and the readings of your vehicles.',
  tables: {
    charge: 'energy of sessions, by ids',
    leaderboard_name: 'gone: nobody is named who has left',
    reading: 'what rewards were paid for, by ids',
    standing: 'sums of readings, under no name',
    upload: 'what readings are of, by ids, without place and picture',
    vehicle: 'what readings are of, by an id; removed',
  },
  part: async (trx, userId) => ({
    uploads: await trx
      .selectFrom('upload')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    readings: await trx
      .selectFrom('reading')
      .select([
        'id',
        'upload_id',
        'photo_id',
        'vehicle_id',
        'number',
        'value',
        'unit',
        'tenths',
        'reading_m',
        'distance_m',
        'taken_at',
        'approved_at',
      ])
      .where('user_id', '=', userId)
      .orderBy('approved_at', 'desc')
      .limit(PART_ROWS)
      .execute(),
    leaderboards: await trx.selectFrom('leaderboard_name').selectAll().where('user_id', '=', userId).execute(),
  }),
  forget: async (trx, userId) => {
    const photos = await trx.selectFrom('upload').select('photo_id').where('user_id', '=', userId).execute()
    await forgetPhotosOf(
      trx,
      userId,
      photos.map(({ photo_id }) => photo_id),
    )
    await trx
      .updateTable('vehicle')
      .set({ removed_at: new Date() })
      .where('user_id', '=', userId)
      .where('removed_at', 'is', null)
      .execute()
    await trx.deleteFrom('leaderboard_name').where('user_id', '=', userId).execute()
  },
}

import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from '../context.ts'
import type { DeedsTables } from '../tables.ts'
import { forgetPhotosOf } from '../verdict.handler.ts'

export const person: Person<Services, DeedsTables> = {
  about: 'Deeds that you handed in, with their notes and places.',
  tables: {
    charge: 'times of sessions, by ids',
    deed: 'what rewards were paid for, by ids, without note, place and picture',
    leaderboard_name: 'gone: nobody is named who has left',
    standing: 'sums of deeds, under no name',
  },
  part: async (trx, userId) => ({
    deeds: await trx.selectFrom('deed').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').limit(PART_ROWS).execute(),
    leaderboards: await trx.selectFrom('leaderboard_name').selectAll().where('user_id', '=', userId).execute(),
  }),
  forget: async (trx, userId) => {
    const photos = await trx.selectFrom('deed').select('photo_id').where('user_id', '=', userId).execute()
    await forgetPhotosOf(
      trx,
      userId,
      photos.map(({ photo_id }) => photo_id),
      new Date(),
    )
    await trx.deleteFrom('leaderboard_name').where('user_id', '=', userId).execute()
  },
}

import type { Db, Trx } from '../tables.ts'
import type { QuietHours } from './clock.ts'

export interface Pace {
  quiet: QuietHours | null
  digestHour: number | null
  timeZone: string | null
}

export async function paceOf(db: Db, userId: string): Promise<Pace> {
  const row = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('quiet_hours').select('from_minute').where('user_id', '=', userId).as('from_minute'),
      eb.selectFrom('quiet_hours').select('until_minute').where('user_id', '=', userId).as('until_minute'),
      eb.selectFrom('digest_choice').select('hour').where('user_id', '=', userId).as('hour'),
      eb.selectFrom('contact').select('time_zone').where('user_id', '=', userId).as('time_zone'),
    ])
    .executeTakeFirstOrThrow()
  const { from_minute, until_minute, hour, time_zone } = row
  const quiet = from_minute === null || until_minute === null ? null : { from_minute, until_minute }
  return { quiet, digestHour: hour, timeZone: time_zone }
}

/** What waits for the end of quiet hours is looked at again by `look_again` of the database. */
export async function saveQuiet(trx: Trx, userId: string, hours: QuietHours | null): Promise<void> {
  if (hours === null) await trx.deleteFrom('quiet_hours').where('user_id', '=', userId).execute()
  else
    await trx
      .insertInto('quiet_hours')
      .values({ user_id: userId, ...hours })
      .onConflict((known) => known.column('user_id').doUpdateSet(hours))
      .execute()
}

export async function saveDigestHour(trx: Trx, userId: string, hour: number | null): Promise<void> {
  if (hour === null) await trx.deleteFrom('digest_choice').where('user_id', '=', userId).execute()
  else
    await trx
      .insertInto('digest_choice')
      .values({ user_id: userId, hour })
      .onConflict((known) => known.column('user_id').doUpdateSet({ hour }))
      .execute()
}

import type { NotificationChoice } from '#lib/mail/notification.ts'
import type { Db, PreferenceRow, Trx } from '../tables.ts'

export type PreferenceFields = Partial<Omit<PreferenceRow, 'user_id'>>

export const findPreference = (db: Db | Trx, userId: string): Promise<PreferenceRow | undefined> =>
  db.selectFrom('preference').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** Makes the row, or changes what is given of it. */
export const savePreference = (trx: Trx, userId: string, fields: PreferenceFields): Promise<PreferenceRow> =>
  trx
    .insertInto('preference')
    .values({ user_id: userId, display_currency: null, min_power_w: null, ...fields })
    // The user's own id: there is something to set, also where nothing else is.
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ user_id: userId, ...fields }))
    .returningAll()
    .executeTakeFirstOrThrow()

export const findChoices = (db: Db | Trx, userIds: readonly string[]): Promise<({ user_id: string } & NotificationChoice)[]> =>
  db.selectFrom('notification_preference').selectAll().where('user_id', 'in', userIds).execute()

export const saveChoices = (trx: Trx, userId: string, choices: readonly NotificationChoice[]) =>
  trx
    .insertInto('notification_preference')
    .values(choices.map((choice) => ({ user_id: userId, ...choice })))
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'kind', 'channel']).doUpdateSet(({ ref }) => ({ wanted: ref('excluded.wanted') })),
    )
    .execute()

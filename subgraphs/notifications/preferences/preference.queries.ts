import type { NotificationChoice } from '#lib/mail/notification.ts'
import type { Trx } from '../tables.ts'

/** False for a word that is older than what is known. Others on the same user wait until this commits. */
export async function isNewestWord(trx: Trx, userId: string, said: number): Promise<boolean> {
  const row = await trx
    .insertInto('preference_word')
    .values({ user_id: userId, said })
    .onConflict((known) => known.column('user_id').doUpdateSet({ said }).where('preference_word.said', '<', said))
    .returning('said')
    .executeTakeFirst()
  return row !== undefined
}

export async function replaceChoices(trx: Trx, userId: string, choices: readonly NotificationChoice[]): Promise<void> {
  await trx.deleteFrom('preference').where('user_id', '=', userId).execute()
  const rows = choices.map(({ kind, channel, wanted }) => ({ user_id: userId, category: kind, channel, wanted }))
  if (rows.length > 0) await trx.insertInto('preference').values(rows).execute()
}

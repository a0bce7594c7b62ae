import type { EventEnvelope } from '#lib/events.ts'
import { NOTIFICATIONS } from '#lib/mail/notification.ts'
import type { Trx } from '../tables.ts'
import { isNewestWord, replaceChoices } from './preference.queries.ts'

/** Keeps what somebody wants to be told of and how, as they have said it last. What is as by default needs no row. */
export async function learnPreferences(
  trx: Trx,
  { data, position = 0 }: EventEnvelope<'accounts.preferences.saved'>,
): Promise<void> {
  const { userId, notifications } = data
  if (!(await isNewestWord(trx, userId, position))) return
  const own = notifications.filter(({ kind, channel, wanted }) => NOTIFICATIONS[kind]?.[channel] !== wanted)
  await replaceChoices(trx, userId, own)
}

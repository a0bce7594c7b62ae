import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { allChoices, isFixed } from '#lib/mail/notification.ts'
import type { Trx } from '../tables.ts'
import { preferencesSaved } from '../told.ts'
import { lockOwner } from '../user.queries.ts'
import { findChoices, saveChoices, savePreference } from './preference.queries.ts'

/** Somebody has stopped mails of some kinds by a link in one: from now on their settings say so. */
export async function declineMails(trx: Trx, { userId, categories }: EventCatalogue['notifications.mail.declined']): Promise<void> {
  if (!(await lockOwner(trx, userId))) return
  const choices = categories
    .map((kind) => ({ kind, channel: 'EMAIL' as const, wanted: false }))
    .filter((choice) => !isFixed(choice))
  if (choices.length === 0) return
  const row = await savePreference(trx, userId, {})
  await saveChoices(trx, userId, choices)
  await emit(trx, 'accounts.preferences.saved', userId, preferencesSaved(row, allChoices(await findChoices(trx, [userId]))))
}

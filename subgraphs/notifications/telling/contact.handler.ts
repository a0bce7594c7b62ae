import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { saveContact } from './contact.queries.ts'

/** Keeps how somebody is reached, as accounts says it. It stays sealed. */
export async function learnContact(trx: Trx, { data, position = 0 }: EventEnvelope<'accounts.contact.saved'>): Promise<void> {
  const { userId, contact, addressHash, emailVerified, locale, timeZone, roles, guest = false, marketing = false } = data
  await saveContact(trx, {
    user_id: userId,
    contact,
    address_hash: addressHash,
    email_verified: emailVerified,
    locale,
    time_zone: timeZone,
    roles,
    guest,
    marketing,
    said: position,
  })
}

import { createHash, createHmac } from 'node:crypto'
import { emitEach } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { sealContact } from '#lib/mail/contact.ts'
import type { Services } from '../context.ts'
import { deleteContacts, findReached, lockDueContacts, noteTold, sealAnew } from './contact.queries.ts'

type Reached = Awaited<ReturnType<typeof findReached>>[number]
type Said = EventCatalogue['accounts.contact.saved']

/** Sealing is work: so many users in one transaction. */
const AT_ONCE = 100
/** And so many are looked at in one statement. */
const SOUGHT_AT_ONCE = 5_000
/** Before every id. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Tells how users are reached who have come, or changed, since the last round. */
export async function tellContacts(services: Pick<Services, 'db' | 'config' | 'keys'>): Promise<void> {
  let told: number
  do told = await tellSome(services)
  while (told === AT_ONCE)
}

/**
 * After the start, and once in a while, since a process with another key may have been at work meanwhile: what was sealed for another key, or for
 * none, is due again. The start does not wait for it: it goes through all users.
 */
export async function tellAnew({ db, config }: Pick<Services, 'db' | 'config'>, atOnce: number = SOUGHT_AT_ONCE): Promise<void> {
  const sealedFor = fingerprint(config.mailPublicKey)
  let last: string | undefined = NO_ID
  while (last !== undefined) last = await sealAnew(db, sealedFor, last, atOnce)
}

const tellSome = ({ db, config, keys }: Pick<Services, 'db' | 'config' | 'keys'>): Promise<number> =>
  db.transaction().execute(async (trx) => {
    // Read after they were locked: a change that commits meanwhile waits for the lock, and is due again.
    const ids = (await lockDueContacts(trx, AT_ONCE)).map(({ user_id }) => user_id)
    if (ids.length === 0) return 0
    const reached = await findReached(trx, ids)
    const said = await Promise.all(reached.map((user) => contactOf(user, config.mailPublicKey, keys.contact)))
    for (const one of said) await noteTold(trx, one, fingerprint(config.mailPublicKey))
    const gone = ids.filter((id) => !reached.some((user) => user.id === id))
    if (gone.length > 0) await deleteContacts(trx, gone)
    await emitEach(
      trx,
      'accounts.contact.saved',
      said.map((data) => ({ aggregateId: data.userId, data })),
    )
    return ids.length
  })

async function contactOf(user: Reached, key: string | undefined, addressKey: Uint8Array): Promise<Said> {
  const guest = user.guest_until !== null
  const email = guest ? user.guest_email : user.email
  return {
    userId: user.id,
    contact: email === null || key === undefined ? null : await sealContact(key, { email, name: guest ? null : user.display_name }),
    // Keyed, so that nobody who reads the bus can try addresses.
    addressHash: email === null ? null : createHmac('sha256', addressKey).update(email.toLowerCase()).digest('base64url'),
    emailVerified: user.email_verified_at !== null,
    locale: user.locale,
    timeZone: user.time_zone,
    roles: user.blocked_at === null ? user.roles : [],
    ...(guest && { guest }),
    ...(user.marketing && { marketing: true as const }),
  }
}

/** Tells keys apart. */
const fingerprint = (key: string | undefined): string | null =>
  key === undefined ? null : createHash('sha256').update(key).digest('base64url')

import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { CONSENT_VERSION } from './consent-text.ts'
import { findConsent, insertConsent, lockConsent, withdrawConsentOf } from './consent.queries.ts'
import type { Context } from '../context.ts'
import type { Consent } from '../tables.ts'

/** Records the caller's consent to a version of the text. Giving it again changes nothing. */
export function giveConsent({ db, caller }: Context, version: number): Promise<Consent> {
  const { userId } = requireUser(caller)
  if (version !== CONSENT_VERSION)
    throw badInput(['input', 'version'], `The text in force is version ${CONSENT_VERSION}. Show it, and ask again.`)
  return db.transaction().execute(async (trx) => {
    const before = await lockConsent(trx, userId)
    if (before?.version === version) return before
    if (before) await withdrawConsentOf(trx, userId)
    const consent = await insertConsent(trx, { id: newId(), user_id: userId, version })
    // Another request of the same moment was faster.
    if (!consent) return (await findConsent(trx, userId)) ?? Promise.reject(new Error('A consent is in force and cannot be seen.'))
    await audit(trx, userId, 'consent.given', consent.id, { version })
    return consent
  })
}

/**
 * Ends the caller's consent. From then on no photo can be uploaded, and none that waits is judged. What was uploaded stays until it is
 * erased.
 */
export function withdrawConsent({ db, caller }: Context): Promise<Consent | null> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const [consent] = await withdrawConsentOf(trx, userId)
    if (!consent) return null
    await audit(trx, userId, 'consent.withdrawn', consent.id)
    return consent
  })
}

export const myConsent = async ({ db, caller }: Context): Promise<Consent | null> =>
  (await findConsent(db, requireUser(caller).userId)) ?? null

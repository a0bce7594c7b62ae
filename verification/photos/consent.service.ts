import { insertAudit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { findConsent, insertConsent, lockConsent, withdrawConsentOf } from './consent.queries.ts'
import type { Context } from '../context.ts'
import type { Consent } from '../tables.ts'

/** Version of the text that users agree to before their first photo. A new text is a new version, and older consents end with it. */
export const CONSENT_VERSION = 1
export const CONSENT_TEXT =
  'I agree that the photos I upload, with the place and time they were taken, are looked at by software and by reviewers to decide on my ' +
  'rewards and to keep out fraud, and that results may train that software. I can withdraw this at any time: photos that were not judged yet ' +
  'are then refused, and no new ones taken. What was judged stays until I have my photos erased, which I can do at any time. Only what the ' +
  'ledger of rewards and the search for copies need is kept then: hashes, 64 numbers from which no picture can be made, verdicts and readings.'

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
    await insertAudit(trx, { actor_id: userId, action: 'consent.given', subject_id: consent.id, detail: { version } })
    return consent
  })
}

/** Ends the caller's consent: no photo can be uploaded from then on, and none that waits is judged. What was uploaded stays until it is erased. */
export function withdrawConsent({ db, caller }: Context): Promise<Consent | null> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const [consent] = await withdrawConsentOf(trx, userId)
    if (!consent) return null
    await insertAudit(trx, { actor_id: userId, action: 'consent.withdrawn', subject_id: consent.id, detail: {} })
    return consent
  })
}

export const myConsent = async ({ db, caller }: Context): Promise<Consent | null> =>
  (await findConsent(db, requireUser(caller).userId)) ?? null

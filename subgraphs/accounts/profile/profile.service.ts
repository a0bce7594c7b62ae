import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { ConsentKind, ConsentRow, Units, UserRow } from '../tables.ts'
import { canonicalLocale } from '../locale.ts'
import { findUser, lockOwner } from '../user.queries.ts'
import { findConsentByKey, findNewestConsents, insertConsent, listConsents, updateUser } from './profile.queries.ts'

export interface ProfileInput {
  displayName?: string | null | undefined
  locale?: string | null | undefined
  units?: Units | null | undefined
  timeZone?: string | null | undefined
}

/** Changes what is given of the caller's profile; null takes a value away. */
export function updateProfile({ db, caller }: Context, input: ProfileInput): Promise<UserRow> {
  const { userId } = requireUser(caller)
  const { displayName, locale, units, timeZone } = input
  if (displayName === null) throw badInput(['input', 'displayName'], 'Everybody has a name.')
  const fields = {
    ...(displayName !== undefined && { display_name: displayName.trim() }),
    ...(locale !== undefined && { locale: locale && canonicalLocale(locale) }),
    ...(units !== undefined && { units }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
  }
  return db.transaction().execute(async (trx) => {
    const changed = Object.keys(fields)
    if (changed.length > 0 && (await updateUser(trx, userId, fields))) {
      await audit(trx, userId, 'profile.updated', userId, { fields: changed })
      if (fields.display_name !== undefined)
        await emit(trx, 'accounts.user.renamed', userId, { userId, displayName: fields.display_name })
    }
    const user = await findUser(trx, userId)
    if (!user) throw notFound('user')
    return user
  })
}

/** Notes what the caller agrees to, or takes back. Rows are added and never changed. The same key again changes nothing. */
export function recordConsent(
  { db, caller }: Context,
  input: { kind: ConsentKind; version: string; given: boolean; idempotencyKey: string },
): Promise<ConsentRow> {
  const { userId } = requireUser(caller)
  const { kind, version, given, idempotencyKey } = input
  if (kind === 'TERMS' && !given)
    throw badInput(['input', 'given'], 'Without the terms there is no account. Delete the account instead.')
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw notFound('user')
    const row = { id: newId(), user_id: userId, kind, version, given, idempotency_key: idempotencyKey }
    return (await insertConsent(trx, row)) ?? findConsentByKey(trx, userId, idempotencyKey)
  })
}

/** What a user has agreed to: the newest of each kind; null for those who may not see it. */
export async function consentsOf({ db, caller }: Context, { id }: UserRow): Promise<ConsentRow[] | null> {
  return isSelfOr(caller, id, 'ADMIN', 'COMPLIANCE') ? findNewestConsents(db, id) : null
}

/** All that a user has agreed to and taken back, the newest first; null for those who may not see it. */
export async function consentHistoryOf({ db, caller }: Context, { id }: UserRow, args: PageArgs): Promise<Page<ConsentRow> | null> {
  if (!isSelfOr(caller, id, 'ADMIN', 'COMPLIANCE')) return null
  return idPage(args, (page) => listConsents(db, id, page))
}

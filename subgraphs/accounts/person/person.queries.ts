import { sql } from 'kysely'
import { PART_ROWS } from '#db/person.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import type { Trx } from '../tables.ts'

/** Takes everything from a user but the id: what refers to it stays. The version from which on access tokens are refused, and when. */
export async function forgetUser(trx: Trx, userId: string): Promise<{ version: number; deletedAt: Date }> {
  const { email } = (await trx.selectFrom('user').select('email').where('id', '=', userId).executeTakeFirst()) ?? {}
  for (const table of GONE) await trx.deleteFrom(table).where('user_id', '=', userId).execute()
  for (const partnerId of [userId, sandboxOf(userId)]) {
    await trx.deleteFrom('id_token').where('partner_id', '=', partnerId).execute()
    await trx.deleteFrom('customer').where('partner_id', '=', partnerId).execute()
  }
  // An address of a row that is empty already.
  for (const table of ['letter_request', 'letter_token'] as const)
    await trx
      .deleteFrom(table)
      .where(sql`lower(email)`, '=', email?.toLowerCase() ?? '')
      .execute()
  const row = await trx
    .updateTable('user')
    .set({
      email: null,
      guest_email: null,
      display_name: null,
      password_hash: null,
      email_verified_at: null,
      locale: null,
      units: null,
      time_zone: null,
      access_version: sql`access_version + 1`,
      access_changed_at: sql`now()`,
      deleted_at: sql<Date>`coalesce(deleted_at, now())`,
    })
    .where('id', '=', userId)
    .returning(['access_version', 'deleted_at'])
    .executeTakeFirstOrThrow()
  return { version: row.access_version, deletedAt: row.deleted_at ?? new Date() }
}

/** Tables of accounts whose rows go with their user. */
const GONE = [
  'challenge',
  'id_token',
  'letter_request',
  'letter_token',
  'login',
  'oidc_identity',
  'passkey',
  'person_export',
  'preference',
  'second_factor',
  'sign_in_challenge',
  'user_role',
  'vehicle',
  'wallet',
] as const

/** What accounts has of a user. Secrets, and what only shows that a secret is right, are left out. */
export async function partOfUser(trx: Trx, userId: string) {
  const profile = trx
    .selectFrom('user')
    .select(['id', 'email', 'email_verified_at', 'display_name', 'created_at', 'blocked_at', 'locale', 'units', 'time_zone'])
    .select(['guest_until', 'guest_email'])
    .where('id', '=', userId)
  const newest = { modifyEnd: sql`ORDER BY id DESC LIMIT ${PART_ROWS}` }
  return {
    profile: await profile.execute(),
    roles: await trx.selectFrom('user_role').select(['role', 'granted_at']).where('user_id', '=', userId).execute(),
    vehicles: await trx.selectFrom('vehicle').selectAll().where('user_id', '=', userId).execute(),
    cards: await trx.selectFrom('id_token').selectAll().where('user_id', '=', userId).execute(),
    customers: await trx
      .selectFrom('customer')
      .select(['id', 'reference', 'name', 'email', 'blocked_at', 'created_at'])
      .where('partner_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    logins: await trx.selectFrom('login').selectAll().where('user_id', '=', userId).modifyEnd(newest.modifyEnd).execute(),
    passkeys: await trx
      .selectFrom('passkey')
      .select(['id', 'name', 'transports', 'backed_up', 'created_at', 'last_used_at'])
      .where('user_id', '=', userId)
      .execute(),
    wallets: await trx.selectFrom('wallet').selectAll().where('user_id', '=', userId).execute(),
    identities: await trx.selectFrom('oidc_identity').selectAll().where('user_id', '=', userId).execute(),
    secondFactor: await trx
      .selectFrom('second_factor')
      .select(['created_at', 'confirmed_at'])
      .where('user_id', '=', userId)
      .execute(),
    preferences: await trx.selectFrom('preference').selectAll().where('user_id', '=', userId).execute(),
    notifications: await trx.selectFrom('notification_preference').selectAll().where('user_id', '=', userId).execute(),
    consents: await trx.selectFrom('consent').selectAll().where('user_id', '=', userId).modifyEnd(newest.modifyEnd).execute(),
    doneToYou: await trx
      .selectFrom('audit')
      .select(['at', 'action', 'detail'])
      .where('subject_id', '=', userId)
      .modifyEnd(newest.modifyEnd)
      .execute(),
  }
}

/** True if nobody else could run the platform. */
export const isLastAdmin = async (trx: Trx, userId: string): Promise<boolean> => {
  const admins = await trx
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select('user.id')
    .where('role', '=', 'ADMIN')
    .where('user.blocked_at', 'is', null)
    .execute()
  return admins.some(({ id }) => id === userId) && admins.length === 1
}

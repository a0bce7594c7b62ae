import { sql } from 'kysely'
import { ConfigError } from '#lib/config.ts'
import type { Log } from '#lib/log.ts'
import { audit } from '#db/audit.ts'
import { hashPassword, verifyPassword } from './login/password.ts'
import { findAdmin, insertRole } from './role.queries.ts'
import type { Db, Trx } from './tables.ts'
import { findCredentials } from './user.queries.ts'
import { createUser } from './user.ts'

interface Credentials {
  email: string
  password: string
}

/**
 * Makes sure that there is an admin. Makes the wanted one while there is none, and warns if none is wanted. An ordinary account with this
 * e-mail address becomes the admin if the password is its own; else a ConfigError says so. It may run at every start, and in several
 * processes at once.
 */
export async function ensureAdmin(db: Db, wanted: Credentials | null, log: Log): Promise<void> {
  if (await findAdmin(db)) return
  if (!wanted)
    return log.warn('there is no administrator: stop, and start once with ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD set')
  const passwordHash = await hashPassword(wanted.password)
  await db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('accounts: first admin'))`.execute(trx)
    if (await findAdmin(trx)) return
    const created = await createUser(trx, {
      email: wanted.email,
      displayName: 'Admin',
      passwordHash,
      roles: ['ADMIN'],
      emailVerifiedAt: new Date(),
    })
    const userId = created ?? (await promoted(trx, wanted))
    await audit(trx, null, 'role.granted', userId, { role: 'ADMIN', from: 'configuration' })
    log.info({ userId }, 'the first admin')
  })
}

async function promoted(trx: Trx, { email, password }: Credentials): Promise<string> {
  const found = await findCredentials(trx, email)
  if (!found || !(await verifyPassword(found.password_hash, password)))
    throw new ConfigError([
      'ACCOUNTS_ADMIN_EMAIL is the address of an ordinary account, and ACCOUNTS_ADMIN_PASSWORD is not its password',
    ])
  await insertRole(trx, found.id, 'ADMIN', null)
  return found.id
}

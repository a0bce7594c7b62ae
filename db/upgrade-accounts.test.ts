import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { migrate } from './migrate.ts'
import { releasedDatabase } from './upgrade.fixture.ts'

/** The last release called a login a session, and wrote the audit of accounts in capitals. */
test('the upgrade keeps logins with their refresh tokens, the audit speaks as that of every box, and cards of the blocked are told', async () => {
  await using stack = new AsyncDisposableStack()
  const { admin, adminUrl, passwords, log, open, urlOf } = await releasedDatabase(stack, ['accounts'])
  const [user, login] = [newId(), newId()]
  const hash = createHash('sha256').update(randomBytes(32)).digest()
  await sql`INSERT INTO accounts."user" (id, email, display_name, password_hash) VALUES (${user}, 'ada@example.org', 'Ada', 'x')`.execute(
    admin,
  )
  await sql`INSERT INTO accounts.session (id, user_id, expires_at) VALUES (${login}, ${user}, '2100-01-01')`.execute(admin)
  await sql`INSERT INTO accounts.refresh_token (hash, session_id, expires_at) VALUES (${hash}, ${login}, '2099-01-01')`.execute(
    admin,
  )
  for (const action of ['ROLE_GRANTED', 'ROLE_REVOKED', 'ID_TOKEN_BLOCKED', 'other.done'])
    await sql`INSERT INTO accounts.audit (id, action, subject_id) VALUES (${newId()}, ${action}, ${user})`.execute(admin)

  await migrate({ adminUrl, passwords, log })
  const db = open<object>(urlOf('accounts'), 'accounts')
  const logins = await sql`SELECT login.id, login.user_id, refresh_token.hash, revoked_at FROM login
    JOIN refresh_token ON refresh_token.login_id = login.id`.execute(db)
  expect(logins.rows).toEqual([{ id: login, user_id: user, hash, revoked_at: null }])
  const actions = await sql<{ action: string }>`SELECT action FROM audit ORDER BY id`.execute(db)
  expect(actions.rows.map(({ action }) => action)).toEqual(['role.granted', 'role.revoked', 'id-token.blocked', 'other.done'])

  // The cards of who was blocked before cards were blocked with them are told again, whole.
  await sql`UPDATE "user" SET blocked_at = now() WHERE id = ${user}`.execute(db)
  const [card, free] = [newId(), newId()]
  await sql`INSERT INTO id_token (id, user_id, value, type, expires_at, group_name)
    VALUES (${card}, ${user}, '04A1B2C3', 'RFID', '2100-01-01T00:00:00.5Z', 'Home')`.execute(db)
  await sql`INSERT INTO "user" (id, email, display_name) VALUES (${free}, 'bob@example.org', 'Bob')`.execute(db)
  await sql`INSERT INTO id_token (id, user_id, value, type) VALUES (${newId()}, ${free}, '04A1B2C4', 'RFID')`.execute(db)
  const told = await readFile(new URL('./accounts/20261122T0501-tell-blocked.sql', import.meta.url), 'utf8')
  await sql.raw(told).execute(db)
  const words = await sql`SELECT aggregate_id, data FROM outbox WHERE name = 'accounts.id-token.issued'`.execute(db)
  const data = { idTokenId: card, userId: user, value: '04A1B2C3', type: 'RFID', status: 'BLOCKED', group: 'Home' }
  expect(words.rows).toEqual([
    { aggregate_id: card, data: { ...data, expiresAt: '2100-01-01T00:00:00.500Z', concurrentSessions: 1 } },
  ])
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { ANONYMOUS, GATEWAY, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { PASSWORD, SIGN_IN, newDriver, refusalOf, testAccounts, type SignedIn, type TestAccounts } from './accounts.fixture.ts'

const GRANT = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { user { id roles } } }'
const REVOKE = 'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { user { id roles } } }'

describe('roles', () => {
  let accounts: TestAccounts
  let admin: Caller & { kind: 'user' }
  beforeAll(async () => {
    accounts = await testAccounts()
    const { userId } = await newDriver(accounts)
    await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'ADMIN')`, [userId])
    admin = { kind: 'user', userId, roles: ['ADMIN'] }
  })
  afterAll(() => accounts[Symbol.asyncDispose]())

  const change = (document: string, userId: string, role: string, caller: Caller = admin) =>
    accounts.ask<Record<string, { user: { roles: string[] } }>>(caller, document, { input: { userId, role } })
  const audit = (userId: string) =>
    accounts.sql('SELECT actor_id, action, detail FROM audit WHERE subject_id = $1 ORDER BY at', [userId])

  test('an admin gives and takes a role, and each leaves one audit row however often it is repeated', async () => {
    const { userId } = await newDriver(accounts)
    for (let i = 0; i < 2; i++)
      expect((await change(GRANT, userId, 'OPERATOR')).data?.['grantRole']?.user.roles).toEqual(['DRIVER', 'OPERATOR'])
    for (let i = 0; i < 2; i++)
      expect((await change(REVOKE, userId, 'OPERATOR')).data?.['revokeRole']?.user.roles).toEqual(['DRIVER'])
    expect(await audit(userId)).toEqual([
      { actor_id: admin.userId, action: 'role.granted', detail: { role: 'OPERATOR' } },
      { actor_id: admin.userId, action: 'role.revoked', detail: { role: 'OPERATOR' } },
    ])
  })

  test('a role that is taken makes the tokens from before it bad: the gateway is told, and can ask', async () => {
    const { userId } = await newDriver(accounts)
    await change(GRANT, userId, 'OPERATOR')
    const version = () => accounts.sql('SELECT access_version FROM "user" WHERE id = $1', [userId])
    expect(await version()).toEqual([{ access_version: 0 }])
    await change(REVOKE, userId, 'OPERATOR')
    expect(await version()).toEqual([{ access_version: 1 }])
    expect(
      await accounts.sql(`SELECT data FROM outbox WHERE name = 'accounts.user.changed-access' AND aggregate_id = $1`, [userId]),
    ).toEqual([{ data: { userId, version: 1, roles: ['DRIVER'] } }])
    const asked = (caller: Caller) => accounts.ask<object>(caller, '{ recentDenials { logins users { userId version } } }')
    expect((await asked(GATEWAY)).data).toMatchObject({
      recentDenials: { users: expect.arrayContaining([{ userId, version: 1 }]) as unknown },
    })
    for (const caller of [ANONYMOUS, admin]) expect(refusalOf(await asked(caller)).code).toBe('FORBIDDEN')
  })

  test('audit rows cannot be changed or removed by the box', async () => {
    const client = new pg.Client({ connectionString: accounts.database.url, options: '-c search_path=accounts' })
    await client.connect()
    await expect(client.query(`UPDATE audit SET action = 'NOTHING'`)).rejects.toThrow('permission denied')
    await expect(client.query('DELETE FROM audit')).rejects.toThrow('permission denied')
    await client.end()
  })

  test.each([GRANT, REVOKE])('who is no admin is refused before it is known whether the user exists: %#', async (document) => {
    const { userId, caller } = await newDriver(accounts)
    const refused = await change(document, newId(), 'ADMIN', caller)
    expect(refusalOf(refused)).toEqual({ code: 'FORBIDDEN', paths: [], data: null })
    expect(await change(document, userId, 'ADMIN', caller)).toEqual(refused)
    expect(refusalOf(await change(document, userId, 'ADMIN', ANONYMOUS)).code).toBe('UNAUTHENTICATED')
    expect(await audit(userId)).toEqual([])
  })

  test.each([
    [GRANT, { userId: 'me', role: 'ADMIN' }, 'input.userId'],
    [GRANT, { userId: newId(), role: 'KING' }, 'input.role'],
    [REVOKE, { userId: newId(), role: null }, 'input.role'],
  ])('bad input names the field: %#', async (document, input, path) => {
    expect(refusalOf(await accounts.ask(admin, document, { input }))).toMatchObject({ code: 'BAD_USER_INPUT', paths: [path] })
  })

  test.each([GRANT, REVOKE])('an unknown user is not found: %#', async (document) => {
    expect(refusalOf(await change(document, newId(), 'OPERATOR')).code).toBe('NOT_FOUND')
  })

  test('the last admin stays one; of two who revoke each other at once one stays', async () => {
    expect(refusalOf(await change(REVOKE, admin.userId, 'ADMIN'))).toEqual({
      code: 'LAST_ADMIN',
      paths: ['input.userId'],
      data: null,
    })
    // Several rounds: in the first one the connections to the database are still being opened, one after the other.
    for (let round = 0; round < 5; round++) {
      const { userId } = await newDriver(accounts)
      await change(GRANT, userId, 'ADMIN')
      const answers = await Promise.all([
        change(REVOKE, admin.userId, 'ADMIN', { kind: 'user', userId, roles: ['ADMIN'] }),
        change(REVOKE, userId, 'ADMIN'),
      ])
      expect(answers.filter((answer) => refusalOf(answer).code === 'LAST_ADMIN')).toHaveLength(1)
      const [left, ...others] = await accounts.sql<{ user_id: string }>(`SELECT user_id FROM user_role WHERE role = 'ADMIN'`)
      expect(others).toEqual([])
      admin = { ...admin, userId: left?.user_id ?? '' }
    }
  })
})

describe('the first admin', () => {
  const CONFIGURED = { ACCOUNTS_ADMIN_EMAIL: 'root@example.org', ACCOUNTS_ADMIN_PASSWORD: PASSWORD }
  const admins = (accounts: TestAccounts) => accounts.sql<{ user_id: string }>(`SELECT user_id FROM user_role WHERE role = 'ADMIN'`)

  test('is made from the configuration, once, however many processes start', async () => {
    await using accounts = await testAccounts()
    const start = (more = {}) => accounts.open({ variables: { ...CONFIGURED, ...more } })
    const processes = await Promise.all([start(), start(), start()])
    await (await start({ ACCOUNTS_ADMIN_EMAIL: 'other@example.org' }))[Symbol.asyncDispose]()
    expect(await admins(accounts)).toHaveLength(1)
    expect(await accounts.sql('SELECT actor_id, action FROM audit')).toEqual([{ actor_id: null, action: 'role.granted' }])
    const { data } = await accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, {
      input: { email: 'root@example.org', password: PASSWORD },
    })
    expect(data?.signIn.user.roles).toEqual(['ADMIN'])
    for (const process of processes) await process[Symbol.asyncDispose]()
  })

  test('can be somebody who has an account, if the password is theirs', async () => {
    await using accounts = await testAccounts()
    const { userId } = await newDriver(accounts, 'root@example.org')
    const wrong = { ...CONFIGURED, ACCOUNTS_ADMIN_PASSWORD: 'a password of another' }
    await expect(accounts.open({ variables: wrong })).rejects.toThrow(ConfigError)
    expect(await admins(accounts)).toEqual([])
    await (await accounts.open({ variables: CONFIGURED }))[Symbol.asyncDispose]()
    expect(await admins(accounts)).toEqual([{ user_id: userId }])
  })
})

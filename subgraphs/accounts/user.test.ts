import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import type { GraphQLAnswer } from '../../test/subgraph.ts'
import { PASSWORD, REGISTER, newDriver, refusalOf, testAccounts, type SignedIn, type TestAccounts } from './accounts.fixture.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const ME = '{ me { id email displayName roles createdAt vehicles { edges { node { id } } } idTokens { value type status } } }'
interface UserPage {
  edges: { node: { id: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}
const admin: Caller = { kind: 'user', userId: newId(), roles: ['ADMIN'] }

const register = (input: object) => accounts.ask<{ register: SignedIn }>(ANONYMOUS, REGISTER, { input })

test('who registers is a driver with one app identity that any charger can take, and may sign in with the tokens', async () => {
  const { data } = await register({ email: 'Ada@Example.org', password: PASSWORD, displayName: ' Ada ' })
  const { user, login } = data?.register ?? expect.fail('not registered')
  expect(await accounts.verify(login.accessToken)).toMatchObject({ userId: user.id, roles: ['DRIVER'] })
  const answer = await accounts.ask<{ me: { displayName: string; email: string; idTokens: { value: string }[] } }>(
    { kind: 'user', userId: user.id, roles: ['DRIVER'] },
    ME,
  )
  expect(answer.errors).toBeUndefined()
  expect(answer.data?.me).toMatchObject({
    email: 'Ada@Example.org',
    displayName: 'Ada',
    roles: ['DRIVER'],
    vehicles: { edges: [] },
  })
  expect(answer.data?.me.idTokens).toEqual([
    { value: expect.stringMatching(/^[0-9A-Z]{10,20}$/) as string, type: 'APP', status: 'ACTIVE' },
  ])
  expect(await accounts.said('accounts.user.registered')).toContainEqual({
    userId: user.id,
    displayName: 'Ada',
    roles: ['DRIVER'],
  })
  const [issued] = (await accounts.said('accounts.id-token.issued')).filter(({ userId }) => userId === user.id)
  expect(issued).toMatchObject({ value: answer.data?.me.idTokens[0]?.value, type: 'APP', status: 'ACTIVE' })
})

test('the password is stored as Argon2id with the parameters of OWASP', async () => {
  const { userId } = await newDriver(accounts)
  const [row] = await accounts.sql<{ password_hash: string }>('SELECT password_hash FROM "user" WHERE id = $1', [userId])
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('an e-mail address has one account, however it is spelt', async () => {
  await newDriver(accounts, 'grace@example.org')
  expect(refusalOf(await register({ email: 'GRACE@example.org', password: PASSWORD, displayName: 'G' }))).toEqual({
    code: 'EMAIL_TAKEN',
    paths: ['input.email'],
    data: null,
  })
})

test('of registrations of one address at the same time one makes the account', async () => {
  const input = { email: 'twins@example.org', password: PASSWORD, displayName: 'Twin' }
  const answers = await Promise.all([input, { ...input, email: 'Twins@example.org' }, input].map(register))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  expect(answers.filter((answer) => refusalOf(answer).code === 'EMAIL_TAKEN')).toHaveLength(2)
  expect(await accounts.sql(`SELECT id FROM "user" WHERE lower(email) = 'twins@example.org'`)).toHaveLength(1)
})

test.each([
  ['email', { email: 'not an address' }],
  ['email', { email: `${'a'.repeat(250)}@example.org` }],
  ['password', { password: 'too short' }],
  ['password', { password: 'x'.repeat(257) }],
  ['password', { password: 'aaaaaaaaaaaaaaaa' }],
  ['password', { email: 'someone@example.org', password: 'Someone@Example.org' }],
  ['displayName', { displayName: '  ' }],
  ['displayName', { displayName: 'x'.repeat(61) }],
])('registering with a bad %s names the field: %j', async (field, bad) => {
  const answer = await register({ email: `${newId()}@example.org`, password: PASSWORD, displayName: 'Ada', ...bad })
  expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', paths: [`input.${field}`], data: null })
})

test('nobody is signed in without a token: me is null', async () => {
  expect(await accounts.ask(ANONYMOUS, ME)).toEqual({ data: { me: null } })
})

test('what is private of a user is null for others, and there for admins', async () => {
  const { userId } = await newDriver(accounts)
  const stranger = await newDriver(accounts)
  const REFERENCE = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { displayName email roles vehicles { edges { cursor } } idTokens { value } } } }`
  const of = [{ __typename: 'User', id: userId }]
  expect(await accounts.ask(stranger.caller, REFERENCE, { of })).toEqual({
    data: { _entities: [{ displayName: 'Ada', email: null, roles: null, vehicles: null, idTokens: null }] },
  })
  const seen = await accounts.ask<{ _entities: [{ email: string; idTokens: object[] }] }>(admin, REFERENCE, { of })
  expect(seen.data?._entities[0]).toMatchObject({ email: expect.stringContaining('@') as string, roles: ['DRIVER'] })
})

test('users are listed for admins page by page, none twice and none left out', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => newDriver(accounts)))
  const LIST =
    'query ($first: Int, $after: String) { users(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }'
  const seen: string[] = []
  let after: string | null = null
  for (;;) {
    const answer: GraphQLAnswer<{ users: UserPage }> = await accounts.ask(admin, LIST, { first: 2, after })
    const { edges, pageInfo } = answer.data?.users ?? expect.fail('no page')
    seen.push(...edges.map(({ node }) => node.id))
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  expect(seen).toEqual([...new Set(seen)].toSorted())
  expect(seen).toEqual(expect.arrayContaining(made.map(({ userId }) => userId)))
})

test('a cursor that is not one of the list is bad input', async () => {
  for (const after of ['nonsense', Buffer.from('["nonsense"]').toString('base64url')])
    expect(
      refusalOf(await accounts.ask(admin, 'query ($after: String) { users(after: $after) { edges { cursor } } }', { after })),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      paths: ['after'],
    })
})

test.each(['{ users { edges { cursor } } }', `{ user(id: "${newId()}") { id } }`])(
  '%s is for admins, whoever it is about',
  async (query) => {
    const { caller } = await newDriver(accounts)
    expect(refusalOf(await accounts.ask(caller, query)).code).toBe('FORBIDDEN')
    expect(refusalOf(await accounts.ask(ANONYMOUS, query)).code).toBe('UNAUTHENTICATED')
  },
)

test('an admin finds a user by id, and null for an unknown one', async () => {
  const { userId } = await newDriver(accounts)
  const FIND = 'query ($id: UUID!) { user(id: $id) { id } }'
  expect(await accounts.ask(admin, FIND, { id: userId })).toEqual({ data: { user: { id: userId } } })
  expect(await accounts.ask(admin, FIND, { id: newId() })).toEqual({ data: { user: null } })
  expect(refusalOf(await accounts.ask(admin, FIND, { id: 'x' })).code).toBe('BAD_USER_INPUT')
})

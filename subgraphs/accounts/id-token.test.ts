import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { newDriver, refusalOf, testAccounts, type TestAccounts } from './accounts.fixture.ts'
import { newIdToken } from '#lib/id-token.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
  admin = { ...(await newDriver(accounts)).caller, roles: ['ADMIN'] }
})
afterAll(() => accounts[Symbol.asyncDispose]())

const ISSUE = 'mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { idToken { id value type status } } }'
const BLOCK = 'mutation ($input: BlockIdTokenInput!) { blockIdToken(input: $input) { idToken { id value type status } } }'
let admin: Caller & { kind: 'user' }

interface IdToken {
  id: string
  value: string
}
const issue = (caller: Caller, uid: string) =>
  accounts.ask<{ issueIdToken: { idToken: IdToken } }>(caller, ISSUE, { input: { uid } })
const issued = async (caller: Caller, uid: string) =>
  (await issue(caller, uid)).data?.issueIdToken.idToken ?? expect.fail('not issued')
const block = (caller: Caller, idTokenId: string) =>
  accounts.ask<{ blockIdToken: { idToken: object } }>(caller, BLOCK, { input: { idTokenId } })
const eventsOf = async (id: string) =>
  (await accounts.events('accounts.id-token.issued')).filter(({ idTokenId }) => idTokenId === id)

let last = 0x0400_0000
const newUid = () => (last++).toString(16).padStart(8, '0')

test('app identities have at most 20 safe characters and are never a card', () => {
  const values = Array.from({ length: 500 }, newIdToken)
  for (const value of values) expect(value).toMatch(/^EG[0-9A-HJKMNP-TV-Z]{18}$/)
  expect(new Set(values).size).toBe(values.length)
})

test('a card becomes an identity by its uid, however that is written, and the other boxes hear of it', async () => {
  const { caller, userId } = await newDriver(accounts)
  const token = await issued(caller, '04:a2:f3-1b 5c:62:80')
  expect(token).toMatchObject({ value: '04A2F31B5C6280', type: 'RFID', status: 'ACTIVE' })
  expect(await eventsOf(token.id)).toEqual([
    { idTokenId: token.id, userId, value: '04A2F31B5C6280', type: 'RFID', status: 'ACTIVE' },
  ])
})

test('bringing a card again changes nothing', async () => {
  const { caller } = await newDriver(accounts)
  const uid = newUid()
  const token = await issued(caller, uid)
  expect(await issued(caller, uid.toUpperCase())).toEqual(token)
  expect(await eventsOf(token.id)).toHaveLength(1)
})

test("somebody else's card is refused, also when two bring it at once", async () => {
  const drivers = await Promise.all([newDriver(accounts), newDriver(accounts), newDriver(accounts)])
  const uid = newUid()
  const answers = await Promise.all(drivers.map(({ caller }) => issue(caller, uid)))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  for (const answer of answers.filter(({ data }) => !data))
    expect(refusalOf(answer)).toEqual({ code: 'ID_TOKEN_TAKEN', paths: ['input.uid'], data: null })
})

test('an identity is blocked once and for good, and the other boxes hear of it once', async () => {
  const { caller } = await newDriver(accounts)
  const uid = newUid()
  const { id } = await issued(caller, uid)
  const [first, second] = await Promise.all([block(caller, id), block(caller, id)])
  expect(first.data?.blockIdToken.idToken).toMatchObject({ id, status: 'BLOCKED' })
  expect(second).toEqual(first)
  expect((await eventsOf(id)).map(({ status }) => status)).toEqual(['ACTIVE', 'BLOCKED'])
  expect(await accounts.sql('SELECT 1 FROM audit WHERE subject_id = $1', [caller.userId])).toEqual([])
  expect(refusalOf(await issue(caller, uid))).toEqual({ code: 'ID_TOKEN_BLOCKED', paths: ['input.uid'], data: null })
})

test("others' identities answer like unknown ones; admins may block them, which is noted", async () => {
  const { caller, userId } = await newDriver(accounts)
  const { id } = await issued(caller, newUid())
  const stranger = await newDriver(accounts)
  const unknown = await block(stranger.caller, newId())
  expect(refusalOf(unknown)).toEqual({ code: 'NOT_FOUND', paths: [], data: null })
  expect(await block(stranger.caller, id)).toEqual(unknown)
  expect((await block(admin, id)).data?.blockIdToken.idToken).toMatchObject({ status: 'BLOCKED' })
  expect(await accounts.sql('SELECT actor_id, action, detail FROM audit WHERE subject_id = $1', [userId])).toEqual([
    { actor_id: admin.userId, action: 'ID_TOKEN_BLOCKED', detail: { idTokenId: id } },
  ])
})

test('an account has so many identities and no more', async () => {
  const { caller, userId } = await newDriver(accounts)
  await accounts.sql(
    `INSERT INTO id_token (id, user_id, value, type) SELECT gen_random_uuid(), $1, 'T' || i, 'RFID' FROM generate_series(3, $2) i`,
    [userId, LIMITS.accounts.idTokensPerUser],
  )
  const answers = await Promise.all([newUid(), newUid()].map((uid) => issue(caller, uid)))
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['LIMIT_REACHED', 'fine'])
})

test.each(['', '04', '04a2f31b5c', '04a2f31b5c62801', 'zz:zz:zz:zz', '04::a2:f3:1b', `04a2f31b${' '.repeat(60)}`])(
  '%j is no uid of a card',
  async (uid) => {
    const { caller } = await newDriver(accounts)
    expect(refusalOf(await issue(caller, uid))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.uid'] })
  },
)

test('an identity to block is named by a UUID', async () => {
  expect(refusalOf(await block(admin, 'mine'))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.idTokenId'] })
})

test('identities need a signed-in user', async () => {
  expect(refusalOf(await issue(ANONYMOUS, newUid())).code).toBe('UNAUTHENTICATED')
  expect(refusalOf(await block(ANONYMOUS, newId())).code).toBe('UNAUTHENTICATED')
})

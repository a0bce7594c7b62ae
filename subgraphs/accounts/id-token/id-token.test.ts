import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newDriver, refusalOf, testAccounts, type TestAccounts } from '../accounts.fixture.ts'
import { newIdToken } from '#lib/id-token.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'

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
const eventsOf = async (id: string) => (await accounts.said('accounts.id-token.issued')).filter(({ idTokenId }) => idTokenId === id)

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
    {
      idTokenId: token.id,
      userId,
      value: '04A2F31B5C6280',
      type: 'RFID',
      status: 'ACTIVE',
      expiresAt: null,
      group: null,
      concurrentSessions: 1,
    },
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
    { actor_id: admin.userId, action: 'id-token.blocked', detail: { idTokenId: id } },
  ])
})

test('an account has so many identities and no more', async () => {
  const { caller, userId } = await newDriver(accounts)
  await accounts.sql(
    `INSERT INTO id_token (id, user_id, value, type) SELECT gen_random_uuid(), $1, 'T' || i, 'RFID' FROM generate_series(3, $2) i`,
    [userId, ACCOUNTS_LIMITS.idTokensPerUser],
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

const TYPED = 'mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { idToken { id value type expiresAt group } } }'
const bring = (caller: Caller, input: object) =>
  accounts.ask<{ issueIdToken: { idToken: IdToken & { type: string; expiresAt: string | null; group: string | null } } }>(
    caller,
    TYPED,
    { input },
  )
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

test.each([
  ['EMAID', 'De-8aa-Ca2B3c4d5-L', 'De-8aa-Ca2B3c4d5-L'],
  ['EMAID', 'EGEVGC12345678', 'EGEVGC12345678'],
  ['ISO14443', '04:b2:f3:1b', '04B2F31B'],
  ['ISO15693', 'e0 04 01 00 12 34 56 78', 'E004010012345678'],
  ['MAC_ADDRESS', '00:1a:2B:3c:4d:5e', '00:1a:2B:3c:4d:5e'],
  ['VIN', 'WVWZZZ1JZXW000001', 'WVWZZZ1JZXW000001'],
  ['KEY_CODE', '20261121', '20261121'],
  ['LOCAL', 'Gate 7', 'Gate 7'],
  ['CENTRAL', '550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
  ['EVCCID', 'x'.repeat(255), 'x'.repeat(255)],
  ['DIRECT_PAYMENT', 'PSP-0001', 'PSP-0001'],
])('%s %s is an identity, whose value is no other in another case or of another type', async (type, value, kept) => {
  const [{ caller, userId }, stranger] = [await newDriver(accounts), await newDriver(accounts)]
  const token = (await bring(caller, { type, value })).data?.issueIdToken.idToken
  expect(token).toMatchObject({ type, value: kept, expiresAt: null, group: null })
  const told = {
    idTokenId: token?.id,
    userId,
    value: kept,
    type,
    status: 'ACTIVE',
    expiresAt: null,
    group: null,
    concurrentSessions: 1,
  }
  expect(await eventsOf(token?.id ?? '')).toEqual([told])
  for (const again of [value.toLowerCase(), value.toUpperCase()]) {
    expect((await bring(caller, { type, value: again })).data?.issueIdToken.idToken.id).toBe(token?.id)
    expect(refusalOf(await bring(stranger.caller, { type: value.length < 8 ? 'LOCAL' : type, value: again }))).toMatchObject({
      code: 'ID_TOKEN_TAKEN',
      paths: ['input.value'],
    })
  }
})

test('one value in many cases, brought by many at once, is one identity', async () => {
  const drivers = await Promise.all(Array.from({ length: 4 }, () => newDriver(accounts)))
  const answers = await Promise.all(
    drivers.map(({ caller }, n) => bring(caller, { type: 'LOCAL', value: n % 2 === 0 ? 'One Value' : 'oNE vALUE' })),
  )
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
})

test('expiry and group change where they are given; the other boxes hear each change once', async () => {
  const { caller } = await newDriver(accounts)
  const card = { uid: newUid() }
  const [first, second] = [soon(), new Date(Date.now() + 7_200_000).toISOString()]
  const { id } = (await bring(caller, { ...card, expiresAt: first, group: ' Depot ' })).data?.issueIdToken.idToken ?? { id: '' }
  for (const input of [card, { ...card, expiresAt: second }, { ...card, expiresAt: second }, { ...card, group: 'Office' }])
    expect((await bring(caller, input)).data?.issueIdToken.idToken.id).toBe(id)
  expect((await eventsOf(id)).map(({ expiresAt, group }) => [expiresAt, group])).toEqual([
    [first, 'Depot'],
    [second, 'Depot'],
    [second, 'Office'],
  ])
  const blocked = (await block(caller, id)).data?.blockIdToken.idToken
  expect(blocked).toMatchObject({ status: 'BLOCKED' })
  expect(refusalOf(await bring(caller, { ...card, group: 'Depot' })).code).toBe('ID_TOKEN_BLOCKED')
})

test.each([
  ['EMAID', 'DE-8AACA2B3C4D5-L'],
  ['ISO15693', '04b2f31b'],
  ['MAC_ADDRESS', '00:1a:2b:3c:4d'],
  ['VIN', 'WVWZZZ1JZXW00000O'],
  ['KEY_CODE', '1234567'],
  ['LOCAL', 'abc'],
  ['LOCAL', ' abcd'],
  ['LOCAL', 'schlüssel'],
  ['CENTRAL', 'x'.repeat(256)],
  ['CENTRAL', 'eg0123456789ABCDEFGH'],
])('%s %s is refused, with a sentence', async (type, value) => {
  const { caller } = await newDriver(accounts)
  expect(refusalOf(await bring(caller, { type, value }))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.value'] })
})

test('an identity to block is named by a UUID', async () => {
  expect(refusalOf(await block(admin, 'mine'))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.idTokenId'] })
})

test('identities need a signed-in user', async () => {
  expect(refusalOf(await issue(ANONYMOUS, newUid())).code).toBe('UNAUTHENTICATED')
  expect(refusalOf(await block(ANONYMOUS, newId())).code).toBe('UNAUTHENTICATED')
})

test('only an admin says how many sessions an identity may have at once; the other boxes hear of it, and it is audited', async () => {
  const { caller, userId } = await newDriver(accounts)
  const { id } = await issued(caller, newUid())
  const SET = `mutation ($input: SetConcurrentSessionsInput!) { setConcurrentSessions(input: $input) { idToken { concurrentSessions } } }`
  const set = (who: Caller, sessions: number, idTokenId = id) => accounts.ask(who, SET, { input: { idTokenId, sessions } })
  expect(refusalOf(await set(caller, 5)).code).toBe('FORBIDDEN')
  expect(refusalOf(await set(admin, 5, newId())).code).toBe('NOT_FOUND')
  for (const again of [1, 2])
    expect({ again, ...(await set(admin, 5)) }).toMatchObject({
      data: { setConcurrentSessions: { idToken: { concurrentSessions: 5 } } },
    })
  expect((await eventsOf(id)).map(({ concurrentSessions }) => concurrentSessions)).toEqual([1, 5])
  const audit = await accounts.db
    .selectFrom('audit')
    .select(['actor_id', 'detail'])
    .where('action', '=', 'id-token.concurrency-set')
    .where('subject_id', '=', userId)
    .execute()
  expect(audit).toEqual([{ actor_id: admin.userId, detail: { idTokenId: id, before: 1, sessions: 5 } }])
})

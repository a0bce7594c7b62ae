import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { newDriver, testAccounts, type TestAccounts } from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { past } from '../past.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const CUSTOMER = 'id reference name email blockedAt idTokens { id value type status }'
interface Shown {
  id: string
  reference: string
  name: string | null
  blockedAt: string | null
  idTokens: { id: string; value: string; type: string; status: string }[]
}
const change = (name: string, selection: string) => (caller: Caller, input: object) =>
  accounts.ask<Record<string, { customer: Shown }>>(
    caller,
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${selection} }`,
    { input },
  )
const create = change('createCustomer', `{ customer { ${CUSTOMER} } }`)
const update = change('updateCustomer', `{ customer { ${CUSTOMER} } }`)
const setBlocked = change('setCustomerBlocked', `{ customer { ${CUSTOMER} } }`)
const ISSUE = 'mutation ($input: IssueCustomerIdTokenInput!) { issueCustomerIdToken(input: $input) { id value type status } }'
const issue = (caller: Caller, customerId: string, input: object) =>
  accounts.ask<{ issueCustomerIdToken: Shown['idTokens'][number] }>(caller, ISSUE, { input: { customerId, ...input } })
const BLOCK = 'mutation ($input: BlockCustomerIdTokenInput!) { blockCustomerIdToken(input: $input) { id status } }'
const blockToken = (caller: Caller, idTokenId: string) =>
  accounts.ask<{ blockCustomerIdToken: { status: string } }>(caller, BLOCK, { input: { idTokenId } })
const done = (answer: Awaited<ReturnType<typeof create>>): Shown =>
  answer.data?.['createCustomer']?.customer ?? expect.fail(JSON.stringify(answer.errors))
const made = async (caller: Caller, reference: string = newId()): Promise<Shown> => done(await create(caller, { reference }))
const read = async (caller: Caller, id: string) =>
  (await accounts.ask<{ customer: Shown | null }>(caller, `query ($id: UUID!) { customer(id: $id) { ${CUSTOMER} } }`, { id })).data
    ?.customer
const list = (caller: Caller, filter: object = {}) =>
  accounts.ask<{ customers: { edges: { node: { id: string } }[] } }>(
    caller,
    'query ($filter: CustomerFilter) { customers(filter: $filter, first: 100) { edges { node { id } } } }',
    { filter },
  )
const ids = async (...given: Parameters<typeof list>) => (await list(...given)).data?.customers.edges.map(({ node }) => node.id)
const said = async (idTokenId: string) =>
  (await accounts.said('accounts.id-token.issued')).filter((event) => event.idTokenId === idTokenId)
let cards = 0x0800_0000
const newUid = () => (cards++).toString(16).padStart(8, '0')

const partner = () => userCaller(['DRIVER', 'PARTNER'])
const keys = (partnerId: string, sandbox = false) => keyOf(partnerId, ['users:read', 'users:write'], sandbox)

test('a partner makes customers, each reference once however often it comes, and gives them what they charge with', async () => {
  const { userId } = partner()
  const key = keys(userId)
  const reference = 'fleet-17'
  const [one, two] = await Promise.all([made(key, reference), made(key, reference)])
  expect(one).toEqual(two)
  expect(one.idTokens).toMatchObject([{ type: 'APP', status: 'ACTIVE' }])
  expect(fault(await create(key, { reference, name: 'Another' }))).toEqual({ code: 'CONFLICT', path: ['input', 'reference'] })
  const changed = await update(key, { customerId: one.id, name: ' Ada ', email: 'ada@fleet.test' })
  expect(changed.data?.['updateCustomer']?.customer).toMatchObject({ name: 'Ada', email: 'ada@fleet.test' })
  const { data } = await issue(key, one.id, { uid: '04:a2:f3:1b' })
  expect(data?.issueCustomerIdToken).toMatchObject({ value: '04A2F31B', type: 'RFID', status: 'ACTIVE' })
  expect(await said(data?.issueCustomerIdToken.id ?? '')).toMatchObject([{ userId: one.id, partnerId: userId, value: '04A2F31B' }])
  expect((await issue(key, one.id, { uid: '04A2F31B' })).data).toEqual(data)
  expect(await ids(key, { reference })).toEqual([one.id])
  // Who is a customer is told without a name.
  expect(JSON.stringify(await accounts.said('accounts.id-token.issued'))).not.toContain('Ada')
})

test('a block holds for all that a customer shows, also for what is issued meanwhile, until it is lifted', async () => {
  const key = keys(newId())
  const { id, idTokens } = await made(key)
  const statuses = async () => (await read(key, id))?.idTokens.map(({ status }) => status)
  expect((await setBlocked(key, { customerId: id, blocked: true })).data?.['setCustomerBlocked']?.customer.blockedAt).not.toBeNull()
  const card = (await issue(key, id, { uid: newUid() })).data?.issueCustomerIdToken.id ?? ''
  expect(await statuses()).toEqual(['BLOCKED', 'BLOCKED'])
  expect(await ids(key, { blocked: true })).toEqual([id])
  expect((await said(idTokens[0]?.id ?? '')).map(({ status }) => status)).toEqual(['ACTIVE', 'BLOCKED'])
  await setBlocked(key, { customerId: id, blocked: false })
  expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE'])
  // One that was blocked by itself stays so.
  expect((await blockToken(key, card)).data?.blockCustomerIdToken.status).toBe('BLOCKED')
  await setBlocked(key, { customerId: id, blocked: true })
  await setBlocked(key, { customerId: id, blocked: false })
  expect(await statuses()).toEqual(['ACTIVE', 'BLOCKED'])
})

test("somebody else's customers and their identities answer like those that do not exist, to every operation", async () => {
  const [mine, other] = [partner(), partner()]
  const { id } = await made(mine)
  const token = (await issue(mine, id, { uid: newUid() })).data?.issueCustomerIdToken.id ?? ''
  const ENTITY = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Customer { reference } } }'
  const entity = (caller: Caller, of: string) => accounts.ask(caller, ENTITY, { refs: [{ __typename: 'Customer', id: of }] })
  for (const caller of [other, keys(other.userId), keys(mine.userId, true)]) {
    expect(await read(caller, id)).toBeNull()
    expect(await ids(caller)).not.toContain(id)
    expect((await entity(caller, id)).data).toEqual({ _entities: [null] })
    for (const [wrong, unknown] of [
      [await update(caller, { customerId: id, name: 'x' }), await update(caller, { customerId: newId(), name: 'x' })],
      [
        await setBlocked(caller, { customerId: id, blocked: true }),
        await setBlocked(caller, { customerId: newId(), blocked: true }),
      ],
      [await issue(caller, id, { uid: newUid() }), await issue(caller, newId(), { uid: newUid() })],
      [await blockToken(caller, token), await blockToken(caller, newId())],
    ] as const) {
      expect(fault(wrong).code).toBe('NOT_FOUND')
      expect(wrong).toEqual(unknown)
    }
  }
  expect((await entity(keyOf(mine.userId, ['users:read']), id)).data).not.toEqual({ _entities: [null] })
  for (const caller of [userCaller(['DRIVER']), userCaller(['OPERATOR']), keyOf(mine.userId, ['sessions:read'])]) {
    expect(fault(await list(caller)).code).toBe('FORBIDDEN')
    expect((await entity(caller, id)).data).toEqual({ _entities: [null] })
  }
  expect(fault(await create(keyOf(mine.userId, ['users:read']), { reference: 'x' })).code).toBe('FORBIDDEN')
  // The same reference is free for everybody.
  expect((await made(other, 'shared')).id).not.toBe((await made(mine, 'shared')).id)
})

test('an identity that anybody else has is refused in the same words, and who asks for many is stopped', async () => {
  const [mine, other] = [keys(newId()), keys(newId())]
  const customer = await made(mine)
  const driver = await newDriver(accounts)
  const [ofDriver, ofOther, ofSecond] = [newUid(), newUid(), newUid()]
  const OWN = 'mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { idToken { id } } }'
  const own = (uid: string) => accounts.ask(driver.caller, OWN, { input: { uid } })
  await own(ofDriver)
  await issue(other, (await made(other)).id, { uid: ofOther })
  await issue(mine, (await made(mine)).id, { uid: ofSecond })
  const [first, ...rest] = await Promise.all([ofDriver, ofOther, ofSecond].map((uid) => issue(mine, customer.id, { uid })))
  expect(fault(first ?? {})).toEqual({ code: 'ID_TOKEN_TAKEN', path: ['input', 'uid'] })
  expect(rest).toEqual([first, first])
  expect(fault(await own(ofOther)).code).toBe('ID_TOKEN_TAKEN')
  // Two who want the same one at once: one has it.
  const uid = newUid()
  const [a, b] = [await made(mine), await made(other)]
  const both = await Promise.all([issue(mine, a.id, { uid }), issue(other, b.id, { uid })])
  expect(both.filter(({ data }) => data)).toHaveLength(1)
  await accounts.sql("UPDATE attempt SET points = $1 WHERE key LIKE 'takenIdTokenByPartner%'", [
    ACCOUNTS_LIMITS.attempts.takenIdTokenByPartner.points,
  ])
  expect(fault(await issue(mine, customer.id, { uid: ofDriver })).code).toBe('RATE_LIMITED')
})

test('a sandbox has customers and identities of its own: what is taken in the real world is free there, and the other way round', async () => {
  const partnerId = newId()
  const [real, tries, others] = [keys(partnerId), keys(partnerId, true), keys(newId(), true)]
  const uid = newUid()
  for (const key of [tries, others, real]) {
    const { data } = await issue(key, (await made(key, 'one')).id, { uid })
    const [event] = await said(data?.issueCustomerIdToken.id ?? '')
    expect(event?.partnerId).toBe(key.partnerId)
  }
  expect(sandboxOf(partnerId)).toBe(tries.partnerId)
  expect(fault(await accounts.ask(tries, '{ me { id } }')).code).toBe('FORBIDDEN')
  const driver = await newDriver(accounts)
  const USER = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { displayName } } }'
  const refs = [{ __typename: 'User', id: driver.userId }]
  expect((await accounts.ask(tries, USER, { refs })).data).toEqual({ _entities: [null] })
  expect((await accounts.ask(real, USER, { refs })).data).not.toEqual({ _entities: [null] })
})

test('the database holds whose an identity is, and that a customer stays whose they are', async () => {
  const { id } = await made(keys(newId()))
  const driver = await newDriver(accounts)
  const { db } = accounts
  const row = { id: newId(), value: 'CARD0001', type: 'RFID', expires_at: null, group_name: null, concurrent_sessions: 1 } as const
  const insert = (owner: object) =>
    db
      .insertInto('id_token')
      .values({ ...row, user_id: null, customer_id: null, partner_id: null, ...owner })
      .execute()
  await expect(insert({})).rejects.toThrow('id_token_owner')
  await expect(insert({ user_id: driver.userId, customer_id: id, partner_id: newId() })).rejects.toThrow('id_token_owner')
  await expect(insert({ customer_id: id, partner_id: newId() })).rejects.toThrow('foreign key')
  await expect(insert({ customer_id: id })).rejects.toThrow('foreign key')
  await expect(db.updateTable('customer').set({ partner_id: newId() }).execute()).rejects.toThrow('permission denied')
})

test('what was said of them can be said again', () => expectToldAgain(accounts.db, past, 'accounts.id-token.issued'))

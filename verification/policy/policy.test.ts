import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { picture, testVerification, type TestVerification } from '../verification.fixture.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification({ policy: 'DEFAULTS' })))
afterAll(() => box[Symbol.asyncDispose]())

const POLICY = 'version reason setBy { id } auditPermille unboundPermille newDriverPermille newDriverPhotos unboundPerDay dayWorth'
const SET = `mutation ($input: SetVerificationPolicyInput!) { setVerificationPolicy(input: $input) { ${POLICY} } }`
const PAGE = `query ($first: Int, $after: String) { verificationPolicies(first: $first, after: $after) {
  edges { node { version } } pageInfo { hasNextPage endCursor } } }`
const NUMBERS = {
  auditPermille: 100,
  unboundPermille: 200,
  newDriverPermille: 300,
  newDriverPhotos: 20,
  unboundPerDay: 2,
  dayWorth: '7',
}

interface PolicyNode {
  version: number
  reason: string
  setBy: { id: string } | null
}
const admin = userCaller(['ADMIN'])
const set = (input: object, caller = admin) =>
  box.ask<{ setVerificationPolicy: PolicyNode }>(caller, SET, { input: { ...NUMBERS, reason: 'To see more.', ...input } })
const now = async () => {
  const { data } = await box.ask<{ verificationPolicy: PolicyNode }>(
    userCaller(['REVIEWER']),
    `{ verificationPolicy { ${POLICY} } }`,
  )
  if (!data) throw new Error('there is no policy')
  return data.verificationPolicy
}

test('the first version are the defaults, which reviewers read and drivers do not', async () => {
  expect(await now()).toEqual({
    version: 1,
    reason: 'The defaults.',
    setBy: null,
    auditPermille: 50,
    unboundPermille: 150,
    newDriverPermille: 250,
    newDriverPhotos: 10,
    unboundPerDay: 5,
    dayWorth: '100000000000000000000',
  })
  const driver = userCaller(['DRIVER'])
  expect(fault(await box.ask(driver, '{ verificationPolicy { version } }')).code).toBe('FORBIDDEN')
  expect(fault(await box.ask(driver, PAGE)).code).toBe('FORBIDDEN')
})

test('admins alone set a new one, with all numbers and a reason; it is audited, and the same again changes nothing', async () => {
  const { version } = await now()
  for (const caller of [userCaller(['REVIEWER']), userCaller(['DRIVER'])])
    expect(fault(await set({ version }, caller)).code).toBe('FORBIDDEN')
  const first = await set({ version })
  expect(first.data?.setVerificationPolicy).toEqual({
    ...NUMBERS,
    version: version + 1,
    reason: 'To see more.',
    setBy: { id: admin.userId },
  })
  expect(await set({ version })).toEqual(first)
  expect(await now()).toEqual(first.data?.setVerificationPolicy)
  const audits = await box.db.selectFrom('audit').selectAll().where('action', '=', 'verification-policy.set').execute()
  expect(audits).toMatchObject([
    { actor_id: admin.userId, detail: { version: version + 1, audit_permille: 100, reason: 'To see more.' } },
  ])
})

test('of admins who change what they have read at once, one does, and the others are told to read again', async () => {
  const { version } = await now()
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) => set({ version, auditPermille: at }, userCaller(['ADMIN']))),
  )
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  const refused = answers.filter(({ errors }) => errors).map(fault)
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['CONFLICT']))
  expect((await now()).version).toBe(version + 1)
  // Nor one that nobody has read yet.
  expect(fault(await set({ version: version + 5 }))).toEqual({ code: 'CONFLICT', path: ['input', 'version'] })
})

test('versions are listed page by page, the newest first', async () => {
  const page = async (variables: object) => {
    const { data } = await box.ask<{
      verificationPolicies: { edges: { node: { version: number } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    }>(admin, PAGE, { ...variables })
    return data?.verificationPolicies
  }
  const { version } = await now()
  const first = await page({ first: 2 })
  expect(first?.edges.map(({ node }) => node.version)).toEqual([version, version - 1])
  expect(first?.pageInfo.hasNextPage).toBe(true)
  const rest = await page({ first: 100, after: first?.pageInfo.endCursor })
  expect(rest?.edges.at(-1)?.node.version).toBe(1)
})

test('the database lets no version be changed, removed, left out, or written twice', async () => {
  const { version } = await now()
  await expect(box.db.updateTable('policy').set({ audit_permille: 0 }).execute()).rejects.toThrow('permission denied')
  await expect(box.db.deleteFrom('policy').execute()).rejects.toThrow('permission denied')
  const row = async (over: object) => {
    const {
      follows: _,
      since: _since,
      ...last
    } = await box.db.selectFrom('policy').selectAll().where('version', '=', version).executeTakeFirstOrThrow()
    return box.db
      .insertInto('policy')
      .values({ ...last, id: newId(), ...over })
      .execute()
  }
  await expect(row({ version: version + 2 })).rejects.toThrow('policy_follows_fkey')
  await expect(row({ version })).rejects.toThrow('policy_pkey')
  for (const over of [{ audit_permille: 1_001 }, { unbound_permille: -1 }, { reason: ' ' }, { day_worth: '-1' }, { set_by: null }])
    await expect(row({ version: version + 1, ...over })).rejects.toThrow('check')
})

test('each submission has a lot, which the database draws and nobody changes; lots are spread evenly', async () => {
  const driver = await box.user()
  const photoId = await box.uploaded(driver, await picture())
  await box.submit(driver, photoId)
  const lot = await box.db
    .selectFrom('lot')
    .innerJoin('submission', 'submission.id', 'lot.submission_id')
    .selectAll('lot')
    .where('photo_id', '=', photoId)
    .executeTakeFirstOrThrow()
  expect(lot.number).toBeGreaterThanOrEqual(0)
  expect(lot.number).toBeLessThan(1_000)
  await expect(box.db.updateTable('lot').set({ number: 0 }).execute()).rejects.toThrow('permission denied')
  await expect(box.db.insertInto('lot').values({ submission_id: newId(), number: 0 }).execute()).rejects.toThrow(
    'permission denied',
  )
  await expect(box.db.deleteFrom('lot').execute()).rejects.toThrow('permission denied')
  const { rows } = await sql<{ tenth: number; count: number }>`
    SELECT any_lot() / 100 AS tenth, count(*)::integer AS count FROM generate_series(1, 10000) GROUP BY 1 ORDER BY 1`.execute(
    box.db,
  )
  // Of 10,000, each tenth has 1,000; less than 800 or more than 1,200 come once in 10^10 tries.
  expect(rows.map(({ tenth }) => tenth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const { count } of rows) expect(Math.abs(count - 1_000)).toBeLessThan(200)
})

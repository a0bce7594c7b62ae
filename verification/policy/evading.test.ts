import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { reviewing, reviewer } from '../review/review.fixture.ts'
import {
  anotherMinute,
  insertPolicy,
  judgementOf,
  picture,
  readingOf,
  testVerification,
  type PhotoNode,
  type TestVerification,
  type User,
} from '../verification.fixture.ts'
import { learnRule } from './distance-rule.handler.ts'

/** What drivers might try in order to be paid without a person. */

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())
const { claim, approve, reject, caseOf } = reviewing(() => box)

const codes = (photo: PhotoNode) => photo.reasons.map(({ code }) => code)
const judged = async (driver: User, over: object = {}): Promise<PhotoNode> => {
  box.script.read = () => readingOf(12_345)
  return box.judged(driver, await picture(), { takenAt: anotherMinute(), ...over })
}
/** The driver's next photo is drawn by lot, and no other is. */
async function drawn(driver: User, over: object): Promise<PhotoNode> {
  await insertPolicy(box.db, { audit_permille: 1_000 })
  const photo = await judged(driver, over)
  await insertPolicy(box.db)
  expect(codes(photo)).toEqual(['RANDOM_AUDIT'])
  return photo
}
async function decided(photo: PhotoNode, decide: typeof reject): Promise<void> {
  const [person, caseId] = [reviewer(), await caseOf(photo.id)]
  await claim(person, caseId)
  expect((await decide(person, caseId)).errors).toBeUndefined()
}

test('another photo of the same vehicle does not get around the lot: a person looks at it too, until they have approved one', async () => {
  const driver = await box.user()
  const vehicle = { vehicleId: newId() }
  const first = await drawn(driver, vehicle)
  // While it waits, and when it was rejected.
  const second = await judged(driver, vehicle)
  expect(codes(second)).toEqual(['AUDIT_OPEN'])
  await decided(first, reject)
  await decided(second, reject)
  const third = await judged(driver, vehicle)
  expect(codes(third)).toEqual(['AUDIT_OPEN'])
  await decided(third, approve)
  expect((await judged(driver, vehicle)).status).toBe('APPROVED')
})

const sample = async (): Promise<unknown> => {
  const { data } = await box.ask<{ reviewStatistics: { audits: object } }>(
    reviewer(),
    '{ reviewStatistics { audits { decided wrong waiting } } }',
  )
  return data?.reviewStatistics.audits
}

test('who reads such a photo is not shown what was read on it, and it is none of the sample of all', async () => {
  const driver = await box.user()
  const vehicle = { vehicleId: newId() }
  await drawn(driver, vehicle)
  const before = await sample()
  const second = await judged(driver, vehicle)
  expect(await box.photo(reviewer(), second.id)).toMatchObject({ reading: null, checks: [] })
  expect(await sample()).toEqual(before)
  // Unless its own lot is drawn.
  await drawn(driver, vehicle)
  expect(await sample()).not.toEqual(before)
})

test('a photo that was erased before anybody had looked at it was not looked at', async () => {
  const driver = await box.user()
  const vehicle = { vehicleId: newId() }
  const { id } = await drawn(driver, vehicle)
  await box.ask(driver, 'mutation { erasePhotos(input: {}) { __typename } }')
  await box.becomes(driver, id, 'ERASED', 'REJECTED')
  await box.ask(driver, 'mutation { giveConsent(input: { version: 1 }) { consent { version } } }')
  expect(codes(await judged(driver, vehicle))).toEqual(['AUDIT_OPEN'])
})

test('a lot that was drawn for one vehicle, or one deed, says nothing of another, nor of another driver', async () => {
  const driver = await box.user()
  const vehicle = { vehicleId: newId() }
  await drawn(driver, vehicle)
  expect((await judged(driver)).status).toBe('APPROVED')
  expect((await judged(await box.user(), vehicle)).status).toBe('APPROVED')
  box.script.judge = () => judgementOf(0.99)
  const deed = async (material: 'GLASS' | 'PAPER') => {
    const id = await box.uploaded(driver, await picture(), 'DEED')
    await box.submitDeed(driver, id, { task: 'RECYCLING', material, takenAt: anotherMinute() })
    return box.becomes(driver, id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
  }
  expect((await deed('GLASS')).status).toBe('APPROVED')
  await insertPolicy(box.db, { audit_permille: 1_000 })
  expect(codes(await deed('GLASS'))).toEqual(['RANDOM_AUDIT'])
  await insertPolicy(box.db)
  expect(codes(await deed('PAPER'))).toEqual(['AUDIT_OPEN'])
})

const token = 10n ** 18n
/** A token for ten kilometres. An earlier version said more, and the version that holds is told twice. */
async function ruleOfTokens(): Promise<void> {
  const published = (version: number, amount: bigint) => {
    const at = new Date(Date.now() - 1_000).toISOString()
    const rule = { ruleId: newId(), rule: 'odometer.distance' as const, version, per: 10_000, amount: String(amount) }
    const data = { ...rule, maximum: String(50_000n * token), holdsFrom: at }
    const event = { id: newId(), aggregateId: rule.ruleId, occurredAt: at, requestId: null, data }
    return box.db.transaction().execute((trx) => learnRule(trx, { ...event, name: 'rewards.rule.published' }))
  }
  await published(1, 100n * token)
  for (const amount of [token, 100n * token]) await published(2, amount)
}

test('kilometres that an early submission knew nothing of count towards the day’s worth', async () => {
  await ruleOfTokens()
  const driver = await box.user()
  const vehicle = { vehicleId: newId() }
  const read = async (value: number, takenAt: string) => {
    box.script.read = () => readingOf(value)
    return box.judged(driver, await picture(), { ...vehicle, takenAt })
  }
  const [first, second, third] = [anotherMinute(), anotherMinute(), anotherMinute()].toReversed()
  expect((await read(10_000, first ?? '')).status).toBe('APPROVED')
  await insertPolicy(box.db, { day_worth: String(20n * token) })
  // Both were submitted before the first was approved: none has a reading to go on from.
  expect((await read(10_200, second ?? '')).status).toBe('APPROVED')
  const more = await read(10_201, third ?? '')
  await insertPolicy(box.db)
  expect(codes(more)).toEqual(['DAY_WORTH'])
})

test('a first reading in another unit is none to count kilometres from', async () => {
  await ruleOfTokens()
  const driver = await box.user()
  const vehicleId = newId()
  const [second, first] = [anotherMinute(), anotherMinute()]
  expect((await judged(driver, { vehicleId, unit: 'MI', takenAt: first })).status).toBe('APPROVED')
  await insertPolicy(box.db, { day_worth: String(20n * token) })
  box.script.read = () => readingOf(19_867)
  const later = await box.judged(driver, await picture(), { vehicleId, takenAt: second })
  await insertPolicy(box.db)
  expect(later.status).toBe('APPROVED')
})

test.each([
  ['are those that a person has read, and not the model', 1, 9_950, {}],
  ['of an instrument that was replaced are none', 1, 12_000, { instrument: 'REPLACED' }],
  ['of a display that shows another unit are left out', 2, 12_000, { unit: 'MI' }],
])('the day’s kilometres %s', async (_, reviewers, value, more) => {
  await ruleOfTokens()
  const driver = await box.user()
  const before = { value: 9_900, takenAt: new Date(Date.now() - 86_400_000).toISOString() }
  const vehicle = { vehicleId: newId(), tenths: false, previous: before }
  box.script.read = () => readingOf(10_500, 0.5)
  const [second, first] = [anotherMinute(), anotherMinute()]
  const doubted = await box.judged(driver, await picture(), { ...vehicle, takenAt: first })
  for (let i = 0; i < reviewers; i++) await decided(doubted, (person, caseId) => approve(person, caseId, value, more))
  await insertPolicy(box.db, { day_worth: String(20n * token) })
  box.script.read = () => readingOf(10_000)
  const next = await box.judged(driver, await picture(), { ...vehicle, takenAt: second })
  await insertPolicy(box.db)
  expect(codes(next)).toEqual([])
})

test('the database lets nobody change what a photo was submitted as, nor what kilometres earned', async () => {
  const photo = await judged(await box.user())
  const changes = {
    photo: ['user_id', 'purpose', 'capture_id', 'consent_id', 'requested_at', 'attestation', 'size_bytes', 'content_type'],
    submission: ['user_id', 'vehicle_id', 'unit', 'tenths', 'previous_value', 'task', 'taken_at', 'submitted_at', 'photo_id'],
    distance_rule: ['amount', 'per', 'maximum', 'holds_from', 'version'],
  }
  for (const [table, columns] of Object.entries(changes))
    for (const column of columns)
      await expect(sql.raw(`UPDATE ${table} SET ${column} = ${column}`).execute(box.db)).rejects.toThrow('permission denied')
  await expect(box.db.deleteFrom('distance_rule').execute()).rejects.toThrow('permission denied')
  expect(photo.status).toBe('APPROVED')
})

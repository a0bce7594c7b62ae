import { afterAll, beforeAll, expect, test } from 'vitest'
import { person } from './person.ts'
import { anotherMinute, picture, readingOf, testVerification, type TestVerification } from './verification.fixture.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

test('an export says that a photo is like an earlier one, and nothing of whose that is and what was read on it', async () => {
  const [owner, copier] = [await box.user(), await box.user()]
  const bytes = await picture()
  box.script.read = () => readingOf(98_765)
  const original = await box.judged(owner, bytes, { takenAt: anotherMinute() })
  // The owner sends it again too: an earlier photo of one's own is one's own.
  for (const user of [copier, owner]) {
    box.script.read = () => readingOf(54_321)
    expect((await box.judged(user, bytes, { takenAt: anotherMinute() })).status).toBe('REJECTED')
  }
  const exported = (userId: string) => box.db.transaction().execute((trx) => person.part(trx, userId))
  const theirs = await exported(copier.userId)
  expect(theirs.findings).toContainEqual(expect.objectContaining({ check: 'sha256', outcome: 'FAIL', detail: { change: 'NONE' } }))
  for (const secret of [owner.userId, original.id, '98765']) expect(JSON.stringify(theirs)).not.toContain(secret)
  expect(JSON.stringify(await exported(owner.userId))).toContain(`"photoId":"${original.id}"`)
})

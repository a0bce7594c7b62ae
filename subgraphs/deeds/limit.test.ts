import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newUser, type User } from '../../test/caller.ts'
import { minutesAgo } from '../../test/here.ts'
import { testDeeds, type TestDeeds } from './deeds.fixture.ts'

let box: TestDeeds
beforeAll(async () => {
  box = await testDeeds()
})
afterAll(() => box[Symbol.asyncDispose]())

/** So many hours into the day before yesterday (UTC), in which all fits. */
const hour = (hours: number) => {
  const day = minutesAgo(2 * 24 * 60)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 0, hours * 60)).toISOString()
}
const ride = (user: User, hours: number) => box.done(user, { task: 'CYCLING', takenAt: hour(hours) })

describe('more than is usual of the same', () => {
  test('on one day goes to a person, who sees the figures', async () => {
    const user = newUser()
    for (const hours of [1, 3, 5, 7]) expect(await ride(user, hours)).toMatchObject({ state: 'APPROVED' })
    const fifth = await ride(user, 9)
    expect(fifth).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'DAILY_LIMIT' }] })
    const asked = (await box.said('deeds.review.requested')).find(({ photoId }) => photoId === fifth.photo.id)
    expect(asked).toMatchObject({
      submissionId: fifth.id,
      userId: user.userId,
      reasons: [{ code: 'DAILY_LIMIT' }],
      evidence: [{ value: '4 of 4' }, { value: '0' }],
      distanceM: null,
    })
    await box.review(fifth, 'APPROVED')
    expect(await box.deed(fifth.id)).toMatchObject({ state: 'APPROVED' })
  })

  test('on another day, of another task, or of another user is not more', async () => {
    const user = newUser()
    for (const hours of [1, 3, 5, 7]) await ride(user, hours)
    expect(await ride(user, 25)).toMatchObject({ state: 'APPROVED' })
    expect(await box.done(user, { task: 'PUBLIC_TRANSPORT', takenAt: hour(9) })).toMatchObject({ state: 'APPROVED' })
    expect(await ride(newUser(), 9)).toMatchObject({ state: 'APPROVED' })
  })

  test('is counted with what waits for a person, and without what was rejected', async () => {
    const user = newUser()
    const rejected = await box.submit(user, { task: 'CYCLING', takenAt: hour(1) })
    await box.judge(rejected, { verdict: 'REJECTED' })
    expect(await ride(user, 1.5)).toMatchObject({ state: 'APPROVED' })
    const waiting = await box.submit(user, { task: 'CYCLING', takenAt: hour(4) })
    await box.judge(waiting, { verdict: 'MANUAL_REVIEW' })
    expect(await box.deed(waiting.id)).toMatchObject({ reasons: [] })
    expect(await ride(user, 4.5)).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'SAME_HOUR' }] })
  })

  test('within an hour goes to a person, on either side of it', async () => {
    const user = newUser()
    expect(await ride(user, 10)).toMatchObject({ state: 'APPROVED' })
    expect(await ride(user, 9.1)).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'SAME_HOUR' }] })
    expect(await ride(user, 11)).toMatchObject({ state: 'APPROVED' })
  })

  test('is put before the person who looks at the photo anyway, under verification’s name of it', async () => {
    const user = newUser()
    await ride(user, 10)
    const deed = await box.submit(user, { task: 'CYCLING', takenAt: hour(10.5) })
    const submissionId = newId()
    await box.judge(deed, { submissionId, verdict: 'MANUAL_REVIEW', reasons: [{ code: 'BLURRED', message: 'Blurred.' }] })
    expect(await box.deed(deed.id)).toMatchObject({
      state: 'MANUAL_REVIEW',
      reasons: [{ code: 'BLURRED' }, { code: 'SAME_HOUR' }],
    })
    const asked = (await box.said('deeds.review.requested')).find(({ photoId }) => photoId === deed.photo.id)
    expect(asked).toMatchObject({ submissionId, reasons: [{ code: 'SAME_HOUR' }], evidence: [{ value: '1 of 4' }, { value: '1' }] })
  })

  test('is not let through by judging all at once', async () => {
    const user = newUser()
    const deeds = await Promise.all(
      Array.from({ length: 8 }, (_, index) => box.submit(user, { task: 'CYCLING', takenAt: hour(index * 2) })),
    )
    await Promise.all(deeds.map((deed) => box.judge(deed)))
    const states = await Promise.all(deeds.map(async ({ id }) => (await box.deed(id)).state))
    expect(states.filter((state) => state === 'APPROVED')).toHaveLength(4)
    expect(states.filter((state) => state === 'MANUAL_REVIEW')).toHaveLength(4)
    expect(await box.deadLetters()).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { ODOMETER_LIMITS } from './limits.ts'
import { daysAgo, FIRST, testOdometer, type TestOdometer } from './odometer.fixture.ts'

let odometer: TestOdometer
beforeAll(async () => {
  odometer = await testOdometer()
})
afterAll(() => odometer[Symbol.asyncDispose]())

describe('submitting', () => {
  test('makes an upload that waits, and says what its judges need to know', async () => {
    const driver = await odometer.started(10_000, daysAgo(2))
    const [photoId, takenAt] = [newId(), new Date()]
    const upload = await odometer.submitted(driver.caller, {
      photoId,
      vehicleId: driver.vehicleId,
      takenAt,
      place: { latitude: 52.1, longitude: 5.2 },
      guideFrame: { left: 0.1, top: 0.4, width: 0.8, height: 0.2 },
    })
    expect(upload).toMatchObject({ state: 'PENDING', unit: 'KM', reasons: [], photo: { id: photoId }, reading: null })
    expect((await odometer.said('odometer.photo.submitted')).at(-1)).toEqual({
      uploadId: upload.id,
      photoId,
      userId: driver.caller.userId,
      vehicleId: driver.vehicleId,
      unit: 'KM',
      tenths: false,
      previous: { value: 10_000, takenAt: expect.any(String) as string, unit: 'KM' },
      takenAt: takenAt.toISOString(),
      place: { latitude: 52.1, longitude: 5.2 },
      guideFrame: { left: 0.1, top: 0.4, width: 0.8, height: 0.2 },
    })
  })

  test('the same photo again, even at the same time, is one upload', async () => {
    const { caller, vehicleId } = await odometer.driver()
    const input = { photoId: newId(), vehicleId, takenAt: new Date() }
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => odometer.submitted(caller, input)))
    expect(others.map(({ id }) => id)).toEqual([first?.id, first?.id, first?.id])
    const told = await odometer.said('odometer.photo.submitted')
    expect(told.filter(({ photoId }) => photoId === input.photoId)).toHaveLength(1)
  })

  test("one photo for two of a driver's vehicles is refused", async () => {
    const one = await odometer.driver()
    const second = await odometer.driver({ userId: one.caller.userId })
    const photoId = newId()
    await odometer.submitted(one.caller, { photoId, vehicleId: one.vehicleId })
    const again = await odometer.submit(one.caller, { photoId, vehicleId: second.vehicleId })
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', issues: [{ path: ['input', 'photoId'] }] })
  })

  test('a thief of the id, before the owner, after, and at the same moment, is in nobody’s way', async () => {
    const [owner, ...thieves] = await Promise.all(Array.from({ length: 6 }, () => odometer.driver()))
    if (!owner) throw new Error('nobody')
    const photoId = newId()
    const submit = ({ caller, vehicleId }: typeof owner) => odometer.submitted(caller, { photoId, vehicleId })
    const early = await Promise.all(thieves.slice(0, 2).map(submit))
    const [own, again, ...late] = await Promise.all([owner, owner, ...thieves.slice(2)].map(submit))
    expect(own?.id).toBe(again?.id)
    // Verification rejects what is not theirs, and approves what is, in whatever order it says so.
    const missing = { verdict: 'REJECTED' as const, reasons: [{ code: 'PHOTO_MISSING', message: 'No such photo.' }] }
    for (const thief of thieves) await odometer.judged(thief.caller, photoId, null, { ...missing, submissionId: newId() })
    await odometer.judged(owner.caller, photoId, 12_000)
    for (const [index, { id }] of [...early, ...late].entries())
      expect(await odometer.upload(thieves[index]?.caller ?? ANONYMOUS, id)).toMatchObject({ state: 'REJECTED', photo: null })
    // A first reading is for a person.
    expect((await odometer.upload(owner.caller, own?.id ?? '')).state).toBe('MANUAL_REVIEW')
    await odometer.decided(owner.caller, photoId, 12_000, FIRST())
    expect(await odometer.upload(owner.caller, own?.id ?? '')).toMatchObject({ state: 'APPROVED', reading: { value: 12_000 } })
    const readings = await odometer.db.selectFrom('reading').select('user_id').where('photo_id', '=', photoId).execute()
    expect(readings).toEqual([{ user_id: owner.caller.userId }])
  })

  test("others' vehicles, removed ones and unknown ones are not found, by admins either", async () => {
    const [one, other] = [await odometer.driver(), await odometer.driver()]
    const admin = { ...other.caller, roles: ['ADMIN' as const] }
    const refusals = [
      await odometer.submit(other.caller, { vehicleId: one.vehicleId }),
      await odometer.submit(admin, { vehicleId: one.vehicleId }),
      await odometer.submit(other.caller, { vehicleId: newId() }),
    ]
    await odometer.tell('accounts.vehicle.removed', one.vehicleId, { vehicleId: one.vehicleId, userId: one.caller.userId })
    refusals.push(await odometer.submit(one.caller, { vehicleId: one.vehicleId }))
    for (const { errors } of refusals)
      expect(errors?.[0]).toMatchObject({
        message: 'There is no such vehicle.',
        extensions: { code: 'NOT_FOUND', issues: [{ path: ['input', 'vehicleId'] }] },
      })
  })

  test('photos that wait to be judged are limited, also when they are submitted at once', async () => {
    const { caller, vehicleId } = await odometer.driver()
    const most = ODOMETER_LIMITS.waitingPerUser
    const answers = await Promise.all(Array.from({ length: most + 2 }, () => odometer.submit(caller, { vehicleId })))
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(most)
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions?.code === 'RATE_LIMITED')).toHaveLength(2)
  })

  test('needs a signed-in user', async () => {
    const { errors } = await odometer.submit(ANONYMOUS, { vehicleId: newId() })
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  test.each([
    [['photoId'], { photoId: 'nonsense' }],
    [['vehicleId'], { vehicleId: 'nonsense' }],
    [['takenAt'], { takenAt: 'yesterday' }],
    [['takenAt'], { takenAt: daysAgo(-1) }],
    [['takenAt'], { takenAt: daysAgo(31) }],
    [['unit'], { unit: 'FURLONG' }],
    [['place', 'latitude'], { place: { latitude: 91, longitude: 0 } }],
    [['place', 'longitude'], { place: { latitude: 0, longitude: -181 } }],
    [['place', 'longitude'], { place: { latitude: 0 } }],
    [['guideFrame', 'left'], { guideFrame: { left: -0.1, top: 0, width: 1, height: 1 } }],
    [['guideFrame', 'top'], { guideFrame: { left: 0, top: 1.1, width: 1, height: 1 } }],
    [['guideFrame', 'width'], { guideFrame: { left: 0, top: 0, width: 0, height: 1 } }],
    [['guideFrame', 'height'], { guideFrame: { left: 0, top: 0, width: 1, height: 2 } }],
    [['guideFrame'], { guideFrame: { left: 0.5, top: 0, width: 0.6, height: 1 } }],
    [['nonsense'], { nonsense: 1 }],
  ])('names %j at fault in %j', async (path, bad) => {
    const { errors } = await odometer.submit(userCaller(), { vehicleId: newId(), ...bad })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(errors?.[0]?.extensions?.issues?.map((issue) => issue.path)).toContainEqual(['input', ...path])
  })
})

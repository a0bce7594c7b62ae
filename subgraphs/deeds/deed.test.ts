import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, newUser, reviewer } from '../../test/caller.ts'
import { HERE, minutesAgo } from '../../test/here.ts'
import { fault } from '../../test/subgraph.ts'
import { DEED, testDeeds, type Shown, type TestDeeds } from './deeds.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let box: TestDeeds
beforeAll(async () => {
  box = await testDeeds()
})
afterAll(() => box[Symbol.asyncDispose]())

const days = (count: number) => count * 24 * 60

describe('submitting', () => {
  test('keeps the deed and has its photo judged', async () => {
    const user = newUser()
    const takenAt = minutesAgo(30).toISOString()
    const deed = await box.submit(user, { task: 'RECYCLING', material: 'GLASS', takenAt, note: '  Twelve bottles ' })
    expect(deed).toMatchObject({
      task: 'RECYCLING',
      material: 'GLASS',
      note: 'Twelve bottles',
      takenAt,
      state: 'PENDING',
      reasons: [],
      user: { id: user.userId },
      place: HERE,
      session: null,
      decidedAt: null,
    })
    const told = (await box.said('deeds.deed.submitted')).find(({ submissionId }) => submissionId === deed.id)
    expect(told).toEqual({
      submissionId: deed.id,
      photoId: deed.photo.id,
      userId: user.userId,
      task: 'RECYCLING',
      material: 'GLASS',
      takenAt,
      place: HERE,
    })
  })

  test('the same photo again, and many times at once, gives the same deed and is judged once', async () => {
    const user = newUser()
    const photoId = newId()
    const answers = await Promise.all(Array.from({ length: 8 }, () => box.submit(user, { photoId })))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await box.saidOf(answers[0]?.id ?? '')).toEqual(['deed.submitted'])
  })

  test('a thief of the id, before the owner, after, and at the same moment, is in nobody’s way', async () => {
    const photoId = newId()
    const owner = newUser()
    const thieves = Array.from({ length: 5 }, () => newUser())
    const early = await Promise.all(thieves.slice(0, 2).map((user) => box.submit(user, { photoId })))
    const [own, again, ...late] = await Promise.all(
      [owner, owner, ...thieves.slice(2)].map((user) => box.submit(user, { photoId })),
    )
    if (!own) throw new Error('none was taken')
    expect(own.id).toBe(again?.id)
    // Verification rejects what is not theirs, and approves what is, in whatever order it says so.
    const missing = { verdict: 'REJECTED' as const, reasons: [{ code: 'PHOTO_MISSING', message: 'No such photo.' }] }
    const stolen = [...early, ...late]
    for (const deed of stolen.slice(0, 3)) await box.judge(deed, { ...missing, photoId })
    await box.judge(own)
    for (const deed of stolen.slice(3)) await box.judge(deed, { ...missing, photoId })
    for (const { id } of stolen) expect(await box.deed(id)).toMatchObject({ state: 'REJECTED', photo: null })
    expect(await box.deed(own.id)).toMatchObject({ state: 'APPROVED', user: { id: owner.userId } })
  })

  test('of one photo two approved deeds cannot be, whatever a fault of ours may say', async () => {
    const [one, other] = [newUser(), newUser()]
    const deed = await box.done(one)
    const second = await box.submit(other, { photoId: deed.photo.id })
    const approve = { state: 'APPROVED' as const, decided_at: new Date() }
    await expect(box.db.updateTable('deed').set(approve).where('id', '=', second.id).execute()).rejects.toMatchObject({
      constraint: 'deed_photo_approved',
    })
  })

  test('one photo for two tasks is refused', async () => {
    const user = newUser()
    const { photo } = await box.submit(user)
    const answer = await box.trySubmit(user, { photoId: photo.id, task: 'CYCLING' })
    expect(fault(answer)).toEqual({ code: 'CONFLICT', path: ['input', 'photoId'] })
  })

  test.each([
    [{ task: 'RECYCLING' }, 'material'],
    [{ material: 'GLASS' }, 'material'],
    [{ takenAt: minutesAgo(-15).toISOString() }, 'takenAt'],
    [{ takenAt: minutesAgo(days(7) + 1).toISOString() }, 'takenAt'],
    [{ takenAt: 'yesterday' }, 'takenAt'],
    [{ note: 'x'.repeat(501) }, 'note'],
    [{ note: 'a\0b' }, 'note'],
    [{ photoId: 'nonsense' }, 'photoId'],
    [{ task: 'SLEEPING' }, 'task'],
    [{ place: null }, 'place'],
    [{ place: { latitude: 91, longitude: 0 } }, 'place'],
  ])('%j is refused by its path', async (input, path) => {
    const answer = fault(await box.trySubmit(newUser(), input))
    expect(answer.code).toBe('BAD_USER_INPUT')
    expect(answer.path?.slice(0, 2)).toEqual(['input', path])
  })

  test.each([minutesAgo(-4), minutesAgo(days(7) - 10)])('a photo of %o is still taken', async (takenAt) => {
    expect(await box.submit(newUser(), { takenAt: takenAt.toISOString() })).toMatchObject({ state: 'PENDING' })
  })

  test('takes null for what is left out', async () => {
    expect(await box.submit(newUser(), { note: null, material: null })).toMatchObject({ note: null, material: null })
    expect(await box.submit(newUser(), { note: ' ' })).toMatchObject({ note: null })
  })

  test('needs a sign-in', async () => {
    expect(fault(await box.trySubmit(ANONYMOUS)).code).toBe('UNAUTHENTICATED')
  })

  test('waits while ten photos of the user are not judged yet, also when they come at once', async () => {
    const user = newUser()
    const answers = await Promise.all(Array.from({ length: 12 }, () => box.trySubmit(user)))
    expect(answers.filter(({ errors }) => errors).map((answer) => fault(answer).code)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    const first = answers.find(({ data }) => data)?.data?.submitDeed
    if (!first) throw new Error('none was taken')
    await box.judge(first, { verdict: 'REJECTED' })
    await box.submit(user)
  })
})

describe('judging', () => {
  test('an approved photo approves the deed, once', async () => {
    const deed = await box.submit(newUser())
    const event = await box.judge(deed)
    await box.again(event)
    await box.judge(deed, { verdict: 'REJECTED' })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED', reasons: [], decidedAt: expect.any(String) })
    expect(await box.saidOf(deed.id)).toEqual(['deed.submitted', 'deed.approved', 'deed.updated'])
    const told = (await box.said('deeds.deed.approved')).find(({ submissionId }) => submissionId === deed.id)
    expect(told).toMatchObject({ photoId: deed.photo.id, userId: deed.user.id, task: deed.task, takenAt: deed.takenAt })
  })

  test('a rejected photo rejects it with its reasons, or with one of ours', async () => {
    const reasons = [{ code: 'DUPLICATE', message: 'This photo has been seen before.' }]
    const deed = await box.submit(newUser())
    await box.judge(deed, { verdict: 'REJECTED', reasons })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'REJECTED', reasons })
    const told = (await box.said('deeds.deed.rejected')).find(({ submissionId }) => submissionId === deed.id)
    expect(told).toMatchObject({ task: deed.task, reasons })
    const other = await box.submit(newUser())
    await box.judge(other, { verdict: 'REJECTED' })
    expect((await box.deed(other.id)).reasons).toMatchObject([{ code: 'PHOTO_REJECTED' }])
  })

  test('a photo for a person waits for that person', async () => {
    const reasons = [{ code: 'LOW_CONFIDENCE', message: 'A person looks at it.' }]
    const deed = await box.submit(newUser())
    await box.judge(deed, { verdict: 'MANUAL_REVIEW', reasons })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'MANUAL_REVIEW', reasons })
    await box.review(deed, 'APPROVED')
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED', reasons: [] })
  })

  test('a reviewer rejects with their reasons; an appeal turns that once', async () => {
    const deed = await box.submit(newUser())
    await box.judge(deed, { verdict: 'MANUAL_REVIEW' })
    await box.review(deed, 'REJECTED', { reasons: [{ code: 'NOT_SHOWN', message: 'There is no tree.' }] })
    await box.review(deed, 'APPROVED')
    expect(await box.deed(deed.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'NOT_SHOWN' }] })
    await box.review(deed, 'APPROVED', { appeal: true })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED' })
    await box.review(deed, 'REJECTED', { appeal: true })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED' })
  })

  test('a second appeal changes nothing', async () => {
    const deed = await box.submit(newUser())
    await box.judge(deed, { verdict: 'REJECTED' })
    await box.review(deed, 'REJECTED', { appeal: true })
    await box.review(deed, 'APPROVED', { appeal: true })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'REVIEWER_DECISION' }] })
    // And after the first none is promised.
    const told = (await box.said('deeds.deed.rejected')).filter(({ submissionId }) => submissionId === deed.id)
    expect(told.map(({ appealable }) => appealable)).toEqual([true, false])
  })

  test('what is said of an odometer photo, or of another user, is not for the deed', async () => {
    const deed = await box.submit(newUser())
    await box.judge(deed, { purpose: 'ODOMETER' })
    await box.judge(deed, { userId: newId() })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'PENDING' })
    expect(await box.deadLetters()).toEqual([])
  })
})

describe('erased photos', () => {
  const erase = (deed: Shown) =>
    box.tell('verification.photos.erased', deed.user.id, {
      userId: deed.user.id,
      photoIds: [deed.photo.id],
      erasedAt: new Date().toISOString(),
    })

  test('take place and note of the deed with them, and leave what is approved', async () => {
    const deed = await box.done(newUser(), { note: 'By our house' })
    await erase(deed)
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED', place: null, note: null })
  })

  test('end what was not decided yet, for good', async () => {
    const deed = await box.submit(newUser(), { note: 'By our house' })
    await erase(deed)
    await box.judge(deed)
    await box.review(deed, 'APPROVED', { appeal: true })
    expect(await box.deed(deed.id)).toMatchObject({
      state: 'REJECTED',
      reasons: [{ code: 'PHOTO_ERASED' }],
      place: null,
      note: null,
    })
  })

  test('of one user do not touch the deed of another', async () => {
    const deed = await box.submit(newUser())
    await erase({ ...deed, user: { id: newId() } })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'PENDING', place: HERE })
  })
})

describe('reading', () => {
  const LIST = `query ($of: [_Any!]!, $first: Int, $after: String, $task: DeedTask, $state: DeedState) {
    _entities(representations: $of) { ... on User { deeds(first: $first, after: $after, task: $task, state: $state) {
      edges { cursor node { id } } pageInfo { hasNextPage } } } } }`
  interface Listed {
    _entities: [{ deeds: { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean } } | null }]
  }
  const list = async (caller: typeof admin, of: string, more: Record<string, unknown> = {}) => {
    const answer = await box.ask<Listed>(caller, LIST, { of: [{ __typename: 'User', id: of }], ...more })
    return answer.data?._entities[0].deeds ?? answer
  }

  test('a deed is for its user, reviewers and admins', async () => {
    const user = newUser()
    const { id } = await box.submit(user)
    const READ = `query ($id: UUID!) { deed(id: $id) { ${DEED} } }`
    for (const caller of [user, reviewer, admin])
      expect((await box.ask<{ deed: Shown }>(caller, READ, { id })).data?.deed.id).toBe(id)
    for (const caller of [newUser(), ANONYMOUS])
      expect((await box.ask<{ deed: Shown | null }>(caller, READ, { id })).data).toEqual({ deed: null })
  })

  test('as an entity it is for the same', async () => {
    const { id } = await box.submit(newUser())
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Deed { id state } } }`
    const of = [{ __typename: 'Deed', id }]
    expect((await box.ask(reviewer, query, { of })).data).toEqual({ _entities: [{ id, state: 'PENDING' }] })
    expect((await box.ask(newUser(), query, { of })).data).toEqual({ _entities: [null] })
  })

  test("a user's deeds come in pages, the newest first, and can be narrowed", async () => {
    const user = newUser()
    const ids: string[] = []
    for (const task of ['CYCLING', 'TREE_PLANTING', 'CYCLING']) ids.unshift((await box.submit(user, { task })).id)
    await box.judge(await box.deed(ids[0] ?? ''), { verdict: 'REJECTED' })
    const first = await list(user, user.userId, { first: 2 })
    expect(first).toMatchObject({ edges: ids.slice(0, 2).map((id) => ({ node: { id } })), pageInfo: { hasNextPage: true } })
    const after = 'edges' in first ? first.edges.at(-1)?.cursor : null
    expect(await list(user, user.userId, { first: 2, after })).toMatchObject({
      edges: [{ node: { id: ids[2] } }],
      pageInfo: { hasNextPage: false },
    })
    expect(await list(user, user.userId, { task: 'CYCLING', state: 'PENDING' })).toMatchObject({
      edges: [{ node: { id: ids[2] } }],
    })
    expect(await list(newUser(), user.userId)).toMatchObject({ data: { _entities: [{ deeds: null }] } })
  })

  test('a cursor of another list is refused', async () => {
    const user = newUser()
    const after = Buffer.from('["x"]').toString('base64url')
    const answer = await box.ask<Listed>(user, LIST, { of: [{ __typename: 'User', id: user.userId }], after })
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path: ['after'] })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'deeds.deed.approved', 'deeds.deed.rejected')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { watch } from '../../test/sse.ts'
import { until } from '../../test/until.ts'
import { picture, readingOf, testVerification, type TestVerification, type User } from '../verification.fixture.ts'
import { APPEAL, code, QUEUE, RELEASE, reviewer, reviewing } from './review.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from '../past.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const { queue, claim, decide, approve, reject, inReview, caseOf, audits } = reviewing(() => box)

test('a claimed case is decided; the domain hears it, a label is kept, and the audit shows it', async () => {
  const { photo, caseId } = await inReview()
  const person = reviewer()
  expect((await claim(person, caseId)).data?.claimReview.reviewCase).toMatchObject({ claimedBy: { id: person.userId } })
  const { data } = await approve(person, caseId, 12_346)
  expect(data?.decideReview.reviewCase).toMatchObject({
    state: 'DECIDED',
    decisions: [{ decision: 'APPROVED', final: true, reading: 12_346 }],
  })
  expect((await box.said('verification.review.decided')).at(-1)).toMatchObject({
    photoId: photo.id,
    decision: 'APPROVED',
    reading: { value: 12_346, confidence: 1 },
    instrument: 'SAME',
    appeal: false,
  })
  const label = await box.db.selectFrom('label').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow()
  expect(label).toMatchObject({ decision: 'APPROVED', reading: 12_346, model_reading: 12_345 })
  expect(await audits(caseId)).toEqual(['review.claimed', 'review.decided'])
})

test('drivers see no queue and decide nothing', async () => {
  const { taker, caseId } = await inReview()
  for (const answer of [await claim(taker, caseId), await approve(taker, caseId), await box.ask(taker, QUEUE)])
    expect(code(answer)).toBe('FORBIDDEN')
  expect(code(await box.ask({ kind: 'anonymous' }, QUEUE))).toBe('UNAUTHENTICATED')
})

test('a reviewer never judges their own photo', async () => {
  const both = userCaller(['DRIVER', 'REVIEWER', 'ADMIN'])
  await box.ask(both, 'mutation { giveConsent(input: { version: 1 }) { consent { version } } }')
  const { caseId } = await inReview(both)
  expect(code(await claim(both, caseId))).toBe('FORBIDDEN')
  expect(code(await approve(both, caseId))).toBe('FORBIDDEN')
  expect((await queue(both)).map(({ id }) => id)).not.toContain(caseId)
  // The database holds it too.
  const claimOwn = box.db
    .updateTable('review_case')
    .set({ claimed_by: both.userId, claimed_until: new Date() })
    .where('id', '=', caseId)
  await expect(claimOwn.execute()).rejects.toThrow('review_not_own_claim')
})

test('a case that is not held cannot be decided, and an expired claim is free', async () => {
  const { caseId } = await inReview()
  const [one, other] = [reviewer(), reviewer()]
  expect(code(await approve(one, caseId))).toBe('CONFLICT')
  await claim(one, caseId)
  expect(code(await claim(other, caseId))).toBe('CONFLICT')
  await box.db
    .updateTable('review_case')
    .set({ claimed_until: new Date(Date.now() - 1) })
    .where('id', '=', caseId)
    .execute()
  expect(code(await approve(one, caseId))).toBe('CONFLICT')
  expect((await claim(other, caseId)).data?.claimReview.reviewCase?.claimedBy).toEqual({ id: other.userId })
  expect((await approve(other, caseId)).errors).toBeUndefined()
})

test('of two reviewers who claim at once, each gets a case of their own', async () => {
  const { caseId } = await inReview()
  const people = Array.from({ length: 6 }, reviewer)
  const answers = await Promise.all(people.map((person) => claim(person, caseId)))
  expect(answers.filter(({ data }) => data?.claimReview.reviewCase?.id === caseId)).toHaveLength(1)
  await Promise.all([inReview(), inReview(), inReview()])
  const next = await Promise.all(Array.from({ length: 3 }, () => claim(reviewer(), null)))
  const ids = next.map(({ data }) => data?.claimReview.reviewCase?.id)
  expect(new Set(ids).size).toBe(3)
  expect(ids).not.toContain(undefined)
})

test('who holds a case gets it again, and who gives it back does not hold it', async () => {
  const { caseId } = await inReview()
  const person = reviewer()
  await claim(person, caseId)
  expect((await claim(person, null)).data?.claimReview.reviewCase?.id).toBe(caseId)
  await box.ask(person, RELEASE, { id: caseId })
  expect((await queue(person)).find(({ id }) => id === caseId)).toMatchObject({ claimedBy: null })
  expect(code(await approve(person, caseId))).toBe('CONFLICT')
})

test('a decision that comes twice at once is one decision', async () => {
  const { photo, caseId } = await inReview()
  const person = reviewer()
  await claim(person, caseId)
  const answers = await Promise.all([approve(person, caseId), approve(person, caseId), approve(person, caseId)])
  expect(answers.every(({ errors }) => errors === undefined)).toBe(true)
  expect((await box.said('verification.review.decided')).filter(({ photoId }) => photoId === photo.id)).toHaveLength(1)
  expect(code(await reject(person, caseId))).toBe('CONFLICT')
})

test('a rejection needs a reason, and an approval a reading', async () => {
  const taker = await box.user()
  box.script.read = () => readingOf(null)
  const { id } = await box.judged(taker, await picture())
  const caseId = await caseOf(id)
  const person = reviewer()
  await claim(person, caseId)
  expect(code(await decide(person, caseId, { decision: 'REJECTED' }))).toBe('BAD_USER_INPUT')
  expect(code(await decide(person, caseId, { decision: 'REJECTED', reasonCode: 'WHATEVER' }))).toBe('BAD_USER_INPUT')
  expect(code(await decide(person, caseId, { decision: 'APPROVED' }))).toBe('BAD_USER_INPUT')
  await decide(person, caseId, { decision: 'REJECTED', reasonCode: 'REVIEWER_DECISION', reasonText: 'It is a toaster.' })
  expect(await box.photo(taker, id)).toMatchObject({ status: 'REJECTED', reasons: [{ message: 'It is a toaster.' }] })
})

const LONG_AGO = { previous: { value: 1_000, takenAt: '2020-01-01T00:00:00Z' } }

test('above the limit two reviewers must agree', async () => {
  const { photo, caseId } = await inReview(undefined, LONG_AGO)
  const [one, other] = [reviewer(), reviewer()]
  await claim(one, caseId)
  expect((await approve(one, caseId)).data?.decideReview.reviewCase).toMatchObject({ state: 'OPEN', claimedBy: null })
  expect((await box.said('verification.review.decided')).filter(({ photoId }) => photoId === photo.id)).toHaveLength(0)
  expect(code(await claim(one, caseId))).toBe('CONFLICT')
  await claim(other, caseId)
  expect((await approve(other, caseId)).data?.decideReview.reviewCase).toMatchObject({ state: 'DECIDED' })
  expect((await box.said('verification.review.decided')).filter(({ photoId }) => photoId === photo.id)).toHaveLength(1)
})

test('a second reviewer reads without the first one’s reading, and an admin between the two sees both', async () => {
  const { taker, photo, caseId } = await inReview(undefined, LONG_AGO)
  const [one, other, admin] = [reviewer(), reviewer(), userCaller(['ADMIN'])]
  const read = (reading: number | null, unit: string | null) => expect.objectContaining({ decision: 'APPROVED', reading, unit })
  await claim(one, caseId)
  expect((await approve(one, caseId, 12_345)).data?.decideReview.reviewCase.decisions).toEqual([read(12_345, 'KM')])
  const ofPhoto = '{ photo(id: $id) { decisions { decision reading unit tenths } } }'
  for (const caller of [other, admin, taker]) {
    const { data } = await box.ask<{ photo: { decisions: unknown[] } }>(caller, `query ($id: UUID!) ${ofPhoto}`, { id: photo.id })
    expect(data?.photo.decisions).toEqual([{ decision: 'APPROVED', reading: null, unit: null, tenths: null }])
  }
  expect((await claim(other, caseId)).data?.claimReview.reviewCase?.decisions).toEqual([read(null, null)])
  await approve(other, caseId, 12_344)
  const disputed = (await claim(admin, caseId)).data?.claimReview.reviewCase
  expect(disputed?.decisions).toEqual([read(12_345, 'KM'), read(12_344, 'KM')])
})

test('where two reviewers differ, an admin has the last word', async () => {
  const { photo, caseId } = await inReview(undefined, LONG_AGO)
  const [one, other, third, admin] = [reviewer(), reviewer(), reviewer(), userCaller(['ADMIN'])]
  await claim(one, caseId)
  await approve(one, caseId, 12_345)
  await claim(other, caseId)
  expect((await approve(other, caseId, 12_344)).data?.decideReview.reviewCase).toMatchObject({ state: 'OPEN', adminOnly: true })
  expect(code(await claim(third, caseId))).toBe('FORBIDDEN')
  await claim(admin, caseId)
  expect((await approve(admin, caseId, 12_344)).data?.decideReview.reviewCase).toMatchObject({ state: 'DECIDED' })
  expect((await box.said('verification.review.decided')).filter(({ photoId }) => photoId === photo.id)).toMatchObject([
    { reading: { value: 12_344 } },
  ])
})

test('a domain’s request opens a case with its figures, and its outcome closes what is open', async () => {
  const taker = await box.user()
  box.script.read = () => readingOf(12_345)
  const { id } = await box.judged(taker, await picture())
  const [judged] = (await box.said('verification.photo.judged')).filter(({ photoId }) => photoId === id)
  const submissionId = judged?.submissionId ?? ''
  await box.tell('odometer.review.requested', newId(), {
    submissionId,
    photoId: id,
    userId: taker.userId,
    reasons: [{ code: 'FIRST_READING', message: 'The first.' }],
    evidence: [{ label: 'Kilometres', value: '12,345' }],
    distanceM: 0,
  })
  await box.becomes(taker, id, 'MANUAL_REVIEW')
  const open = (await queue(reviewer())).find(({ photo }) => photo.id === id)
  expect(open).toMatchObject({ kind: 'DOMAIN', reasons: [{ code: 'FIRST_READING' }] })
  const uploadId = newId()
  const reasons = [{ code: 'READING_DECREASED', message: 'Lower.' }]
  await box.tell('odometer.upload.rejected', uploadId, { uploadId, photoId: id, userId: taker.userId, vehicleId: newId(), reasons })
  expect(await box.becomes(taker, id, 'REJECTED')).toMatchObject({ reasons })
  expect((await queue(reviewer())).find(({ photo }) => photo.id === id)).toBeUndefined()
})

test('a rejection is appealed once, and another reviewer than before decides it', async () => {
  const { taker, photo, caseId } = await inReview()
  const [one, other] = [reviewer(), reviewer()]
  expect(code(await box.ask(taker, APPEAL, { id: photo.id }))).toBe('CONFLICT')
  await claim(one, caseId)
  expect(await untilWhen(taker, photo.id)).toBeNull()
  await reject(one, caseId)
  expect(Date.parse((await untilWhen(taker, photo.id)) ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000)
  expect(code(await box.ask(one, APPEAL, { id: photo.id }))).toBe('NOT_FOUND')
  const appeals = await Promise.all([1, 2, 3].map(() => box.ask(taker, APPEAL, { id: photo.id })))
  expect(appeals.every(({ errors }) => errors === undefined)).toBe(true)
  expect(await untilWhen(taker, photo.id)).toBeNull()
  const appeal = await caseOf(photo.id)
  expect((await queue(other)).find(({ id }) => id === appeal)).toMatchObject({ kind: 'APPEAL', message: 'It is mine.' })
  // What the domain said of the rejection arrives late, and does not end the appeal.
  const rejected = { uploadId: newId(), photoId: photo.id, userId: taker.userId, vehicleId: newId() }
  await box.tell('odometer.upload.rejected', newId(), { ...rejected, reasons: [{ code: 'NO_ODOMETER', message: 'None.' }] })
  expect(code(await claim(one, appeal))).toBe('CONFLICT')
  await claim(other, appeal)
  await reject(other, appeal)
  expect((await box.said('verification.review.decided')).at(-1)).toMatchObject({
    photoId: photo.id,
    appeal: true,
    decision: 'REJECTED',
  })
  expect(code(await box.ask(taker, APPEAL, { id: photo.id }))).toBe('CONFLICT')
})

/** Until when a photo says that its rejection can be appealed. */
const untilWhen = async (caller: User, id: string): Promise<string | null> =>
  (
    await box.ask<{ photo: { appealUntil: string | null } }>(caller, 'query ($id: UUID!) { photo(id: $id) { appealUntil } }', {
      id,
    })
  ).data?.photo.appealUntil ?? null

test('an appeal is promised where there is one: not for a file on which nobody sees anything, and not after 30 days', async () => {
  const taker = await box.user()
  const { id: unseen, status } = await box.judged(taker, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(status).toBe('REJECTED')
  expect(await untilWhen(taker, unseen)).toBeNull()
  expect(code(await box.ask(taker, APPEAL, { id: unseen }))).toBe('CONFLICT')
  box.script.read = () => readingOf(50_000)
  const lower = { previous: { value: 90_000, takenAt: '2026-01-01T00:00:00Z' } }
  const { id } = await box.judged(taker, await picture(), lower)
  expect(await untilWhen(taker, id)).not.toBeNull()
  const told = (await box.said('verification.photo.judged')).filter(({ userId }) => userId === taker.userId)
  expect(told.map(({ appealable }) => appealable)).toEqual([false, true])
  await box.db
    .updateTable('submission')
    .set({ state_at: new Date(Date.now() - 31 * 86_400_000) })
    .where('photo_id', '=', id)
    .execute()
  expect(await untilWhen(taker, id)).toBeNull()
  expect(code(await box.ask(taker, APPEAL, { id }))).toBe('CONFLICT')
})

test('a copy is approved by two reviewers, or not at all', async () => {
  const [first, taker] = [await box.user(), await box.user()]
  const bytes = await picture()
  box.script.read = () => readingOf(23_456)
  const { id: copied } = await box.judged(first, bytes)
  const { id, status } = await box.judged(taker, bytes)
  expect(status).toBe('REJECTED')
  await box.ask(taker, APPEAL, { id })
  const caseId = await caseOf(id)
  const EARLIER = 'query ($id: UUID!) { photo(id: $id) { checks { check earlier { id user { id } } } } }'
  const earlier = async (caller: User) =>
    (
      await box.ask<{ photo: { checks: { check: string; earlier: { id: string; user: { id: string } } | null }[] } }>(
        caller,
        EARLIER,
        { id },
      )
    ).data?.photo.checks.find(({ check }) => check === 'sha256')?.earlier
  expect(await earlier(reviewer())).toEqual({ id: copied, user: { id: first.userId } })
  expect(await earlier(taker)).toBeNull()
  expect(await earlier({ ...taker, roles: ['REVIEWER'] })).toBeNull()
  for (const state of ['OPEN', 'DECIDED']) {
    const one = reviewer()
    await claim(one, caseId)
    expect((await approve(one, caseId, 23_456)).data?.decideReview.reviewCase.state).toBe(state)
  }
})

test('statistics count what waits, what was decided and how models agree', async () => {
  const { data } = await box.ask<{ reviewStatistics: Record<string, number> & { agreement: unknown[]; decidedPerDay: unknown[] } }>(
    reviewer(),
    'query { reviewStatistics { waiting claimed oldestAt medianSeconds decidedPerDay { day count } appeals overturned agreement { model { name version } agreed compared } } }',
  )
  expect(data?.reviewStatistics).toMatchObject({ appeals: 2, overturned: 1 })
  expect(data?.reviewStatistics['waiting']).toBeGreaterThan(0)
  expect(data?.reviewStatistics.decidedPerDay).toHaveLength(1)
  expect(data?.reviewStatistics.agreement).toMatchObject([{ model: { name: 'odometer-reader', version: 'test' } }])
})

test('the queue is watched live by reviewers alone, and a photo by its taker', async () => {
  const [taker, person] = [await box.user(), reviewer()]
  expect(code(await box.ask(taker, 'query { reviewStatistics { waiting } }'))).toBe('FORBIDDEN')
  const stop = new AbortController()
  const waiting: number[] = []
  const watching = (async () => {
    const stream = watch<{ reviewQueueChanged: { waiting: number } }>(
      box.app,
      person,
      'subscription { reviewQueueChanged { waiting } }',
    )
    for await (const { data } of stream) {
      waiting.push(data?.reviewQueueChanged.waiting ?? -1)
      if (stop.signal.aborted) return
    }
  })()
  await until(() => waiting.length > 0)
  const before = waiting[0] ?? 0
  const { photo, caseId } = await inReview(taker)
  await until(() => waiting.at(-1) === before + 1)
  const states: (string | undefined)[] = []
  const following = (async () => {
    const stream = watch<{ photoUpdated: { status: string } }>(
      box.app,
      taker,
      'subscription ($id: UUID!) { photoUpdated(id: $id) { status } }',
      { id: photo.id },
    )
    for await (const { data } of stream) {
      states.push(data?.photoUpdated.status)
      if (data?.photoUpdated.status === 'REJECTED') return
    }
  })()
  await until(() => states.length > 0)
  stop.abort()
  await claim(person, caseId)
  await reject(person, caseId)
  await Promise.all([following, watching])
  expect(states.at(0)).toBe('MANUAL_REVIEW')
  expect(states.at(-1)).toBe('REJECTED')
})

test('the queue is paged, the oldest first, forwards and backwards', async () => {
  await Promise.all([inReview(), inReview()])
  const person = reviewer()
  const all = (await queue(person)).map(({ id }) => id)
  const page = async (args: string) => {
    const { data, errors } = await box.ask<{ reviewQueue: Page }>(
      person,
      `query { reviewQueue(${args}) { edges { node { id openedAt } } pageInfo { startCursor endCursor hasNextPage } } }`,
    )
    return data?.reviewQueue ?? Promise.reject(new Error(JSON.stringify(errors)))
  }
  const seen: string[] = []
  for (let after = ''; ;) {
    const { edges, pageInfo } = await page(`first: 2${after}`)
    seen.push(...edges.map(({ node }) => node.id))
    if (!pageInfo.hasNextPage) break
    after = `, after: "${pageInfo.endCursor}"`
  }
  expect(seen).toEqual(all)
  const last = await page('last: 2')
  expect(last.edges.map(({ node }) => node.id)).toEqual(all.slice(-2))
  const before = await page(`last: 100, before: "${last.pageInfo.startCursor}"`)
  expect(before.edges.map(({ node }) => node.id)).toEqual(all.slice(0, -2))
})

interface Page {
  edges: { node: { id: string; openedAt: string } }[]
  pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean }
}

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'verification.photo.judged', 'verification.review.decided')
})

test('more reviewers at once than there are connections all have their answer: none waits for a second one', async () => {
  const { caseId } = await inReview()
  const reviewers = Array.from({ length: 2 * box.config.databasePoolSize }, reviewer)
  await claim(reviewer(), caseId)
  const claims = await Promise.all(reviewers.map((one) => claim(one, caseId)))
  expect(new Set(claims.map(code))).toEqual(new Set(['CONFLICT']))
  const words = await Promise.all(reviewers.map((one) => reject(one, caseId)))
  expect(new Set(words.map(code))).toEqual(new Set(['CONFLICT']))
})

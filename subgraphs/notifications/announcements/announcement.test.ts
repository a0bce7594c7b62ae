import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, newUser, userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { advanceAnnouncements } from './announcement.handler.ts'
import { lockRunning, noteTold, tellReaders } from './announcement.queries.ts'
import { announcements, stopAnnouncement } from './announcement.service.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const SHOWN = 'announcement { id state told title }'
const ANNOUNCE = `mutation ($input: AnnounceInput!) { announce(input: $input) { ${SHOWN} } }`
const CANCEL = `mutation ($input: CancelAnnouncementInput!) { cancelAnnouncement(input: $input) { ${SHOWN} } }`
interface Shown {
  id: string
  state: string
  told: number
}
const texts = [
  { language: 'en', title: 'Hello', body: 'There is news.' },
  { language: 'de', title: 'Hallo', body: 'Es gibt Neues.' },
]
const announce = (caller: Caller, more: object = {}) =>
  box.ask<{ announce: { announcement: Shown } }>(caller, ANNOUNCE, {
    input: { texts, kind: 'SERVICE', idempotencyKey: newId(), ...more },
  })
const row = (id: string) => box.db.selectFrom('announcement').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const over = (id: string) =>
  until(async () => {
    const found = await row(id)
    return found.state !== 'RUNNING' && found
  })
const toldBy = (id: string) => box.db.selectFrom('notification').selectAll().where('cause', '=', id).execute()

test('everybody is told once, in their language; guests, who is blocked and others than the role are not', async () => {
  const german = await box.person({ locale: 'de-AT' })
  const dutch = await box.person({ locale: 'nl' })
  const operator = await box.person({ roles: ['DRIVER', 'OPERATOR'] })
  const [guest, blocked] = [await box.person({ guest: true }), await box.person({ roles: [] })]
  const idempotencyKey = newId()
  const answers = await Promise.all([announce(admin, { idempotencyKey }), announce(admin, { idempotencyKey })])
  const ids = new Set(answers.map(({ data }) => data?.announce.announcement.id))
  expect(ids.size).toBe(1)
  const [id = ''] = ids as Set<string>
  const done = await over(id)
  const told = await toldBy(id)
  expect(done).toMatchObject({ state: 'DONE', told: told.length })
  const of = (userId: string) => told.filter((one) => one.user_id === userId).map(({ params }) => params['title'])
  expect([german, dutch, operator, guest, blocked].map(of)).toEqual([['Hallo'], ['Hello'], ['Hello'], [], []])
  const forOperators = (await announce(admin, { role: 'OPERATOR' })).data?.announce.announcement.id ?? ''
  await over(forOperators)
  expect((await toldBy(forOperators)).map(({ user_id }) => user_id)).toEqual([operator])
  expect(fault(await announce(newUser())).code).toBe('FORBIDDEN')
})

test('it goes on where it was, and a round that was lost tells nobody twice', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => box.person({ roles: ['REVIEWER'] })))
  const id = newId()
  const data = {
    id,
    made_by: admin.userId,
    role: 'PARTNER' as const,
    kind: 'SERVICE' as const,
    link: null,
    idempotency_key: newId(),
  }
  await box.db
    .insertInto('announcement')
    .values({ ...data, texts: JSON.stringify({ en: texts[0] }) })
    .execute()
  // Nobody is a partner yet: it is over at once. One for reviewers is begun and cut off in the middle of a batch.
  await over(id)
  const half = newId()
  await box.db.transaction().execute(async (trx) => {
    const begun = {
      ...data,
      id: half,
      role: 'REVIEWER' as const,
      idempotency_key: newId(),
      texts: JSON.stringify({ en: texts[0] }),
    }
    await trx.insertInto('announcement').values(begun).execute()
    const running = await lockRunning(trx)
    if (!running) throw new Error('it runs')
    const first = people.toSorted().slice(0, 5)
    await noteTold(
      trx,
      running,
      await tellReaders(
        trx,
        running,
        first.map((user_id) => ({ user_id, locale: null })),
      ),
      first.at(-1) ?? null,
    )
  })
  await Promise.all([advanceAnnouncements(box), advanceAnnouncements(box)])
  const told = (await over(half)).told
  expect(told).toBe(12)
  expect(new Set((await toldBy(half)).map(({ user_id }) => user_id)).size).toBe(12)
  await expect(
    box.db.updateTable('announcement').set({ state: 'RUNNING', ended_at: null }).where('id', '=', half).execute(),
  ).rejects.toMatchObject({ constraint: 'announcement_forward' })
})

/** One that goes on, and that nobody but the test goes on with. What is said to screens is published by nobody. */
async function still() {
  const world = await testNotifications()
  await world.app[Symbol.asyncDispose]()
  await world.person()
  const data = { id: newId(), made_by: admin.userId, role: null, kind: 'SERVICE' as const, link: null, idempotency_key: newId() }
  const row = { ...data, texts: JSON.stringify({ en: texts[0] }) }
  await world.db.insertInto('announcement').values(row).execute()
  const told = async () => {
    await advanceAnnouncements(world)
    return world.db.selectFrom('notification').select('user_id').where('cause', '=', data.id).execute()
  }
  return { ...world, id: data.id, told }
}

test('one that goes on is called off by admins alone, and tells nobody any more', async () => {
  await using world = await still()
  const { id, told, db } = world
  const by = (caller: Caller) => ({ db, caller }) as Parameters<typeof stopAnnouncement>[0]
  const partner = userCaller(['DRIVER', 'PARTNER', 'OPERATOR', 'REVIEWER'])
  await expect(async () => stopAnnouncement(by(partner), id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(announcements(by(partner), {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await stopAnnouncement(by(admin), id)).toMatchObject({ state: 'CANCELLED', told: 0 })
  expect(await told()).toEqual([])
})

test('one that is called off goes no further; one that is over cannot be', async () => {
  const id = (await announce(admin)).data?.announce.announcement.id ?? ''
  await over(id)
  expect(fault(await box.ask(admin, CANCEL, { input: { announcementId: id } })).code).toBe('CONFLICT')
  const held = newId()
  await box.db.transaction().execute(async (trx) => {
    const data = { id: held, made_by: admin.userId, role: null, kind: 'SERVICE' as const, link: null, idempotency_key: newId() }
    await trx
      .insertInto('announcement')
      .values({ ...data, texts: JSON.stringify({ en: texts[0] }), state: 'CANCELLED', ended_at: new Date() })
      .execute()
  })
  const again = await box.ask<{ cancelAnnouncement: { announcement: Shown } }>(admin, CANCEL, { input: { announcementId: held } })
  expect(again.data?.cancelAnnouncement.announcement).toMatchObject({ state: 'CANCELLED', told: 0 })
  expect(fault(await box.ask(admin, CANCEL, { input: { announcementId: newId() } })).code).toBe('NOT_FOUND')
  expect(await toldBy(held)).toEqual([])
})

test('news and offers go to those alone who have agreed to them; what all must know goes to all', async () => {
  const [agreed, silent] = [await box.person({ roles: ['CORPORATE'], marketing: true }), await box.person({ roles: ['CORPORATE'] })]
  await box.db
    .insertInto('preference')
    .values([agreed, silent].map((user_id) => ({ user_id, category: 'NEWS' as const, channel: 'EMAIL' as const, wanted: true })))
    .execute()
  const tell = async (more: object) => {
    const id = (await announce(admin, more)).data?.announce.announcement.id ?? ''
    await over(id)
    return (await toldBy(id))
      .filter(({ user_id }) => [agreed, silent].includes(user_id))
      .map(({ user_id, kind }) => [user_id, kind])
  }
  for (const kind of ['NEWS', undefined]) expect(await tell({ kind })).toEqual([[agreed, 'NEWS']])
  expect((await tell({ kind: 'SERVICE' })).toSorted()).toEqual([agreed, silent].map((who) => [who, 'ANNOUNCEMENT']).toSorted())
  expect(await box.settled(silent, 'EMAIL')).toEqual(['EMAIL SENT'])
})

test('news whose reader takes the consent back before they are sent are not sent; what all must know is', async () => {
  const reader = await box.person({ marketing: false })
  await box.db.insertInto('preference').values({ user_id: reader, category: 'NEWS', channel: 'EMAIL', wanted: true }).execute()
  await box.notify(reader, 'NEWS')
  expect(await box.settled(reader, 'EMAIL')).toEqual(['EMAIL SUPPRESSED NO_CONSENT'])
  await box.notify(reader, 'ANNOUNCEMENT')
  expect((await box.settled(reader, 'EMAIL')).toSorted()).toEqual(['EMAIL SENT', 'EMAIL SUPPRESSED NO_CONSENT'])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { testDevices, type TestDevices } from '../devices/device.fixture.ts'
import { notify } from '../notify.ts'
import { later, type PushAnswer } from './answer.ts'
import { PUSH_LIMITS } from './limits.ts'
import { createServices } from './services.ts'

const taken: PushAnswer = { state: 'TAKEN', externalId: null }
const patience = { ...PUSH_LIMITS.perService, atOnce: 2, slowMs: 50 }
/** A call that the test ends. */
function call() {
  const { promise, resolve } = Promise.withResolvers<PushAnswer>()
  const begun = { yes: false }
  return { begun, end: resolve, send: () => ((begun.yes = true), promise) }
}

describe('a push service', () => {
  test('that is full and quick is waited for', async () => {
    const { call: through } = createServices({ ...patience, slowMs: 60_000 })
    const calls = [call(), call(), call(), call()]
    const answers = calls.map(({ send }) => through('FCM', send))
    await until(() => calls[1]?.begun.yes)
    expect(calls.map(({ begun }) => begun.yes)).toEqual([true, true, false, false])
    calls[0]?.end(taken)
    await until(() => calls[2]?.begun.yes)
    expect(calls[3]?.begun.yes).toBe(false)
    for (const { end } of calls) end(taken)
    expect(await Promise.all(answers)).toEqual([taken, taken, taken, taken])
  })

  test('that hangs gets no more calls, and another is called as before', async () => {
    const { call: through } = createServices(patience)
    const hanging = [call(), call()]
    const first = hanging.map(({ send }) => through('updates.example', send))
    const [third, other] = [call(), call()]
    expect(await through('updates.example', third.send)).toMatchObject({ state: 'LATER', reason: 'SERVICE_AWAY' })
    other.end(taken)
    expect(await through('push.example', other.send)).toEqual(taken)
    expect(third.begun.yes).toBe(false)
    for (const { end } of hanging) end(taken)
    await Promise.all(first)
    expect(await through('updates.example', other.send)).toEqual(taken)
  })

  test('that says nothing is left alone, and named; one that refuses or is busy has said something', async () => {
    const { call: through, silent } = createServices(patience)
    const lost = () => Promise.resolve(later('NO_ANSWER', 'nothing'))
    const busy = () => Promise.resolve(later('FCM_503', 'busy'))
    for (let i = 0; i < patience.silences; i++) {
      await through('FCM', lost)
      await through('APNS', i === 0 ? busy : lost)
    }
    expect(silent()).toEqual(['FCM'])
    const next = call()
    expect(await through('FCM', next.send)).toMatchObject({ reason: 'SERVICE_AWAY' })
    expect(next.begun.yes).toBe(false)
  })

  test('of which nothing is to be remembered is let go: hosts of browsers come from anybody', async () => {
    const { call: through, silent } = createServices({ ...patience, services: 3, silences: 1 })
    await through('silent.example', () => Promise.resolve(later('NO_ANSWER', 'nothing')))
    for (let i = 0; i < 20; i++) expect(await through(`host-${i}.example`, () => Promise.resolve(taken))).toEqual(taken)
    expect(silent()).toEqual(['silent.example'])
  })
})

describe('while Google hangs', () => {
  let box: TestDevices
  beforeAll(async () => void (box = await testDevices()))
  afterAll(() => box[Symbol.asyncDispose]())

  /** Somebody with one device, whom accounts has spoken of. */
  async function owner(input: object): Promise<string> {
    const userId = newId()
    await box.register({ kind: 'user', userId, roles: ['DRIVER'] }, input)
    const row = { contact: null, address_hash: null, email_verified: false, email_bounced_at: null, locale: null, time_zone: null }
    await box.db
      .insertInto('contact')
      .values({ user_id: userId, ...row, roles: ['DRIVER'], guest: false, said: 1 })
      .execute()
    return userId
  }
  const tell = (users: readonly string[]) =>
    box.db.transaction().execute(async (trx) => {
      const params = { stationName: 'Harbour' }
      for (const userId of users) await notify(trx, { userId, kind: 'STATION_FREE', cause: newId(), params })
    })
  const states = (users: readonly string[], state: 'SENT' | 'QUEUED') =>
    box.db
      .selectFrom('delivery')
      .select('reason')
      .where('user_id', 'in', users)
      .where('channel', '=', 'PUSH')
      .where('state', '=', state)
      .execute()

  test('pushes by Apple and to browsers go out, before one of Google’s calls has come to its end', async () => {
    const [google, others]: [string[], string[]] = [[], []]
    for (let i = 0; i < 40; i++) google.push(await owner({ fcm: { token: box.google.register() } }))
    for (let i = 0; i < 6; i++) {
      others.push(await owner({ apns: { token: box.apple.install(), topic: box.apple.topic } }))
      others.push(await owner({ web: box.web.subscribe() }))
    }
    box.google.next(...Array.from({ length: 200 }, () => ({ hangs: true as const })))
    await tell(google)
    await until(async () => (await states(google, 'QUEUED')).some(({ reason }) => reason === 'SERVICE_AWAY'))
    await tell(others)
    await until(async () => (await states(others, 'SENT')).length === others.length)
    expect((await states(google, 'QUEUED')).filter(({ reason }) => reason === 'NO_ANSWER')).toEqual([])
    expect(await states(google, 'SENT')).toEqual([])
  })
})

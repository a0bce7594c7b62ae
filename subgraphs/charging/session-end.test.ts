import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TransactionEndEvidence } from '#lib/events.ts'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { admin, at, refusalOf, testCharging, type Driver, type Place, type TestCharging, type User } from './charging.fixture.ts'
import type { SessionStatus } from './tables.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

interface Ended {
  endSession: { status: SessionStatus; endedBy: string | null; endedAt: string | null; energyWh: number; endReason: string | null }
}
const END = `mutation ($input: EndSessionInput!) { endSession(input: $input) { status endedBy endedAt endReason energyWh } }`
const end = (caller: User | typeof ANONYMOUS, sessionId: string, more: object = {}) =>
  box.ask<Ended>(caller, END, { input: { sessionId, ...more } })
const why = ({ errors }: { errors?: { message: string }[] | undefined }) => errors?.[0]?.message

const connection = (place: Place, online: boolean) => {
  const said = { stationId: place.stationId, at: new Date().toISOString() }
  return online
    ? box.tell('ocpp.charge-point.connected', place.stationId, { ...said, ocppVersion: '1.6' })
    : box.tell('ocpp.charge-point.disconnected', place.stationId, said)
}
const status = (place: Place, word: 'AVAILABLE' | 'CHARGING', said = new Date()) =>
  box.tell(
    'ocpp.connector.status-changed',
    place.stationId,
    { stationId: place.stationId, evseNumber: 1, connectorNumber: 1, status: word, errorCode: null, at: said.toISOString() },
    said,
  )
const commandFails = async (sessionId: string, kind: 'START' | 'STOP') => {
  const { starts, stops } = await box.commands(sessionId)
  const commandId = (kind === 'START' ? starts : stops).at(-1)?.commandId ?? ''
  await box.tell('ocpp.command.failed', sessionId, { commandId, sessionId, kind, reason: 'REJECTED', message: '' })
}
const inferred = (transactionId: string, inferredFrom: TransactionEndEvidence | null, minute = 10, meterStopWh = 1_005_000) =>
  box.tell('ocpp.transaction.ended', transactionId, {
    transactionId,
    endedAt: at(minute),
    receivedAt: at(60),
    meterStopWh,
    reason: inferredFrom ? 'Other' : 'PowerLoss',
    samples: [],
    offline: false,
    inferredFrom,
  })

/** Asked for at a charger that is connected. */
async function pending() {
  const [driver, place] = [await box.driver(), await box.station()]
  await connection(place, true)
  return { driver, place, id: (await box.started(driver, place)).id }
}
/** Runs since minute 0; a sample at minute 10 after 5 kWh. */
async function running() {
  const session = await pending()
  const transaction = await box.begin(session.place, { sessionId: session.id, idToken: session.driver.idToken })
  await transaction.meter(10, { registerWh: 1_005_000, powerW: 11_000 })
  return { ...session, transaction, read: () => box.read(session.driver.caller, session.id) }
}
type Running = Awaited<ReturnType<typeof running>>
const AT_LAST_SAMPLE = { status: 'COMPLETED', endedAt: at(10), energyWh: 5_000 }

describe('a session that its charger has forgotten', () => {
  test.each([
    ['BOOT', 'CHARGER_RESTARTED'],
    ['AVAILABLE', 'CONNECTOR_AVAILABLE'],
    ['NEXT_START', 'NEXT_SESSION'],
  ] as const)(
    'edge case 7: %s: says that %s ended it, is billed and frees its connector; a late stop corrects it',
    async (evidence, endedBy) => {
      const { driver, place, id, transaction } = await running()
      await inferred(transaction.transactionId, evidence)
      expect((await end(driver.caller, id)).data?.endSession).toMatchObject({ ...AT_LAST_SAMPLE, endedBy, endReason: 'Other' })
      expect(await box.cdrs(id)).toHaveLength(1)
      await inferred(transaction.transactionId, null, 20, 1_008_000)
      const corrected = { endedBy: 'CHARGER', endReason: 'PowerLoss', energyWh: 8_000 }
      expect((await end(driver.caller, id)).data?.endSession).toMatchObject(corrected)
      expect((await box.cdrs(id)).map(({ credit_of, total_energy_wh }) => [credit_of === null, total_energy_wh])).toEqual(
        expect.arrayContaining([
          [true, 5_000],
          [false, 5_000],
          [true, 8_000],
        ]) as unknown,
      )
      expect((await box.started(driver, place)).status).toBe('PENDING')
    },
  )

  test('edge case 7: a late stop with the same figures confirms the end and bills nothing twice', async () => {
    const { driver, id, transaction } = await running()
    await inferred(transaction.transactionId, 'BOOT')
    await inferred(transaction.transactionId, null)
    expect((await end(driver.caller, id)).data?.endSession).toMatchObject({ ...AT_LAST_SAMPLE, endedBy: 'CHARGER' })
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('a conclusion that comes after the charger’s own word changes nothing', async () => {
    const { id, transaction, read } = await running()
    await transaction.end(20, 1_008_000)
    await inferred(transaction.transactionId, 'BOOT')
    expect(await read()).toMatchObject({ energyWh: 8_000, endedAt: at(20) })
    expect(await box.cdrs(id)).toHaveLength(1)
  })
})

describe('endSession', () => {
  test('ends at the last sample, once, however often and by whomever it is asked; the bridge is told', async () => {
    const { driver, place, id } = await running()
    await connection(place, false)
    const answers = await Promise.all([driver.caller, place.operator, admin, driver.caller].map((caller) => end(caller, id)))
    for (const { data } of answers) expect(data?.endSession).toMatchObject({ ...AT_LAST_SAMPLE, endedBy: 'PERSON' })
    expect(await box.cdrs(id)).toHaveLength(1)
    expect(await box.said('charging.session.closed', id)).toMatchObject([{ stationId: place.stationId, endedAt: at(10) }])
    expect(await box.said('charging.session.completed', id)).toHaveLength(1)
  })

  test('what the charger says of it later corrects it', async () => {
    const { driver, place, id, transaction } = await running()
    await connection(place, false)
    await end(driver.caller, id)
    await transaction.meter(15, { registerWh: 1_006_000 })
    await transaction.end(20, 1_008_000)
    expect(await box.read(driver.caller, id)).toMatchObject({ energyWh: 8_000, chargeDetailRecord: { totalEnergyWh: 8_000 } })
    expect(await box.cdrs(id)).toHaveLength(3)
  })

  test('what the charger says of it later with the same figures confirms it, and bills nothing twice', async () => {
    const { driver, place, id, transaction } = await running()
    await connection(place, false)
    await end(driver.caller, id)
    await inferred(transaction.transactionId, null)
    expect((await end(driver.caller, id)).data?.endSession).toMatchObject({ ...AT_LAST_SAMPLE, endedBy: 'CHARGER' })
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('without a sample it ends where it began', async () => {
    const { driver, place, id } = await pending()
    await box.begin(place, { sessionId: id, idToken: driver.idToken })
    await connection(place, false)
    expect((await end(driver.caller, id)).data?.endSession).toMatchObject({ status: 'COMPLETED', endedAt: at(0), energyWh: 0 })
  })

  test('while the charger is connected and charges, it is refused and says what to do', async () => {
    const { driver, place, id, read } = await running()
    await status(place, 'CHARGING')
    for (const caller of [driver.caller, place.operator, admin]) {
      const refused = await end(caller, id)
      expect(refusalOf(refused)).toEqual({ code: 'STILL_CHARGING', path: 'input.sessionId' })
      expect(why(refused)).toContain('stopCharging')
    }
    await box.stop(driver.caller, id)
    expect(refusalOf(await end(driver.caller, id)).code).toBe('STILL_CHARGING')
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
    expect(await box.said('charging.session.closed', id)).toEqual([])
  })

  test.each<[string, (session: Running) => Promise<unknown>]>([
    ['the charger is away', ({ place }) => connection(place, false)],
    ['the charger refused to stop', ({ driver, id }) => box.stop(driver.caller, id).then(() => commandFails(id, 'STOP'))],
    [
      'the charger did not stop in time',
      async ({ driver, id }) => {
        await box.stop(driver.caller, id)
        const overdue = { stop_expires_at: new Date(Date.now() - 1) }
        await box.db.updateTable('session').set(overdue).where('id', '=', id).execute()
      },
    ],
    ['the charger restarted and does not go on', ({ transaction }) => transaction.suspend(12, 'BOOT')],
    ['the charger calls the connector available', ({ place }) => status(place, 'AVAILABLE')],
    ['another one has begun there', ({ place }) => box.begin(place, { startedAt: at(30) })],
  ])('where %s, it ends', async (_why, happens) => {
    const session = await running()
    expect(refusalOf(await end(session.driver.caller, session.id)).code).toBe('STILL_CHARGING')
    await happens(session)
    expect((await end(session.driver.caller, session.id)).data?.endSession).toMatchObject(AT_LAST_SAMPLE)
  })

  test('a connector that was called available before the last sample is no reason to end it', async () => {
    const { driver, place, id, transaction } = await running()
    await status(place, 'AVAILABLE', new Date(at(11)))
    await transaction.meter(12, { registerWh: 1_006_000, powerW: 11_000 })
    expect(refusalOf(await end(driver.caller, id)).code).toBe('STILL_CHARGING')
  })

  test('a refused stop is told, and forgotten when the charger is asked again', async () => {
    const { driver, id } = await running()
    const failure = async () =>
      (await box.db.selectFrom('session').select('stop_failure').where('id', '=', id).executeTakeFirst())?.stop_failure
    await box.stop(driver.caller, id)
    await commandFails(id, 'STOP')
    expect(await failure()).toBe('REJECTED')
    await box.stop(driver.caller, id)
    expect(await failure()).toBeNull()
  })

  test('is for the driver, the operator of the station and admins; what others do is kept', async () => {
    const { driver, place, id } = await running()
    await connection(place, false)
    const other = await box.driver()
    const foreign = await end(other.caller, id)
    expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'input.sessionId' })
    expect(foreign).toEqual(await end(other.caller, newId()))
    expect(refusalOf(await end(userCaller(['OPERATOR']), id)).code).toBe('NOT_FOUND')
    expect(refusalOf(await end(userCaller(['PARTNER']), id)).code).toBe('NOT_FOUND')
    expect(refusalOf(await end(ANONYMOUS, id)).code).toBe('UNAUTHENTICATED')
    expect(refusalOf(await end(driver.caller, 'x'))).toEqual({ code: 'BAD_USER_INPUT', path: 'input.sessionId' })
    expect(refusalOf(await end(driver.caller, id, { reason: 'x'.repeat(501) }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: 'input.reason',
    })
    const audit = () => box.db.selectFrom('audit').select(['actor_id', 'action', 'detail']).where('subject_id', '=', id).execute()
    expect(await audit()).toEqual([])
    await end(place.operator, id, { reason: 'The charger was swapped.' })
    await end(place.operator, id, { reason: 'Again.' })
    expect(await audit()).toEqual([
      { actor_id: place.operator.userId, action: 'session.ended', detail: { reason: 'The charger was swapped.' } },
    ])
  })
})

describe('no state is without a way out', () => {
  /** Each state, as a session of this driver at this place comes to be in it. */
  const INTO: Record<SessionStatus, () => Promise<{ driver: Driver; place: Place; id: string }>> = {
    PENDING: pending,
    STARTING: async () => {
      const session = await pending()
      const [start] = (await box.commands(session.id)).starts
      const accepted = { commandId: start?.commandId ?? '', sessionId: session.id, kind: 'START' as const }
      await box.tell('ocpp.command.accepted', session.id, accepted)
      return session
    },
    ACTIVE: running,
    SUSPENDED: async () => {
      const session = await running()
      await session.transaction.suspend(11)
      return session
    },
    COMPLETED: async () => {
      const session = await running()
      await session.transaction.end(20, 1_008_000)
      return session
    },
    FAILED: async () => {
      const session = await pending()
      await commandFails(session.id, 'START')
      return session
    },
    EXPIRED: async () => {
      const session = await pending()
      const [start] = (await box.commands(session.id)).starts
      const failed = { commandId: start?.commandId ?? '', sessionId: session.id, kind: 'START' as const, message: '' }
      await box.tell('ocpp.command.failed', session.id, { ...failed, reason: 'EXPIRED' })
      return session
    },
  }
  const OVER: readonly SessionStatus[] = ['COMPLETED', 'FAILED', 'EXPIRED']

  test.each(Object.keys(INTO) as SessionStatus[])(
    '%s: whatever the charger does or does not do, its driver gets it over with, and the connector is free',
    async (state) => {
      const { driver, place, id } = await INTO[state]()
      expect((await box.read(driver.caller, id)).status).toBe(state)
      if (!OVER.includes(state)) {
        const next = await box.driver()
        const blocked = await box.start(next.caller, { connectorId: place.connectors[0]?.connectorId })
        expect(refusalOf(blocked)).toEqual({ code: 'CONNECTOR_BUSY', path: 'input.connectorId' })
      }
      await box.stop(driver.caller, id)
      if ((await box.commands(id)).stops.length > 0) await commandFails(id, 'STOP')
      const ended = (await end(driver.caller, id)).data?.endSession.status
      expect(OVER).toContain(ended)
      if (OVER.includes(state)) expect(ended).toBe(state)
      expect((await box.read(driver.caller, id)).status).toBe(ended)
      const next = await box.driver()
      expect((await box.started(next, place)).status).toBe('PENDING')
    },
  )
})

describe('a start where somebody is', () => {
  const tryAs = async (driver: Driver, place: Place) =>
    why(await box.start(driver.caller, { connectorId: place.connectors[0]?.connectorId }))

  test('is told of one’s own session there, and how to end it', async () => {
    const { driver, place, id } = await running()
    const said = await tryAs(driver, place)
    expect(said).toContain(id)
    expect(said).toContain('endSession')
  })

  test.each<[string, RegExp, () => Promise<{ place: Place }>]>([
    ['a start under way', /about to charge.* \d+ min/, pending],
    ['charging', /^Somebody charges there/, running],
    ['a full vehicle', /takes no energy/, () => running().then(async (s) => (await s.transaction.suspend(11), s))],
    ['a restart', /restarted/, () => running().then(async (s) => (await s.transaction.suspend(11, 'BOOT'), s))],
    [
      'a session that was never stopped',
      /never stopped/,
      () => running().then(async (s) => (await status(s.place, 'AVAILABLE'), s)),
    ],
  ])('is told of %s, and not of whom', async (_what, words, make) => {
    const { place } = await make()
    const said = await tryAs(await box.driver(), place)
    expect(said).toMatch(words)
    expect(said).not.toMatch(/[0-9a-f]{8}-/)
  })
})

describe('a driver who leaves', () => {
  const judged = async (userId: string, round: number) => {
    await box.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round })
    const said = await box.said('person.leaving.judged', `${userId} charging`)
    return said.find((one) => one.round === round)?.hold
  }
  const cardsOf = async (id: string) => [(await box.read(admin, id)).id, ...(await box.cdrs(id)).map(({ id_token: card }) => card)]

  test('stays while a session runs or its bill is to come; a bill that a person holds keeps nobody', async () => {
    const [driver, tariffId] = [await box.driver(), newId()]
    // Nobody has told of its tariff yet.
    const transaction = await box.begin(await box.station(tariffId), { idToken: driver.idToken })
    expect(await judged(driver.userId, 1)).toMatchObject({ passes: true })
    await transaction.end(20, 1_008_000)
    const { status, settled_at: settledAt } = await box.sessionOf(transaction.transactionId)
    expect([status, settledAt]).toEqual(['COMPLETED', null])
    expect(await judged(driver.userId, 2)).toMatchObject({ passes: true })
    await box.tariff(undefined, tariffId)
    await until(async () => (await box.sessionOf(transaction.transactionId)).settled_at)
    expect(await judged(driver.userId, 3)).toBeNull()
    const doubtful = await box.begin(await box.station(newId()), { idToken: driver.idToken })
    await doubtful.end(20, 999_000)
    expect(await box.sessionOf(doubtful.transactionId)).toMatchObject({ held: true, settled_at: null })
    expect(await judged(driver.userId, 4)).toBeNull()
  })

  test('leaves bills without a card, and is not brought back by what is said late; cards of others stay', async () => {
    const [leaving, staying] = [await box.driver(), await box.driver()]
    const { userId } = leaving
    const bills: { id: string; userId: string }[] = []
    for (const { idToken } of [leaving, staying]) {
      const transaction = await box.begin(await box.station(), { idToken })
      await transaction.end(20, 1_008_000)
      bills.push({ id: (await box.sessionOf(transaction.transactionId)).id, userId: idToken })
    }
    const [theirs, others] = bills.map(({ id }) => id)
    await box.tell('accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() })
    expect(await cardsOf(theirs ?? '')).toEqual([theirs, null])
    expect(await cardsOf(others ?? '')).toEqual([others, staying.idToken])
    const cards = (of: string) => box.db.selectFrom('id_token').select('value').where('user_id', '=', of).execute()
    expect([(await cards(userId)).length, (await cards(staying.userId)).length]).toEqual([0, 2])
    const late = { userId, status: 'ACTIVE', idTokenId: newId(), value: leaving.idToken, type: 'RFID' } as const
    await box.tell('accounts.id-token.issued', late.idTokenId, late)
    expect(await cards(userId)).toEqual([])
    // The database takes cards from the bills of those alone who have left.
    await sql`SELECT charging.forget_cards(${staying.userId})`.execute(box.db)
    expect(await cardsOf(others ?? '')).toEqual([others, staying.idToken])
  })
})

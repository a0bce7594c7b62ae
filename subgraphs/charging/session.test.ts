import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { admin, at, refusalOf, testCharging, type Shown, type TestCharging } from './charging.fixture.ts'
import { createLoaders } from './loaders.ts'
import { meterValuesOf } from './session.service.ts'

let box: TestCharging
beforeAll(async () => {
  // Who waits for a reward that does not come, waits too long for a test.
  box = await testCharging({ CHARGING_REWARD_WAIT_MS: '3600000' })
})
afterAll(() => box[Symbol.asyncDispose]())

const connectorOf = (place: { connectors: { connectorId: string }[] }, index = 0) => place.connectors[index]?.connectorId

describe('startCharging', () => {
  test('gives a pending session at once and asks the charger, by a token made for this start', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    expect(session).toMatchObject({
      status: 'PENDING',
      energyWh: 0,
      runningCost: null,
      station: { id: place.stationId },
      connector: { id: connectorOf(place) },
      user: { id: driver.userId },
    })
    const { starts } = await box.commands(session.id)
    expect(starts).toEqual([
      {
        commandId: expect.any(String) as string,
        sessionId: session.id,
        stationId: place.stationId,
        evseNumber: 1,
        connectorNumber: 1,
        idToken: expect.stringMatching(/^EG[0-9A-Z]{18}$/) as string,
        userId: driver.userId,
        expiresAt: expect.any(String) as string,
      },
    ])
  })

  test('the same key again, later or ten times at once, gives the same session and one command', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const input = { connectorId: connectorOf(place), idempotencyKey: newId() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => box.start(driver.caller, input)))
    const ids = new Set(answers.map(({ data }) => data?.startCharging.id))
    expect([...ids]).toEqual([expect.any(String)])
    const [id = ''] = ids
    expect((await box.start(driver.caller, input)).data?.startCharging.id).toBe(id)
    expect((await box.commands(id)).starts).toHaveLength(1)
  })

  test('a key that was used for another connector is refused', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const idempotencyKey = newId()
    await box.started(driver, place, { idempotencyKey })
    expect(refusalOf(await box.start(driver.caller, { connectorId: connectorOf(place, 1), idempotencyKey }))).toEqual({
      code: 'CONFLICT',
      path: 'input.idempotencyKey',
    })
  })

  test('of ten drivers who want one connector at once, one gets it', async () => {
    const place = await box.station()
    const drivers = await Promise.all(Array.from({ length: 10 }, () => box.driver()))
    const answers = await Promise.all(drivers.map(({ caller }) => box.start(caller, { connectorId: connectorOf(place) })))
    expect(answers.filter(({ data }) => data)).toHaveLength(1)
    for (const answer of answers.filter(({ data }) => !data))
      expect(refusalOf(answer)).toEqual({ code: 'CONNECTOR_BUSY', path: 'input.connectorId' })
  })

  test('a driver has one start under way, also when asked for at two places at once', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const answers = await Promise.all([0, 1].map((index) => box.start(driver.caller, { connectorId: connectorOf(place, index) })))
    expect(answers.filter(({ data }) => data)).toHaveLength(1)
    expect(answers.filter(({ data }) => !data).map((answer) => refusalOf(answer).code)).toEqual(['START_PENDING'])
  })

  test('nothing begins at a retired connector, and what runs there goes on to its bill', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const transaction = await box.begin(place, { idToken: driver.idToken })
    const [one] = place.connectors
    const plug = { connectorId: one?.connectorId ?? '', number: 1, maxPowerW: 50_000, tariffId: place.tariffId }
    const retired = [{ evseId: newId(), number: one?.evseNumber ?? 0, connectors: [{ ...plug, retired: true as const }] }]
    await box.sayStation(place, new Date(), { evses: retired })
    expect(refusalOf(await box.start((await box.driver()).caller, { connectorId: connectorOf(place) }))).toEqual({
      code: 'CONNECTOR_UNAVAILABLE',
      path: 'input.connectorId',
    })
    await transaction.end(60, 1_010_000)
    expect(await box.sessionOf(transaction.transactionId)).toMatchObject({ status: 'COMPLETED', energy_wh: 10_000, held: false })
  })

  test('a connector that is not there, is out of use, or whose station is offline, is refused with a code', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const start = async () => refusalOf(await box.start(driver.caller, { connectorId: connectorOf(place) }))
    const path = 'input.connectorId'
    expect(refusalOf(await box.start(driver.caller, { connectorId: newId() }))).toEqual({ code: 'NOT_FOUND', path })
    const report = { stationId: place.stationId, evseNumber: 1, connectorNumber: 1, errorCode: null }
    await box.tell('ocpp.connector.status-changed', place.stationId, { ...report, status: 'FAULTED', at: at(2) })
    expect(await start()).toEqual({ code: 'CONNECTOR_UNAVAILABLE', path })
    await box.tell('ocpp.connector.status-changed', place.stationId, { ...report, status: 'AVAILABLE', at: at(1) })
    // What was heard before is older, whatever the charger's clock said: that of before has stepped back.
    const before = new Date(Date.now() - 60_000)
    await box.tell('ocpp.connector.status-changed', place.stationId, { ...report, status: 'FAULTED', at: at(3) }, before)
    await box.tell('ocpp.charge-point.connected', place.stationId, { stationId: place.stationId, ocppVersion: '1.6', at: at(5) })
    await box.tell('ocpp.charge-point.disconnected', place.stationId, { stationId: place.stationId, at: at(3) })
    expect(await start()).toEqual({ code: 'STATION_OFFLINE', path })
    await box.tell('ocpp.charge-point.connected', place.stationId, { stationId: place.stationId, ocppVersion: '1.6', at: at(4) })
    await box.tell('ocpp.connector.status-changed', place.stationId, {
      ...report,
      evseNumber: 0,
      connectorNumber: 0,
      status: 'UNAVAILABLE',
      at: at(4),
    })
    expect(await start()).toEqual({ code: 'CONNECTOR_UNAVAILABLE', path })
    await box.tell('ocpp.connector.status-changed', place.stationId, {
      ...report,
      evseNumber: 0,
      connectorNumber: 0,
      status: 'AVAILABLE',
      at: at(5),
    })
    expect((await box.started(driver, place)).status).toBe('PENDING')
  })

  test('without an identity that may charge, or with one that was blocked, nothing starts', async () => {
    const place = await box.station()
    const blocked = await box.driver('BLOCKED')
    const start = async (caller: Parameters<TestCharging['ask']>[0]) =>
      refusalOf(await box.start(caller, { connectorId: connectorOf(place) })).code
    expect(await start(blocked.caller)).toBe('ID_TOKEN_UNUSABLE')
    expect(await start(userCaller(['DRIVER']))).toBe('ID_TOKEN_UNUSABLE')
    const later = await box.driver()
    const { idTokenId, userId, idToken: value } = later
    await box.tell('accounts.id-token.issued', idTokenId, { idTokenId, userId, value, type: 'APP', status: 'BLOCKED' })
    expect(await start(later.caller)).toBe('ID_TOKEN_UNUSABLE')
  })

  test('the vehicle is the driver’s own; one that is foreign or was removed is not there', async () => {
    const [driver, other, place] = [await box.driver(), await box.driver(), await box.station()]
    const vehicleId = newId()
    await box.tell('accounts.vehicle.saved', vehicleId, { vehicleId, userId: driver.userId, name: 'i3', batteryCapacityWh: 40_000 })
    const path = 'input.vehicleId'
    const start = (who: typeof driver) => box.start(who.caller, { connectorId: connectorOf(place), vehicleId })
    expect(refusalOf(await start(other))).toEqual({ code: 'NOT_FOUND', path })
    const session = await box.started(driver, place, { vehicleId })
    expect(session.vehicle).toEqual({ id: vehicleId })
    await box.stop(driver.caller, session.id)
    await box.tell('accounts.vehicle.removed', vehicleId, { vehicleId, userId: driver.userId })
    expect(refusalOf(await start(driver))).toEqual({ code: 'NOT_FOUND', path })
  })

  test('is for drivers: others are refused in the same words whether the connector exists or not', async () => {
    const place = await box.station()
    for (const caller of [userCaller(['OPERATOR']), userCaller(['PARTNER']), admin]) {
      const there = await box.start(caller, { connectorId: connectorOf(place) })
      expect(refusalOf(there).code).toBe('FORBIDDEN')
      expect(there).toEqual(await box.start(caller, { connectorId: newId() }))
    }
    expect(refusalOf(await box.start(ANONYMOUS, { connectorId: connectorOf(place) })).code).toBe('UNAUTHENTICATED')
  })

  test.each([
    ['connectorId', { connectorId: '1' }],
    ['connectorId', { connectorId: null }],
    ['vehicleId', { vehicleId: 'mine' }],
    ['idempotencyKey', { idempotencyKey: 'x' }],
  ])('bad input: %s is named', async (path, fault) => {
    const driver = await box.driver()
    expect(refusalOf(await box.start(driver.caller, { connectorId: newId(), ...fault }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: `input.${path}`,
    })
  })
})

describe('a start that does not happen', () => {
  const failed = async (reason: 'REJECTED' | 'OFFLINE' | 'TIMEOUT' | 'EXPIRED' | 'UNKNOWN_STATION') => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    const [start] = (await box.commands(session.id)).starts
    const command = { commandId: start?.commandId ?? '', sessionId: session.id, kind: 'START' as const }
    await box.tell('ocpp.command.failed', session.id, { ...command, reason, message: '' })
    return { driver, place, session: await box.read(driver.caller, session.id) }
  }

  test.each([
    ['REJECTED', 'FAILED'],
    ['OFFLINE', 'FAILED'],
    ['UNKNOWN_STATION', 'FAILED'],
    ['TIMEOUT', 'EXPIRED'],
    ['EXPIRED', 'EXPIRED'],
  ] as const)('%s: the session is %s and says why, and the connector is free again', async (reason, status) => {
    const { driver, place, session } = await failed(reason)
    expect(session).toMatchObject({ status, failureReason: reason, chargeDetailRecord: null })
    expect((await box.started(driver, place)).status).toBe('PENDING')
  })

  test('accepted means starting; the failure of another command means nothing', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    const [start] = (await box.commands(session.id)).starts
    const command = { commandId: start?.commandId ?? '', sessionId: session.id, kind: 'START' as const }
    await box.tell('ocpp.command.accepted', session.id, command)
    expect(await box.read(driver.caller, session.id)).toMatchObject({ status: 'STARTING' })
    await box.tell('ocpp.command.failed', session.id, { ...command, commandId: newId(), reason: 'REJECTED', message: '' })
    expect(await box.read(driver.caller, session.id)).toMatchObject({ status: 'STARTING' })
    await box.tell('ocpp.command.failed', session.id, { ...command, reason: 'EXPIRED', message: '' })
    expect(await box.read(driver.caller, session.id)).toMatchObject({ status: 'EXPIRED', failureReason: 'EXPIRED' })
  })

  test('with a bridge that is down, we give up ourselves', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    await box.db
      .updateTable('session')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', session.id)
      .execute()
    await until(async () => (await box.read(driver.caller, session.id)).status === 'EXPIRED')
    expect(await box.said('charging.session.updated', session.id)).toHaveLength(2)
    expect((await box.started(driver, place)).status).toBe('PENDING')
  })
})

describe('stopCharging', () => {
  const running = async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    const transaction = await box.begin(place, { sessionId: session.id, idToken: driver.idToken })
    return { driver, place, session, transaction }
  }

  test('asks the charger once, however often it is asked itself', async () => {
    const { driver, session, transaction, place } = await running()
    const answers = await Promise.all(Array.from({ length: 5 }, () => box.stop(driver.caller, session.id)))
    for (const { data } of answers)
      expect(data?.stopCharging).toMatchObject({ id: session.id, status: 'ACTIVE', stopRequestedAt: expect.any(String) as string })
    const { stops } = await box.commands(session.id)
    expect(stops).toHaveLength(1)
    expect(stops[0]).toMatchObject({ transactionId: transaction.transactionId, stationId: place.stationId, sessionId: session.id })
  })

  test('after the charger refused, it can be asked again', async () => {
    const { driver, session } = await running()
    await box.stop(driver.caller, session.id)
    const [stop] = (await box.commands(session.id)).stops
    await box.tell('ocpp.command.failed', session.id, {
      commandId: stop?.commandId ?? '',
      sessionId: session.id,
      kind: 'STOP',
      reason: 'REJECTED',
      message: '',
    })
    expect(await box.read(driver.caller, session.id)).toMatchObject({ status: 'ACTIVE', stopRequestedAt: null })
    await box.stop(driver.caller, session.id)
    expect((await box.commands(session.id)).stops).toHaveLength(2)
  })

  test('a session that is over stays as it is', async () => {
    const { driver, session, transaction } = await running()
    await transaction.end(10, 1_001_000)
    const { data } = await box.stop(driver.caller, session.id)
    expect(data?.stopCharging).toMatchObject({ status: 'COMPLETED', energyWh: 1_000 })
    expect((await box.commands(session.id)).stops).toEqual([])
  })

  test('a start under way is called off; if the charger starts all the same, it is stopped at once and billed', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const session = await box.started(driver, place)
    expect((await box.stop(driver.caller, session.id)).data?.stopCharging).toMatchObject({
      status: 'FAILED',
      failureReason: 'CANCELLED',
    })
    const transaction = await box.begin(place, { sessionId: session.id, idToken: driver.idToken })
    expect(await box.read(driver.caller, session.id)).toMatchObject({ status: 'ACTIVE', failureReason: null })
    expect((await box.commands(session.id)).stops).toMatchObject([{ transactionId: transaction.transactionId }])
  })

  test('is for the driver, the operator of the station and admins; a foreign session is answered like none', async () => {
    const { place, session } = await running()
    const other = await box.driver()
    const foreign = await box.stop(other.caller, session.id)
    expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'input.sessionId' })
    expect(foreign).toEqual(await box.stop(other.caller, newId()))
    expect(refusalOf(await box.stop(userCaller(['OPERATOR']), session.id)).code).toBe('NOT_FOUND')
    expect(refusalOf(await box.stop(userCaller(['PARTNER']), session.id)).code).toBe('NOT_FOUND')
    expect(refusalOf(await box.stop(ANONYMOUS, session.id)).code).toBe('UNAUTHENTICATED')
    expect(refusalOf(await box.stop(other.caller, 'x'))).toEqual({ code: 'BAD_USER_INPUT', path: 'input.sessionId' })
    expect((await box.commands(session.id)).stops).toEqual([])
    const audit = () => box.db.selectFrom('audit').select(['actor_id', 'action']).where('subject_id', '=', session.id).execute()
    expect(await audit()).toEqual([])
    expect((await box.stop(place.operator, session.id)).errors).toBeUndefined()
    expect(await audit()).toEqual([{ actor_id: place.operator.userId, action: 'session.stop-requested' }])
    expect((await box.commands(session.id)).stops).toHaveLength(1)
  })
})

describe('who sees a session', () => {
  test('its driver, the operator of its station, admins; for all others it is not there', async () => {
    const [driver, other, place, elsewhere] = [await box.driver(), await box.driver(), await box.station(), await box.station()]
    const { id } = await box.started(driver, place)
    for (const caller of [driver.caller, place.operator, admin]) expect((await box.read(caller, id)).id).toBe(id)
    const read = `query ($id: UUID!) { chargingSession(id: $id) { id } }`
    for (const caller of [other.caller, elsewhere.operator]) {
      const foreign = await box.ask(caller, read, { id })
      expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'id' })
      expect(foreign).toEqual(await box.ask(caller, read, { id: newId() }))
    }
    expect(refusalOf(await box.ask(ANONYMOUS, read, { id })).code).toBe('UNAUTHENTICATED')
    const entity = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on ChargingSession { status } } }`
    const refs = [{ __typename: 'ChargingSession', id }]
    expect((await box.ask(driver.caller, entity, { refs })).data).toEqual({ _entities: [{ status: 'PENDING' }] })
    expect((await box.ask(other.caller, entity, { refs })).data).toEqual({ _entities: [null] })
  })

  test('a user’s sessions, the newest first in pages that fit, and the one that runs', async () => {
    const [driver, other, place] = [await box.driver(), await box.driver(), await box.station()]
    for (const minute of [0, 20, 40]) {
      const transaction = await box.begin(place, { idToken: driver.idToken, startedAt: at(minute) })
      await transaction.end(minute + 10, 1_000_100)
    }
    const live = await box.started(driver, place)
    const LIST = `query ($refs: [_Any!]!, $first: Int, $after: String) { _entities(representations: $refs) { ... on User {
      activeChargingSession { id } chargingSessions(first: $first, after: $after) { edges { node { id startedAt } } pageInfo { hasNextPage endCursor } } } } }`
    interface List {
      _entities: {
        activeChargingSession: { id: string } | null
        chargingSessions: { edges: { node: { id: string; startedAt: string | null } }[]; pageInfo: { endCursor: string } }
      }[]
    }
    const refs = [{ __typename: 'User', id: driver.userId }]
    const page = async (args: object = {}) => (await box.ask<List>(driver.caller, LIST, { refs, ...args })).data?._entities[0]
    const starts = (entity: List['_entities'][0] | undefined) => entity?.chargingSessions.edges.map(({ node }) => node.startedAt)
    const all = await page()
    expect(all?.activeChargingSession).toEqual({ id: live.id })
    expect(starts(all)).toEqual([null, at(40), at(20), at(0)])
    const first = await page({ first: 3 })
    expect(starts(await page({ first: 3, after: first?.chargingSessions.pageInfo.endCursor }))).toEqual([at(0)])
    expect(refusalOf(await box.ask(other.caller, LIST, { refs })).code).toBe('NOT_FOUND')
    expect(refusalOf(await box.ask(driver.caller, LIST, { refs, after: 'x' }))).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
    expect((await box.ask<List>(admin, LIST, { refs })).data?._entities[0]?.chargingSessions.edges).toHaveLength(4)
  })

  test.each([
    ['1', newId()],
    ['2026-13-01T00:00:00.000Z', newId()],
    ['2026-02-30T00:00:00.000Z', newId()],
    [at(0), '-'.repeat(36)],
    [at(0)],
    [at(0), newId(), newId()],
  ])('a list of sessions refuses a cursor that is none of its own, by the name of the argument: %s %s', async (...key) => {
    const { caller, userId } = await box.driver()
    const LIST = `query ($refs: [_Any!]!, $after: String, $before: String, $last: Int) { _entities(representations: $refs) { ... on User {
      chargingSessions(after: $after, before: $before, last: $last) { edges { cursor } } } } }`
    const refs = [{ __typename: 'User', id: userId }]
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
    const refused = async (args: object) => refusalOf(await box.ask(caller, LIST, { refs, ...args }))
    expect(await refused({ after: cursor })).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
    expect(await refused({ before: cursor, last: 1 })).toEqual({ code: 'BAD_USER_INPUT', path: 'before' })
  })

  test('meter values are for who sees the session, also where its row is at hand', async () => {
    const [driver, other, place] = [await box.driver(), await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    await using bus = createLocalBus()
    const services = { db: box.db, config: box.config, bus, log: createLog('charging', { level: 'silent' }) }
    const of = (caller: Caller) => ({ ...services, caller, clientAddress: null, clientAgent: null, loaders: createLoaders(box.db) })
    expect((await meterValuesOf(of(driver.caller), id, {})).edges).toEqual([])
    await expect(meterValuesOf(of(other.caller), id, {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('sessionUpdated', () => {
  const earned = ({ userId }: { userId: string }, sourceId: string) => {
    const rewardId = newId()
    return box.tell('rewards.reward.earned', rewardId, { rewardId, userId, rule: 'charging.energy', amount: '1', sourceId })
  }
  test('shows the state first, then each change, and ends with the bill', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    const stream = box.watch(driver.caller, id)
    const seen: Shown[] = []
    const watching = (async () => {
      for await (const { data } of stream) if (data) seen.push(data.sessionUpdated)
    })()
    await until(() => seen.some(({ status }) => status === 'PENDING'))
    const transaction = await box.begin(place, { sessionId: id, idToken: driver.idToken })
    await until(() => seen.some(({ status }) => status === 'ACTIVE'))
    await transaction.meter(10, { registerWh: 1_005_000, powerW: 30_000, socPercent: 40 })
    await until(() => seen.some(({ energyWh, powerW }) => energyWh === 5_000 && powerW === 30_000))
    await transaction.end(20, 1_010_000)
    const bill = { chargeDetailRecord: { totalCostInclVat: { amountMinor: 714 } } }
    await until(() => seen.at(-1)?.chargeDetailRecord)
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', energyWh: 10_000, ...bill })
    await earned(driver, newId())
    const before = seen.length
    await earned(driver, id)
    await watching
    // Once more, for what the gateway joins: now the reward is there.
    expect(seen).toHaveLength(before + 1)
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', ...bill })
    // One state may stand for several events, but states never go back.
    const energies = seen.map(({ energyWh }) => energyWh)
    expect(energies).toEqual(energies.toSorted((a, b) => a - b))
  })

  test.each([
    ['nothing was charged', 1_000_000, {}],
    ['its bill is held', 1_010_000, { authorised: false }],
  ])('a session that can earn nothing, because %s, is shown once and not waited for', async (_why, meterStopWh, fact) => {
    const [driver, place] = [await box.driver(), await box.station()]
    const transaction = await box.begin(place, { idToken: driver.idToken, ...fact })
    await transaction.end(20, meterStopWh)
    const { id } = await box.sessionOf(transaction.transactionId)
    const states = []
    for await (const { data } of box.watch(driver.caller, id)) states.push(data?.sessionUpdated.status)
    expect(states).toEqual(['COMPLETED'])
  })

  test('where rewards says nothing, the watching ends all the same', async () => {
    await using hasty = await testCharging({ CHARGING_REWARD_WAIT_MS: '1' })
    const [driver, place] = [await hasty.driver(), await hasty.station()]
    const transaction = await hasty.begin(place, { idToken: driver.idToken })
    const { id } = await hasty.sessionOf(transaction.transactionId)
    const stream = hasty.watch(driver.caller, id)
    expect((await stream.next()).value?.data?.sessionUpdated.status).toBe('ACTIVE')
    await transaction.end(20, 1_010_000)
    const states = []
    for await (const { data } of stream) states.push(data?.sessionUpdated.status)
    expect(states.at(-1)).toBe('COMPLETED')
  })

  test('a session that is over is shown once', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    await box.stop(driver.caller, id)
    const states = []
    for await (const { data } of box.watch(driver.caller, id)) states.push(data?.sessionUpdated.status)
    expect(states).toEqual(['FAILED'])
  })

  test('somebody else’s session cannot be watched', async () => {
    const [driver, other, place] = [await box.driver(), await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    const { value } = await box.watch(other.caller, id).next()
    expect(refusalOf(value ?? {})).toEqual({ code: 'NOT_FOUND', path: 'sessionId' })
  })
})

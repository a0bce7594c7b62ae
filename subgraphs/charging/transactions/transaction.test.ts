import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { metrics } from '#lib/metrics.ts'
import { admin, at, TARIFF, testCharging, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { mendSessions } from '../projection.handler.ts'
import { pruneCharging } from '../retention.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A session that was asked for and has begun. */
async function running() {
  const [driver, place] = [await box.driver(), await box.station()]
  const { id } = await box.started(driver, place)
  const transaction = await box.begin(place, { sessionId: id, idToken: driver.idToken })
  return { driver, place, id, transaction, read: () => box.read(driver.caller, id) }
}

describe('a start', () => {
  test('belongs to the session it was asked for by', async () => {
    const { read, id, transaction } = await running()
    expect(await read()).toMatchObject({ status: 'ACTIVE', startedAt: at(0), energyWh: 0 })
    expect((await box.sessionOf(transaction.transactionId)).id).toBe(id)
  })

  test('of a charger that cannot say which, belongs to the one that waits there for the same identity', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    const { transactionId } = await box.begin(place, { idToken: driver.idToken.toLowerCase() })
    expect((await box.sessionOf(transactionId)).id).toBe(id)
  })

  test('heard of before the command was accepted, is not undone by it', async () => {
    const { read, id } = await running()
    const [start] = (await box.commands(id)).starts
    await box.tell('ocpp.command.accepted', id, { commandId: start?.commandId ?? '', sessionId: id, kind: 'START' })
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
    await box.tell('ocpp.command.failed', id, {
      commandId: start?.commandId ?? '',
      sessionId: id,
      kind: 'START',
      reason: 'TIMEOUT',
      message: '',
    })
    expect(await read()).toMatchObject({ status: 'ACTIVE', failureReason: null })
  })

  test('that comes after its time had run out still belongs to its session, because energy flows', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    const [start] = (await box.commands(id)).starts
    await box.tell('ocpp.command.failed', id, {
      commandId: start?.commandId ?? '',
      sessionId: id,
      kind: 'START',
      reason: 'EXPIRED',
      message: '',
    })
    await box.begin(place, { sessionId: id, idToken: driver.idToken })
    expect(await box.read(driver.caller, id)).toMatchObject({ status: 'ACTIVE', failureReason: null })
  })

  test('nobody asked for is a session of the identity’s user', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { transactionId } = await box.begin(place, { idToken: driver.idToken })
    const session = await box.sessionOf(transactionId)
    expect(await box.read(driver.caller, session.id)).toMatchObject({
      status: 'ACTIVE',
      user: { id: driver.userId },
      connector: { id: place.connectors[0]?.connectorId },
    })
  })

  test('with an identity that is not known here yet, finds its user later', async () => {
    const place = await box.station()
    const value = `RFID${newId().slice(-6)}`
    const { transactionId } = await box.begin(place, { idToken: value })
    expect((await box.sessionOf(transactionId)).user_id).toBeNull()
    const [idTokenId, userId] = [newId(), newId()]
    const token = { idTokenId, userId, value, type: 'RFID' as const, status: 'ACTIVE' as const }
    await box.tell('accounts.id-token.issued', idTokenId, token, new Date(at(-1)))
    expect((await box.sessionOf(transactionId)).user_id).toBe(userId)
  })

  test("that names a driver's identity for the app is nobody's: no charger was shown it", async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const app = await box.db.selectFrom('id_token').selectAll().where('id', '=', driver.idTokenId).executeTakeFirstOrThrow()
    const { transactionId } = await box.begin(place, { idToken: app.value })
    const { idTokenId, userId } = driver
    await box.tell('accounts.id-token.issued', idTokenId, { idTokenId, userId, value: app.value, type: 'APP', status: 'ACTIVE' })
    await mendSessions({ db: box.db, config: box.config })
    expect((await box.sessionOf(transactionId)).user_id).toBeNull()
    expect(JSON.stringify(await box.said('charging.start.requested'))).not.toContain(app.value)
  })

  test('with a card that somebody registers afterwards stays nobody’s, whichever way they could meet', async () => {
    const place = await box.station()
    const value = `RFID${newId().slice(-6)}`
    const earlier = await box.begin(place, { idToken: value })
    await earlier.end(10, 1_001_000)
    const [idTokenId, userId] = [newId(), newId()]
    const token = { idTokenId, userId, value, type: 'RFID' as const, status: 'ACTIVE' as const }
    await box.tell('accounts.id-token.issued', idTokenId, token, new Date(at(30)))
    // Blocking it says it again, and the sweep looks for what the two missed.
    await box.tell('accounts.id-token.issued', idTokenId, { ...token, status: 'BLOCKED' }, new Date(at(40)))
    await mendSessions({ db: box.db, config: box.config })
    expect((await box.sessionOf(earlier.transactionId)).user_id).toBeNull()
    // A charger that was offline tells of it only now.
    const late = await box.begin(place, { idToken: value, startedAt: at(20), receivedAt: at(60), offline: true })
    expect((await box.sessionOf(late.transactionId)).user_id).toBeNull()
    const own = await box.begin(place, { idToken: value, startedAt: at(50), receivedAt: at(60), offline: true })
    expect((await box.sessionOf(own.transactionId)).user_id).toBe(userId)
  })

  test('edge case 8: without authorisation is kept, flagged, and its bill held', async () => {
    const place = await box.station()
    const transaction = await box.begin(place, { idToken: 'STOLEN', authorised: false })
    await transaction.end(10, 1_001_000)
    const session = await box.sessionOf(transaction.transactionId)
    expect(session).toMatchObject({ status: 'COMPLETED', flags: ['UNAUTHORISED'], held: true, energy_wh: 1_000 })
    expect(await box.cdrs(session.id)).toEqual([])
  })

  test('again, as the same event or as another one, makes no second session', async () => {
    const place = await box.station()
    const { transactionId } = await box.begin(place)
    await box.begin(place, { transactionId })
    const sessions = await box.db.selectFrom('session').select('id').where('station_id', '=', place.stationId).execute()
    expect(sessions).toHaveLength(1)
  })

  test('by somebody else, where a start waits, ends the wait', async () => {
    const [driver, rival, place] = [await box.driver(), await box.driver(), await box.station()]
    const { id } = await box.started(driver, place)
    const { transactionId } = await box.begin(place, { idToken: rival.idToken })
    expect(await box.read(driver.caller, id)).toMatchObject({ status: 'FAILED', failureReason: 'CONNECTOR_TAKEN' })
    expect((await box.sessionOf(transactionId)).user_id).toBe(rival.userId)
  })

  test('where another transaction still runs takes the connector over; the old one ends with its own word', async () => {
    const { place, read, transaction } = await running()
    const next = await box.begin(place, { startedAt: at(30) })
    expect((await box.sessionOf(next.transactionId)).displaced).toBe(false)
    await transaction.end(29, 1_004_000)
    expect(await read()).toMatchObject({ status: 'COMPLETED', energyWh: 4_000 })
    expect((await box.sessionOf(next.transactionId)).status).toBe('ACTIVE')
  })

  test('that was queued offline leaves the connector to who has it now', async () => {
    const { place, read } = await running()
    const late = await box.begin(place, { startedAt: at(-60), offline: true })
    await late.end(-30, 1_002_000)
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
    expect(await box.sessionOf(late.transactionId)).toMatchObject({ status: 'COMPLETED', energy_wh: 2_000 })
  })
})

describe('meter values', () => {
  test('make the live view: energy, power, state of charge, cost, minutes left', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const vehicleId = newId()
    await box.tell('accounts.vehicle.saved', vehicleId, { vehicleId, userId: driver.userId, name: 'e', batteryCapacityWh: 60_000 })
    const { id } = await box.started(driver, place, { vehicleId })
    const transaction = await box.begin(place, { sessionId: id, idToken: driver.idToken })
    await transaction.meter(6, { registerWh: 1_005_000, powerW: 50_000, socPercent: 30 })
    // 1.00 + 5 kWh at 0.50, and 19 %.
    expect(await box.read(driver.caller, id)).toMatchObject({
      energyWh: 5_000,
      powerW: 50_000,
      socPercent: 30,
      minutesLeft: 72,
      runningCost: { amountMinor: 119 + 298, currency: 'EUR' },
    })
  })

  test('edge case 13: in any order: the live view never goes back, and each moment is kept once', async () => {
    const { driver, id, read, transaction } = await running()
    await transaction.meter(10, { registerWh: 1_003_000, powerW: 20_000 })
    await transaction.meter(5, { registerWh: 1_001_000, powerW: 40_000 })
    await transaction.meter(10, { registerWh: 1_009_000, powerW: 1 })
    expect(await read()).toMatchObject({ energyWh: 3_000, powerW: 20_000 })
    const query = `query ($id: UUID!, $after: String) { chargingSession(id: $id) { meterValues(first: 1, after: $after) { edges { node { at registerWh } } pageInfo { hasNextPage endCursor } } } }`
    interface Values {
      chargingSession: { meterValues: { edges: { node: unknown }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    }
    const page = async (after?: string) =>
      (await box.ask<Values>(driver.caller, query, { id, after })).data?.chargingSession.meterValues
    const first = await page()
    const second = await page(first?.pageInfo.endCursor)
    expect(first?.edges).toEqual([{ node: { at: at(5), registerWh: 1_001_000 } }])
    expect(second?.edges).toEqual([{ node: { at: at(10), registerWh: 1_003_000 } }])
    expect(second?.pageInfo.hasNextPage).toBe(false)
  })

  test('the same event again changes nothing', async () => {
    const { read, transaction } = await running()
    const event = await transaction.meter(10, { registerWh: 1_003_000 })
    const before = await read()
    await box.again(event)
    expect(await read()).toEqual(before)
  })

  test('edge case 12: a register that drops takes nothing back, is flagged, and holds the bill', async () => {
    const { read, id, transaction } = await running()
    await transaction.meter(10, { registerWh: 1_003_000 })
    await transaction.meter(11, { registerWh: 0 })
    expect(await read()).toMatchObject({ energyWh: 3_000, held: true, flags: ['REGISTER_DROP'] })
    await transaction.end(20, 1_004_000)
    expect(await read()).toMatchObject({ status: 'COMPLETED', energyWh: 4_000, held: true, chargeDetailRecord: null })
    expect(await box.said('charging.session.completed', id)).toMatchObject([{ held: true, energyWh: 4_000 }])
    expect(await box.said('charging.cdr.issued', id)).toEqual([])
  })

  test('edge case 12: a stop below the start is no negative energy, is flagged, and holds the bill', async () => {
    const { read, transaction } = await running()
    await transaction.end(20, 999_000)
    expect(await read()).toMatchObject({
      status: 'COMPLETED',
      energyWh: 0,
      held: true,
      flags: ['STOP_BELOW_START'],
      chargeDetailRecord: null,
    })
  })

  test('that no meter can show spoil neither the others nor the session', async () => {
    const { read, id, transaction } = await running()
    await transaction.meter(5, { registerWh: 1_001_000.4, powerW: 1e12, socPercent: 250 })
    await transaction.meter(6, { registerWh: 1e15, powerW: 11_000.6 })
    expect(await read()).toMatchObject({ energyWh: 1_000, powerW: 11_001, socPercent: null, held: false })
    await transaction.end(20, 1_002_000.2)
    expect(await read()).toMatchObject({ energyWh: 2_000, chargeDetailRecord: { totalEnergyWh: 2_000 } })
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('without one at the start count from the earliest, also when that comes last', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const transaction = await box.begin(place, { idToken: driver.idToken, meterStartWh: null })
    const { id } = await box.sessionOf(transaction.transactionId)
    await transaction.meter(10, { registerWh: 1_003_000 })
    await transaction.meter(15, { registerWh: 1_005_000 })
    expect(await box.read(driver.caller, id)).toMatchObject({ energyWh: 2_000 })
    await transaction.meter(1, { registerWh: 1_000_500 })
    await transaction.end(20, 1_006_000)
    expect(await box.read(driver.caller, id)).toMatchObject({ energyWh: 5_500, held: false, flags: [] })
  })

  test('edge case 13: after the end they are kept and change nothing', async () => {
    const { read, id, transaction } = await running()
    await transaction.end(20, 1_002_000)
    const before = await read()
    await transaction.meter(15, { registerWh: 1_001_500 })
    await transaction.meter(25, { registerWh: 1_900_000, powerW: 50_000 })
    expect(await read()).toEqual(before)
    expect(await box.db.selectFrom('meter_value').select('at').where('session_id', '=', id).execute()).toHaveLength(2)
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('edge case 6: of a charger that was offline are not pushed live, and their times are the true ones', async () => {
    const driver = await box.driver()
    const place = await box.station()
    const transaction = await box.begin(place, { idToken: driver.idToken, offline: true, startedAt: at(-300), receivedAt: at(0) })
    const session = await box.sessionOf(transaction.transactionId)
    for (let minute = 1; minute <= 20; minute++)
      await transaction.meter(minute - 300, { registerWh: 1_000_000 + minute * 100 }, true)
    await transaction.end(-279, 1_002_100)
    expect(await box.said('charging.session.updated', session.id)).toHaveLength(2)
    expect(await box.read(driver.caller, session.id)).toMatchObject({
      startedAt: at(-300),
      endedAt: at(-279),
      energyWh: 2_100,
      chargeDetailRecord: { totalTimeSeconds: 21 * 60, totalEnergyWh: 2_100 },
    })
  })
})

describe('pauses', () => {
  test('edge case 26: a vehicle that takes nothing parks, in steps, and the running cost is what the bill says', async () => {
    const { read, transaction } = await running()
    await transaction.meter(20, { registerWh: 1_010_000, powerW: 11_000 })
    await transaction.suspend(21)
    expect(await read()).toMatchObject({ status: 'SUSPENDED', powerW: 0, minutesLeft: null })
    await transaction.meter(28, { registerWh: 1_010_000, powerW: 0 })
    const running28 = (await read()).runningCost
    await transaction.end(28, 1_010_000)
    const over = await read()
    // 1.00 + 5.00 + 10 of 7 minutes at 12.00 an hour = 8.00, and 19 %.
    expect(over.chargeDetailRecord).toMatchObject({
      totalParkingTimeSeconds: 420,
      totalCostExclVat: { amountMinor: 800 },
      totalCostInclVat: { amountMinor: 952, currency: 'EUR' },
    })
    expect(running28).toEqual({ amountMinor: 952, currency: 'EUR' })
    expect(over.runningCost).toEqual(running28)
  })

  test('edge case 26: throttling by us and a restart of the charger are not billed', async () => {
    const { read, id, transaction } = await running()
    await transaction.suspend(5, 'EVSE')
    await transaction.resume(15)
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
    await transaction.suspend(20, 'BOOT')
    await transaction.end(30, 1_002_000)
    expect((await read()).chargeDetailRecord).toMatchObject({
      totalParkingTimeSeconds: 0,
      totalTimeSeconds: 1_800,
      totalCostExclVat: { amountMinor: 200 },
    })
    const [cdr] = await box.cdrs(id)
    expect(cdr?.periods.map(({ kind }) => kind)).toEqual(['CHARGING', 'INTERRUPTED', 'CHARGING', 'INTERRUPTED'])
  })

  test('after the end neither a pause nor a resumption reopens anything', async () => {
    const { read, transaction } = await running()
    await transaction.end(20, 1_002_000)
    const before = await read()
    await transaction.suspend(21)
    await transaction.resume(22)
    expect(await read()).toEqual(before)
  })
})

describe('events that come in another order than they happened', () => {
  test('a session before its station and its tariff are known is priced and billed when they are', async () => {
    const driver = await box.driver()
    const [operatorPlace, tariffId] = [await box.station(null), newId()]
    const place = {
      ...operatorPlace,
      stationId: newId(),
      tariffId,
      connectors: [{ connectorId: newId(), evseNumber: 1, connectorNumber: 1 }],
    }
    const transaction = await box.begin(place, { idToken: driver.idToken })
    const { id } = await box.sessionOf(transaction.transactionId)
    await transaction.end(20, 1_010_000)
    expect(await box.read(driver.caller, id)).toMatchObject({
      status: 'COMPLETED',
      connector: null,
      runningCost: null,
      chargeDetailRecord: null,
    })
    await box.sayStation(place)
    expect(await box.said('charging.session.completed', id)).toEqual([])
    await box.tariff(TARIFF, tariffId)
    expect(await box.read(driver.caller, id)).toMatchObject({
      connector: { id: place.connectors[0]?.connectorId },
      runningCost: { amountMinor: 714 },
      chargeDetailRecord: { totalCostInclVat: { amountMinor: 714 }, tariffVersion: 1 },
    })
    expect(await box.said('charging.session.completed', id)).toMatchObject([{ energyWh: 10_000, held: false }])
    // Saying it all again bills nothing again.
    await box.sayStation(place)
    await box.tariff(TARIFF, tariffId, 2, at(100))
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('a connector that was never registered: kept for a person to look at', async () => {
    const place = await box.station()
    const transaction = await box.begin(place, { evseNumber: 7 })
    await transaction.end(20, 1_010_000)
    const { id } = await box.sessionOf(transaction.transactionId)
    expect(await box.read(admin, id)).toMatchObject({
      status: 'COMPLETED',
      energyWh: 10_000,
      held: true,
      flags: ['UNKNOWN_CONNECTOR'],
      chargeDetailRecord: null,
    })
  })
})

test('none of all this was too much for a handler', async () => {
  expect(await box.deadLetters()).toEqual([])
})

test('more samples at once than a statement has room for values are all kept', async () => {
  const [driver, place] = [await box.driver(), await box.station()]
  const { transactionId } = await box.begin(place, { idToken: driver.idToken })
  const sample = (i: number) => ({ at: new Date(Date.parse(at(0)) + i * 100).toISOString(), registerWh: 1_000_000 + i })
  const samples = Array.from({ length: 12_000 }, (_, i) => sample(i))
  const tell = () =>
    box.tell('ocpp.transaction.metered', transactionId, { transactionId, samples, receivedAt: at(20), offline: false })
  await tell()
  await tell()
  const { id, energy_wh } = await box.sessionOf(transactionId)
  expect(energy_wh).toBe(11_999)
  const kept = await box.db.selectFrom('meter_value').select('at').where('session_id', '=', id).execute()
  expect(kept).toHaveLength(12_000)
})

describe('what one charger can leave in the database', () => {
  const tellOf = (transactionId: string, registerWh: number, minute: number) => {
    const samples = [{ at: at(minute), registerWh }]
    return box.tell('ocpp.transaction.metered', transactionId, { transactionId, samples, receivedAt: at(minute), offline: false })
  }
  const valuesOf = (id: string) => box.db.selectFrom('meter_value').select('at').where('session_id', '=', id).execute()

  test('is so many meter values of a session; the live view and a bill without a stop go on from the newest', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { transactionId, end } = await box.begin(place, { idToken: driver.idToken, meterStartWh: 1_000_000 })
    const { id } = await box.sessionOf(transactionId)
    await box.db
      .updateTable('session')
      .set({ meter_values: CHARGING_LIMITS.meterValues - 1 })
      .where('id', '=', id)
      .execute()
    await tellOf(transactionId, 1_001_000, 10)
    await tellOf(transactionId, 1_002_000, 20)
    expect(await valuesOf(id)).toHaveLength(1)
    expect(await box.sessionOf(transactionId)).toMatchObject({ energy_wh: 2_000, meter_values: CHARGING_LIMITS.meterValues })
    await end(30, null)
    expect(await box.sessionOf(transactionId)).toMatchObject({ energy_wh: 2_000, held: false })
  })

  test('goes when the session ended long ago; one that waits for a person keeps it', async () => {
    const ended = async (stopWh: number) => {
      const { transactionId, end } = await box.begin(await box.station(), { meterStartWh: 1_000_000 })
      await tellOf(transactionId, 1_001_000, 10)
      await end(30, stopWh)
      return box.sessionOf(transactionId)
    }
    const [billed, held, recent] = [await ended(1_002_000), await ended(900_000), await ended(1_002_000)]
    expect([billed.held, held.held]).toEqual([false, true])
    const long = new Date(Date.now() - (CHARGING_LIMITS.meterValueDays + 1) * 86_400_000)
    const moved = { started_at: long, ended_at: long }
    await box.db.updateTable('session').set(moved).where('id', 'in', [billed.id, held.id]).execute()
    const now = { started_at: new Date(), ended_at: new Date() }
    await box.db.updateTable('session').set(now).where('id', '=', recent.id).execute()
    await pruneCharging(box.db)
    const left = await Promise.all([billed, held, recent].map(async ({ id }) => (await valuesOf(id)).length))
    expect(left).toEqual([0, 1, 1])
    expect(await metrics.metrics()).toMatch(/^evergraph_pruned_total\{schema="charging",table="meter_value"\} [1-9]/m)
  })
})

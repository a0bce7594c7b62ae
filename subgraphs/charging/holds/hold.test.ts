import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { keyOf, userCaller } from '../../../test/caller.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { until } from '../../../test/until.ts'
import { at, refusalOf, TARIFF, testCharging, type Driver, type Place, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { past } from '../past.ts'
import { takeLimited } from '../session.queries.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

type Hold = EventCatalogue['payments.hold.changed']
const BLOCKS: TariffData = { ...TARIFF, preauthorizeAmount: 20 }
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

/** A driver at a station whose tariff blocks 20 euros, with a hold that payments has told of. */
async function scene(tariff: TariffData = BLOCKS, more: Partial<Hold> = {}) {
  const [driver, place] = [await box.driver(), await box.station(await box.tariff(tariff))]
  const connectorId = place.connectors[0]?.connectorId ?? ''
  const hold: Hold = {
    holdId: newId(),
    userId: driver.userId,
    connectorId,
    state: 'AUTHORISED',
    amountMinor: 2_000,
    currency: 'EUR',
    usableUntil: inMinutes(15),
    ...more,
  }
  const say = (change: Partial<Hold> = {}) => box.tell('payments.hold.changed', hold.holdId, { ...hold, ...change })
  const start = (input: object = {}) => box.start(driver.caller, { connectorId, holdId: hold.holdId, ...input })
  return { driver, place, connectorId, hold, say, start }
}
const standing = (userId: string, word: 'STANDARD' | 'POST_PAID' | 'BLOCKED') =>
  box.tell('payments.standing.changed', userId, { userId, standing: word, reason: null })
const providers = (...names: string[]) => box.tell('payments.providers.changed', 'providers', { providers: names, sandbox: true })

describe('a start by a hold', () => {
  test('binds it, tells the charger’s side which it is, and shows what is left of it', async () => {
    const { driver, hold, say, start } = await scene()
    await say()
    const { data } = await start()
    const id = data?.startCharging.id ?? ''
    expect(await box.said('charging.start.requested', id)).toMatchObject([{ holdId: hold.holdId }])
    const LIMIT = `query ($id: UUID!) { chargingSession(id: $id) { limit { amount { amount currency } remaining { amountMinor } step } } }`
    expect((await box.ask(driver.caller, LIMIT, { id })).data).toEqual({
      chargingSession: { limit: { amount: { amount: '20.00', currency: 'EUR' }, remaining: { amountMinor: 2_000 }, step: null } },
    })
  })

  test('race: of many starts with one hold one has it, with one key each gives the same session', async () => {
    const { driver, hold, say, start } = await scene()
    await say()
    const idempotencyKey = newId()
    const same = await Promise.all(Array.from({ length: 5 }, () => start({ idempotencyKey })))
    expect(new Set(same.map(({ data }) => data?.startCharging.id)).size).toBe(1)
    // It is over, so the connector is free; the hold is not.
    const [id] = same.map(({ data }) => data?.startCharging.id ?? '')
    await box.stop(driver.caller, id ?? '')
    const others = await Promise.all(Array.from({ length: 5 }, () => start()))
    for (const answer of others) expect(refusalOf(answer)).toEqual({ code: 'HOLD_UNUSABLE', path: 'input.holdId' })
    const bound = await box.db.selectFrom('session').select('id').where('hold_id', '=', hold.holdId).execute()
    expect(bound).toEqual([{ id }])
  })

  test('race: at two connectors at once begins one session', async () => {
    const { driver, place, say, hold, start } = await scene()
    await say()
    const other = place.connectors[1]?.connectorId ?? ''
    const answers = await Promise.all([start(), start(), box.start(driver.caller, { connectorId: other, holdId: hold.holdId })])
    expect(answers.filter(({ data }) => data)).toHaveLength(1)
  })

  test('what the key began with is asked for again: another hold is a conflict', async () => {
    const { say, start } = await scene()
    await say()
    const idempotencyKey = newId()
    await start({ idempotencyKey })
    expect(refusalOf(await start({ idempotencyKey, holdId: newId() }))).toEqual({ code: 'CONFLICT', path: 'input.idempotencyKey' })
  })

  test('that is heard of before the hold is to be tried again in a moment, and then works', async () => {
    const { say, start } = await scene()
    const idempotencyKey = newId()
    expect(refusalOf(await start({ idempotencyKey }))).toEqual({ code: 'HOLD_NOT_READY', path: 'input.holdId' })
    for (const state of ['CREATED', 'REQUIRES_ACTION'] as const) {
      await say({ state, usableUntil: null })
      expect(refusalOf(await start({ idempotencyKey })).code).toBe('HOLD_NOT_READY')
    }
    await say()
    expect((await start({ idempotencyKey })).errors).toBeUndefined()
  })

  test.each([
    ['was let go', { state: 'RELEASED', usableUntil: null }],
    ['is being taken', { state: 'CAPTURING' }],
    ['failed', { state: 'FAILED', usableUntil: null }],
    ['is too old', { usableUntil: '2026-01-01T00:00:00.000Z' }],
    ['may begin nothing', { usableUntil: null }],
    ['is for another connector', { connectorId: newId() }],
    ['is in another currency', { currency: 'CHF' }],
  ] as const)('that %s is refused', async (_what, change) => {
    const { say, start } = await scene()
    await say(change)
    expect(refusalOf(await start())).toEqual({ code: 'HOLD_UNUSABLE', path: 'input.holdId' })
  })

  test('of somebody else is answered like one that does not exist', async () => {
    const { say, start } = await scene(BLOCKS, { userId: newId() })
    const before = await start()
    await say()
    expect((await start()).errors?.map(({ message }) => message)).toEqual(before.errors?.map(({ message }) => message))
  })

  test('an older word on it that comes late changes nothing', async () => {
    const { hold, say, start } = await scene()
    const word = await say()
    const at = (position: number, change: Partial<Hold> = {}) =>
      box.again({ ...word, id: newId(), position, data: { ...hold, ...change } })
    await at(7, { state: 'RELEASED', usableUntil: null })
    await at(6)
    expect((await box.db.selectFrom('hold').select('state').where('id', '=', hold.holdId).execute())[0]?.state).toBe('RELEASED')
    expect(refusalOf(await start()).code).toBe('HOLD_UNUSABLE')
  })

  test('of who may pay later is taken all the same', async () => {
    const { driver, hold, say, start } = await scene()
    await say()
    await standing(driver.userId, 'POST_PAID')
    const id = (await start()).data?.startCharging.id ?? ''
    expect(await box.said('charging.start.requested', id)).toMatchObject([{ holdId: hold.holdId }])
  })

  test('race: that is being let go begins nothing, however soon the start comes', async () => {
    const { hold, say, start } = await scene()
    await say()
    const [told, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const letGo = box.db.transaction().execute(async (trx) => {
      await trx.updateTable('hold').set({ state: 'RELEASED', usable_until: null }).where('id', '=', hold.holdId).execute()
      told.resolve()
      await heard.promise
    })
    await told.promise
    const starting = start()
    await Promise.race([starting, until(async () => (await waiting()) > 0)])
    heard.resolve()
    await letGo
    expect(refusalOf(await starting).code).toBe('HOLD_UNUSABLE')
  })

  test('that was let go at the same moment is called off, or stopped', async () => {
    const { say, start } = await scene()
    await say()
    const id = (await start()).data?.startCharging.id ?? ''
    await say({ state: 'RELEASED', usableUntil: null })
    expect(await box.said('charging.session.failed', id)).toMatchObject([{ failure: 'CANCELLED' }])
    const other = await charging()
    await other.say({ state: 'EXPIRED', usableUntil: null })
    expect((await box.commands(other.id)).stops).toHaveLength(1)
    // Its provider may be slow to let it go, and nothing will be taken of it meanwhile.
    const slow = await charging()
    await slow.say({ state: 'RELEASING', usableUntil: null })
    expect(await slow.stops()).toHaveLength(1)
  })
})

describe('a start without a hold', () => {
  const free = async (tariff: TariffData = BLOCKS) => {
    const { driver, connectorId } = await scene(tariff)
    return { driver, start: () => box.start(driver.caller, { connectorId }) }
  }
  const codeOf = async ({ start }: { start: () => ReturnType<TestCharging['start']> }) => refusalOf(await start()).code

  test('is refused where one is needed, and nowhere else', async () => {
    expect(await codeOf(await free())).toBeUndefined()
    await providers('stripe')
    const { errors } = await (await free()).start()
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'HOLD_NEEDED', issues: [{ path: ['input', 'holdId'] }] } })
    expect(errors?.[0]?.message).toContain('authorisePayment')
    expect(await codeOf(await free(TARIFF))).toBeUndefined()
    const trusted = await free()
    await standing(trusted.driver.userId, 'POST_PAID')
    expect(await codeOf(trusted)).toBeUndefined()
    await providers()
    expect(await codeOf(await free())).toBeUndefined()
  })

  test('is judged by the newest word on who may charge later and on who takes cards, also where an older one comes after it', async () => {
    const { driver, start } = await free()
    const [word, cards] = [await standing(driver.userId, 'STANDARD'), await providers('stripe')]
    const older = { id: newId(), position: -1 }
    await box.again({ ...word, ...older, data: { ...word.data, standing: 'POST_PAID' } })
    expect(refusalOf(await start()).code).toBe('HOLD_NEEDED')
    await box.again({ ...cards, ...older, id: newId(), data: { ...cards.data, providers: [] } })
    expect(refusalOf(await start()).code).toBe('HOLD_NEEDED')
    // The same word once more is as new as it was.
    await standing(driver.userId, 'POST_PAID')
    expect((await start()).errors).toBeUndefined()
    await providers()
  })

  test('is refused to who has not paid what is overdue, with a hold too, until they have', async () => {
    const { driver, say, start } = await scene()
    await say()
    await standing(driver.userId, 'BLOCKED')
    for (const input of [{}, { holdId: null }]) expect(refusalOf(await start(input)).code).toBe('PAYMENT_OVERDUE')
    await standing(driver.userId, 'STANDARD')
    expect((await start()).errors).toBeUndefined()
  })

  test('is no guest’s where charging costs something: nobody could ask them to pay later', async () => {
    const guest = async (tariff: TariffData | null) => {
      const [driver, place] = [await box.driver(), await box.station(tariff && (await box.tariff(tariff)))]
      const { userId, caller } = driver
      const say = (more: object) =>
        box.tell('accounts.user.registered', userId, { userId, displayName: 'Guest', roles: ['DRIVER'], ...more })
      await say({ guest: true })
      return { say, start: () => box.start(caller, { connectorId: place.connectors[0]?.connectorId }) }
    }
    expect(await codeOf(await guest(BLOCKS))).toBe('ACCOUNT_NEEDED')
    expect(await codeOf(await guest(null))).toBeUndefined()
    await providers('stripe')
    expect(await codeOf(await guest(BLOCKS))).toBe('HOLD_NEEDED')
    const here = await guest(TARIFF)
    expect(await codeOf(here)).toBe('ACCOUNT_NEEDED')
    await here.say({})
    // The older word comes once more, late.
    await here.say({ guest: true })
    expect(await codeOf(here)).toBeUndefined()
    await providers()
  })

  test('is a partner’s, who pays for who goes by their customers', async () => {
    const [partner, customerId, idTokenId] = [userCaller(['PARTNER']), newId(), newId()]
    const token = { userId: customerId, partnerId: partner.userId, value: `EG${newId().slice(-12)}`, type: 'APP' as const }
    await box.tell('accounts.id-token.issued', idTokenId, { idTokenId, ...token, status: 'ACTIVE' })
    await providers('stripe')
    const { connectorId } = await scene()
    const key = keyOf(partner.userId, ['chargers:command', 'sessions:read'])
    expect((await box.start(key, { connectorId, customerId })).errors).toBeUndefined()
    await providers()
  })
})

/** A session that charges by a hold, at a charger whose clock is a day behind ours. */
async function charging(tariff: TariffData = BLOCKS, more: Partial<Hold> = {}) {
  const { driver, place, hold, say, start } = await scene(tariff, more)
  await say()
  const { data, errors } = await start()
  if (!data) throw new Error(JSON.stringify(errors))
  const { id } = data.startCharging
  const transaction = await box.begin(place, { sessionId: id, receivedAt: new Date().toISOString() })
  const met = async () => (await box.said('charging.limit.met', id)).map(({ step, costMinor }) => [step, costMinor])
  const stops = async () => (await box.commands(id)).stops
  /** So much time goes by, and the charger says nothing. */
  const silent = (minutes: number) =>
    box.db
      .updateTable('session')
      .set({ start_heard_at: new Date(Date.now() - minutes * 60_000), limit_looked_at: null })
      .where('id', '=', id)
      .execute()
  return { id, driver, place, hold, say, transaction, met, stops, silent }
}
const costs = (components: TariffData['elements'][number]['components'], more: Partial<TariffData> = {}): TariffData => ({
  currency: 'EUR',
  preauthorizeAmount: 20,
  elements: [{ components }],
  ...more,
})
const ENERGY = costs([{ type: 'ENERGY', price: 0.5, stepSize: 1 }])
const TIME = costs([{ type: 'TIME', price: 6, stepSize: 1 }])

describe('a session with a hold', () => {
  test('by energy: is near at four fifths, and stops two minutes before it would cost more, once', async () => {
    const { id, driver, transaction, met, stops } = await charging(ENERGY)
    // 20 euros are 40 kWh. At 30 kW it has 1 kWh in two minutes.
    await transaction.meter(60, { registerWh: 1_031_900, powerW: 30_000 })
    expect([await met(), await stops()]).toEqual([[], []])
    await transaction.meter(61, { registerWh: 1_032_000, powerW: 30_000 })
    expect(await met()).toEqual([['NEAR', 1_600]])
    await transaction.meter(70, { registerWh: 1_038_980, powerW: 30_000 })
    expect(await stops()).toEqual([])
    await transaction.meter(71, { registerWh: 1_039_000, powerW: 30_000 })
    await transaction.meter(72, { registerWh: 1_039_500, powerW: 30_000 })
    expect(await met()).toEqual([
      ['NEAR', 1_600],
      ['REACHED', 1_950],
    ])
    expect(await stops()).toHaveLength(1)
    expect(await box.said('charging.limit.met', id)).toMatchObject([
      { userId: driver.userId, limitMinor: 2_000, currency: 'EUR' },
      { sessionId: id },
    ])
    const { limit } =
      (
        await box.ask<{ chargingSession: { limit: object } }>(
          driver.caller,
          'query ($id: UUID!) { chargingSession(id: $id) { limit { step remaining { amountMinor } } } }',
          { id },
        )
      ).data?.chargingSession ?? {}
    expect(limit).toEqual({ step: 'REACHED', remaining: { amountMinor: 25 } })
    await transaction.end(73, 1_039_900)
    expect(await box.cdrs(id)).toMatchObject([{ excl_vat_minor: 1_995 }])
  })

  test('by time: stops although its charger says nothing', async () => {
    const { met, stops, silent } = await charging(TIME)
    // 20 euros are 200 minutes.
    await silent(159)
    await until(async () => (await looked()) === 0)
    expect(await met()).toEqual([])
    await silent(161)
    await until(async () => (await met()).length === 1)
    await silent(198.1)
    await until(async () => (await stops()).length === 1)
    expect((await met()).map(([step]) => step)).toEqual(['NEAR', 'REACHED'])
  })

  test('by energy: a charger that is silent is taken to go on as it did', async () => {
    const { transaction, stops, silent } = await charging(ENERGY)
    await transaction.meter(10, { registerWh: 1_010_000, powerW: 60_000 })
    await silent(20)
    await until(async () => (await looked()) === 0)
    expect(await stops()).toEqual([])
    // Another 30 kWh in 30 minutes, of which two are ahead.
    await silent(38.1)
    await until(async () => (await stops()).length === 1)
  })

  test('by energy: a charger that tells nothing of what flows is taken to give all that it can', async () => {
    const { met, stops, silent } = await charging(ENERGY)
    await silent(5)
    await until(async () => (await looked()) === 0)
    expect([await met(), await stops()]).toEqual([[], []])
    await silent(600)
    await until(async () => (await stops()).length === 1)
  })

  test('by energy: a charger that is silent after a word of no power is taken to give all that it can', async () => {
    const { transaction, met, stops, silent } = await charging(ENERGY)
    await transaction.meter(10, { registerWh: 1_010_000, powerW: 0 })
    // 10 kWh, and after ten minutes of silence 50 kW since then.
    for (const minutes of [19, 40]) {
      await silent(minutes)
      await until(async () => (await looked()) === 0)
      expect([await met(), await stops()]).toEqual([[], []])
    }
    await silent(45)
    await until(async () => (await stops()).length === 1)
  })

  test('by energy: nothing is taken to flow in a pause, nor right after it', async () => {
    const { transaction, stops, silent } = await charging(ENERGY)
    await transaction.meter(10, { registerWh: 1_010_000, powerW: 60_000 })
    await transaction.suspend(11)
    await transaction.resume(600)
    for (const minutes of [605, 630]) {
      await silent(minutes)
      await until(async () => (await looked()) === 0)
      expect(await stops()).toEqual([])
    }
    await silent(635)
    await until(async () => (await stops()).length === 1)
  })

  test('a vehicle that takes nothing reaches no limit by energy', async () => {
    const { transaction, met, silent } = await charging(ENERGY)
    await transaction.meter(10, { registerWh: 1_010_000, powerW: 60_000 })
    await transaction.suspend(11)
    await silent(600)
    await until(async () => (await looked()) === 0)
    expect(await met()).toEqual([])
  })

  test('by parking time: stops although its vehicle takes nothing any more', async () => {
    const { transaction, stops, silent } = await charging(costs([{ type: 'PARKING_TIME', price: 6, stepSize: 1 }]))
    await transaction.suspend(0)
    await silent(150)
    await until(async () => (await looked()) === 0)
    expect(await stops()).toEqual([])
    await silent(198.1)
    await until(async () => (await stops()).length === 1)
  })

  test('whose prices came to be in another currency than what is blocked uses nothing', async () => {
    const { place, say, start } = await scene(ENERGY)
    await say()
    const id = (await start()).data?.startCharging.id ?? ''
    await box.tariff({ ...ENERGY, currency: 'CHF' }, place.tariffId ?? '', 2, at(-1))
    const transaction = await box.begin(place, { sessionId: id, receivedAt: new Date().toISOString() })
    expect((await box.commands(id)).stops).toEqual([])
    // 50 Swiss cents are not held against 20 euros.
    await transaction.meter(1, { registerWh: 1_001_000, powerW: 60_000 })
    expect((await box.commands(id)).stops).toHaveLength(1)
  })

  test('whose least price is above what is blocked stops at once', async () => {
    const { met, stops } = await charging({ ...ENERGY, minPrice: { exclVat: 25 } })
    expect([await met(), (await stops()).length]).toEqual([[['REACHED', 2_500]], 1])
  })

  test('that can cost no more than what is blocked goes on', async () => {
    const { transaction, met, stops } = await charging({ ...ENERGY, maxPrice: { exclVat: 20 } })
    await transaction.meter(60, { registerWh: 1_050_000, powerW: 50_000 })
    expect([await met(), await stops()]).toEqual([[['NEAR', 2_000]], []])
  })

  test('at a charger that is offline is billed for what it used, and is asked to stop again when the charger is back', async () => {
    const { id, place, transaction, stops, met } = await charging(ENERGY)
    const { stationId } = place
    const word = { stationId, ocppVersion: '2.0.1' as const, at: new Date().toISOString() }
    await transaction.meter(10, { registerWh: 1_010_000, powerW: 60_000 })
    await box.tell('ocpp.charge-point.disconnected', stationId, word)
    await transaction.meter(38, { registerWh: 1_039_000, powerW: 60_000 }, true)
    const [stop] = await stops()
    const again = () => box.db.updateTable('session').set({ limit_looked_at: null }).where('id', '=', id).execute()
    await box.tell('ocpp.command.failed', stop?.commandId ?? '', {
      commandId: stop?.commandId ?? '',
      sessionId: id,
      kind: 'STOP',
      reason: 'EXPIRED',
      message: '',
    })
    await again()
    await until(async () => (await looked()) === 0)
    expect(await stops()).toHaveLength(1)
    await box.tell('ocpp.charge-point.connected', stationId, word)
    await again()
    await until(async () => (await stops()).length === 2)
    await again()
    await until(async () => (await looked()) === 0)
    expect(await stops()).toHaveLength(2)
    expect((await met()).map(([step]) => step)).toEqual(['REACHED'])
    // What it took meanwhile is billed whole. Of the hold no more is taken than there is.
    await transaction.end(70, 1_048_000)
    expect(await box.cdrs(id)).toMatchObject([{ excl_vat_minor: 2_400 }])
  })
})

test('a session whose hold is gone is asked to stop until it does, for a day, and its driver learns of it once', async () => {
  const [its, other] = [await charging(ENERGY), await charging(ENERGY)]
  const refused = async () => {
    const commandId = (await its.stops()).at(-1)?.commandId ?? ''
    const failed = { commandId, sessionId: its.id, kind: 'STOP', reason: 'REJECTED', message: '' } as const
    await box.tell('ocpp.command.failed', commandId, failed)
  }
  const change = (id: string, set: object) => box.db.updateTable('session').set(set).where('id', '=', id).execute()
  await its.say({ state: 'RELEASING', usableUntil: null })
  for (const times of [1, 2, 3]) {
    await until(async () => (await its.stops()).length === times)
    await refused()
    await change(its.id, { limit_looked_at: null })
  }
  await until(async () => (await its.stops()).length === 4)
  await its.say({ state: 'EXPIRED', usableUntil: null })
  expect(await its.met()).toEqual([['GONE', 0]])
  await refused()
  await change(its.id, { limit_looked_at: new Date(0), limit_stop_at: new Date(Date.now() - 25 * 3_600_000) })
  await change(other.id, { limit_looked_at: null })
  await until(async () => (await looked()) === 0)
  expect(await its.stops()).toHaveLength(4)
  await its.transaction.end(20, 1_001_000)
})

/** How many wait for what another transaction has locked. */
const waiting = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(box.db)
  return rows[0]?.count ?? 0
}

test('among many that wait for their turn, one that was never looked at comes first', async () => {
  const { id, transaction } = await charging(ENERGY)
  const { limitsAtOnce } = CHARGING_LIMITS
  const found = box.db.transaction().execute(async (trx) => {
    const { held: _written, ...its } = await trx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const others = Array.from({ length: limitsAtOnce }, (_, n) => ({
      ...its,
      id: newId(),
      evse_number: 100 + n,
      hold_id: newId(),
      transaction_id: newId(),
      user_id: newId(),
      idempotency_key: null,
      tally: null,
      signed_meter: null,
      limit_looked_at: new Date(0),
    }))
    const hold = await trx.selectFrom('hold').selectAll().where('id', '=', its.hold_id).executeTakeFirstOrThrow()
    await trx
      .insertInto('hold')
      .values(others.map(({ hold_id: holdId }) => ({ ...hold, id: holdId })))
      .execute()
    await trx.insertInto('session').values(others).execute()
    await trx.updateTable('session').set({ limit_looked_at: null }).where('id', '=', id).execute()
    const locked = (await takeLimited(trx)).map((session) => session.id)
    expect(locked).toHaveLength(limitsAtOnce)
    expect(locked).toContain(id)
    throw new Error('taken back')
  })
  await expect(found).rejects.toThrow('taken back')
  await transaction.end(20, 1_001_000)
})

/** How many running sessions were not looked at yet. */
const looked = async (): Promise<number> =>
  (
    await box.db
      .selectFrom('session')
      .select('id')
      .where('hold_id', 'is not', null)
      .where('status', 'in', ['ACTIVE', 'SUSPENDED'])
      .where('limit_looked_at', 'is', null)
      .execute()
  ).length

describe('a start that fails', () => {
  const failures: [string, (at: { id: string; driver: Driver; place: Place }) => Promise<unknown>][] = [
    ['called off', ({ id, driver }) => box.stop(driver.caller, id)],
    [
      'refused by its charger',
      async ({ id }) => {
        const [{ commandId } = { commandId: '' }] = (await box.commands(id)).starts
        return box.tell('ocpp.command.failed', commandId, {
          commandId,
          sessionId: id,
          kind: 'START',
          reason: 'REJECTED',
          message: '',
        })
      },
    ],
    [
      'given up',
      ({ id }) =>
        box.db
          .updateTable('session')
          .set({ expires_at: new Date(0) })
          .where('id', '=', id)
          .execute(),
    ],
    ['lost to somebody else', async ({ place }) => box.begin(place, { idToken: (await box.driver()).idToken })],
  ]
  test.each(failures)('%s says which hold is free again', async (_how, act) => {
    const { driver, place, hold, say, start } = await scene()
    await say()
    const id = (await start()).data?.startCharging.id ?? ''
    await act({ id, driver, place })
    await until(async () => (await box.said('charging.session.failed', id)).length === 1)
    expect(await box.said('charging.session.failed', id)).toMatchObject([
      { sessionId: id, userId: driver.userId, holdId: hold.holdId, failure: expect.any(String) },
    ])
    await expectToldAgain(box.db, past, 'charging.session.failed')
  })

  test('and begins all the same is stopped: nothing is blocked for it any more', async () => {
    const { place, say, start } = await scene()
    await say()
    const id = (await start()).data?.startCharging.id ?? ''
    await box.db
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .where('id', '=', id)
      .execute()
    await until(async () => (await box.said('charging.session.failed', id)).length === 1)
    await box.begin(place, { sessionId: id })
    expect((await box.commands(id)).stops).toHaveLength(1)
  })
})

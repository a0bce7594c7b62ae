import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { sql } from 'kysely'
import { ADDRESS, admin, asAdministrator, at, refusalOf, TARIFF, testCharging, type TestCharging } from '../charging.fixture.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

async function running(tariffId?: string | null) {
  const [driver, place] = [await box.driver(), await box.station(tariffId)]
  const transaction = await box.begin(place, { idToken: driver.idToken })
  const { id } = await box.sessionOf(transaction.transactionId)
  return { driver, place, id, transaction, read: () => box.read(driver.caller, id) }
}
const DEARER = { ...TARIFF, elements: [{ components: [{ type: 'ENERGY' as const, price: 9, vat: 19, stepSize: 1 }] }] }
const total = (cdr: { excl_vat_minor: number; incl_vat_minor: number | null } | undefined) => [
  cdr?.excl_vat_minor,
  cdr?.incl_vat_minor,
]

describe('the bill', () => {
  test('edge case 4: of one session is one, and what happened is said once, however often the stop comes', async () => {
    const { driver, place, id, transaction } = await running()
    const event = await transaction.end(20, 1_010_000)
    await box.again(event)
    for (let i = 0; i < 5; i++) await transaction.end(20, 1_010_000)
    expect(await box.cdrs(id)).toHaveLength(1)
    expect(await box.said('charging.session.completed', id)).toEqual([
      {
        sessionId: id,
        userId: driver.userId,
        stationId: place.stationId,
        operatorId: place.operator.userId,
        connectorId: place.connectors[0]?.connectorId,
        startedAt: at(0),
        endedAt: at(20),
        energyWh: 10_000,
        held: false,
      },
    ])
    const [cdr] = await box.cdrs(id)
    expect(await box.said('charging.cdr.issued', id)).toEqual([
      {
        cdrId: cdr?.id,
        sessionId: id,
        userId: driver.userId,
        stationId: place.stationId,
        energyWh: 10_000,
        amountMinor: 714,
        currency: 'EUR',
        creditOf: null,
        bill: {
          operatorId: place.operator.userId,
          partnerId: null,
          connectorId: place.connectors[0]?.connectorId,
          address: ADDRESS,
          startedAt: at(0),
          endedAt: at(20),
          timeZone: 'Europe/Amsterdam',
          exclVatMinor: 600,
          inclVatMinor: 714,
          lines: cdr?.lines,
        },
      },
    ])
  })

  test('in forint is in hundredths, as ISO 4217 has them, and says so in major units', async () => {
    const elements = [{ components: [{ type: 'ENERGY' as const, price: 199, vat: 27, stepSize: 1 }] }]
    const { driver, id, transaction } = await running(await box.tariff({ currency: 'HUF', elements }))
    await transaction.end(20, 1_010_000)
    const query = `query ($id: UUID!) { chargingSession(id: $id) { chargeDetailRecord {
      totalCostExclVat { amountMinor amount currency } totalCostInclVat { amountMinor amount currency } } } }`
    expect((await box.ask(driver.caller, query, { id })).data).toEqual({
      chargingSession: {
        chargeDetailRecord: {
          totalCostExclVat: { amountMinor: 199_000, amount: '1990.00', currency: 'HUF' },
          totalCostInclVat: { amountMinor: 252_730, amount: '2527.30', currency: 'HUF' },
        },
      },
    })
  })

  test('has its lines, its stretches of time and the prices as they were', async () => {
    const { driver, transaction, read } = await running()
    await transaction.suspend(15)
    await transaction.end(20, 1_010_000)
    const query = `query ($id: UUID!) { chargeDetailRecord(id: $id) { sessionId creditOf tariffVersion totalCostInclVat { amountMinor }
      costLines { type quantity billedQuantity price vatPercent costExclVat { amountMinor } costInclVat { amountMinor currency } }
      chargingPeriods { kind startedAt endedAt } } }`
    const { data } = await box.ask<{ chargeDetailRecord: unknown }>(driver.caller, query, {
      id: (await read()).chargeDetailRecord?.id,
    })
    expect(data?.chargeDetailRecord).toMatchObject({
      creditOf: null,
      tariffVersion: 1,
      totalCostInclVat: { amountMinor: 833 },
      costLines: [
        {
          type: 'FLAT',
          quantity: 1,
          price: 1,
          vatPercent: 19,
          costExclVat: { amountMinor: 100 },
          costInclVat: { amountMinor: 119, currency: 'EUR' },
        },
        { type: 'ENERGY', quantity: 10_000, price: 0.5, costExclVat: { amountMinor: 500 }, costInclVat: { amountMinor: 595 } },
        {
          type: 'PARKING_TIME',
          quantity: 300,
          billedQuantity: 300,
          costExclVat: { amountMinor: 100 },
          costInclVat: { amountMinor: 119 },
        },
      ],
      chargingPeriods: [
        { kind: 'CHARGING', startedAt: at(0), endedAt: at(15) },
        { kind: 'PARKING', startedAt: at(15), endedAt: at(20) },
      ],
    })
  })

  test('is by the tariff version that was valid at the start, also when the end comes after the next one', async () => {
    const tariffId = await box.tariff(TARIFF, newId(), 1, at(-600))
    const { id, transaction } = await running(tariffId)
    await box.tariff(DEARER, tariffId, 2, at(10))
    await transaction.end(20, 1_010_000)
    const [cdr] = await box.cdrs(id)
    expect([cdr?.tariff_version, ...total(cdr)]).toEqual([1, 600, 714])
  })

  test('of a session that is heard of when the next tariff version holds already, is by the one of its start', async () => {
    const tariffId = await box.tariff(TARIFF, newId(), 1, at(-600))
    await box.tariff(DEARER, tariffId, 2, at(10))
    const { id, transaction } = await running(tariffId)
    await transaction.end(20, 1_010_000)
    const [cdr] = await box.cdrs(id)
    expect([cdr?.tariff_version, ...total(cdr)]).toEqual([1, 600, 714])
  })

  test('edge case 6: of a session that was offline is by the tariff its connector had then', async () => {
    const [driver, place] = [await box.driver(), await box.station(await box.tariff())]
    await box.sayStation({ ...place, tariffId: null }, new Date(at(60)))
    const transaction = await box.begin(place, { idToken: driver.idToken, offline: true })
    await transaction.end(20, 1_010_000)
    const [cdr] = await box.cdrs((await box.sessionOf(transaction.transactionId)).id)
    expect(total(cdr)).toEqual([600, 714])
  })

  test('without a tariff is nothing, in the currency of the house', async () => {
    const { id, transaction, read } = await running(null)
    await transaction.end(20, 1_010_000)
    const [cdr] = await box.cdrs(id)
    expect([cdr?.currency, cdr?.tariff_id, ...total(cdr)]).toEqual(['EUR', null, 0, 0])
    expect((await read()).runningCost).toEqual({ amountMinor: 0, currency: 'EUR' })
  })

  test('where no VAT applies has no total with VAT, and what is paid is the total without', async () => {
    const tariffId = await box.tariff({
      currency: 'USD',
      elements: [{ components: [{ type: 'ENERGY', price: 0.5, stepSize: 1 }] }],
    })
    const { id, transaction, read } = await running(tariffId)
    await transaction.end(20, 1_010_000)
    const { chargeDetailRecord, runningCost } = await read()
    expect(chargeDetailRecord).toMatchObject({ totalCostExclVat: { amountMinor: 500 }, totalCostInclVat: null })
    expect(runningCost).toEqual({ amountMinor: 500, currency: 'USD' })
    expect(await box.said('charging.cdr.issued', id)).toMatchObject([{ amountMinor: 500, currency: 'USD' }])
  })

  test('equals the running cost to the cent, whatever the readings', async () => {
    const components = [
      { type: 'FLAT' as const, price: 0.333, vat: 7, stepSize: 1 },
      { type: 'ENERGY' as const, price: 0.4567, vat: 19, stepSize: 100 },
      { type: 'TIME' as const, price: 1.23, vat: 19, stepSize: 60 },
      { type: 'PARKING_TIME' as const, price: 3.21, stepSize: 90 },
    ]
    const tariffId = await box.tariff({ currency: 'EUR', elements: [{ components }] })
    for (const [minutes, energyWh, parks] of [
      [7.3, 1_234, false],
      [59.99, 45_678, true],
      [121.5, 99, true],
    ] as const) {
      const { transaction, read, id } = await running(tariffId)
      if (parks) await transaction.suspend(minutes / 2)
      await transaction.meter(minutes, { registerWh: 1_000_000 + energyWh })
      const before = (await read()).runningCost
      await transaction.end(minutes, 1_000_000 + energyWh)
      const [cdr] = await box.cdrs(id)
      expect(before?.amountMinor).toBe(cdr?.incl_vat_minor ?? cdr?.excl_vat_minor)
    }
  })
})

describe('a correction', () => {
  test('edge case 7: by a later word of the charger takes the bill back and issues another', async () => {
    const { driver, id, transaction, read } = await running()
    await transaction.meter(15, { registerWh: 1_008_000 })
    await transaction.end(15, 1_008_000)
    await transaction.end(30, 1_014_000)
    const [first, ...rest] = await box.cdrs(id)
    const credit = rest.find(({ credit_of }) => credit_of !== null)
    const second = rest.find(({ credit_of }) => credit_of === null)
    expect(rest).toHaveLength(2)
    expect([first?.revision, ...total(first)]).toEqual([1, 500, 595])
    expect([credit?.credit_of, ...total(credit)]).toEqual([first?.id, -500, -595])
    expect([second?.revision, second?.total_energy_wh, ...total(second)]).toEqual([2, 14_000, 800, 952])
    expect((await box.said('charging.cdr.issued', id)).map(({ amountMinor, creditOf }) => [amountMinor, creditOf])).toEqual([
      [595, null],
      [-595, first?.id],
      [952, null],
    ])
    // The lines of each add up to it, those of the credit too.
    for (const { amountMinor, bill } of await box.said('charging.cdr.issued', id)) {
      expect(bill?.inclVatMinor).toBe(amountMinor)
      for (const side of ['exclVatMinor', 'inclVatMinor'] as const)
        expect(bill?.lines.reduce((sum, line) => sum + (line[side] ?? 0), 0)).toBe(bill?.[side])
    }
    // Said once more, whole: what was earned follows.
    expect((await box.said('charging.session.completed', id)).map(({ energyWh }) => energyWh)).toEqual([8_000, 14_000])
    expect(await read()).toMatchObject({
      status: 'COMPLETED',
      energyWh: 14_000,
      endedAt: at(30),
      chargeDetailRecord: { id: second?.id },
    })
    const query = `query ($id: UUID!) { chargeDetailRecord(id: $id) { creditOf totalCostInclVat { amountMinor } } }`
    expect((await box.ask(driver.caller, query, { id: credit?.id })).data).toEqual({
      chargeDetailRecord: { creditOf: first?.id, totalCostInclVat: { amountMinor: -595 } },
    })
  })

  test('says where its station was then: what takes it back as it did, the new one as it is now', async () => {
    const { id, transaction, place } = await running()
    await transaction.end(15, 1_008_000)
    await box.sayStation(place, new Date(at(16)), { address: { ...ADDRESS, name: 'Garage Noord' } })
    // A word of before there were addresses takes none away.
    await box.sayStation(place, new Date(at(17)), { address: undefined as never })
    await transaction.end(30, 1_014_000)
    const said = (await box.said('charging.cdr.issued', id)).map(({ bill }) => bill?.address)
    expect(said).toEqual([ADDRESS, ADDRESS, { ...ADDRESS, name: 'Garage Noord' }])
  })

  test('says nothing of a place that nobody has told', async () => {
    const { id, transaction, place } = await running()
    await asAdministrator(box, sql`UPDATE station SET address = NULL WHERE id = ${place.stationId}`)
    await transaction.end(15, 1_008_000)
    const [first] = await box.said('charging.cdr.issued', id)
    expect(first?.bill).toBeDefined()
    expect(first?.bill).not.toHaveProperty('address')
  })

  test('again changes nothing again', async () => {
    const { id, transaction } = await running()
    await transaction.end(15, 1_008_000)
    await transaction.end(30, 1_014_000)
    await transaction.end(30, 1_014_000)
    expect(await box.cdrs(id)).toHaveLength(3)
  })

  test('that shows nonsense takes the bill back and holds the next', async () => {
    const { id, transaction, read } = await running()
    await transaction.end(15, 1_008_000)
    await transaction.end(30, 900_000)
    expect((await box.cdrs(id)).filter(({ credit_of }) => credit_of !== null)).toHaveLength(1)
    expect(await box.cdrs(id)).toHaveLength(2)
    expect(await read()).toMatchObject({ held: true, flags: ['STOP_BELOW_START'], energyWh: 0 })
  })
})

describe('a bill that was held', () => {
  test('is issued when a later word of the charger clears it up', async () => {
    const { id, transaction, read } = await running()
    await transaction.end(15, 900_000)
    expect(await box.cdrs(id)).toEqual([])
    await transaction.end(30, 1_014_000)
    expect(await read()).toMatchObject({ held: false, flags: [], energyWh: 14_000, chargeDetailRecord: { revision: 1 } })
    // Said again: what is earned by a session is earned only when its bill is held no more.
    expect(await box.said('charging.session.completed', id)).toMatchObject([
      { held: true, energyWh: 0 },
      { held: false, energyWh: 14_000, endedAt: at(30) },
    ])
  })

  test('after one was taken back is the next revision, and the first is not taken back twice', async () => {
    const { id, transaction, read } = await running()
    await transaction.end(15, 1_008_000)
    await transaction.end(30, 900_000)
    expect((await read()).chargeDetailRecord).toBeNull()
    await transaction.end(31, 1_014_000)
    const all = await box.cdrs(id)
    expect(all.map(({ revision, credit_of }) => [revision, credit_of === null])).toEqual([
      [1, true],
      [1, false],
      [2, true],
    ])
    expect((await read()).chargeDetailRecord).toMatchObject({ revision: 2, totalEnergyWh: 14_000 })
  })
})

describe('a release', () => {
  const RELEASE = `mutation ($input: ReleaseSessionInput!) { releaseSession(input: $input) { id held flags chargeDetailRecord { revision } } }`
  const release = (caller: Caller, sessionId: string, reason = 'The meter was swapped.') =>
    box.ask<{ releaseSession: object }>(caller, RELEASE, { input: { sessionId, reason } })
  const released = { held: false, flags: ['STOP_BELOW_START'], chargeDetailRecord: { revision: 1 } }

  test('bills a held session and says that it is complete, once however often; the flags stay', async () => {
    const { id, place, transaction, read } = await running()
    await transaction.end(15, 900_000)
    for (let i = 0; i < 3; i++) expect((await release(place.operator, id)).data?.releaseSession).toEqual({ id, ...released })
    expect(await box.cdrs(id)).toHaveLength(1)
    expect(await box.said('charging.session.completed', id)).toMatchObject([{ held: true }, { held: false }])
    expect(await read()).toMatchObject(released)
    expect(await box.db.selectFrom('audit').selectAll().where('subject_id', '=', id).execute()).toMatchObject([
      {
        actor_id: place.operator.userId,
        action: 'session.released',
        detail: { reason: 'The meter was swapped.', flags: ['STOP_BELOW_START'] },
      },
    ])
  })

  test('by an admin is as good; a later word of the charger with new doubts holds the bill again, one without bills it anew', async () => {
    const { id, transaction, read } = await running()
    await transaction.end(15, 900_000)
    await release(admin, id)
    await transaction.end(16, 800_000)
    expect(await read()).toMatchObject({ held: true, chargeDetailRecord: null })
    await transaction.end(17, 1_010_000)
    expect(await read()).toMatchObject({ held: false, flags: [], chargeDetailRecord: { revision: 2, totalEnergyWh: 10_000 } })
  })

  test('of an unauthorised session outlasts a correction that brings no doubts of its own', async () => {
    const place = await box.station()
    const transaction = await box.begin(place, { authorised: false })
    const { id } = await box.sessionOf(transaction.transactionId)
    await transaction.end(15, 1_008_000)
    await release(place.operator, id)
    await transaction.end(16, 1_009_000)
    expect(await box.read(admin, id)).toMatchObject({ held: false, flags: ['UNAUTHORISED'], chargeDetailRecord: { revision: 2 } })
  })

  test.each([
    ['more energy than can be', { fact: {}, end: 1, stopWh: 1_500_000 }],
    ['times that cannot be', { fact: { receivedAt: at(-60) }, end: 15, stopWh: 1_001_000 }],
  ])('of %s is for admins alone: its operator would let tokens go that nobody has earned', async (_what, { fact, end, stopWh }) => {
    const [driver, place] = [await box.driver(), await box.station()]
    const transaction = await box.begin(place, { idToken: driver.idToken, ...fact })
    await transaction.end(end, stopWh)
    const { id } = await box.sessionOf(transaction.transactionId)
    expect(refusalOf(await release(place.operator, id))).toEqual({ code: 'FORBIDDEN', path: 'input.sessionId' })
    expect(await box.said('charging.session.completed', id)).toMatchObject([{ held: true }])
    expect((await release(admin, id)).data?.releaseSession).toMatchObject({ held: false })
  })

  test('waits for the end and for the price', async () => {
    const place = await box.station()
    const transaction = await box.begin(place, { authorised: false })
    const { id } = await box.sessionOf(transaction.transactionId)
    expect(refusalOf(await release(admin, id))).toEqual({ code: 'CONFLICT', path: 'input.sessionId' })
    const lost = await box.begin(place, { evseNumber: 9 })
    await lost.end(15, 1_008_000)
    const { id: unpriced } = await box.sessionOf(lost.transactionId)
    expect(refusalOf(await release(admin, unpriced))).toEqual({ code: 'CONFLICT', path: 'input.sessionId' })
  })

  test('is for the operator of the station and admins; others learn nothing of what there is', async () => {
    const { driver, id, transaction, read } = await running()
    await transaction.end(15, 900_000)
    const stranger = (await box.station()).operator
    expect(refusalOf(await release(driver.caller, id)).code).toBe('FORBIDDEN')
    expect(await release(driver.caller, id)).toEqual(await release(driver.caller, newId()))
    expect(refusalOf(await release(stranger, id))).toEqual({ code: 'NOT_FOUND', path: 'input.sessionId' })
    expect(await release(stranger, id)).toEqual(await release(stranger, newId()))
    expect(await read()).toMatchObject({ held: true, chargeDetailRecord: null })
  })

  test('has a reason', async () => {
    for (const reason of ['', '  ', 'x'.repeat(501)])
      expect(refusalOf(await release(admin, newId(), reason))).toEqual({ code: 'BAD_USER_INPUT', path: 'input.reason' })
  })
})

describe('the record', () => {
  test('cannot be changed or taken away, not even by a fault of ours', async () => {
    const { transaction } = await running()
    await transaction.end(20, 1_010_000)
    await expect(box.db.updateTable('cdr').set({ incl_vat_minor: 0 }).execute()).rejects.toThrow(/permission denied/)
    await expect(box.db.deleteFrom('cdr').execute()).rejects.toThrow(/permission denied/)
  })

  test('is one for each revision by the database itself', async () => {
    const { id, transaction } = await running()
    await transaction.end(20, 1_010_000)
    const [{ issued_at: _issued, ...cdr } = { issued_at: null }] = await box.cdrs(id)
    const copy = { ...cdr, id: newId(), lines: '[]', periods: '[]', tariff: null } as Parameters<
      ReturnType<typeof insert>['values']
    >[0]
    await expect(insert().values(copy).execute()).rejects.toThrow(/cdr_revision/)
  })
  const insert = () => box.db.insertInto('cdr')

  test('is seen by who sees the session', async () => {
    const { driver, place, transaction, read } = await running()
    await transaction.end(20, 1_010_000)
    const id = (await read()).chargeDetailRecord?.id
    const query = `query ($id: UUID!) { chargeDetailRecord(id: $id) { id } }`
    for (const caller of [driver.caller, place.operator, admin])
      expect((await box.ask(caller, query, { id })).data).toEqual({ chargeDetailRecord: { id } })
    const other = await box.driver()
    const foreign = await box.ask(other.caller, query, { id })
    expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'id' })
    expect(foreign).toEqual(await box.ask(other.caller, query, { id: newId() }))
    const entity = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on ChargeDetailRecord { id } } }`
    expect((await box.ask(other.caller, entity, { refs: [{ __typename: 'ChargeDetailRecord', id }] })).data).toEqual({
      _entities: [null],
    })
    const nobody = (of: string | undefined) => box.ask(ANONYMOUS, entity, { refs: [{ __typename: 'ChargeDetailRecord', id: of }] })
    expect(refusalOf(await nobody(id)).code).toBe('UNAUTHENTICATED')
    expect(await nobody(newId())).toEqual(await nobody(id))
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'charging.session.completed', 'charging.cdr.issued')
})

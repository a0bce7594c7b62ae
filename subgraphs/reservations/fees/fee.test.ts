import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { tariffOf } from '#lib/tariff/tariff.fixture.ts'
import type { PriceComponent, TariffData } from '#lib/tariff/tariff.ts'
import { userCaller } from '../../../test/caller.ts'
import { changeReservation } from '../reservation.ts'
import { lockReservation, rangeOf } from '../reservation.queries.ts'
import { testReservations, type TestReservations, type TestStation } from '../reservations.fixture.ts'
import type { ReservationChange, Terms } from '../tables.ts'

let box: TestReservations
beforeAll(async () => {
  box = await testReservations()
})
afterAll(() => box[Symbol.asyncDispose]())

const time = (price: number, stepSize = 600): PriceComponent => ({ type: 'TIME', price, vat: 20, stepSize })
const flat = (price: number): PriceComponent => ({ type: 'FLAT', price, vat: 20, stepSize: 1 })
const element = (reservation: 'RESERVATION' | 'RESERVATION_EXPIRES', ...components: PriceComponent[]) => ({
  components,
  restrictions: { reservation },
})
const session = { components: [{ type: 'ENERGY' as const, price: 0.25, vat: 10, stepSize: 1 }] }
/** OCPI 2.3.0, mod_tariffs: examples of reservations that expire. */
const EXPIRE_FEE = tariffOf([element('RESERVATION_EXPIRES', flat(4)), element('RESERVATION', time(2)), session])
const EXPIRE_TIME = tariffOf([element('RESERVATION_EXPIRES', time(6)), element('RESERVATION', time(3)), session])

const TERMS = { fees: true, cancelUntilMinutes: 60, noShowAfterMinutes: 60 }
const minutes = (n: number) => n * 60_000

async function soldBy(tariff: TariffData) {
  const tariffId = newId()
  await box.tell('stations.tariff.saved', tariffId, { tariffId, version: 1, validFrom: '2026-01-01T00:00:00Z', tariff })
  return box.station(1, {
    evses: [
      {
        evseId: newId(),
        number: 1,
        connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId, powerType: 'DC' }],
      },
    ],
  })
}
/** A slot of two hours that begins in so many minutes. */
async function slot(station: TestStation, beginsInMinutes: number, terms: Partial<Terms> = TERMS) {
  const userId = newId()
  const from = new Date(Date.now() + minutes(beginsInMinutes))
  const until = new Date(from.getTime() + minutes(120))
  const { id } = await box.db
    .insertInto('reservation')
    .values({
      id: newId(),
      kind: 'BOOKING',
      state: 'RESERVED',
      station_id: station.id,
      evse_id: station.evses[0] ?? '',
      connector_id: station.connectors[0] ?? '',
      operator_id: station.operator.userId,
      user_id: userId,
      during: rangeOf(from, until),
      starts_at: from,
      ends_at: until,
      terms: JSON.stringify(terms),
      expires_at: null,
      session_id: null,
      reason: null,
      note: null,
      idempotency_key: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, userId }
}
const becomes = (id: string, change: ReservationChange) =>
  box.db.transaction().execute(async (trx) => {
    const row = await lockReservation(trx, id)
    if (row) await changeReservation(trx, row, change)
  })
const feesOf = (id: string) => box.said('reservations.fee.due', id)
const amounts = async (id: string) => (await feesOf(id)).map(({ exclVatMinor, inclVatMinor }) => [exclVatMinor, inclVatMinor])

describe('a slot to which nobody came costs what the tariff asks for one that expires', () => {
  test('OCPI 2.3.0: a flat price, and 60 minutes of the reservation: 6.00, with VAT 7.20', async () => {
    const { id } = await slot(await soldBy(EXPIRE_FEE), -60)
    await becomes(id, { state: 'NO_SHOW' })
    expect(await amounts(id)).toEqual([[600, 720]])
  })

  test('OCPI 2.3.0: 90 minutes at a price of their own: 9.00, with VAT 10.80', async () => {
    const { id } = await slot(await soldBy(EXPIRE_TIME), -90, { ...TERMS, noShowAfterMinutes: 90 })
    await becomes(id, { state: 'NO_SHOW' })
    expect(await amounts(id)).toEqual([[900, 1_080]])
  })

  test('a sweep that comes late charges for no more than the time after which nobody was waited for', async () => {
    const { id } = await slot(await soldBy(EXPIRE_TIME), -110)
    await becomes(id, { state: 'NO_SHOW' })
    expect(await amounts(id)).toEqual([[600, 720]])
  })
})

describe('a slot that its driver cancels', () => {
  test('in time costs nothing', async () => {
    const { id } = await slot(await soldBy(EXPIRE_FEE), 61)
    await becomes(id, { state: 'CANCELLED', reason: 'DRIVER' })
    expect(await feesOf(id)).toEqual([])
  })

  test('late, before it begins, costs the flat prices alone', async () => {
    const { id } = await slot(await soldBy(EXPIRE_FEE), 59)
    await becomes(id, { state: 'CANCELLED', reason: 'DRIVER' })
    expect(await amounts(id)).toEqual([[400, 480]])
    expect((await feesOf(id))[0]).toMatchObject({ kind: 'LATE_CANCELLATION', version: 1 })
  })

  test('after it began, costs the time until then too', async () => {
    const { id } = await slot(await soldBy(EXPIRE_TIME), -25)
    await becomes(id, { state: 'CANCELLED', reason: 'DRIVER' })
    // 25 minutes in steps of ten.
    expect(await amounts(id)).toEqual([[300, 360]])
  })
})

test('an offer that its driver does not take costs nothing', async () => {
  const { id } = await slot(await soldBy(EXPIRE_FEE), 10)
  await box.db.updateTable('reservation').set({ state: 'PENDING', expires_at: new Date() }).where('id', '=', id).execute()
  await becomes(id, { state: 'CANCELLED', reason: 'DRIVER' })
  expect(await feesOf(id)).toEqual([])
})

test.each(['OPERATOR', 'CHARGER_OFFLINE', 'EVSE_OUT_OF_ORDER', 'OCCUPIED'])(
  'whose slot ends by %s pays nothing',
  async (reason) => {
    const { id } = await slot(await soldBy(EXPIRE_FEE), -60)
    await becomes(id, { state: 'CANCELLED', reason })
    expect(await feesOf(id)).toEqual([])
  },
)

test('an operator who charges no fees gets none, and a tariff without prices for reservations asks for none, whatever a session costs at least', async () => {
  const free = await slot(await soldBy(EXPIRE_FEE), -60, { ...TERMS, fees: false })
  const unpriced = await slot(await soldBy(tariffOf([session], { minPrice: { exclVat: 5, inclVat: 6 } })), -60)
  for (const { id } of [free, unpriced]) {
    await becomes(id, { state: 'NO_SHOW' })
    expect(await feesOf(id)).toEqual([])
  }
})

test('the tariff of the booking counts, not the one that came after it', async () => {
  const station = await soldBy(EXPIRE_FEE)
  const { id } = await slot(station, -60)
  const dear = newId()
  await box.tell('stations.tariff.saved', dear, {
    tariffId: dear,
    version: 1,
    validFrom: '2026-01-01T00:00:00Z',
    tariff: tariffOf([element('RESERVATION_EXPIRES', flat(100)), session]),
  })
  const [evse] = station.said.evses
  await station.saved({
    evses: evse ? [{ ...evse, connectors: evse.connectors.map((connector) => ({ ...connector, tariffId: dear })) }] : [],
  })
  await becomes(id, { state: 'NO_SHOW' })
  expect(await amounts(id)).toEqual([[600, 720]])
})

test('a driver who takes another connector takes its tariff; one whose slot is moved for them keeps theirs', async () => {
  for (const [reason, amount] of [
    [null, [10_000, 12_000]],
    ['MOVED', [600, 720]],
  ] as const) {
    const [station, dear] = [await soldBy(EXPIRE_FEE), newId()]
    const tariff = tariffOf([element('RESERVATION_EXPIRES', flat(100)), session])
    await box.tell('stations.tariff.saved', dear, { tariffId: dear, version: 1, validFrom: '2026-01-01T00:00:00Z', tariff })
    const connector = { connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: dear, powerType: 'DC' as const }
    const other = { evseId: newId(), number: 2, connectors: [connector] }
    await station.saved({ evses: [...station.said.evses, other] })
    const { id } = await slot(station, -60)
    await becomes(id, { evse_id: other.evseId, connector_id: connector.connectorId, reason })
    await becomes(id, { state: 'NO_SHOW' })
    expect(await amounts(id)).toEqual([amount])
  }
})

test('the price that was confirmed counts: that of the booking, and at another connector that of the change', async () => {
  const fees = (price: number) => tariffOf([element('RESERVATION_EXPIRES', flat(price)), session])
  const say = (tariffId: string, version: number, validFrom: string, price: number) =>
    box.tell('stations.tariff.saved', tariffId, { tariffId, version, validFrom, tariff: fees(price) })
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
  for (const [changes, amount] of [
    // Booked yesterday, when it was 4; an hour ago both became dearer.
    [[], [400, 480]],
    [['TIME'], [400, 480]],
    [['CONNECTOR'], [900, 1_080]],
    [
      ['CONNECTOR', 'MOVED'],
      [900, 1_080],
    ],
  ] as const) {
    const [first, second] = [newId(), newId()]
    for (const [tariffId, price] of [
      [first, 4],
      [second, 6],
    ] as const) {
      await say(tariffId, 1, '2026-01-01T00:00:00Z', price)
      await say(tariffId, 2, hourAgo, price + 3)
    }
    const place = (number: number, tariffId: string) => ({
      evseId: newId(),
      number,
      connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId, powerType: 'DC' as const }],
    })
    const evses = [place(1, first), place(2, second), place(3, first)]
    const { id } = await slot(await box.station(0, { evses }), 30)
    await box.db
      .updateTable('reservation')
      .set({ created_at: new Date(Date.now() - 86_400_000) })
      .where('id', '=', id)
      .execute()
    const to = (number: 1 | 2, reason: 'MOVED' | null) =>
      becomes(id, { evse_id: evses[number]?.evseId ?? '', connector_id: evses[number]?.connectors[0]?.connectorId ?? '', reason })
    for (const change of changes)
      if (change === 'TIME') await becomes(id, { ends_at: new Date(Date.now() + 7_200_000) })
      else await to(change === 'CONNECTOR' ? 1 : 2, change === 'MOVED' ? 'MOVED' : null)
    await becomes(id, { state: 'CANCELLED', reason: 'DRIVER' })
    expect(await amounts(id)).toEqual([amount])
  }
})

test('a no-show that comes to light as a late start is owed nothing any more', async () => {
  const { id } = await slot(await soldBy(EXPIRE_FEE), -60)
  await becomes(id, { state: 'NO_SHOW' })
  await becomes(id, { state: 'FULFILLED', session_id: newId() })
  expect(await feesOf(id)).toMatchObject([
    { version: 1, amountMinor: 720 },
    { version: 2, amountMinor: 0 },
  ])
  expect(await box.db.selectFrom('fee').select('version').where('reservation_id', '=', id).execute()).toHaveLength(2)
})

describe('a late cancellation and a start cross: one of them is charged for, and not both', () => {
  const uses = ({ id, userId }: { id: string; userId: string }) => {
    const sessionId = newId()
    const data = { reservationId: id, sessionId, userId, startedAt: new Date().toISOString(), offline: false }
    return box.tell('charging.reservation.used', sessionId, data)
  }

  test('charging had bound it before it heard of the cancellation: the session bills, and the fee is taken back, once', async () => {
    const its = await slot(await soldBy(EXPIRE_FEE), -10)
    await becomes(its.id, { state: 'CANCELLED', reason: 'DRIVER' })
    await uses(its)
    await uses(its)
    expect(await feesOf(its.id)).toMatchObject([{ version: 1 }, { version: 2, amountMinor: 0 }])
    const [fee] = await feesOf(its.id)
    expect(fee?.amountMinor).toBeGreaterThan(0)
  })

  test('charging heard of the cancellation first: nothing uses it, and the fee stands', async () => {
    const its = await slot(await soldBy(EXPIRE_FEE), -10)
    await becomes(its.id, { state: 'CANCELLED', reason: 'DRIVER' })
    expect(await feesOf(its.id)).toHaveLength(1)
  })

  test('it was used first: it cannot be cancelled any more', async () => {
    const its = await slot(await soldBy(EXPIRE_FEE), -10)
    await uses(its)
    const caller = userCaller(['DRIVER'], its.userId)
    const { errors } = await box.ask(caller, 'mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { id } }', {
      input: { reservationId: its.id },
    })
    expect(errors?.[0]?.extensions?.code).toBe('CONFLICT')
    expect(await feesOf(its.id)).toEqual([])
  })

  test('at once: whichever comes first, at most one is charged for', async () => {
    for (let round = 0; round < 5; round++) {
      const its = await slot(await soldBy(EXPIRE_FEE), -10)
      const caller = userCaller(['DRIVER'], its.userId)
      await Promise.all([
        box.ask(caller, 'mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { id } }', {
          input: { reservationId: its.id },
        }),
        uses(its),
      ])
      expect((await feesOf(its.id)).at(-1)?.amountMinor ?? 0).toBe(0)
    }
  })
})

const WAIVE = `mutation ($input: WaiveReservationFeeInput!) { waiveReservationFee(input: $input) {
  reservation { id fee { amount { amountMinor } waivedReason } } } }`

test('its operator lets a fee off once, and nobody else does', async () => {
  const station = await soldBy(EXPIRE_FEE)
  const { id } = await slot(station, -60)
  const input = { reservationId: id, reason: 'The barrier was closed.' }
  expect((await box.ask(station.operator, WAIVE, { input })).errors?.[0]?.extensions?.code).toBe('CONFLICT')
  await becomes(id, { state: 'NO_SHOW' })
  const stranger = await box.ask(userCaller(['OPERATOR']), WAIVE, { input })
  expect(stranger.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const answers = await Promise.all([0, 1, 2].map(() => box.ask(station.operator, WAIVE, { input })))
  for (const { data } of answers)
    expect(data).toMatchObject({
      waiveReservationFee: { reservation: { fee: { amount: { amountMinor: 0 }, waivedReason: input.reason } } },
    })
  expect((await feesOf(id)).map(({ amountMinor }) => amountMinor)).toEqual([720, 0])
  await becomes(id, { state: 'FULFILLED' })
  expect(await feesOf(id)).toHaveLength(2)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { codeOf } from '../booking/booking.fixture.ts'
import { inMinutes, testWaitlist, type TestWaitlist } from './waitlist.fixture.ts'

let box: TestWaitlist
beforeAll(async () => {
  box = await testWaitlist()
})
afterAll(() => box[Symbol.asyncDispose]())

const evse = (number: number, maxPowerW: number) => ({
  evseId: newId(),
  number,
  connectors: [{ connectorId: newId(), number: 1, maxPowerW, tariffId: null, powerType: 'DC' as const }],
})
/** Nobody has to look at a station again for who waits there. */
const looked = async (stationId: string) =>
  (await box.db.selectFrom('waitlist_due').select('id').where('station_id', '=', stationId).execute()).length === 0

describe('what is free is offered', () => {
  test('to nobody who owes money: who came after them has it', async () => {
    const station = await box.open()
    const wish = { until: inMinutes(120) }
    const [owes, next] = [await box.waits(station, wish), await box.waits(station, wish)]
    await box.db.insertInto('payer').values({ user_id: owes.by.userId, standing: 'BLOCKED', said: 1 }).execute()
    await box.offer()
    expect([(await owes.now()).state, (await next.now()).state]).toEqual(['WAITING', 'OFFERED'])
  })

  test('beside what is kept free, and not where bookings are closed since', async () => {
    const [kept, closed] = [await box.open(2, { keptFree: 1, maxMinutes: 600 }), await box.open()]
    await box.given(kept, { startsAt: inMinutes(30), minutes: 400 })
    for (const station of [kept, closed]) {
      const entry = await box.waits(station)
      if (station === closed) await box.saveTerms(station.operator, { stationId: station.id, open: false })
      await box.offer()
      expect((await entry.now()).state).toBe('WAITING')
      expect(await looked(station.id)).toBe(true)
    }
  })

  test('at an EVSE that is in order', async () => {
    const station = await box.open(2)
    await station.says('FAULTED', 1)
    const entry = await box.waits(station)
    await box.offer()
    expect((await entry.now()).reservation).toMatchObject({ evseNumber: 2 })
  })

  test('from the moment that was asked for, or from when others leave, where a slot may be used before its start', async () => {
    const [free, busy] = [await box.open(1, { earlyStartMinutes: 10 }), await box.open(1, { earlyStartMinutes: 10 })]
    const from = inMinutes(60)
    const minutesAfter = (minutes: number) => new Date(Date.parse(from) + minutes * 60_000).toISOString()
    await box.given(busy, { startsAt: from })
    const starts = []
    for (const station of [free, busy]) {
      const entry = await box.waits(station, { from, until: minutesAfter(240) })
      await box.offer()
      starts.push((await entry.now()).reservation?.startsAt)
    }
    expect(starts).toEqual([from, minutesAfter(70)])
  })

  test('when a session gives the rest of its slot back', async () => {
    const station = await box.open()
    const [slot, sessionId] = [await box.slot(station, -20, { lasts: 400 }), newId()]
    await slot.used(sessionId)
    const entry = await box.waits(station)
    await box.offer()
    expect([(await entry.now()).state, await looked(station.id)]).toEqual(['WAITING', true])
    await slot.completes(sessionId)
    await box.offer()
    expect((await entry.now()).state).toBe('OFFERED')
  })

  test('when a slot moves to another EVSE', async () => {
    const station = await box.open(0, { changeUntilMinutes: 0, maxMinutes: 600 }, { evses: [evse(1, 150_000), evse(2, 50_000)] })
    const slot = await box.given(station, { startsAt: inMinutes(30), minutes: 400 })
    const entry = await box.waits(station, { powerW: 100_000 })
    await box.offer()
    expect((await entry.now()).state).toBe('WAITING')
    await box.change(slot.by, { reservationId: slot.id, connectorId: station.connectors[1] })
    await box.offer()
    expect((await entry.now()).state).toBe('OFFERED')
  })
})

describe('who waits', () => {
  test('and leaves without an offer has let none pass, however often', async () => {
    const station = await box.open()
    await box.given(station, { startsAt: inMinutes(60), minutes: 240 })
    const first = await box.waits(station)
    await first.leave()
    for (let i = 0; i < 3; i++) await (await box.waits(station, {}, first.by)).leave()
    expect((await (await box.waits(station, {}, first.by)).now()).state).toBe('WAITING')
  })

  test('and has an offer decides on it first; what they have taken they cannot leave', async () => {
    const station = await box.open()
    const entry = await box.waits(station)
    await box.offer()
    const input = { stationId: station.id, from: inMinutes(60), until: inMinutes(300), minutes: 30 }
    expect(codeOf(await box.join(entry.by, input))).toBe('CONFLICT')
    expect(await entry.now()).toMatchObject({ state: 'OFFERED', minutes: 60 })
    await entry.accept()
    expect(codeOf(await entry.leave())).toBe('CONFLICT')
    expect((await entry.now()).reservation?.state).toBe('RESERVED')
  })
})

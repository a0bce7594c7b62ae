import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newUser } from '../../../test/caller.ts'
import { codeOf } from '../booking/booking.fixture.ts'
import { inMinutes, testWaitlist, type TestWaitlist } from './waitlist.fixture.ts'

let box: TestWaitlist
beforeAll(async () => {
  box = await testWaitlist()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A station with one EVSE that is booked for five hours, from an hour ahead. */
async function full() {
  const station = await box.open(1, { maxMinutes: 600, cancelUntilMinutes: 0 })
  const slot = await box.given(station, { startsAt: inMinutes(60), minutes: 300 })
  return { station, slot, frees: () => box.cancel(slot.by, { reservationId: slot.id }) }
}

describe('what becomes free', () => {
  test('is offered to who came first, and held for them: nobody slips in', async () => {
    const { station, frees } = await full()
    const [first, second] = [await box.waits(station), await box.waits(station)]
    await box.offer()
    expect((await first.now()).state).toBe('WAITING')
    await frees()
    await box.offer()
    const { state, reservation } = await first.now()
    expect({ state, slot: reservation?.state }).toEqual({ state: 'OFFERED', slot: 'PENDING' })
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: reservation?.startsAt, minutes: 60 }))).toBe(
      'SLOT_TAKEN',
    )
    expect((await first.accept()).data?.acceptOffer).toMatchObject({ id: reservation?.id, state: 'RESERVED' })
    expect((await first.accept()).data?.acceptOffer).toMatchObject({ id: reservation?.id, state: 'RESERVED' })
    expect(await first.told()).toEqual(['WAITING', 'OFFERED', 'TAKEN'])
    // The second one has the hour after it.
    const next = (await second.now()).reservation
    expect(next?.startsAt).toBe(reservation?.endsAt)
  })

  test('is passed on when it is not taken in time, and then cannot be taken', async () => {
    const { station, frees } = await full()
    const wish = { until: inMinutes(120) }
    const [first, second] = [await box.waits(station, wish), await box.waits(station, wish)]
    await frees()
    await box.offer()
    expect([(await first.now()).state, (await second.now()).state]).toEqual(['OFFERED', 'WAITING'])
    const offered = (await first.now()).reservation
    await sql`UPDATE reservation SET expires_at = now() WHERE id = ${offered?.id}`.execute(box.db)
    expect(codeOf(await first.accept())).toBe('CONFLICT')
    await box.offer()
    expect([(await first.now()).state, (await second.now()).state]).toEqual(['LAPSED', 'OFFERED'])
    expect((await first.now()).reservation?.state).toBe('LAPSED')
    expect(codeOf(await first.accept())).toBe('CONFLICT')
  })

  test('is passed on when it is declined', async () => {
    const { station, frees } = await full()
    const wish = { until: inMinutes(120) }
    const [first, second] = [await box.waits(station, wish), await box.waits(station, wish)]
    await frees()
    await box.offer()
    expect((await first.leave()).data?.leaveWaitlist).toMatchObject({ state: 'LEFT', reservation: { state: 'LAPSED' } })
    expect((await first.leave()).data?.leaveWaitlist).toMatchObject({ state: 'LEFT' })
    await box.offer()
    expect((await second.now()).state).toBe('OFFERED')
  })

  test('passes over whom it does not fit: too short, too weak, or a slot of theirs at that time', async () => {
    const { station, frees } = await full()
    const long = await box.waits(station, { minutes: 400, until: inMinutes(500) })
    const strong = await box.waits(station, { powerW: 100_000 })
    const busy = await box.waits(station, { until: inMinutes(150) })
    const elsewhere = await box.open()
    await box.given(elsewhere, { startsAt: inMinutes(60) }, busy.by)
    const fits = await box.waits(station, { until: inMinutes(150) })
    await sql`UPDATE reservation SET during = tstzrange(lower(during), upper(during) + interval '2 hours') WHERE station_id = ${station.id}`.execute(
      box.db,
    )
    await frees()
    await box.slot(station, 300, { lasts: 120 })
    await box.offer()
    const states = await Promise.all([long, strong, busy, fits].map(async (entry) => (await entry.now()).state))
    expect(states).toEqual(['WAITING', 'WAITING', 'WAITING', 'OFFERED'])
  })

  test('is offered for a start that lies ahead, and the offer ends before it', async () => {
    const station = await box.open()
    const entry = await box.waits(station, { from: inMinutes(-120) })
    await box.offer()
    const { reservation } = await entry.now()
    const { rows } = await sql<{ lead: number; left: number }>`SELECT extract(epoch FROM starts_at - now())::float AS lead,
      extract(epoch FROM starts_at - expires_at)::float AS left FROM reservation WHERE id = ${reservation?.id}`.execute(box.db)
    expect(rows[0]?.lead).toBeGreaterThan(4 * 60)
    expect(rows[0]?.left).toBeGreaterThanOrEqual(0)
  })

  test('by a no-show is offered too', async () => {
    const station = await box.open()
    const slot = await box.slot(station, -15, { lasts: 300 })
    const entry = await box.waits(station, { from: inMinutes(0) })
    await box.offer()
    expect((await entry.now()).state).toBe('WAITING')
    await box.sweep()
    expect(await slot.state()).toBe('NO_SHOW')
    await box.offer()
    expect((await entry.now()).state).toBe('OFFERED')
  })
})

describe('at once', () => {
  test('a newcomer and an offer: one of them has the slot', async () => {
    for (let round = 0; round < 5; round++) {
      const { station, frees } = await full()
      const entry = await box.waits(station, { from: inMinutes(60), until: inMinutes(120) })
      await frees()
      const book = () => box.book(newUser(), { stationId: station.id, startsAt: inMinutes(60), minutes: 60 })
      const [, ...booked] = await Promise.all([box.offer(), book(), book(), book(), box.offer()])
      const got = booked.filter((answer) => answer && 'data' in answer && answer.data).length
      expect(got + ((await entry.now()).state === 'OFFERED' ? 1 : 0)).toBe(1)
    }
  })

  test('two free slots, one who waits, and three that offer: one offer', async () => {
    const station = await box.open(2)
    const entry = await box.waits(station)
    await Promise.all([box.offer(), box.offer(), box.offer()])
    expect((await entry.now()).state).toBe('OFFERED')
    const rows = await box.db.selectFrom('reservation').select('id').where('station_id', '=', station.id).execute()
    expect(rows).toHaveLength(1)
    expect(await entry.told()).toEqual(['WAITING', 'OFFERED'])
  })

  test('many who wait, few slots, and three that offer: those who came first have them', async () => {
    const station = await box.open(2)
    const wish = { until: inMinutes(120) }
    const entries = []
    for (let i = 0; i < 8; i++) entries.push(await box.waits(station, wish))
    await Promise.all([box.offer(), box.offer(), box.offer()])
    const states = await Promise.all(entries.map(async (entry) => (await entry.now()).state))
    expect(states).toEqual([...Array(2).fill('OFFERED'), ...Array(6).fill('WAITING')])
  })

  test('accepting, leaving, and the end of the offer: one of them holds', async () => {
    for (let round = 0; round < 8; round++) {
      const station = await box.open()
      const entry = await box.waits(station)
      await box.offer()
      const id = (await entry.now()).reservation?.id
      if (round % 2 === 0)
        await sql`UPDATE reservation SET expires_at = clock_timestamp() + interval '20 ms' WHERE id = ${id}`.execute(box.db)
      const [accepted] = await Promise.all([entry.accept(), round % 2 === 0 ? box.offer() : entry.leave()])
      await box.offer()
      const { state, reservation } = await entry.now()
      expect(reservation?.state).toBe(accepted.data ? 'RESERVED' : 'LAPSED')
      expect(state === 'TAKEN').toBe(Boolean(accepted.data))
    }
  })
})

describe('waiting', () => {
  test('is done once at a station, by whoever may book there; another wish keeps the place', async () => {
    const { station } = await full()
    const first = await box.waits(station)
    const input = { stationId: station.id, from: inMinutes(60), until: inMinutes(300), minutes: 60 }
    const again = await Promise.all([1, 2, 3].map(() => box.join(first.by, { ...input, minutes: 90 })))
    expect(again.map(({ data }) => data?.joinWaitlist)).toMatchObject(
      Array.from({ length: 3 }, () => ({ id: first.id, minutes: 90 })),
    )
    const closed = await box.station()
    expect(codeOf(await box.join(newUser(), { ...input, stationId: closed.id }))).toBe('NOT_BOOKABLE')
    expect(codeOf(await box.join(newUser(), { ...input, minutes: 6 }))).toBe('BAD_USER_INPUT')
    expect(codeOf(await box.join(newUser(), { ...input, until: inMinutes(90) }))).toBe('BAD_USER_INPUT')
    const hidden = await box.open(1, {}, { access: 'PRIVATE' })
    expect(codeOf(await box.join(newUser(), { ...input, stationId: hidden.id }))).toBe('NOT_FOUND')
  })

  test('is not for who lets offers pass all day: others may have what is free', async () => {
    const station = await box.open()
    const by = newUser()
    for (const pass of ['leave', 'lapse', 'leave'] as const) {
      const entry = await box.waits(station, {}, by)
      await box.offer()
      const { state, reservation } = await entry.now()
      expect(state).toBe('OFFERED')
      if (pass === 'leave') await entry.leave()
      else {
        await sql`UPDATE reservation SET expires_at = now() WHERE id = ${reservation?.id}`.execute(box.db)
        await box.offer()
      }
    }
    const input = { stationId: station.id, from: inMinutes(60), until: inMinutes(300), minutes: 60 }
    expect(codeOf(await box.join(by, input))).toBe('LIMIT_REACHED')
    await box.waits(await box.open(), {}, by)
    await sql`UPDATE waitlist_entry SET changed_at = now() - interval '1 day' WHERE user_id = ${by.userId}`.execute(box.db)
    expect((await box.join(by, input)).errors).toBeUndefined()
  })

  test('and what is offered is only taken by who might book it: not with as many slots as one may have, nor with an overdue bill', async () => {
    const station = await box.open()
    const entry = await box.waits(station)
    await box.offer()
    const { userId } = entry.by
    const slots = []
    for (let i = 0; i < 4; i++) slots.push(await box.given(await box.open(), { startsAt: inMinutes(600 + i * 60) }, entry.by))
    await box.slot(station, 1_200, { userId })
    expect(codeOf(await entry.accept())).toBe('LIMIT_REACHED')
    for (const slot of slots.slice(0, 1)) await box.cancel(entry.by, { reservationId: slot.id })
    const standing = (state: 'BLOCKED' | 'STANDARD') =>
      box.db
        .insertInto('payer')
        .values({ user_id: userId, standing: state, said: 1 })
        .onConflict((known) => known.column('user_id').doUpdateSet({ standing: state }))
        .execute()
    await standing('BLOCKED')
    expect(codeOf(await entry.accept())).toBe('PAYMENT_OVERDUE')
    await standing('STANDARD')
    expect((await entry.accept()).data?.acceptOffer.state).toBe('RESERVED')
  })

  test('is for oneself', async () => {
    const entry = await box.waits(await box.open())
    await box.offer()
    expect(codeOf(await box.accept(newUser(), { entryId: entry.id }))).toBe('NOT_FOUND')
    expect(codeOf(await box.leave(newUser(), { entryId: entry.id }))).toBe('NOT_FOUND')
  })

  test('ends when its time is over', async () => {
    const { station } = await full()
    const entry = await box.waits(station)
    await box.db
      .updateTable('waitlist_entry')
      .set({ from_at: new Date(Date.now() - 7_200_000), until_at: new Date() })
      .where('id', '=', entry.id)
      .execute()
    await box.offer()
    expect((await entry.now()).state).toBe('LAPSED')
  })

  test("ends when somebody leaves, and what they were offered is the next one's", async () => {
    const station = await box.open()
    const wish = { until: inMinutes(120) }
    const [first, second] = [await box.waits(station, wish), await box.waits(station, wish)]
    await box.offer()
    const { userId } = first.by
    await box.tell('accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() })
    await box.offer()
    expect((await second.now()).state).toBe('OFFERED')
    expect(await first.told()).toEqual(['WAITING', 'OFFERED', 'LEFT'])
  })

  test('is shown live to who waits', async () => {
    const station = await box.open()
    const entry = await box.waits(station)
    await box.reading<{ waitlistUpdated: { id: string; state: string } }>(
      entry.by,
      'subscription { waitlistUpdated { id state } }',
      async (next) => {
        expect((await next()).data?.waitlistUpdated).toEqual({ id: entry.id, state: 'WAITING' })
        await box.offer()
        expect((await next()).data?.waitlistUpdated).toEqual({ id: entry.id, state: 'OFFERED' })
        await entry.accept()
        expect((await next()).data?.waitlistUpdated).toEqual({ id: entry.id, state: 'TAKEN' })
      },
    )
  })
})

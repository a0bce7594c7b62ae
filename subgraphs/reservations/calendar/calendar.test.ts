import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { ahead, codeOf, testBookings, type TestBookings } from '../booking/booking.fixture.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { idsAt } from './calendar.queries.ts'
import { BOUNDS } from '../terms/terms.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

const of = (id: string) => [{ __typename: 'Station', id }]
const SLOTS = `query ($of: [_Any!]!, $day: String!, $minutes: Int!, $powerW: Int) {
  _entities(representations: $of) { ... on Station { slots(day: $day, minutes: $minutes, powerW: $powerW) { startsAt evses } } } }`
interface Asked {
  minutes?: number
  powerW?: number
  by?: Caller
}
/** The slots of a day, with how many EVSEs are free. UTC is the clock of these stations. */
async function slotsOf(id: string, day: string, input: Asked = {}): Promise<{ startsAt: string; evses: number }[] | null> {
  const { minutes = 60, powerW = null, by = newUser() } = input
  const { data, errors } = await box.ask<{ _entities: [{ slots: { startsAt: string; evses: number }[] | null }] }>(by, SLOTS, {
    of: of(id),
    day,
    minutes,
    powerW,
  })
  if (!data) throw new Error(JSON.stringify(errors))
  return data._entities[0].slots
}
/** The slots that begin within three hours of the first hour that tests book, as minutes after it, with how many EVSEs are free. */
async function near(id: string, input: Asked = {}): Promise<[number, number][] | null> {
  const found: [number, number][] = []
  for (const day of new Set([ahead(-90).slice(0, 10), ahead(90).slice(0, 10)])) {
    const slots = await slotsOf(id, day, input)
    if (!slots) return null
    for (const { startsAt, evses } of slots) found.push([(Date.parse(startsAt) - Date.parse(ahead())) / 60_000, evses])
  }
  return found.filter(([at]) => at >= -90 && at <= 90)
}
const DAY_MINUTES = 1_440
const UTC = { timeZone: 'UTC' }
const quarters = (from: number, to: number) => Array.from({ length: (to - from) / 15 + 1 }, (_, i) => from + 15 * i)

describe('the free slots of a day', () => {
  test('are those that a driver can book, and no others', async () => {
    const station = await box.open(1, {}, UTC)
    await box.given(station)
    const free = (await near(station.id))?.map(([at]) => at)
    expect(free).toEqual([...quarters(-90, -60), ...quarters(60, 90)])
    for (const at of quarters(-90, 90))
      expect([
        at,
        codeOf(await box.book(station.operator, { stationId: station.id, startsAt: ahead(at), idempotencyKey: newId() })),
      ])
        // The operator books the first free one, which stands in the way of its own next ones.
        .toEqual([at, at === -90 || at === 60 ? undefined : expect.stringMatching(/SLOT_TAKEN|ALREADY_BOOKED/)])
  })

  test('say at how many EVSEs that fit, and leave those that are kept free', async () => {
    const station = await box.open(3, { keptFree: 1 }, UTC)
    await box.given(station)
    expect(await near(station.id, { minutes: 15 })).toEqual(quarters(-90, 90).map((at) => [at, at >= 0 && at < 60 ? 2 : 3]))
    await box.given(station, { connectorId: station.connectors[1] })
    expect((await near(station.id, { minutes: 15 }))?.map(([at]) => at)).toEqual([...quarters(-90, -15), ...quarters(60, 90)])
    expect(await near(station.id, { powerW: 50_001 })).toEqual([])
  })

  test('begin no earlier than others’ slots let them, where a slot may be used before its start', async () => {
    const station = await box.open(1, { earlyStartMinutes: 15 }, UTC)
    await box.given(station)
    expect((await near(station.id))?.map(([at]) => at)).toEqual([...quarters(-90, -75), ...quarters(75, 90)])
  })

  test('and what is kept free leave room for the early start of each', async () => {
    const station = await box.open(2, { earlyStartMinutes: 15, keptFree: 1 }, UTC)
    await box.given(station)
    expect((await near(station.id))?.map(([at]) => at)).toEqual([...quarters(-90, -75), ...quarters(75, 90)])
  })

  test('begin neither before now nor later than may be booked', async () => {
    const station = await box.open(1, { aheadDays: 1 }, UTC)
    const now = Date.now()
    const starts = []
    for (const days of [0, 1, 2]) {
      const day = new Date(now + days * 86_400_000).toISOString().slice(0, 10)
      const { data } = await box.ask<{ _entities: [{ slots: { startsAt: string }[] }] }>(newUser(), SLOTS, {
        of: of(station.id),
        day,
        minutes: 15,
      })
      starts.push(...(data?._entities[0].slots ?? []).map(({ startsAt }) => Date.parse(startsAt)))
    }
    expect(Math.min(...starts)).toBeGreaterThan(now - 60_000)
    expect(Math.min(...starts)).toBeLessThan(now + 16 * 60_000)
    expect(Math.max(...starts)).toBeLessThanOrEqual(Date.now() + 86_400_000)
    expect(Math.max(...starts)).toBeGreaterThan(now + 86_400_000 - 16 * 60_000)
  })

  test('are none where nothing can be booked: closed, too long, out of order for now', async () => {
    const station = await box.open(1, {}, UTC)
    expect(await near(station.id, { minutes: 600 })).toEqual([])
    await station.says('FAULTED')
    // They are more than a day ahead: it may be mended by then.
    expect(await near(station.id)).toHaveLength(13)
    await box.saveTerms(station.operator, { stationId: station.id, open: false })
    expect(await near(station.id)).toEqual([])
  })

  test.each(['PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED', 'NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED'] as const)(
    'are not where a slot is offered, booked or used, and are where it is over: %s',
    async (state) => {
      const station = await box.open(1, {}, UTC)
      const { id } = await box.given(station)
      await box.db
        .updateTable('reservation')
        .set({ state, expires_at: new Date(ahead()) })
        .where('id', '=', id)
        .execute()
      const taken = ['PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED'].includes(state)
      expect((await near(station.id))?.map(([at]) => at)).toEqual(
        taken ? [...quarters(-90, -60), ...quarters(60, 90)] : quarters(-90, 90),
      )
    },
  )

  test('end where one that began the day before does, also the longest, which was held the longest before its start', async () => {
    const [longest, early] = [BOUNDS.maxMinutes[1], BOUNDS.earlyStartMinutes[1]]
    const midnight = Date.parse(ahead(4 * DAY_MINUTES).slice(0, 10))
    for (const [over, first] of [
      [0, '00:00'],
      [1, '00:15'],
    ] as const) {
      const station = await box.open(1, { maxMinutes: longest, earlyStartMinutes: early }, UTC)
      // What begins at midnight is kept from others for as long before it.
      const endsAt = midnight + (over - early) * 60_000
      await box.given(station, { startsAt: new Date(endsAt - longest * 60_000).toISOString(), minutes: longest })
      const slots = await slotsOf(station.id, new Date(midnight).toISOString().slice(0, 10), { minutes: 15 })
      expect(slots?.[0]?.startsAt.slice(11, 16)).toBe(first)
    }
  })

  test('are fewer on the last day of the longest block', async () => {
    const station = await box.open(2, { aheadDays: 365 }, UTC)
    const from = Date.now() - 3 * DAY_MINUTES * 60_000
    const until = from + RESERVATIONS_LIMITS.blockDays * DAY_MINUTES * 60_000
    const blocked = await block(station.operator, {
      evseId: station.evses[0],
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
    })
    expect(codeOf(blocked)).toBeUndefined()
    const slots = await slotsOf(station.id, new Date(until).toISOString().slice(0, 10))
    expect(slots?.map(({ evses }) => evses)[0]).toBe(1)
  })

  test('leave those that are kept free beside those that are blocked', async () => {
    const station = await box.open(3, { keptFree: 1 }, UTC)
    await block(station.operator, { evseId: station.evses[0] })
    await box.given(station, { connectorId: station.connectors[1] })
    expect(await near(station.id, { minutes: 15 })).toEqual([
      ...quarters(-90, -15).map((at) => [at, 3]),
      ...quarters(60, 90).map((at) => [at, 2]),
    ])
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('SLOT_TAKEN')
  })

  test('are right because nothing that takes them is longer than they reckon with', async () => {
    const station = await box.open(1, {}, UTC)
    const slot = await box.given(station)
    const { data } = await block(station.operator, { evseId: station.evses[0], from: ahead(120), until: ahead(180) })
    for (const [id, minutes] of [
      [slot.id, BOUNDS.maxMinutes[1] + BOUNDS.earlyStartMinutes[1]],
      [data?.blockEvse.id ?? '', RESERVATIONS_LIMITS.blockDays * DAY_MINUTES],
    ] as const) {
      const last = Date.parse(ahead(500_000))
      const lasting = (milliseconds: number) =>
        box.db
          .updateTable('reservation')
          .set({ during: `[${new Date(last - milliseconds).toISOString()},${new Date(last).toISOString()})` })
          .where('id', '=', id)
          .execute()
      await expect(lasting(minutes * 60_000 + 1)).rejects.toThrow('reservation_length')
      await lasting(minutes * 60_000)
      await box.db.updateTable('reservation').set({ state: 'CANCELLED' }).where('id', '=', id).execute()
    }
  })

  test('of a private station are for those who may know of it', async () => {
    const guest = newUser()
    const station = await box.open(1, {}, { ...UTC, access: 'PRIVATE', guests: [guest.userId] })
    expect(await near(station.id)).toBeNull()
    expect(await near(station.id, { by: guest })).toHaveLength(13)
  })

  test('are known to have changed by whoever watches, when one is booked, cancelled or blocked', async () => {
    const station = await box.open(1)
    const other = await box.open(1)
    const watch = `subscription { slotsChanged(stationId: "${station.id}") { id } }`
    await box.reading<{ slotsChanged: { id: string } }>(newUser(), watch, async (next) => {
      const seen = async () => expect((await next()).data?.slotsChanged).toEqual({ id: station.id })
      await seen()
      await box.given(other)
      const slot = await box.given(station)
      await seen()
      await box.cancel(slot.by, { reservationId: slot.id })
      await seen()
      await block(station.operator, { evseId: station.evses[0] })
      await seen()
    })
    const hidden = await box.open(1, {}, { access: 'PRIVATE', guests: [] })
    expect(codeOf(await box.ask(newUser(), watch.replace(station.id, hidden.id)))).toBe('NOT_FOUND')
  })
})

const ENTRY = 'id kind evseNumber startsAt endsAt note ended by { id } reservation { id state reason }'
interface Entry {
  id: string
  kind: string
  note: string | null
  ended: boolean
  by: { id: string }
  reservation: { id: string; state: string; reason: string | null } | null
}
const BLOCK = `mutation ($input: BlockEvseInput!) { blockEvse(input: $input) { ${ENTRY} } }`
const block = (by: Caller, input: Record<string, unknown>) =>
  box.ask<{ blockEvse: Entry }>(by, BLOCK, { input: { idempotencyKey: newId(), from: ahead(), until: ahead(120), ...input } })
const unblock = (by: Caller, blockId: string) =>
  box.ask<{ unblockEvse: Entry }>(by, `mutation ($id: UUID!) { unblockEvse(input: { blockId: $id }) { ${ENTRY} } }`, {
    id: blockId,
  })
const CALENDAR = `query ($of: [_Any!]!, $from: DateTime!, $until: DateTime!) { _entities(representations: $of) { ... on Station {
  calendar(from: $from, until: $until) { edges { node { ${ENTRY} } } } } } }`
async function calendar(by: Caller, id: string, from = ahead(-60), until = ahead(600)): Promise<Entry[] | null> {
  const { data, errors } = await box.ask<{ _entities: [{ calendar: { edges: { node: Entry }[] } | null }] }>(by, CALENDAR, {
    of: of(id),
    from,
    until,
  })
  if (!data) throw new Error(JSON.stringify(errors))
  return data._entities[0].calendar?.edges.map(({ node }) => node) ?? null
}

describe('an operator', () => {
  test('sees in the calendar what is booked and blocked, by whom, and nobody else does', async () => {
    const station = await box.open(2)
    const slot = await box.given(station)
    const blocked = await block(station.operator, { evseId: station.evses[1], from: ahead(30), note: 'New cable' })
    expect(await calendar(station.operator, station.id)).toMatchObject([
      { id: slot.id, kind: 'BOOKING', by: { id: slot.by.userId }, reservation: { state: 'RESERVED' } },
      { id: blocked.data?.blockEvse.id, kind: 'BLOCK', note: 'New cable', reservation: null, by: { id: station.operator.userId } },
    ])
    expect(await calendar(station.operator, station.id, ahead(120), ahead(180))).toEqual([])
    expect(await calendar(newUser(), station.id)).toBeNull()
    expect(await calendar((await box.open()).operator, station.id)).toBeNull()
  })

  test('blocks an EVSE: nobody books it then, and it is free again when the block is taken away', async () => {
    const station = await box.open(1)
    const { data } = await block(station.operator, { evseId: station.evses[0] })
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('SLOT_TAKEN')
    const id = data?.blockEvse.id ?? ''
    expect(codeOf(await unblock((await box.open()).operator, id))).toBe('NOT_FOUND')
    for (let i = 0; i < 2; i++) expect((await unblock(station.operator, id)).data?.unblockEvse.ended).toBe(true)
    await box.given(station)
  })

  test('blocks several EVSEs at one time, each of their own alone, and it is noted who did', async () => {
    const station = await box.open(2)
    const blocks = []
    for (const evseId of station.evses) blocks.push((await block(station.operator, { evseId })).data?.blockEvse.kind)
    expect(blocks).toEqual(['BLOCK', 'BLOCK'])
    const stranger = (await box.open()).operator
    expect(codeOf(await block(stranger, { evseId: station.evses[0], from: ahead(300), until: ahead(360) }))).toBe('NOT_FOUND')
    const noted = await box.db.selectFrom('audit').select(['action', 'actor_id']).where('subject_id', 'in', station.evses).execute()
    const one = { action: 'evse.blocked', actor_id: station.operator.userId }
    expect(noted).toEqual([one, one])
  })

  test('blocks nothing that is over; what has begun until later they do', async () => {
    const station = await box.open(1)
    const evseId = station.evses[0]
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    const over = await block(station.operator, { evseId, from: ago(120), until: ago(60) })
    expect(fault(over)).toMatchObject({ path: ['input', 'until'] })
    expect((await block(station.operator, { evseId, from: ago(60) })).data?.blockEvse.kind).toBe('BLOCK')
  })

  test('blocks no slot of a driver unless they say so: it is cancelled then', async () => {
    const station = await box.open(1)
    const slot = await box.given(station)
    const input = { evseId: station.evses[0], idempotencyKey: newId() }
    expect(codeOf(await block(station.operator, input))).toBe('SLOTS_BOOKED')
    expect(await box.read(slot.by, slot.id)).toMatchObject({ state: 'RESERVED' })
    const { data } = await block(station.operator, { ...input, cancelBooked: true })
    expect(await box.read(slot.by, slot.id)).toMatchObject({ state: 'CANCELLED', reason: 'OPERATOR' })
    expect((await block(station.operator, { ...input, cancelBooked: true })).data?.blockEvse.id).toBe(data?.blockEvse.id)
    expect(codeOf(await block(station.operator, { evseId: station.evses[0], cancelBooked: true }))).toBe('CONFLICT')
  })

  test('does not drive away who charges in their slot', async () => {
    const station = await box.open(1)
    const slot = await box.given(station)
    const { until } = await box.begun(slot.id, 'FULFILLED')
    const input = { evseId: station.evses[0], cancelBooked: true, from: new Date().toISOString() }
    expect(codeOf(await block(station.operator, input))).toBe('SLOTS_BOOKED')
    expect((await block(station.operator, { ...input, from: until.toISOString() })).data?.blockEvse.kind).toBe('BLOCK')
  })

  test('and drivers who book what is blocked at the same moment: one of them has it', async () => {
    for (let round = 0; round < 5; round++) {
      const station = await box.open(1)
      const [blocked, booked] = await Promise.all([
        block(station.operator, { evseId: station.evses[0] }),
        box.book(newUser(), { stationId: station.id }),
      ])
      expect([codeOf(blocked), codeOf(booked)].filter((code) => code === undefined)).toHaveLength(1)
    }
  })

  test('cancels a driver’s slot at their own station', async () => {
    const station = await box.open(1)
    const slot = await box.given(station)
    const cancel = (by: Caller) => box.cancelAsOperator(by, { reservationId: slot.id })
    expect(codeOf(await cancel(slot.by))).toBe('FORBIDDEN')
    expect(codeOf(await cancel((await box.open()).operator))).toBe('NOT_FOUND')
    for (let i = 0; i < 2; i++)
      expect((await cancel(station.operator)).data?.cancelBookingAsOperator).toMatchObject({
        state: 'CANCELLED',
        reason: 'OPERATOR',
      })
    const noted = await box.db.selectFrom('audit').select(['action', 'actor_id']).where('subject_id', '=', slot.id).execute()
    expect(noted).toEqual([{ action: 'reservation.cancelled', actor_id: station.operator.userId }])
    await box.given(station)
  })

  test('has a calendar that reads nothing of what is long past', async () => {
    const station = await box.open(1)
    const slot = await box.given(station)
    await box.cancel(slot.by, { reservationId: slot.id })
    await sql`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at)
      SELECT gen_random_uuid(), 'BOOKING', 'CANCELLED', station_id, evse_id, connector_id, operator_id, user_id,
        tstzrange(lower(during) - day, upper(during) - day), starts_at - day, ends_at - day
      FROM reservation, LATERAL (SELECT make_interval(days => n) AS day FROM generate_series(10, 1009) n) AS days
      WHERE id = ${slot.id}`.execute(box.db)
    expect((await calendar(station.operator, station.id))?.map(({ reservation }) => reservation?.id)).toEqual([slot.id])
    const read = idsAt(station.id, { from: new Date(ahead(-60)), until: new Date(ahead(600)) })
    const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${read}`.execute(box.db)
    const removed = rows.map((row) => Number(/Rows Removed by Filter: (\d+)/.exec(row['QUERY PLAN'])?.[1] ?? 0))
    // Of the thousand that are past.
    expect(Math.max(...removed)).toBeLessThan(100)
  })

  test('asks for a calendar of some days', async () => {
    const station = await box.open(1)
    const ask = (until: string) =>
      box.ask(station.operator, CALENDAR, { of: of(station.id), from: ahead(), until }).then((answer) => fault(answer).path)
    expect(await ask(ahead())).toEqual(['until'])
    expect(await ask(ahead(93 * 24 * 60))).toEqual(['until'])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventCatalogue, ReservationTold } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { groupIdToken } from '#lib/id-token.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { keepSlots } from './slot.handler.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_500 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

type Asked = EventCatalogue['reservations.charger.asked']
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const tag = () => `C${newId().slice(-12)}`.toUpperCase()

/** A charger of two EVSEs, a driver with a card, a stranger with one, and a slot of the driver's at the first EVSE. */
async function scene(options: Partial<ChargePointOptions> = {}, online = true) {
  const { stationId, identity, operatorId } = await bridge.register()
  const [card, strangers, userId] = [tag(), tag(), newId()]
  await bridge.issue(card, 'ACTIVE', { userId })
  await bridge.issue(strangers)
  const slot: Asked = { reservationId: newId(), stationId, evseNumber: 1, userId, expiresAt: inMinutes(20) }
  const connect = () =>
    bridge.connect(identity, { obedient: true, evses: [{}, {}], autoPlugIn: true, callTimeoutMs: 3_000, ...options })
  const charger = online ? await connect() : undefined
  const ask = (change: Partial<Asked> = {}) => bridge.tell('reservations.charger.asked', slot.reservationId, { ...slot, ...change })
  const letGo = () =>
    bridge.tell('reservations.charger.released', slot.reservationId, { reservationId: slot.reservationId, stationId })
  const said = async () =>
    (await bridge.said('ocpp.reservation.changed')).filter(({ reservationId }) => reservationId === slot.reservationId)
  const becomes = (state: string) => until(async () => (await said()).at(-1)?.state === state)
  const sent = async (action: string) =>
    (
      await bridge.db
        .selectFrom('charge_point_command')
        .selectAll()
        .where('station_id', '=', stationId)
        .where('action', '=', action)
        .where('sent_at', 'is not', null)
        .orderBy('id')
        .execute()
    ).map(({ request, state }): Record<string, unknown> => ({ ...request, state }))
  const told: ReservationTold = {
    ...slot,
    version: 1,
    operatorId,
    stationName: 'Garage',
    timeZone: 'Europe/Amsterdam',
    connectorId: newId(),
    state: 'ACTIVE',
    startsAt: inMinutes(-5),
    endsAt: inMinutes(30),
    heldFrom: inMinutes(-10),
    heldUntil: inMinutes(30),
    enforcement: 'SOFT',
    sessionId: null,
    reason: null,
  }
  const tell = (change: Partial<ReservationTold> = {}) =>
    bridge.tell('reservations.reservation.changed', slot.reservationId, { ...told, ...change })
  const begun = async () => (await bridge.said('ocpp.transaction.started')).filter((one) => one.stationId === stationId)
  const startByApp = async (more: Partial<EventCatalogue['charging.start.requested']> = {}) => {
    const sessionId = newId()
    await bridge.tell('charging.start.requested', sessionId, {
      commandId: newId(),
      sessionId,
      stationId,
      evseNumber: 1,
      connectorNumber: 1,
      idToken: `EG${tag()}`,
      userId,
      expiresAt: inMinutes(1),
      ...more,
    })
    return sessionId
  }
  return { charger, connect, identity, stationId, card, strangers, slot, ask, letGo, said, becomes, sent, tell, begun, startByApp }
}
const online = async (options: Partial<ChargePointOptions> = {}) => {
  const its = await scene(options)
  if (its.charger === undefined) throw new Error('It is online.')
  return { ...its, charger: its.charger }
}

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'
  const numberOf = (request: Record<string, unknown> | undefined) => request?.[is16 ? 'reservationId' : 'id']

  test('the charger holds the EVSE: the own card begins there on the slot, a stranger’s does not', async () => {
    const { charger, ask, becomes, card, strangers, slot, begun, sent } = await online({ version })
    await ask()
    await becomes('HELD')
    await expect(charger.start({ idToken: strangers })).rejects.toThrow('reserved')
    await charger.start({ idToken: strangers, evse: 2 })
    await charger.start({ idToken: card })
    expect((await begun()).map(({ evseNumber, reservationId }) => [evseNumber, reservationId])).toEqual([
      [2, undefined],
      [1, slot.reservationId],
    ])
    // What the charger is told is made for it alone.
    const [request] = await sent('ReserveNow')
    expect(JSON.stringify(request)).not.toContain(card)
    expect(JSON.stringify(request)).not.toContain(slot.userId)
    expect(violations(charger)).toEqual([])
  })

  test('the own start by the app begins there, also after one that failed; a stranger’s does not', async () => {
    const { charger, ask, becomes, slot, begun, startByApp } = await online({ version, autoPlugIn: false })
    await ask()
    await becomes('HELD')
    const strangers = await startByApp({ userId: newId() })
    await bridge.waitFor('ocpp.command.failed', ({ sessionId }) => sessionId === strangers)
    const { reservationId } = slot
    const first = await startByApp({ reservationId, expiresAt: inMinutes(-1) })
    await bridge.waitFor('ocpp.command.failed', ({ sessionId }) => sessionId === first)
    const sessionId = await startByApp({ reservationId })
    await bridge.waitFor('ocpp.command.accepted', (accepted) => accepted.sessionId === sessionId)
    await charger.plugIn()
    await until(async () => (await begun()).length > 0)
    expect(await begun()).toMatchObject([{ sessionId, reservationId, authorised: true }])
    expect(violations(charger)).toEqual([])
  })

  test.each(['Faulted', 'Occupied', 'Rejected', 'Unavailable'])('%s is told with its word', async (status) => {
    const { ask, becomes, said } = await online({ version, answers: { ReserveNow: () => ({ status }) } })
    await ask()
    await becomes('REFUSED')
    expect(await said()).toMatchObject([{ status }])
  })

  test('an EVSE that was occupied is asked for again when it is free', async () => {
    const { charger, ask, becomes } = await online({ version })
    await charger.plugIn()
    await ask()
    await becomes('REFUSED')
    await charger.unplug()
    await becomes('HELD')
  })

  test('a charger without reservations refuses', async () => {
    const { ask, becomes } = await online({ version, commandError: 'NotImplemented' })
    await ask()
    await becomes('REFUSED')
  })

  test('what is let go is called off by its number', async () => {
    const { charger, ask, becomes, letGo, sent, strangers } = await online({ version })
    await ask()
    await becomes('HELD')
    await letGo()
    await until(() => charger.reserved() === undefined)
    const [held] = await sent('ReserveNow')
    expect(await sent('CancelReservation')).toMatchObject([{ reservationId: numberOf(held) }])
    await charger.start({ idToken: strangers })
  })

  test('without an answer it is called off and asked again, a few times; then it counts as refused, and is called off', async () => {
    const ReserveNow = () => new Promise<never>(() => {})
    const { ask, becomes, sent } = await online({ version, answers: { ReserveNow } })
    await ask()
    await becomes('REFUSED')
    await until(async () => (await sent('CancelReservation')).length === 3)
    const numbers = (await sent('ReserveNow')).map(numberOf)
    expect(new Set(numbers).size).toBe(3)
    expect((await sent('CancelReservation')).map(({ reservationId }) => reservationId)).toEqual(numbers)
  }, 20_000)

  test.each([-10, 10])('a clock that is %i minutes off gets the end by its own time', async (minutes) => {
    const clockStart = new Date(Date.now() + minutes * 60_000)
    const { ask, becomes, sent, slot } = await online({ version, clockStart, meterIntervalMs: 0 })
    if (!is16) {
      // 2.x tells its time with transactions.
      await bridge.db
        .updateTable('charge_point')
        .set({ clock_ahead_ms: minutes * 60_000 })
        .where('station_id', '=', slot.stationId)
        .execute()
    }
    await ask()
    await becomes('HELD')
    const [request] = await sent('ReserveNow')
    const expiry = Date.parse(String(request?.[is16 ? 'expiryDate' : 'expiryDateTime']))
    expect(Math.abs(expiry - Date.parse(slot.expiresAt) - minutes * 60_000)).toBeLessThan(30_000)
  })

  test('soft: another driver’s card is refused at the EVSE, and what begins all the same is told', async () => {
    const { charger, tell, card, strangers, begun } = await online({ version })
    await tell()
    const refused = await charger.start({ idToken: strangers })
    expect(refused.authorization).toBe(is16 ? 'Invalid' : 'NotAtThisTime')
    expect((await charger.start({ idToken: strangers, evse: 2 })).authorization).toBe('Accepted')
    expect((await charger.start({ idToken: card })).authorization).toBe('Accepted')
    expect((await begun()).map(({ authorised }) => authorised)).toEqual([false, true, true])
  })

  test('what a charger had queued is not judged by the slot', async () => {
    const { charger, tell, strangers, begun } = await online({ version, clockStart: new Date(Date.now() - 300_000) })
    await tell()
    await charger.goOffline()
    await charger.start({ idToken: strangers })
    // 1.6 does not say that it was queued: it is told by its age.
    await bridge.db.updateTable('charge_point').set({ clock_ahead_ms: 0 }).execute()
    await charger.goOnline()
    await charger.flushed()
    expect(await begun()).toMatchObject([{ authorised: true, offline: true }])
  })
})

describe('a charger that is away', () => {
  test('is asked when it is back, as long as that is of use', async () => {
    const { connect, ask, becomes, card } = await scene({}, false)
    await ask()
    const charger = await connect()
    await becomes('HELD')
    await charger.start({ idToken: card })
  })

  test('is not asked for what was let go meanwhile', async () => {
    const { connect, ask, letGo, sent } = await scene({}, false)
    await ask()
    await letGo()
    const charger = await connect()
    await charger.heartbeat()
    expect([await sent('ReserveNow'), await sent('CancelReservation')]).toEqual([[], []])
  })

  test('counts as refused when it comes back too late', async () => {
    const { ask, becomes } = await scene({}, false)
    await ask({ expiresAt: new Date(Date.now() + 300).toISOString() })
    await becomes('REFUSED')
  })

  test('is asked again after a boot: it may have forgotten', async () => {
    const { charger, ask, becomes, said, sent, strangers } = await online()
    await ask()
    await becomes('HELD')
    const before = await sent('ReserveNow')
    // It is as one that has lost its power.
    await charger.call('Heartbeat', {})
    await bridge.db.updateTable('charge_point').set({ booted_at: new Date() }).where('identity', '=', charger.identity).execute()
    await until(async () => (await said()).length === 2)
    expect(await sent('ReserveNow')).toHaveLength(before.length + 1)
    await expect(charger.start({ idToken: strangers })).rejects.toThrow('reserved')
  })
})

describe('one that is asked anew', () => {
  test('for the same changes nothing', async () => {
    const { ask, becomes, sent } = await online()
    await ask()
    await becomes('HELD')
    await ask()
    await ask()
    expect(await sent('ReserveNow')).toHaveLength(1)
  })

  test('for another EVSE or time takes the place of the first, under another number and token', async () => {
    const { charger, ask, becomes, sent, said } = await online()
    await ask()
    await becomes('HELD')
    await ask({ evseNumber: 2, expiresAt: inMinutes(50) })
    await until(async () => (await said()).length === 2)
    expect([charger.reserved(1), charger.reserved(2)]).toEqual([undefined, expect.any(Number)])
    const [first, second] = await sent('ReserveNow')
    expect(second?.['reservationId']).not.toBe(first?.['reservationId'])
    expect(second?.['idTag']).not.toBe(first?.['idTag'])
    expect(second?.['parentIdTag']).toBe(first?.['parentIdTag'])
    expect(await sent('CancelReservation')).toMatchObject([{ reservationId: first?.['reservationId'] }])
  })
})

test.each(['Expired', 'Removed'])(
  '%s from the charger says that the slot is gone; of an older number it says nothing',
  async (word) => {
    const { charger, ask, becomes, sent, said } = await online({ version: '2.0.1' })
    await ask()
    await becomes('HELD')
    await ask({ evseNumber: 2 })
    await until(async () => (await said()).length === 2)
    const [first, second] = await sent('ReserveNow')
    await charger.call('ReservationStatusUpdate', { reservationId: first?.['id'], reservationUpdateStatus: word })
    expect((await said()).at(-1)?.state).toBe('HELD')
    await charger.call('ReservationStatusUpdate', { reservationId: second?.['id'], reservationUpdateStatus: word })
    expect((await said()).at(-1)?.state).toBe('GONE')
  },
)

test('what the charger held until its end is gone then, whether it says so or not', async () => {
  const { ask, becomes } = await online()
  await ask({ expiresAt: new Date(Date.now() + 1_000).toISOString() })
  await becomes('HELD')
  await becomes('GONE')
})

describe('a card of a named group', () => {
  test('is of its driver’s group while they have a slot at the charger, and of its own again afterwards', async () => {
    const { charger, ask, becomes, letGo, slot, sent } = await online()
    const family = tag()
    await bridge.issue(family, 'ACTIVE', { userId: slot.userId, group: 'Family' })
    const groupOf = async () => {
      const { idTagInfo } = await charger.call('Authorize', { idTag: family })
      return (idTagInfo as { parentIdTag?: string }).parentIdTag
    }
    const own = await groupOf()
    await ask()
    await becomes('HELD')
    const [request] = await sent('ReserveNow')
    expect(await groupOf()).toBe(request?.['parentIdTag'])
    expect(await groupOf()).not.toBe(own)
    await letGo()
    expect(await groupOf()).toBe(own)
  })
})

describe('before a start', () => {
  test('a card is refused where all EVSEs are others’, and nobody charges there whom it may stop', async () => {
    const { charger, tell, strangers, card, slot } = await online()
    await tell()
    expect(await charger.authorize(strangers)).toBe('Accepted')
    const other = { ...slot, reservationId: newId(), evseNumber: 2 }
    await bridge.tell('reservations.reservation.changed', other.reservationId, {
      ...other,
      version: 1,
      operatorId: newId(),
      stationName: 'Garage',
      timeZone: 'Europe/Amsterdam',
      connectorId: newId(),
      state: 'RESERVED',
      startsAt: inMinutes(-5),
      endsAt: inMinutes(30),
      heldFrom: inMinutes(-10),
      heldUntil: inMinutes(30),
      enforcement: 'SOFT',
      sessionId: null,
      reason: null,
    })
    expect(await charger.authorize(strangers)).toBe('Invalid')
    expect(await charger.authorize(card)).toBe('Accepted')
    await charger.start({ idToken: card })
    expect(await charger.authorize(strangers)).toBe('Accepted')
  })
})

describe('a slot that chargers are not asked for', () => {
  test('is one whose time is over', async () => {
    const { charger, ask, sent, slot } = await online()
    await ask({ expiresAt: inMinutes(-1) })
    await charger.heartbeat()
    expect(await sent('ReserveNow')).toEqual([])
    expect(await bridge.db.selectFrom('reservation').select('id').where('slot_id', '=', slot.reservationId).execute()).toEqual([])
  })

  test.each([
    ['that the charger rejects for good', { status: 'Rejected' }],
    ['that it has refused often enough', { status: 'Occupied', tries: OCPP_LIMITS.slotTries }],
  ])('again is one %s, although the EVSE is free', async (_what, change) => {
    const { charger, ask, becomes, slot } = await online({ answers: { ReserveNow: () => ({ status: 'Rejected' }) } })
    await ask()
    await becomes('REFUSED')
    await bridge.db.updateTable('reservation').set(change).where('slot_id', '=', slot.reservationId).execute()
    await charger.plugIn()
    await charger.unplug()
    const ofSlot = bridge.db.selectFrom('reservation').select('moved_at').where('slot_id', '=', slot.reservationId)
    const [{ moved_at: refusedAt } = { moved_at: new Date() }] = await ofSlot.execute()
    await until(async () => {
      const free = bridge.db.selectFrom('connector_status').select('status').where('station_id', '=', slot.stationId)
      return (
        (await free.where('evse_number', '=', 1).where('status', '=', 'AVAILABLE').where('said_at', '>', refusedAt).execute())
          .length > 0
      )
    })
    await keepSlots(bridge)
    // The bridge's own round may have it in hand.
    await ofSlot.forUpdate().execute()
    expect(await ofSlot.execute()).toHaveLength(1)
  })
})

test('another end alone is another reservation: the charger would give the slot up too early', async () => {
  const { ask, becomes, sent, said } = await online()
  await ask()
  await becomes('HELD')
  await ask({ expiresAt: inMinutes(50) })
  await until(async () => (await said()).length === 2)
  expect(await sent('ReserveNow')).toHaveLength(2)
})

test('a slot is wanted of one reservation alone: the database says so', async () => {
  const { ask, becomes, slot } = await online()
  await ask()
  await becomes('HELD')
  await ask({ evseNumber: 2 })
  await until(async () => {
    const rows = await bridge.db.selectFrom('reservation').select('wanted').where('slot_id', '=', slot.reservationId).execute()
    return rows.length === 2
  })
  const both = bridge.db.updateTable('reservation').set({ wanted: true }).where('slot_id', '=', slot.reservationId).execute()
  await expect(both).rejects.toThrow('reservation_wanted')
})

describe('a stranger’s card at an EVSE that is booked', () => {
  test.each([
    ['begins before the slot is held', { heldFrom: inMinutes(5) }, 'Accepted'],
    ['begins when the slot is over', { heldFrom: inMinutes(-40), heldUntil: inMinutes(-1) }, 'Accepted'],
    ['is refused while it is offered to somebody', { state: 'PENDING' }, 'Invalid'],
  ] as const)('%s', async (_what, change, answer) => {
    const { charger, tell, strangers } = await online()
    await tell(change)
    expect((await charger.start({ idToken: strangers })).authorization).toBe(answer)
  })

  test('begins when the slot was cancelled, whatever older word comes after that', async () => {
    const { charger, tell, strangers } = await online()
    await tell({ version: 2, state: 'CANCELLED' })
    await tell({ version: 1 })
    expect((await charger.start({ idToken: strangers })).authorization).toBe('Accepted')
  })
})

test('a start at another EVSE than the one that is held is asked for with its own token', async () => {
  const { ask, becomes, startByApp, begun, slot } = await online()
  await ask()
  await becomes('HELD')
  const idToken = `EG${tag()}`
  await startByApp({ reservationId: slot.reservationId, evseNumber: 2, idToken })
  await until(async () => (await begun()).length === 1)
  expect(await begun()).toMatchObject([{ evseNumber: 2, idToken }])
})

test('a card of a named group is of its driver’s group until what was begun on the slot is over, and at that charger alone', async () => {
  const { charger, ask, becomes, card, slot } = await online()
  const family = tag()
  await bridge.issue(family, 'ACTIVE', { userId: slot.userId, group: 'Family' })
  const elsewhere = await bridge.register()
  const other = await bridge.connect(elsewhere.identity)
  const groupAt = async (at: typeof charger) =>
    ((await at.call('Authorize', { idTag: family }))['idTagInfo'] as { parentIdTag?: string }).parentIdTag
  const named = (stationId: string) => groupIdToken({ userId: slot.userId, name: 'family', stationId })
  await ask()
  await becomes('HELD')
  await charger.start({ idToken: card })
  expect(await groupAt(charger)).toBe(groupIdToken({ userId: slot.userId, name: null, stationId: slot.stationId }))
  expect(await groupAt(other)).toBe(named(elsewhere.stationId))
  await charger.stop()
  await until(async () => (await groupAt(charger)) === named(slot.stationId))
})

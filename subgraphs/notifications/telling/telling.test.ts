import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { telling } from './consumers.ts'
import { testTelling, type TestTelling } from './telling.fixture.ts'
import { UNTOLD } from './untold.ts'

let box: TestTelling
const place = { stationName: 'Harbour', stationZone: 'Europe/Amsterdam' }
const stationId = newId()
beforeAll(async () => {
  box = await testTelling()
  await box.station(stationId, 'Harbour')
})
afterAll(() => box[Symbol.asyncDispose]())

const NOW = '2026-06-15T12:30:00.000Z'
const EUR = { currency: 'EUR' }

/** An event of a user's, and what they are told of it. */
interface Case<Name extends EventName = EventName> {
  name: Name
  data: EventCatalogue[Name]
  kind: Kind
  params: object
  /** Said once more with this, it is told again: it is another thing. */
  another?: Partial<EventCatalogue[Name]>
}
const userId = '00000000-0000-7000-8000-000000000000'
const id = newId()
const ids = { userId, photoId: newId() }
const of = <Name extends EventName>(
  name: Name,
  data: EventCatalogue[Name],
  kind: Kind,
  params: object,
  another?: Partial<EventCatalogue[Name]>,
): Case => ({ name, data, kind, params, ...(another && { another }) })

const charging = {
  sessionId: id,
  ...ids,
  stationId,
  connectorId: newId(),
  startedAt: NOW,
  endedAt: NOW,
  energyWh: 9_000,
  held: false,
}
const bill = {
  billId: id,
  userId,
  sessionId: null,
  operatorId: null,
  state: 'PAID',
  totalMinor: 900,
  paidMinor: 900,
  ...EUR,
} as const
const refund = { refundId: id, billId: newId(), userId, state: 'SUCCEEDED', amountMinor: 900, ...EUR } as const
const none: EventCatalogue['deeds.deed.rejected']['reasons'] = []
const judged = { submissionId: id, ...ids, verdict: 'MANUAL_REVIEW', reasons: none, reading: null, judgedAt: NOW } as const
const review = { submissionId: id, ...ids, reasons: [], evidence: [], distanceM: null }
const reading = {
  readingId: newId(),
  uploadId: id,
  ...ids,
  vehicleId: newId(),
  readingM: 1,
  distanceM: 1,
  takenAt: NOW,
  approvedAt: NOW,
}
const deed = { submissionId: id, ...ids, task: 'RECYCLING', takenAt: NOW, approvedAt: NOW } as const
const decided = {
  submissionId: id,
  ...ids,
  reasons: none,
  reading: null,
  instrument: 'SAME',
  appeal: true,
  decidedAt: NOW,
} as const
const reasons = [{ code: 'DUPLICATE', message: 'It was sent before.' }]
const limit = { sessionId: id, userId, holdId: newId(), costMinor: 1_600, limitMinor: 2_000, ...EUR }
const paid = { rewardId: id, userId, batchNumber: 1, transactionHash: '0x', blockNumber: 1 }

const CASES: readonly Case[] = [
  of(
    'accounts.login.opened-on-new-device',
    { loginId: id, userId, device: 'Firefox on Linux', method: 'PASSWORD', letter: null },
    'NEW_SIGN_IN',
    { device: 'Firefox on Linux' },
    { loginId: newId() },
  ),
  of('accounts.user.changed-email', { userId, undone: false }, 'EMAIL_CHANGED', { undone: false }, { undone: true }),
  of('charging.session.started', { sessionId: id, userId, stationId, startedAt: NOW, offline: false }, 'CHARGING_STARTED', {
    ...place,
    startedAt: NOW,
  }),
  of('charging.session.failed', { sessionId: id, userId, holdId: null, failure: 'OFFLINE', stationId }, 'CHARGING_FAILED', {
    stationName: 'Harbour',
    failure: 'OFFLINE',
  }),
  of('charging.session.failed', { sessionId: id, userId, holdId: null, failure: 'NEW_WORD' }, 'CHARGING_FAILED', {
    stationName: '…',
    failure: 'OTHER',
  }),
  of(
    'charging.idle.near',
    { sessionId: id, userId, stationId, billedFrom: NOW },
    'IDLE_SOON',
    { ...place, idleAt: NOW },
    { billedFrom: '2026-06-15T13:30:00.000Z' },
  ),
  of(
    'charging.slot.neared',
    { sessionId: id, userId, reservationId: newId(), stationId, evseNumber: 2, step: 'SOON', at: NOW },
    'EVSE_BOOKED',
    { ...place, evseNumber: 2, bookedAt: NOW, begun: false },
    { step: 'NOW' },
  ),
  of('charging.session.completed', charging, 'CHARGING_COMPLETE', { ...place, endedAt: NOW, energyWh: 9_000 }),
  of('charging.limit.met', { ...limit, step: 'NEAR' }, 'CHARGING_LIMIT', { step: 'NEAR', costMinor: 1_600 }, { step: 'REACHED' }),
  of('payments.bill.changed', bill, 'BILL', { totalMinor: 900, ...EUR, paid: true }, { totalMinor: 700 }),
  of('payments.bill.changed', { ...bill, state: 'OVERDUE', paidMinor: 200 }, 'PAYMENT_FAILED', { dueMinor: 700, ...EUR }),
  of(
    'payments.reminder.due',
    { billId: id, userId, step: 1, dueMinor: 900, ...EUR, blocksAt: NOW },
    'PAYMENT_REMINDER',
    { dueMinor: 900, ...EUR, blocksAt: NOW },
    { step: 2 },
  ),
  of('payments.refund.changed', refund, 'REFUND', { amountMinor: 900, state: 'SUCCEEDED' }, { state: 'FAILED' }),
  of('payments.refund.changed', { ...refund, state: 'PENDING' }, 'REFUND', { state: 'REQUESTED' }),
  of('verification.photo.judged', { ...judged, purpose: 'DEED' }, 'PHOTO_ASKED', { purpose: 'DEED' }),
  of('odometer.review.requested', review, 'PHOTO_ASKED', { purpose: 'ODOMETER' }),
  of('deeds.review.requested', review, 'PHOTO_ASKED', { purpose: 'DEED' }),
  of('odometer.reading.approved', reading, 'PHOTO_APPROVED', { purpose: 'ODOMETER' }),
  of('deeds.deed.approved', deed, 'PHOTO_APPROVED', { purpose: 'DEED' }),
  of('odometer.upload.rejected', { uploadId: id, ...ids, vehicleId: newId(), reasons, appealable: true }, 'PHOTO_REJECTED', {
    purpose: 'ODOMETER',
    reason: 'DUPLICATE',
    appealable: true,
  }),
  // No appeal is promised where nobody has said that there is one.
  of('odometer.upload.rejected', { uploadId: id, ...ids, vehicleId: newId(), reasons }, 'PHOTO_REJECTED', { appealable: false }),
  of('deeds.deed.rejected', { submissionId: id, ...ids, task: 'RECYCLING', reasons }, 'PHOTO_REJECTED', { purpose: 'DEED' }),
  of('verification.review.decided', { ...decided, purpose: 'DEED', decision: 'APPROVED' }, 'APPEAL_DECIDED', {
    purpose: 'DEED',
    approved: true,
  }),
  of(
    'rewards.reward.earned',
    { rewardId: id, userId, rule: 'x', amount: '5000000000000000000', sourceId: newId() },
    'REWARD_EARNED',
    { amountUnits: '5000000000000000000' },
    { rewardId: newId() },
  ),
  of('rewards.reward.settled', { ...paid, amount: '7' }, 'REWARD_SETTLED', { amountUnits: '7' }),
  of('rewards.reward.settled', paid, 'REWARD_SETTLED', { amountUnits: null }),
  of(
    'favourites.station.freed',
    { userId, stationId, freedAt: NOW },
    'STATION_FREE',
    { stationName: 'Harbour' },
    { freedAt: 'later' },
  ),
]

const endpoint = { endpointId: id, clientId: newId(), clientName: 'Fleet', userId, host: 'hooks.example.org' }
const OPERATORS: readonly Case[] = [
  of(
    'partners.webhook.disabled',
    { ...endpoint, because: 'FAILING', failingSince: NOW },
    'WEBHOOK_OFF',
    { host: 'hooks.example.org' },
    { host: 'other.example.org' },
  ),
  of(
    'payments.payout.changed',
    { payoutId: id, operatorId: userId, state: 'SENT', amountMinor: 9, ...EUR },
    'PAYOUT',
    { amountMinor: 9, state: 'SENT' },
    { state: 'RETURNED' },
  ),
  of(
    'payments.payout-account.changed',
    { operatorId: userId, provider: 'stripe', account: '…1', restsUntil: NOW },
    'PAYOUT_ACCOUNT_CHANGED',
    { account: '…1', restsUntil: NOW },
    { account: null },
  ),
]

/** The case for somebody who has been told nothing yet. */
function fresh({ data }: Case) {
  const who = newId()
  const is = (value: object) => JSON.parse(JSON.stringify(value).replaceAll(userId, who)) as EventCatalogue[EventName]
  return { who, data: is(data), is }
}

test.each([...CASES, ...OPERATORS])('$name tells $kind, once however often it is said; another thing is told, too', async (one) => {
  const { who, data, is } = fresh(one)
  const event = await box.say(one.name, who, data)
  expect(await box.toldTo(who)).toMatchObject([
    { kind: one.kind, params: one.params, link: expect.stringMatching(/^\//) as string },
  ])
  await box.again(event)
  expect(await box.toldTo(who)).toHaveLength(1)
  if (one.another) {
    await box.say(one.name, who, { ...data, ...is(one.another) } as typeof data)
    expect(await box.toldTo(who)).toHaveLength(2)
  } else if (one.name !== 'accounts.user.changed-email') {
    // The same fact once more, as a correction or a box that says its past.
    await box.say(one.name, who, data)
    expect(await box.toldTo(who)).toHaveLength(1)
  }
})

test.each([...CASES, ...OPERATORS])('$name as a fact of the past is no news', async (one) => {
  const { who, data } = fresh(one)
  await box.say(one.name, who, data, { page: newId() })
  expect(await box.toldTo(who)).toEqual([])
})

test.each([...CASES, ...OPERATORS])('$name that is heard late tells $kind only if it is of use still', async (one) => {
  const { who, data } = fresh(one)
  const staleAfterMs = NOTIFICATIONS_LIMITS.staleAfterMs[one.kind]
  const said = (ageMs: number) => box.say(one.name, who, data, { occurredAt: new Date(Date.now() - ageMs).toISOString() })
  await said(staleAfterMs === undefined ? 30 * 24 * 3_600_000 : staleAfterMs + 60_000)
  expect(await box.toldTo(who)).toHaveLength(staleAfterMs === undefined ? 1 : 0)
  await said(staleAfterMs === undefined ? 0 : staleAfterMs - 30_000)
  expect(await box.toldTo(who)).not.toEqual([])
})

/** Told by what happens over time, and by an admin: tests of their own. */
const ELSEWHERE: readonly Kind[] = ['CHARGER_OFFLINE', 'CHARGERS_OFFLINE', 'REVIEW_WAITING', 'NEWS', 'ANNOUNCEMENT']
const isOfRoom = (kind: string) => /^(RESERVATION|SLOT|MEETUP)_/.test(kind)

test('every kind is told by something, and every event is told or says why it is not', () => {
  const told = new Set<string>([...CASES, ...OPERATORS].map(({ kind }) => kind))
  expect(Object.keys(KINDS).filter((kind) => !told.has(kind) && !isOfRoom(kind))).toEqual(ELSEWHERE.toSorted(byTable))
  expect(Object.keys(UNTOLD).filter((name) => name in telling)).toEqual([])
  expect(Object.entries(UNTOLD).filter(([, why]) => why.length < 4)).toEqual([])
})
const byTable = (a: Kind, b: Kind) => Object.keys(KINDS).indexOf(a) - Object.keys(KINDS).indexOf(b)

test('two processes that hear the same at once tell it once', async () => {
  await using other = await box.open()
  const who = newId()
  const data = { ...bill, userId: who }
  await Promise.all(Array.from({ length: 8 }, () => box.say('payments.bill.changed', newId(), data)))
  expect(await box.toldTo(who), other.name).toHaveLength(1)
  const deliveries = await box.db.selectFrom('delivery').select('channel').where('user_id', '=', who).execute()
  expect(deliveries.map(({ channel }) => channel)).toEqual(['EMAIL'])
})

test('nothing is told to who has left, although money is heard of them', async () => {
  const who = newId()
  await box.say('accounts.user.deleted', who, { userId: who, deletedAt: NOW })
  await box.say('charging.session.completed', newId(), { ...charging, userId: who })
  expect(await box.toldTo(who)).toEqual([])
})

test('a session that nobody here pays for tells nobody, nor one that began long ago; a bill of nothing is no bill', async () => {
  const before = await box.db.selectFrom('notification').select('id').execute()
  await box.say('charging.session.completed', newId(), { ...charging, userId: null })
  const offline = { sessionId: newId(), userId: newId(), stationId, startedAt: NOW, offline: true }
  await box.say('charging.session.started', newId(), offline)
  await box.say('payments.bill.changed', newId(), { ...bill, billId: newId(), userId: newId(), totalMinor: 0, paidMinor: 0 })
  for (const state of ['OPEN', 'PAYING', 'WRITTEN_OFF'] as const)
    await box.say('payments.bill.changed', newId(), { ...bill, billId: newId(), userId: newId(), state })
  for (const state of ['DRAFT', 'APPROVED'] as const)
    await box.say('payments.payout.changed', newId(), { payoutId: newId(), operatorId: newId(), state, amountMinor: 9, ...EUR })
  expect(await box.db.selectFrom('notification').select('id').execute()).toHaveLength(before.length)
})

test('who was told that their appeal is decided is not told the same by its photo', async () => {
  const who = newId()
  await box.say('deeds.deed.rejected', who, { submissionId: id, ...ids, userId: who, task: 'RECYCLING', reasons })
  await box.say('verification.review.decided', who, { ...decided, userId: who, purpose: 'DEED', decision: 'APPROVED' })
  await box.say('deeds.deed.approved', who, { ...deed, userId: who })
  await box.say('deeds.deed.rejected', who, { submissionId: id, ...ids, userId: who, task: 'RECYCLING', reasons })
  expect((await box.toldTo(who)).map(({ kind }) => kind)).toEqual(['PHOTO_REJECTED', 'APPEAL_DECIDED'])
})

test('a deed that a session proves has no photo to tell of, and a first decision is told by what its domain makes of it', async () => {
  const who = newId()
  await box.say('deeds.deed.approved', who, { ...deed, userId: who, task: 'EV_CHARGING' })
  await box.say('verification.review.decided', who, {
    ...decided,
    userId: who,
    purpose: 'DEED',
    decision: 'APPROVED',
    appeal: false,
  })
  await box.say('verification.photo.judged', who, { ...judged, userId: who, purpose: 'DEED', verdict: 'APPROVED' })
  expect(await box.toldTo(who)).toEqual([])
})

test('a station is called as it was said last', async () => {
  const who = newId()
  const station = newId()
  await box.station(station, 'New', 90_000_001)
  await box.station(station, 'Old', 90_000_000)
  await box.say('charging.session.completed', newId(), { ...charging, userId: who, stationId: station })
  expect(await box.toldTo(who)).toMatchObject([{ params: { stationName: 'New' } }])
})

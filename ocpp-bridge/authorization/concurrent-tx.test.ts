import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import type { Json } from '../../test/charge-point-wire.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const versions = ['1.6', '2.0.1', '2.1'] as const
type Version = (typeof versions)[number]

let count = 0
/** A charger at which cards are shown, said as it is on the wire. */
async function station(version: Version) {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version, evses: [{}, {}], autoPlugIn: false })
  return { charger, stationId, version }
}
type Station = Awaited<ReturnType<typeof station>>
const statusOf = (reply: Json) => ((reply['idTagInfo'] ?? reply['idTokenInfo']) as { status: string }).status

async function begin({ charger, version }: Station, token: string, { evse = 1, at = new Date() } = {}) {
  const timestamp = at.toISOString()
  if (version === '1.6') {
    const start = { connectorId: evse, idTag: token, meterStart: ++count, timestamp }
    const ask = () => charger.call('StartTransaction', start)
    const { transactionId, ...reply } = await ask()
    const stop = { transactionId, idTag: token, meterStop: 100_000, timestamp: new Date().toISOString(), reason: 'Local' }
    return {
      status: statusOf(reply),
      again: async () => statusOf(await ask()),
      end: () => charger.call('StopTransaction', stop),
    }
  }
  const transactionInfo = { transactionId: `T-${++count}`, chargingState: 'Charging' }
  const idToken = { idToken: token, type: 'ISO14443' }
  const about = { offline: false, evse: { id: evse, connectorId: 1 }, transactionInfo, idToken }
  const ask = () =>
    charger.call('TransactionEvent', { eventType: 'Started', triggerReason: 'Authorized', seqNo: 0, timestamp, ...about })
  return {
    status: statusOf(await ask()),
    again: async () => statusOf(await ask()),
    end: () =>
      charger.call('TransactionEvent', {
        eventType: 'Ended',
        triggerReason: 'StopAuthorized',
        seqNo: 1,
        ...about,
        timestamp: new Date().toISOString(),
      }),
  }
}
const authorize = async ({ charger, version }: Station, token: string) =>
  statusOf(
    await charger.call('Authorize', version === '1.6' ? { idTag: token } : { idToken: { idToken: token, type: 'ISO14443' } }),
  )
const cards = (() => {
  let last = 0
  // Without a number, as in older events, it is one.
  return async (concurrentSessions?: number) => {
    const value = `CARD${(++last).toString().padStart(4, '0')}`
    await bridge.issue(value, 'ACTIVE', { concurrentSessions: concurrentSessions as number })
    return value
  }
})()
const startedAt = async ({ stationId }: Station) =>
  (await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId).map((data) => data.authorised)
const clean = (...chargers: ChargePoint[]) => expect(chargers.flatMap(violations)).toEqual([])

test.each(versions)(
  '%s: a card that charges begins nowhere else until that is over, and may be asked about meanwhile',
  async (version) => {
    const [one, other] = [await station(version), await station(version)]
    const card = await cards()
    const first = await begin(one, card)
    expect(first.status).toBe('Accepted')
    expect(await authorize(other, card)).toBe('Accepted')
    const second = await begin(other, card.toLowerCase())
    expect(second.status).toBe('ConcurrentTx')
    // Another EVSE of the same charger is another place.
    expect((await begin(one, card, { evse: 2 })).status).toBe('ConcurrentTx')
    // The same again is answered the same.
    expect([await first.again(), await second.again()]).toEqual(['Accepted', 'ConcurrentTx'])
    // Nothing is refused a transaction: what flows all the same is known, and waits for a person.
    expect(await startedAt(other)).toEqual([false])
    expect(statusOf(await first.end())).toBe('Accepted')
    expect((await begin(other, card, { evse: 2 })).status).toBe('Accepted')
    clean(one.charger, other.charger)
  },
)

test.each(versions)('%s: of many starts at once with one card, so many are accepted as it may have', async (version) => {
  const stations = await Promise.all([1, 2, 3, 4, 5].map(() => station(version)))
  for (const [card, allowed] of [
    [await cards(), 1],
    [await cards(3), 3],
  ] as const) {
    const answers = await Promise.all(stations.map((at) => begin(at, card)))
    const expected = [...Array<string>(allowed).fill('Accepted'), ...Array<string>(5 - allowed).fill('ConcurrentTx')]
    expect(answers.map(({ status }) => status).toSorted()).toEqual(expected)
    for (const { end } of answers) await end()
  }
})

test.each(versions)('%s: a transaction that its charger has lost does not keep its card from charging', async (version) => {
  const [one, other] = [await station(version), await station(version)]
  const card = await cards()
  await begin(one, card)
  // It begins anew in the same place, where a charger has one transaction at a time.
  expect((await begin(one, card)).status).toBe('Accepted')
  expect((await begin(other, card)).status).toBe('ConcurrentTx')
  await one.charger.call(
    'BootNotification',
    version === '1.6'
      ? { chargePointVendor: 'Test', chargePointModel: 'One' }
      : { reason: 'PowerUp', chargingStation: { vendorName: 'Test', model: 'One' } },
  )
  expect((await begin(other, card)).status).toBe('Accepted')
})

test.each(versions)('%s: a start that was queued is judged by what ran when it began', async (version) => {
  const [one, other] = [await station(version), await station(version)]
  const card = await cards()
  await begin(one, card)
  expect((await begin(other, card, { at: new Date(Date.now() - 3_600_000) })).status).toBe('Accepted')
  // A clock that is a little behind is no queue.
  const second = await cards()
  await begin(await station(version), second)
  const behind = new Date(Date.now() - OCPP_LIMITS.clocksDifferMs / 2)
  expect((await begin(other, second, { at: behind, evse: 2 })).status).toBe('ConcurrentTx')
})

test.each(versions)(
  '%s: who has not paid begins nothing, stops what they have begun, and charges again by the newest word',
  async (version) => {
    const [here, there] = [await station(version), await station(version)]
    const [card, userId] = [`PAY${version.replaceAll('.', '')}`, newId()]
    await bridge.issue(card, 'ACTIVE', { userId })
    const word = (standing: 'STANDARD' | 'POST_PAID' | 'BLOCKED') =>
      bridge.tell('payments.standing.changed', userId, { userId, standing, reason: null })
    // A card is shown in capitals or not.
    const running = await begin(here, card.toLowerCase())
    // Who charges on credit is not blocked, and who is blocks nobody else.
    await word('POST_PAID')
    expect(await authorize(there, card)).toBe('Accepted')
    const others = await cards(2)
    expect((await begin(there, others, { evse: 2 })).status).toBe('Accepted')
    const blocked = await word('BLOCKED')
    expect(await authorize(there, await cards())).toBe('Accepted')
    // What somebody else has begun there is not theirs to stop.
    expect([await authorize(there, card), (await begin(there, card)).status]).toEqual(['Blocked', 'Blocked'])
    expect((await startedAt(there)).at(-1)).toBe(false)
    // At their own charger they are let in to stop, and begin nothing there either.
    expect([await authorize(here, card), (await begin(here, card, { evse: 2 })).status]).toEqual(['Accepted', 'Blocked'])
    expect(statusOf(await running.end())).toBe('Accepted')
    expect(await authorize(here, card)).toBe('Blocked')
    await bridge.again({ ...blocked, id: newId(), position: 8, data: { userId, standing: 'STANDARD', reason: null } })
    await bridge.again({ ...blocked, id: newId(), position: 7 })
    expect([await authorize(there, card), (await begin(there, card, { evse: 2 })).status]).toEqual(['Accepted', 'Accepted'])
    clean(here.charger, there.charger)
  },
)

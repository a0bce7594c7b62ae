import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { admin, at, TARIFF, testCharging, type TestCharging } from '../charging.fixture.ts'

/**
 * Events of one aggregate come in order, those of different ones in any order, and each may come twice. Here every aggregate of
 * many sessions speaks at once, each event once or twice; the end must always be the same.
 */

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

type Said = { [Name in EventName]: [Name, EventCatalogue[Name]] }[EventName]

/** Small, and the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

async function speak(aggregateId: string, words: readonly Said[], random: () => number): Promise<void> {
  const before: EventEnvelope[] = []
  for (const [name, data] of words) {
    const event = (await box.tell(name, aggregateId, data, new Date(at(-600)))) as EventEnvelope
    before.push(event)
    const repeated = before[Math.floor(random() * before.length)]
    if (repeated && random() < 0.4) await box.again(repeated)
  }
}

function world() {
  const [stationId, tariffId, connectorId, idTokenId, transactionId] = [newId(), newId(), newId(), newId(), newId()]
  const { userId } = userCaller()
  const idToken = `APP${newId().slice(-8)}`
  const metered = (minute: number, registerWh: number): Said => [
    'ocpp.transaction.metered',
    { transactionId, samples: [{ at: at(minute), registerWh }], receivedAt: at(minute), offline: false },
  ]
  const place = { stationId, evseNumber: 1, connectorNumber: 1 }
  const started = { startedAt: at(0), receivedAt: at(0), meterStartWh: 5_000, offline: false, authorised: true, sessionId: null }
  const transaction: Said[] = [
    ['ocpp.transaction.started', { transactionId, ...place, idToken, ...started }],
    metered(5, 6_000),
    metered(10, 9_000),
    ['ocpp.transaction.suspended', { transactionId, by: 'EV', at: at(12) }],
    ['ocpp.transaction.resumed', { transactionId, at: at(16) }],
    metered(20, 12_000),
    [
      'ocpp.transaction.ended',
      { transactionId, endedAt: at(25), receivedAt: at(25), meterStopWh: 15_000, reason: 'Local', samples: [], offline: false },
    ],
  ]
  const evses = [{ evseId: newId(), number: 1, connectors: [{ connectorId, number: 1, maxPowerW: 50_000, tariffId }] }]
  const aggregates: [string, Said[]][] = [
    [transactionId, transaction],
    [
      stationId,
      [
        [
          'stations.station.saved',
          {
            stationId,
            operatorId: newId(),
            identity: stationId.slice(-8),
            passwordHash: null,
            place: { latitude: 52.5, longitude: 13.4 },
            evses,
          },
        ],
      ],
    ],
    [tariffId, [['stations.tariff.saved', { tariffId, version: 1, validFrom: at(-600), tariff: TARIFF }]]],
    [idTokenId, [['accounts.id-token.issued', { idTokenId, userId, value: idToken, type: 'RFID', status: 'ACTIVE' }]]],
  ]
  return { aggregates, transactionId, userId, connectorId }
}

test('whatever comes first, and however often: one session, its user, one bill of the right amount', async () => {
  const random = randomOf(20_261_120)
  const worlds = Array.from({ length: 25 }, world)
  const streams = worlds.flatMap(({ aggregates }) => aggregates).toSorted(() => random() - 0.5)
  await Promise.all(streams.map(([aggregateId, words]) => speak(aggregateId, words, random)))
  for (const { transactionId, userId, connectorId } of worlds) {
    const session = await box.sessionOf(transactionId)
    // What fell between two transactions is found by the sweep.
    await until(async () => {
      const now = await box.sessionOf(transactionId)
      return now.settled_at !== null && now.user_id !== null
    })
    expect(await box.read(admin, session.id)).toMatchObject({
      status: 'COMPLETED',
      energyWh: 10_000,
      held: false,
      flags: [],
      user: { id: userId },
      connector: { id: connectorId },
      // 1.00 + 5.00 + 5 of 4 minutes at 12.00 an hour = 7.00, and 19 %.
      runningCost: { amountMinor: 833 },
      chargeDetailRecord: { revision: 1, totalParkingTimeSeconds: 240, totalCostInclVat: { amountMinor: 833 } },
    })
    expect(await box.cdrs(session.id)).toHaveLength(1)
    expect(await box.said('charging.session.completed', session.id)).toHaveLength(1)
    expect(await box.said('charging.cdr.issued', session.id)).toHaveLength(1)
  }
  expect(await box.deadLetters()).toEqual([])
})

test('a start from the app and a card at the charger at the same moment: the charger’s word stands, and one session is live', async () => {
  for (let round = 0; round < 15; round++) {
    const [driver, rival, place] = [await box.driver(), await box.driver(), await box.station()]
    const connectorId = place.connectors[0]?.connectorId
    const [asked, transaction] = await Promise.all([
      box.start(driver.caller, { connectorId }),
      box.begin(place, { idToken: rival.idToken }),
    ])
    expect(await box.sessionOf(transaction.transactionId)).toMatchObject({
      status: 'ACTIVE',
      user_id: rival.userId,
      displaced: false,
    })
    const lost = asked.data && (await box.read(driver.caller, asked.data.startCharging.id))
    if (lost) expect(lost).toMatchObject({ status: 'FAILED', failureReason: 'CONNECTOR_TAKEN' })
    else expect(asked.errors?.[0]?.extensions?.code).toBe('CONNECTOR_BUSY')
  }
  expect(await box.deadLetters()).toEqual([])
})

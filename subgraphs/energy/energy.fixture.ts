import { newId } from '#lib/id.ts'
import type { EventCatalogue, EventEnvelope } from '#lib/events.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { box } from './box.ts'
import type { EnergyTables } from './tables.ts'

export const operator = userCaller(['OPERATOR'])

export type TestEnergy = Awaited<ReturnType<typeof testEnergy>>
type Limit = EventCatalogue['energy.limit.requested']

/** Energy on a database of its own. The test plays stations, chargers and drivers. It decides every so often what cars may draw. */
export async function testEnergy(shareMs = 50) {
  const energy = await testBox<EnergyTables>(box, { variables: { ENERGY_SHARE_MS: `${shareMs}` } })
  const { ask, tell, said, db } = energy
  const ADD = 'mutation ($input: AddSiteInput!) { addSite(input: $input) { id } }'
  const PLACE = 'mutation ($input: PlaceStationAtSiteInput!) { placeStationAtSite(input: $input) { id } }'

  /** A station with as many EVSEs of 32 A on three phases. */
  const addStation = async (evses = 2, connector: object = {}, operatorId = operator.userId): Promise<string> => {
    const stationId = newId()
    await tell('stations.station.saved', stationId, {
      stationId,
      operatorId,
      identity: stationId.slice(-12),
      passwordHash: null,
      place: { latitude: 52, longitude: 13 },
      evses: Array.from({ length: evses }, (_, i) => ({
        evseId: newId(),
        number: i + 1,
        connectors: [
          { connectorId: newId(), number: 1, maxPowerW: 22_080, tariffId: null, powerType: 'AC_3_PHASE' as const, ...connector },
        ],
      })),
    })
    return stationId
  }
  const addSite = async (input: object): Promise<string> => {
    const { data, errors } = await ask<{ addSite: { id: string } }>(operator, ADD, {
      input: { idempotencyKey: newId(), name: 'Car park', ...input },
    })
    if (errors) throw new Error(JSON.stringify(errors))
    return data?.addSite.id ?? ''
  }
  const place = (siteId: string, stationId: string, more: object = {}) =>
    ask(operator, PLACE, { input: { siteId, stationId, ...more } })
  const begin = async (stationId: string, evseNumber = 1): Promise<string> => {
    const transactionId = newId()
    const now = new Date().toISOString()
    await tell('ocpp.transaction.started', transactionId, {
      transactionId,
      stationId,
      evseNumber,
      connectorNumber: 1,
      idToken: null,
      sessionId: newId(),
      authorised: true,
      startedAt: now,
      receivedAt: now,
      meterStartWh: 0,
      offline: false,
    })
    return transactionId
  }
  const end = (transactionId: string) =>
    tell('ocpp.transaction.ended', transactionId, {
      transactionId,
      endedAt: new Date().toISOString(),
      receivedAt: new Date().toISOString(),
      meterStopWh: null,
      reason: 'Local',
      samples: [],
      offline: false,
    })
  /** A meter that draws so much, so many seconds from now. */
  const meter = (transactionId: string, powerW: number, aheadSeconds = 0, registerWh = 0) => {
    const at = new Date(Date.now() + aheadSeconds * 1000).toISOString()
    const event = {
      id: newId(),
      name: 'ocpp.transaction.metered',
      aggregateId: transactionId,
      occurredAt: at,
      requestId: null,
      data: { transactionId, samples: [{ at, powerW, registerWh }], receivedAt: at, offline: false },
    }
    return energy.again(event as EventEnvelope)
  }
  const limits = async (): Promise<Limit[]> =>
    (await said('energy.limit.requested')).filter(({ transactionId }) => transactionId !== null)
  const answered = new Set<string>()
  /** Chargers say yes to all that was asked of them and not answered, or what `state` says. */
  const answer = async (state = 'ACCEPTED', only: (limit: Limit) => boolean = () => true) => {
    for (const limit of await said('energy.limit.requested')) {
      if (answered.has(limit.commandId) || !only(limit)) continue
      answered.add(limit.commandId)
      await tell('ocpp.charge-point-command.changed', limit.commandId, {
        commandId: limit.commandId,
        stationId: limit.stationId,
        state,
      })
    }
  }
  /** The last limit that a transaction was asked to keep. */
  const limitOf = async (transactionId: string) =>
    (await limits()).findLast((limit) => limit.transactionId === transactionId)?.limit
  /** Chargers say yes until they have these limits. */
  const settled = (wanted: Record<string, number>) =>
    until(async () => {
      await answer()
      const have = await Promise.all(Object.entries(wanted).map(async ([id, limit]) => (await limitOf(id)) === limit))
      // The last one may have been asked since.
      if (have.every(Boolean)) await answer()
      return have.every(Boolean)
    })
  return { ...energy, db, addStation, addSite, place, begin, end, meter, limits, limitOf, answer, settled }
}

import type { ConnectorStatus, EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { userCaller, type User } from '../../test/caller.ts'
import { HERE } from '../../test/here.ts'
import { box } from './box.ts'
import type { ReservationsTables } from './tables.ts'

/** A running reservations subgraph on a database of its own, in which the test plays stations, the bridge and charging. */
export async function testReservations(variables: Record<string, string> = {}) {
  const running = await testBox<ReservationsTables>(box, { variables })
  const { tell, db } = running
  return {
    ...running,
    /** Tells of a station of an operator of its own, of so many EVSEs with one connector of 50 kW each unless told otherwise. */
    async station(evses = 1, more: Partial<EventCatalogue['stations.station.saved']> = {}) {
      const operator: User = userCaller(['OPERATOR'], more.operatorId ?? newId())
      const said: EventCatalogue['stations.station.saved'] = {
        stationId: newId(),
        operatorId: operator.userId,
        identity: 'CP-1',
        passwordHash: null,
        place: HERE,
        address: { name: 'Garage', street: 'Laan 7', city: 'Utrecht', country: 'NL' },
        timeZone: 'Europe/Amsterdam',
        evses: Array.from({ length: evses }, (_, i) => ({
          evseId: newId(),
          number: i + 1,
          connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null, powerType: 'DC' as const }],
        })),
        ...more,
      }
      const stationId = said.stationId
      await tell('stations.station.saved', stationId, said)
      return {
        id: stationId,
        operator,
        said,
        evses: said.evses.map(({ evseId }) => evseId),
        connectors: said.evses.flatMap(({ connectors }) => connectors.map(({ connectorId }) => connectorId)),
        /** Its operator says it again, otherwise. */
        saved: (changed: Partial<EventCatalogue['stations.station.saved']>) =>
          tell('stations.station.saved', stationId, { ...said, ...changed }),
        says: (status: ConnectorStatus, evseNumber = 1, connectorNumber = evseNumber === 0 ? 0 : 1) =>
          tell('ocpp.connector.status-changed', stationId, {
            stationId,
            evseNumber,
            connectorNumber,
            status,
            errorCode: null,
            at: new Date().toISOString(),
          }),
        connects: () =>
          tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '2.0.1', at: new Date().toISOString() }),
        disconnects: () => tell('ocpp.charge-point.disconnected', stationId, { stationId, at: new Date().toISOString() }),
        evsesNow: () => db.selectFrom('evse').selectAll().where('station_id', '=', stationId).orderBy('number').execute(),
        now: () => db.selectFrom('station').selectAll().where('id', '=', stationId).executeTakeFirst(),
      }
    },
  }
}
export type TestReservations = Awaited<ReturnType<typeof testReservations>>
export type TestStation = Awaited<ReturnType<TestReservations['station']>>

import type { EventCatalogue } from '#lib/events.ts'
import { connectorsOfStations } from './connector.queries.ts'
import { evsesOfStations } from './station.queries.ts'
import type { Station, Trx } from './tables.ts'

/** The station as the other boxes know it. */
export async function stationEvent(trx: Trx, station: Station): Promise<EventCatalogue['stations.station.saved']> {
  const [evses, connectors] = [await evsesOfStations(trx, [station.id]), await connectorsOfStations(trx, [station.id])]
  return {
    stationId: station.id,
    operatorId: station.operator_id,
    identity: station.identity,
    passwordHash: station.password_hash,
    place: { latitude: station.latitude, longitude: station.longitude },
    evses: evses.map(({ id, number }) => ({
      evseId: id,
      number,
      connectors: connectors
        .filter((connector) => connector.evse_id === id)
        .map((c) => ({ connectorId: c.id, number: c.number, maxPowerW: c.max_power_w, tariffId: c.tariff_id })),
    })),
  }
}

import { emit } from '#db/outbox.ts'
import { hasRole, isSelf } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { connectorsOfStations } from './connector.queries.ts'
import { notFound } from './errors.ts'
import { evsesOfStations, lockStation } from './station.queries.ts'
import type { Station, Trx } from './tables.ts'

/** The caller's station, locked; somebody else's is answered like one that does not exist. */
export async function ownStation(trx: Trx, caller: UserCaller, stationId: string): Promise<Station> {
  const station = await lockStation(trx, stationId)
  if (!station || !owns(caller, station)) throw notFound('station', ['input', 'stationId'])
  return station
}

/** A station is its operator's and the admins'. */
export const owns = (caller: Caller, station: Pick<Station, 'operator_id'>): boolean =>
  hasRole(caller, 'ADMIN') || (hasRole(caller, 'OPERATOR') && isSelf(caller, station.operator_id))

/** Tells the other boxes of a station as it is now. */
export const emitSaved = async (trx: Trx, station: Station): Promise<void> =>
  emit(trx, 'stations.station.saved', station.id, await stationEvent(trx, station))

/** The station as the other boxes know it. */
async function stationEvent(trx: Trx, station: Station): Promise<EventCatalogue['stations.station.saved']> {
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

import { emit } from '#db/outbox.ts'
import { operates } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { connectorsOfStations } from './connector.queries.ts'
import { guestsOf } from './guests/guest.queries.ts'
import { evsesOfStations, lockStation } from './station.queries.ts'
import type { Station, Trx } from './tables.ts'

/** The caller's station, locked. Somebody else's is answered as if it did not exist. */
export async function ownStation(trx: Trx, caller: UserCaller, stationId: string): Promise<Station> {
  const station = await lockStation(trx, stationId)
  if (!station || !owns(caller, station)) throw notFound('station', ['input', 'stationId'])
  return station
}

/** True for the station's operator and for admins. */
export const owns = (caller: Caller, station: Pick<Station, 'operator_id'>): boolean => operates(caller, station.operator_id)

/** Tells the other boxes of a station as it is now. */
export async function emitSaved(trx: Trx, station: Station): Promise<void> {
  for (const data of await stationEvents(trx, [station])) await emit(trx, 'stations.station.saved', station.id, data)
}

/** Stations as the other boxes know them. */
export async function stationEvents(trx: Trx, stations: readonly Station[]): Promise<EventCatalogue['stations.station.saved'][]> {
  const ids = stations.map(({ id }) => id)
  const evses = Map.groupBy(await evsesOfStations(trx, ids), ({ station_id }) => station_id)
  const connectors = Map.groupBy(await connectorsOfStations(trx, ids), ({ evse_id }) => evse_id)
  const guests = Map.groupBy(await guestsOf(trx, ids), ({ station_id }) => station_id)
  return stations.map((station) => ({
    stationId: station.id,
    operatorId: station.operator_id,
    identity: station.identity,
    passwordHash: station.password_hash,
    signedMeterRequired: station.signed_meter_required,
    access: station.access,
    ...(station.access === 'PRIVATE' && { guests: (guests.get(station.id) ?? []).map((guest) => guest.user_id) }),
    place: { latitude: station.latitude, longitude: station.longitude },
    address: { name: station.name, street: station.address, city: station.city, country: station.country },
    timeZone: station.time_zone,
    evses: (evses.get(station.id) ?? []).map(({ id, number }) => ({
      evseId: id,
      number,
      connectors: (connectors.get(id) ?? []).map((connector) => ({
        connectorId: connector.id,
        number: connector.number,
        maxPowerW: connector.max_power_w,
        tariffId: connector.tariff_id,
        powerType: connector.power_type,
        ...(connector.retired_at !== null && { retired: true as const }),
      })),
    })),
  }))
}

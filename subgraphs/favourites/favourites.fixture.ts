import type { Caller } from '#lib/auth.ts'
import type { ConnectorStatus, EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { HERE, minutesAgo } from '../../test/here.ts'
import type { Teller } from '../../test/teller.ts'
import { box } from './box.ts'
import type { FavouritesTables } from './tables.ts'

export const FAVOURITE = 'note tellWhenFree availability freeEvses freeSince'
const SAVE = `mutation ($input: SaveFavouriteInput!) { saveFavourite(input: $input) { station { id favourite { ${FAVOURITE} } } } }`
const REMOVE = `mutation ($input: RemoveFavouriteInput!) { removeFavourite(input: $input) { station { id favourite { ${FAVOURITE} } } } }`
const AT = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Station { favourite { ${FAVOURITE} } } } }`

export interface Shown {
  note: string | null
  tellWhenFree: boolean
  availability: 'FREE' | 'TAKEN' | 'UNKNOWN'
  freeEvses: number
  freeSince: string | null
}
type Payload<Name extends string> = Record<Name, { station: { id: string; favourite: Shown | null } }>

export type TestFavourites = Awaited<ReturnType<typeof testFavourites>>

/** A running favourites subgraph on a database of its own, in which the test plays stations and the bridge. */
export async function testFavourites() {
  const running = await testBox<FavouritesTables>(box)
  const { tell, ask } = running
  /** The operator says a station of EVSEs with so many connectors each. */
  const saysStation = (
    stationId: string,
    evses: readonly number[] = [1],
    more: Partial<EventCatalogue['stations.station.saved']> = {},
  ) =>
    tell('stations.station.saved', stationId, {
      stationId,
      operatorId: newId(),
      identity: stationId,
      passwordHash: null,
      place: HERE,
      evses: evses.map((count, e) => ({
        evseId: newId(),
        number: e + 1,
        connectors: Array.from({ length: count }, (_, c) => ({
          connectorId: newId(),
          number: c + 1,
          maxPowerW: 50_000,
          tariffId: null,
        })),
      })),
      ...more,
    })
  return {
    ...running,
    saysStation,
    async station(evses?: readonly number[]) {
      const id = newId()
      await saysStation(id, evses)
      return { id, ...chargerOf(tell, id) }
    },
    save: (caller: Caller, stationId: string, input: { note?: string | null; tellWhenFree?: boolean | null } = {}) =>
      ask<Payload<'saveFavourite'>>(caller, SAVE, { input: { stationId, ...input } }),
    remove: (caller: Caller, stationId: string) => ask<Payload<'removeFavourite'>>(caller, REMOVE, { input: { stationId } }),
    async favouriteAt(caller: Caller, id: string): Promise<Shown | null | undefined> {
      const { data } = await ask<{ _entities: [{ favourite: Shown | null }] }>(caller, AT, { of: [{ __typename: 'Station', id }] })
      return data?._entities[0].favourite
    },
  }
}

/** A station's charger; it does what it does so many minutes ago. */
export const chargerOf = (tell: Teller['tell'], stationId: string) => ({
  connects: (minutes: number) => {
    const at = minutesAgo(minutes)
    return tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '2.0.1', at: at.toISOString() }, at)
  },
  disconnects: (minutes: number) => {
    const at = minutesAgo(minutes)
    return tell('ocpp.charge-point.disconnected', stationId, { stationId, at: at.toISOString() }, at)
  },
  says: (status: ConnectorStatus, minutes: number, evseNumber = 1, connectorNumber = evseNumber === 0 ? 0 : 1) => {
    const at = minutesAgo(minutes)
    const place = { stationId, evseNumber, connectorNumber }
    return tell('ocpp.connector.status-changed', stationId, { ...place, status, errorCode: null, at: at.toISOString() }, at)
  },
})

import type { StationAddress } from '#lib/events/stations.ts'
import { builder } from './builder.ts'

export const PlaceRef = builder.objectRef<StationAddress>('ChargingPlace').implement({
  description: 'Where it was charged, as the operator of the station said it when the session was billed.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "The station's name." }),
    street: t.exposeString('street', { description: 'Street and number.' }),
    city: t.exposeString('city', { description: 'City or town.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1 alpha-2, e.g. NL.' }),
  }),
})

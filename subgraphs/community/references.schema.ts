import { locationType } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)

export const LocationInput = builder.inputType('LocationInput', {
  description: 'A place on earth (WGS 84).',
  fields: (t) => ({
    latitude: t.field({ type: 'Latitude', description: 'Degrees north.' }),
    longitude: t.field({ type: 'Longitude', description: 'Degrees east.' }),
  }),
})

/** Entities of other subgraphs that ours point to. */
export const UserRef = builder.externalRef('User', builder.selection<{ id: string }>('id'))
export const PhotoRef = builder.externalRef('Photo', builder.selection<{ id: string }>('id')).implement({
  description: 'A photo that has been uploaded.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
})
export const SessionRef = builder.externalRef('ChargingSession', builder.selection<{ id: string }>('id')).implement({
  description: 'A charging session.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
})

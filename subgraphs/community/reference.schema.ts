import { extension, locationType, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)

export const LocationInput = builder.inputType('LocationInput', {
  description: 'A place on earth (WGS 84).',
  fields: (t) => ({
    latitude: t.field({ type: 'Latitude', description: 'Degrees north.' }),
    longitude: t.field({ type: 'Longitude', description: 'Degrees east.' }),
  }),
})

export const UserRef = extension(builder, 'User')
export const PhotoRef = reference(builder, 'Photo')
export const SessionRef = reference(builder, 'ChargingSession')

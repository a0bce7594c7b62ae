import { extension, locationInput, locationType, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)
export const LocationInput = locationInput(builder)

export const UserRef = extension(builder, 'User')
export const PhotoRef = reference(builder, 'Photo')
export const SessionRef = reference(builder, 'ChargingSession')

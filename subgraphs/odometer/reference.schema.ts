import { extension, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const PhotoRef = reference(builder, 'Photo')
export const VehicleRef = extension(builder, 'Vehicle')
export const UserRef = extension(builder, 'User')

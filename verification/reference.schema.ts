import { locationType, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)
export const UserRef = reference(builder, 'User')

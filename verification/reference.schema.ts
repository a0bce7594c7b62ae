import { locationType, reference } from '#lib/graph.ts'
import { DISTANCE_UNIT } from '#lib/graphql/distance-unit.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)
export const UserRef = reference(builder, 'User')
export const UnitRef = builder.enumType('DistanceUnit', DISTANCE_UNIT)

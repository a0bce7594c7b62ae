import { deedTaskType } from '#lib/deed-task.ts'
import { locationInput, locationType, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)
export const LocationInput = locationInput(builder)
export const TaskRef = deedTaskType(builder)

export const UserRef = reference(builder, 'User')

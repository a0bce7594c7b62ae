import { extension } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const UserRef = extension(builder, 'User')

import { createBuilder } from '#lib/graph.ts'
import type { Context } from './context.ts'

export const builder = createBuilder<Context>()

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never
/** For fields that several inputs have. */
export type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

builder.queryType({ description: 'What can be asked.' })
builder.mutationType({ description: 'What can be done.' })
builder.subscriptionType({ description: 'What can be watched.' })

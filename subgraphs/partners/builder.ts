import { createBuilder } from '#lib/graph.ts'
import type { Context } from './context.ts'

export const builder = createBuilder<Context>()

builder.queryType({ description: 'What can be read.' })
builder.mutationType({ description: 'What can be done.' })
builder.subscriptionType({ description: 'What can be watched.' })

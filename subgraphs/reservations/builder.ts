import { createBuilder } from '#lib/graph.ts'
import type { Context } from './context.ts'

export const builder = createBuilder<Context>()

builder.mutationType({ description: 'What can be done.' })

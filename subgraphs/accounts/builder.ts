import { createBuilder } from '#lib/graph.ts'
import type { AccountsContext } from './context.ts'

export const builder = createBuilder<AccountsContext>()

builder.queryType({ description: 'What can be read.' })
builder.mutationType({ description: 'What can be done.' })

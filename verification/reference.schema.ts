import { locationType } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const LocationRef = locationType(builder)

/** Entities of other subgraphs that ours point to. */
export const UserRef = builder.externalRef('User', builder.keyDirective(builder.selection<{ id: string }>('id'), false)).implement({
  description: 'A user.',
  fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: 'Id of the user.' }) }),
})

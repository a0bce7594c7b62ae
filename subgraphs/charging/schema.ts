import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './cdr.schema.ts'
import './meter-value.schema.ts'
import './reference.schema.ts'
import './session-list.schema.ts'
import './session.schema.ts'

export const schema: GraphQLSchema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

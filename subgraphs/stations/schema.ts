import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './connector.schema.ts'
import './station.schema.ts'
import './tariff.schema.ts'

export const schema: GraphQLSchema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

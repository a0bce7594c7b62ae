import { builder } from './builder.ts'
import './upload.schema.ts'
import './vehicle.schema.ts'
import './standing.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

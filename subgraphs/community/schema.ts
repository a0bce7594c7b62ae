import { builder } from './builder.ts'
import './deed.schema.ts'
import './user.schema.ts'
import './task.schema.ts'
import './standing.schema.ts'
import './event.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

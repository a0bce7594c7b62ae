import { builder } from './builder.ts'
import './rule.schema.ts'
import './reward.schema.ts'
import './user.schema.ts'
import './source.schema.ts'
import './trace.schema.ts'
import './limit.schema.ts'
import './held.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

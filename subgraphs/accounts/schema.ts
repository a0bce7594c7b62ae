import { builder } from './builder.ts'
import './user.schema.ts'
import './registration.schema.ts'
import './login.schema.ts'
import './vehicle.schema.ts'
import './id-token.schema.ts'
import './role.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

import { builder } from './builder.ts'
import './reference.schema.ts'
import './consent.schema.ts'
import './photo.schema.ts'
import './upload.schema.ts'
import './review.schema.ts'
import './model.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

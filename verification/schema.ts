import { builder } from './builder.ts'
import './reference.schema.ts'
import './photos/consent.schema.ts'
import './photos/photo.schema.ts'
import './photos/upload.schema.ts'
import './review/review.schema.ts'
import './inference/model.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

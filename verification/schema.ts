import { builder } from './builder.ts'
import './reference.schema.ts'
import './photos/consent.schema.ts'
import './photos/photo.schema.ts'
import './photos/upload.schema.ts'
import './submissions/submission.schema.ts'
import './submissions/verdict.schema.ts'
import './review/appeal.schema.ts'
import './review/decision.schema.ts'
import './review/review.schema.ts'
import './erasure/erasure.schema.ts'
import './inference/model.schema.ts'

export const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })

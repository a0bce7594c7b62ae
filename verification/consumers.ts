import type { Handlers } from '#db/messaging.ts'
import type { Services } from './context.ts'
import { takeApproval, takeRejection, takeReviewRequest } from './submissions/review-case.handler.ts'
import { takeDeedPhoto, takeOdometerPhoto } from './submissions/submission.handler.ts'
import type { VerificationTables } from './tables.ts'

export const consumers: Handlers<Services, VerificationTables> = {
  'odometer.photo.submitted': takeOdometerPhoto,
  'community.deed.submitted': takeDeedPhoto,
  'odometer.review.requested': takeReviewRequest,
  'community.review.requested': takeReviewRequest,
  'odometer.reading.approved': takeApproval,
  'community.deed.approved': takeApproval,
  'odometer.upload.rejected': takeRejection,
  'community.deed.rejected': takeRejection,
}

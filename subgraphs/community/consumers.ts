import type { Handlers } from '#db/messaging.ts'
import type { Services } from './context.ts'
import { forgetPhotos, takeDecision, takeJudgement } from './judging.service.ts'
import { learnCharge, learnStation } from './projection.service.ts'
import type { CommunityTables } from './tables.ts'

export const consumers: Handlers<Services, CommunityTables> = {
  'stations.station.saved': learnStation,
  'charging.session.completed': learnCharge,
  'verification.photo.judged': takeJudgement,
  'verification.review.decided': takeDecision,
  'verification.photos.erased': forgetPhotos,
}

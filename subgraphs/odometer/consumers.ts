import type { Handlers } from '#db/messaging.ts'
import type { Services } from './context.ts'
import { forgetPhotos, takeDecision, takeJudgement } from './judging.service.ts'
import { forgetVehicle, learnCharge, learnVehicle } from './projection.service.ts'
import type { OdometerTables } from './tables.ts'

export const consumers: Handlers<Services, OdometerTables> = {
  'accounts.vehicle.saved': learnVehicle,
  'accounts.vehicle.removed': forgetVehicle,
  'charging.session.completed': learnCharge,
  'verification.photo.judged': takeJudgement,
  'verification.review.decided': takeDecision,
  'verification.photos.erased': forgetPhotos,
}

import type { Handlers } from '#db/messaging.ts'
import type { Services } from './context.ts'
import { rewardDeed, rewardReading, rewardSession } from './earn.service.ts'
import type { RewardsTables } from './tables.ts'
import { openWallet } from './wallet.service.ts'

export const consumers: Handlers<Services, RewardsTables> = {
  'accounts.user.registered': openWallet,
  'charging.session.completed': (trx, event) => rewardSession(trx, event),
  'odometer.reading.approved': (trx, event) => rewardReading(trx, event),
  'community.deed.approved': (trx, event) => rewardDeed(trx, event),
}

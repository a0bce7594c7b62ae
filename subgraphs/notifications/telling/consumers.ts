import type { Handlers } from '#db/handling.ts'
import type { Services } from '../context.ts'
import type { NotificationsTables } from '../tables.ts'
import { tellAddress, tellPayoutAccount, tellSignIn } from './account.handler.ts'
import { learnContact } from './contact.handler.ts'
import { learnJoined, learnLeft, tellMeetup } from './meetup.handler.ts'
import { learnConnected, learnDisconnected } from './outage.handler.ts'
import { tellBill, tellPayout, tellRefund, tellReminder } from './payment.handler.ts'
import { tellAppeal, tellAsked, tellDeed, tellLookedAt, tellReading, tellRejected } from './photo.handler.ts'
import { learnCase } from './review.handler.ts'
import { tellEarned, tellSettled } from './reward.handler.ts'
import { tellBooked, tellComplete, tellFailed, tellIdle, tellLimit, tellStarted } from './session.handler.ts'
import { tellEnd, tellOffer, tellSlot, tellSoon } from './slot.handler.ts'
import { learnStation, tellFree } from './station.handler.ts'
import { tellWebhookOff } from './webhook.handler.ts'

/** What the box hears of others, to tell people of it. Of what is `news` alone nothing is kept. What is not here stands in `untold.ts`. */
export const telling = {
  'accounts.contact.saved': learnContact,
  'accounts.login.opened-on-new-device': { news: tellSignIn },
  'accounts.user.changed-email': { news: tellAddress },
  'stations.station.saved': learnStation,
  'charging.session.started': { news: tellStarted },
  'charging.session.failed': { news: tellFailed },
  'charging.idle.near': { news: tellIdle },
  'charging.slot.neared': { news: tellBooked },
  'charging.session.completed': { news: tellComplete },
  'charging.limit.met': { news: tellLimit },
  'payments.bill.changed': { news: tellBill },
  'payments.reminder.due': { news: tellReminder },
  'payments.refund.changed': { news: tellRefund },
  'payments.payout.changed': { news: tellPayout },
  'payments.payout-account.changed': { news: tellPayoutAccount },
  'reservations.reservation.changed': tellSlot,
  'reservations.reminder.due': { news: tellSoon },
  'reservations.overstay.begun': { news: tellEnd },
  'reservations.waitlist.changed': { news: tellOffer },
  'ocpp.charge-point.connected': learnConnected,
  'ocpp.charge-point.disconnected': learnDisconnected,
  'verification.review.updated': learnCase,
  'verification.photo.judged': { news: tellLookedAt },
  'verification.review.decided': { news: tellAppeal },
  'odometer.review.requested': { news: tellAsked },
  'odometer.reading.approved': { news: tellReading },
  'odometer.upload.rejected': { news: tellRejected },
  'deeds.review.requested': { news: tellAsked },
  'deeds.deed.approved': { news: tellDeed },
  'deeds.deed.rejected': { news: tellRejected },
  'rewards.reward.earned': { news: tellEarned },
  'rewards.reward.settled': { news: tellSettled },
  'favourites.station.freed': { news: tellFree },
  'meetups.meetup.saved': tellMeetup,
  'meetups.meetup.joined': learnJoined,
  'meetups.meetup.left': learnLeft,
  'partners.webhook.disabled': { news: tellWebhookOff },
} as const satisfies Handlers<Services, NotificationsTables>

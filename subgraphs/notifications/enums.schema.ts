import { described } from '#lib/graphql/described.ts'
import { NOTIFICATION_CHANNEL, NOTIFICATION_KIND } from '#lib/graphql/notification-enums.ts'
import { builder } from './builder.ts'
import type { Kind } from './kinds.ts'
import type { DeliveryState } from './tables.ts'

export const NotificationKindRef = builder.enumType('NotificationKind', NOTIFICATION_KIND)
export const NotificationChannelRef = builder.enumType('NotificationChannel', NOTIFICATION_CHANNEL)

export const NotificationTopicRef = builder.enumType('NotificationTopic', {
  description: 'What exactly somebody was told. Each has texts of its own.',
  values: described<Kind>({
    NEW_SIGN_IN: 'Somebody has signed in from a new device.',
    EMAIL_CHANGED: 'The e-mail address is another one.',
    PAYOUT_ACCOUNT_CHANGED: 'Payouts go to another account.',
    CHARGING_STARTED: 'A charge has begun.',
    CHARGING_COMPLETE: 'A charge has ended.',
    CHARGING_FAILED: 'A charge could not begin, or broke off.',
    CHARGING_LIMIT: 'What was blocked for a charge is nearly used up, or is.',
    IDLE_SOON: 'Parking at the charger costs something soon.',
    EVSE_BOOKED: 'Somebody else’s slot begins soon, or has begun, where one charges.',
    BILL: 'A bill or a receipt is there.',
    PAYMENT_FAILED: 'A payment has failed.',
    PAYMENT_REMINDER: 'A bill is overdue.',
    REFUND: 'Money is on its way back.',
    RESERVATION_CONFIRMED: 'A slot was booked.',
    RESERVATION_SOON: 'A booked slot begins soon.',
    RESERVATION_MOVED: 'A booking has another EVSE or another time.',
    RESERVATION_CANCELLED: 'A booking was called off.',
    RESERVATION_ENDED: 'A booked slot has ended, and the charge goes on.',
    RESERVATION_NO_SHOW: 'A booked slot was not used.',
    SLOT_OFFERED: 'A slot that was waited for is free.',
    PHOTO_APPROVED: 'A photo was approved.',
    PHOTO_REJECTED: 'A photo was not approved.',
    PHOTO_ASKED: 'A person looks at a photo, because the models alone do not decide it. Nothing is to be done.',
    APPEAL_DECIDED: 'An appeal was decided.',
    REWARD_EARNED: 'Tokens were earned.',
    REWARD_SETTLED: 'Tokens were paid out.',
    STATION_FREE: 'A favourite station is free.',
    MEETUP_CREATED: 'There is a new meetup.',
    MEETUP_CHANGED: 'A meetup was changed or called off.',
    MEETUP_SOON: 'A meetup begins soon.',
    REVIEW_WAITING: 'Photos wait for review.',
    CHARGER_OFFLINE: 'A charger has been away for a while.',
    CHARGERS_OFFLINE: 'Several chargers have been away for a while, told in one.',
    PAYOUT: 'A payout was sent, has arrived or came back.',
    WEBHOOK_OFF: 'A webhook was turned off because its endpoint fails.',
    NEWS: 'The platform has news or offers, for those who have agreed to them.',
    ANNOUNCEMENT: 'The platform has something to say to everybody.',
  }),
})

export const DeliveryStateRef = builder.enumType('DeliveryState', {
  description: 'How far a message is that goes out by a channel. It only goes forward.',
  values: described<DeliveryState>({
    QUEUED: 'It waits: for its turn, for the end of quiet hours, for the digest, or for the next try.',
    SENT: "The channel's server has taken it.",
    DELIVERED: 'It has arrived, as far as the channel knows.',
    BOUNCED: 'It came back: the address takes nothing.',
    FAILED: 'It was given up.',
    SUPPRESSED: 'It was not sent, because it is not wanted or there is no way; `reason` says why.',
  }),
})

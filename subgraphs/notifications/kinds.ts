import type { NotificationKind as Category } from '#lib/mail/notification.ts'

export interface KindRule {
  /** Whose preference it heeds. */
  category: Category
  /** 0: at once, also in quiet hours. 1: soon. 2: when nothing else waits; it may go into the digest. */
  urgency: 0 | 1 | 2
}

/** What people are told of. */
export const KINDS = {
  NEW_SIGN_IN: { category: 'SECURITY', urgency: 0 },
  EMAIL_CHANGED: { category: 'SECURITY', urgency: 0 },
  PAYOUT_ACCOUNT_CHANGED: { category: 'SECURITY', urgency: 0 },
  CHARGING_STARTED: { category: 'CHARGING', urgency: 1 },
  CHARGING_COMPLETE: { category: 'CHARGING', urgency: 1 },
  CHARGING_FAILED: { category: 'CHARGING', urgency: 0 },
  CHARGING_LIMIT: { category: 'CHARGING', urgency: 0 },
  IDLE_SOON: { category: 'CHARGING', urgency: 0 },
  EVSE_BOOKED: { category: 'CHARGING', urgency: 0 },
  BILL: { category: 'BILL', urgency: 1 },
  PAYMENT_FAILED: { category: 'BILL', urgency: 0 },
  PAYMENT_REMINDER: { category: 'BILL', urgency: 1 },
  REFUND: { category: 'BILL', urgency: 1 },
  RESERVATION_CONFIRMED: { category: 'RESERVATION', urgency: 1 },
  RESERVATION_SOON: { category: 'RESERVATION', urgency: 0 },
  RESERVATION_MOVED: { category: 'RESERVATION', urgency: 0 },
  RESERVATION_CANCELLED: { category: 'RESERVATION', urgency: 0 },
  RESERVATION_ENDED: { category: 'RESERVATION', urgency: 0 },
  RESERVATION_NO_SHOW: { category: 'RESERVATION', urgency: 1 },
  SLOT_OFFERED: { category: 'RESERVATION', urgency: 0 },
  PHOTO_APPROVED: { category: 'PHOTO', urgency: 2 },
  PHOTO_REJECTED: { category: 'PHOTO', urgency: 1 },
  PHOTO_ASKED: { category: 'PHOTO', urgency: 1 },
  APPEAL_DECIDED: { category: 'PHOTO', urgency: 1 },
  REWARD_EARNED: { category: 'REWARD', urgency: 2 },
  REWARD_SETTLED: { category: 'REWARD', urgency: 2 },
  STATION_FREE: { category: 'FAVOURITE', urgency: 0 },
  MEETUP_CREATED: { category: 'COMMUNITY', urgency: 2 },
  MEETUP_CHANGED: { category: 'COMMUNITY', urgency: 1 },
  MEETUP_SOON: { category: 'COMMUNITY', urgency: 0 },
  REVIEW_WAITING: { category: 'OPERATION', urgency: 2 },
  CHARGER_OFFLINE: { category: 'OPERATION', urgency: 0 },
  CHARGERS_OFFLINE: { category: 'OPERATION', urgency: 0 },
  PAYOUT: { category: 'OPERATION', urgency: 1 },
  WEBHOOK_OFF: { category: 'OPERATION', urgency: 1 },
  NEWS: { category: 'NEWS', urgency: 2 },
  ANNOUNCEMENT: { category: 'NEWS', urgency: 2 },
} as const satisfies Record<string, KindRule>

export type Kind = keyof typeof KINDS

/** All of a category. */
export const kindsOf = (category: Category): Kind[] =>
  // The keys are those of the table.
  (Object.keys(KINDS) as Kind[]).filter((kind) => KINDS[kind].category === category)

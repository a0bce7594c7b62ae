import type { Kind } from './kinds.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]

/** Limits of what people are told. */
export const NOTIFICATIONS_LIMITS = {
  /** Days that something stays in an inbox. */
  keepDays: 180,
  /** How old something may be when it is heard, in milliseconds, to be told still; after an outage. Others are told however late. */
  staleAfterMs: {
    NEW_SIGN_IN: 7 * 24 * HOUR,
    CHARGING_STARTED: 30 * MINUTE,
    CHARGING_COMPLETE: 24 * HOUR,
    CHARGING_FAILED: 30 * MINUTE,
    CHARGING_LIMIT: 30 * MINUTE,
    IDLE_SOON: 30 * MINUTE,
    EVSE_BOOKED: 15 * MINUTE,
    RESERVATION_SOON: 30 * MINUTE,
    RESERVATION_ENDED: 15 * MINUTE,
    SLOT_OFFERED: HOUR,
    STATION_FREE: 10 * MINUTE,
    MEETUP_CREATED: 24 * HOUR,
    MEETUP_SOON: HOUR,
  } satisfies Partial<Record<Kind, number>> as Partial<Record<Kind, number>>,
  /** How long a charger is offline before its operator is told, and how long another outage of it is not told after that. */
  offlineMs: 10 * MINUTE,
  offlineAgainMs: HOUR,
  /** Chargers of an operator that go so soon after those that were told are told in one, with so many of their names. */
  offlineGatherMs: 15 * MINUTE,
  offlineNames: 5,
  /** So long before its begin people are reminded of a meetup. */
  meetupSoonMs: HOUR,
  /** Reviewers are told that cases wait no more often than this. */
  reviewEveryMs: HOUR,
  /** Rows that a round takes at once. */
  tellingAtOnce: 100,
  /** More that is unread is not counted. */
  countedUnread: 1_000,
  /** Marked as read by one request, where they are named. */
  readAtOnce: 200,
} as const

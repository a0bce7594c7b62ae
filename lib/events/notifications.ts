import type { NotificationKind } from '../mail/notification.ts'

/** What notifications tells of what people were told. */
export interface NotificationsEvents {
  /** Somebody was told something; read it for its words. Aggregate: the user. */
  'notifications.notification.created': { notificationId: string; userId: string; kind: string }
  /** A user has read some of what they were told; count again. Aggregate: the user. */
  'notifications.inbox.changed': { userId: string }
  /** Mails to a user's address come back: whoever shows the address says so. Aggregate: the user. */
  'notifications.address.bounced': { userId: string; bouncedAt: string }
  /** A user wants no more mails of these kinds, by a link in one or by calling it spam: their settings show it. Aggregate: the user. */
  'notifications.mail.declined': { userId: string; categories: NotificationKind[] }
}

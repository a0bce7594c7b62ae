import type { Role } from '../auth.ts'
import type { NotificationKind } from '../mail/notification.ts'

/** What notifications tells of what people were told. */
export interface NotificationsEvents {
  /** Somebody was told something; read it for its words. Aggregate: the user. */
  'notifications.notification.created': { notificationId: string; userId: string; kind: string }
  /**
   * People of an announcement were told, in the order of their ids: those after `after` (null: from the first) until `until`, of that role
   * (null: all). Who watches and is among them reads what it says. Nobody else needs a word: it is one for many. Aggregate: the announcement.
   */
  'notifications.announcement.told': { announcementId: string; role: Role | null; after: string | null; until: string }
  /** A user has read some of what they were told; count again. Aggregate: the user. */
  'notifications.inbox.changed': { userId: string }
  /** Mails to a user's address come back: whoever shows the address says so. Aggregate: the user. */
  'notifications.address.bounced': { userId: string; bouncedAt: string }
  /** A user wants no more mails of these kinds, by a link in one or by calling it spam: their settings show it. Aggregate: the user. */
  'notifications.mail.declined': { userId: string; categories: NotificationKind[] }
}

import type { Generated, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { Role } from '#lib/auth.ts'
import type { NotificationChannel, NotificationKind as Category } from '#lib/mail/notification.ts'
import type { Kind } from './kinds.ts'
import type { SmsTables } from './sms/tables.ts'
import type { Language } from './templates/text.ts'
import type { TellingTables } from './telling/tables.ts'

/** What a text is filled with: words, numbers, instants (ISO 8601) by name. Money is `…Minor` beside `currency`. */
export type Params = Record<string, string | number | boolean | null>
export type DeliveryState = 'QUEUED' | 'SENT' | 'DELIVERED' | 'BOUNCED' | 'FAILED' | 'SUPPRESSED'

interface NotificationTable {
  id: string
  user_id: string
  kind: Kind
  cause: string
  params: JSONColumnType<Params>
  link: string | null
  created_at: Generated<Date>
  read_at: Date | null
}

interface DeliveryTable {
  id: string
  notification_id: string
  user_id: string
  channel: NotificationChannel
  urgency: 0 | 1 | 2
  state: Generated<DeliveryState>
  due_at: Generated<Date | null>
  tries: Generated<number>
  claimed_by: Generated<number | null>
  external_id: Generated<string | null>
  reason: Generated<string | null>
  detail: Generated<string | null>
  created_at: Generated<Date>
  sent_at: Generated<Date | null>
  changed_at: Generated<Date>
  /** The digest that it waits for, and goes with. */
  digest_id: Generated<string | null>
}

interface DigestTable {
  id: string
  user_id: string
  /** Of the user's own calendar. */
  day: string
  state: Generated<DeliveryState>
  due_at: Date | null
  closed_at: Generated<Date | null>
  tries: Generated<number>
  claimed_by: Generated<number | null>
  external_id: Generated<string | null>
  reason: Generated<string | null>
  detail: Generated<string | null>
  created_at: Generated<Date>
  sent_at: Generated<Date | null>
  changed_at: Generated<Date>
}

interface QuietHoursTable {
  user_id: string
  from_minute: number
  until_minute: number
}

interface DigestChoiceTable {
  user_id: string
  hour: number
}

export type AnnouncementTexts = { en: AnnouncementText } & Partial<Record<Language, AnnouncementText>>
interface AnnouncementText {
  title: string
  body: string
}

interface AnnouncementTable {
  id: string
  made_by: string
  texts: JSONColumnType<AnnouncementTexts>
  /** Null: everybody. */
  role: Role | null
  /** NEWS is for those who have agreed to it, SERVICE for all. */
  kind: 'NEWS' | 'SERVICE'
  link: string | null
  state: Generated<'RUNNING' | 'DONE' | 'CANCELLED'>
  idempotency_key: string
  told_until: Generated<string | null>
  told: Generated<number>
  created_at: Generated<Date>
  ended_at: Generated<Date | null>
}

/** Written by triggers; read by `figures/`. */
interface DeliveryFigureTable {
  day: Date
  kind: Kind
  channel: NotificationChannel
  state: DeliveryState
  count: number
}

interface PreferenceWordTable {
  user_id: string
  said: number
}

interface ContactTable {
  user_id: string
  contact: string | null
  address_hash: string | null
  email_verified: boolean
  email_bounced_at: Date | null
  locale: string | null
  time_zone: string | null
  roles: string[]
  guest: boolean
  /** They have agreed to news and offers. */
  marketing: Generated<boolean>
  said: number
}

interface PreferenceTable {
  user_id: string
  category: Category
  channel: NotificationChannel
  wanted: boolean
}

interface DeviceTable {
  id: string
  user_id: string
  kind: 'WEB' | 'FCM' | 'APNS'
  address: string
  p256dh: Buffer | null
  auth: Buffer | null
  topic: string | null
  sandbox: boolean | null
  name: string | null
  /** The login that has registered it last; null: one of before it was kept. */
  login_id: Generated<string | null>
  created_at: Generated<Date>
  seen_at: Generated<Date>
  /** It gets no pushes from then on: the login that has registered it last may be over, and nobody says so. */
  good_until: Date
}

interface LetterTable {
  id: string
  user_id: string | null
  purpose: string
  params: JSONColumnType<Params>
  sealed: string | null
  state: Generated<'QUEUED' | 'SENT' | 'BOUNCED' | 'FAILED' | 'EXPIRED'>
  due_at: Generated<Date | null>
  expires_at: Date
  tries: Generated<number>
  reason: string | null
  detail: string | null
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

export interface NotificationsTables extends MessagingTables, TellingTables, SmsTables {
  device: DeviceTable
  ended_login: { login_id: string; ended_at: Generated<Date> }
  notification: NotificationTable
  delivery: DeliveryTable
  contact: ContactTable
  preference: PreferenceTable
  preference_word: PreferenceWordTable
  quiet_hours: QuietHoursTable
  digest_choice: DigestChoiceTable
  digest: DigestTable
  letter: LetterTable
  announcement: AnnouncementTable
  delivery_figure: DeliveryFigureTable
  delivery_tally: DeliveryFigureTable
}

export type Db = Kysely<NotificationsTables>
export type Trx = Transaction<NotificationsTables>
export type Notification = Selectable<NotificationTable>
export type Delivery = Selectable<DeliveryTable>
export type Digest = Selectable<DigestTable>
export type Device = Selectable<DeviceTable>
export type ContactRow = Selectable<ContactTable>
export type LetterRow = Selectable<LetterTable>

import type { NotificationChannel } from '#lib/mail/notification.ts'
import type { Kind } from '../kinds.ts'
import type { ContactRow, Params } from '../tables.ts'

/** Something that somebody was told, as a channel's texts need it. */
export interface Item {
  notificationId: string
  kind: Kind
  params: Params
  /** A path of the clients, from /; null: nowhere. */
  link: string | null
  createdAt: Date
}

/** What a channel is to send to one person. Whether it is wanted has been looked at. */
export interface Message {
  /** The same in every try: a server that has seen it tells it once. A Message-ID and an idempotency key are made of it. */
  id: string
  userId: string
  /** What is told: one thing, or those of a digest, the oldest first. */
  items: readonly [Item, ...Item[]]
  /** The day in the user's zone whose digest it is, e.g. 2026-11-22; null: it is no digest, and has one item. */
  digestOf: string | null
  /** 0: it wakes. 2: nobody waits for it. */
  urgency: 0 | 1 | 2
  /** How they are reached, as accounts has said it; null: it has not said it yet. A guest's address has not been proven. */
  contact: ContactRow | null
  /** How often it was tried before. */
  tries: number
}

/** What became of a message. What is thrown instead means that nobody knows: it is tried again under the same id. */
export type Sent =
  /** The channel's server has taken it; `externalId` is its own id, which receipts and bounces name. */
  | { state: 'SENT'; externalId: string | null }
  /** There is no way to this person: no address, no device, no number that is verified. `reason` is a code. */
  | { state: 'SUPPRESSED'; reason: string }
  /** The address takes nothing. */
  | { state: 'BOUNCED'; reason: string; detail?: string }
  /** The channel's server does not take this message, and will not. */
  | { state: 'FAILED'; reason: string; detail?: string }
  /** The channel's server asks for patience; `afterMs` where it says for how long. */
  | { state: 'LATER'; reason: string; afterMs?: number; detail?: string }

/** A way to reach people beside their inbox. */
export interface Channel {
  name: NotificationChannel
  /** False while it is not set up. What is due then is suppressed: it would come all at once when somebody sets it up. */
  ready: boolean
  /**
   * Sends it, or says why not. It is cut off after `SENDING_LIMITS.callMs`, when `signal` is aborted. Where it throws again and again, the
   * channel is left alone for a while.
   */
  send: (message: Message, signal: AbortSignal) => Promise<Sent>
}

export type Channels = ReadonlyMap<NotificationChannel, Channel>

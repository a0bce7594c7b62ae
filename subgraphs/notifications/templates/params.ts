import type { CommandFailure } from '#lib/events.ts'
import type { Kind } from '../kinds.ts'

/** A place that something happens at, and its zone: times there are said by its own clock. */
interface At {
  stationName: string
  /** IANA name; null: not known. */
  stationZone: string | null
}

interface Slot extends At {
  evseNumber: number
  startsAt: string
  endsAt: string
}

interface Money {
  /** ISO 4217. Every `…Minor` beside it is in its minor units. */
  currency: string
}

interface Photo {
  purpose: 'ODOMETER' | 'DEED'
}

interface Meetup {
  /** In its host's words. */
  title: string
  startsAt: string
}

/**
 * What the texts of each kind need. A name says what its value is, and so how it is shown: `…At` and `…Until` are instants (ISO 8601),
 * `…Minor` is money beside `currency`, `…Wh` energy, `…Units` base units of the token. Anything else is shown as it is.
 */
export interface ParamsOf {
  NEW_SIGN_IN: {
    /** In the user's words, e.g. "Firefox on Linux". */
    device: string | null
    signedInAt: string
  }
  EMAIL_CHANGED: {
    /** The address of before is theirs again. */
    undone: boolean
  }
  PAYOUT_ACCOUNT_CHANGED: {
    /** So much of it that its owner knows it; null: nothing is paid out any more. */
    account: string | null
    restsUntil: string
  }
  CHARGING_STARTED: At & { startedAt: string }
  CHARGING_COMPLETE: At & { endedAt: string; energyWh: number }
  CHARGING_FAILED: { stationName: string; failure: CommandFailure | 'CANCELLED' | 'CONNECTOR_TAKEN' | 'OTHER' }
  CHARGING_LIMIT: Money & { step: 'NEAR' | 'REACHED' | 'GONE'; costMinor: number; limitMinor: number }
  IDLE_SOON: At & {
    /** From when parking costs something. */
    idleAt: string
  }
  EVSE_BOOKED: At & {
    evseNumber: number
    /** When the slot begins, or began. */
    bookedAt: string
    begun: boolean
  }
  BILL: Money & { totalMinor: number; paid: boolean }
  PAYMENT_FAILED: Money & { dueMinor: number }
  PAYMENT_REMINDER: Money & {
    dueMinor: number
    /** From when they cannot charge any more; null: they still can. */
    blocksAt: string | null
  }
  REFUND: Money & { amountMinor: number; state: 'REQUESTED' | 'SUCCEEDED' | 'FAILED' }
  RESERVATION_CONFIRMED: Slot
  RESERVATION_SOON: Slot
  RESERVATION_MOVED: Slot
  RESERVATION_CANCELLED: Slot & {
    /** Who called it off, or why it could not be held. */
    by: 'DRIVER' | 'OPERATOR' | 'FAULT'
  }
  RESERVATION_ENDED: Slot & {
    /** Whether they may stay a little longer; else nothing is said of until when. */
    stays: boolean
    mayStayUntil: string
  }
  RESERVATION_NO_SHOW: Slot
  SLOT_OFFERED: Slot & { expiresAt: string }
  PHOTO_APPROVED: Photo
  PHOTO_REJECTED: Photo & {
    /** Code of the first reason, e.g. DUPLICATE; null: none was given. */
    reason: string | null
    appealable: boolean
  }
  PHOTO_ASKED: Photo
  APPEAL_DECIDED: Photo & { approved: boolean }
  REWARD_EARNED: { amountUnits: string }
  REWARD_SETTLED: { amountUnits: string | null }
  STATION_FREE: { stationName: string }
  MEETUP_CREATED: Meetup
  MEETUP_CHANGED: Meetup & { cancelled: boolean }
  MEETUP_SOON: Meetup
  REVIEW_WAITING: { count: number }
  CHARGER_OFFLINE: At & { offlineAt: string }
  CHARGERS_OFFLINE: {
    /** How many, at least two. */
    count: number
    /** Their stations, the first of them, e.g. "Harbour, Mill". */
    names: string
    /** How many there are beside those that are named. */
    more: number
  }
  PAYOUT: Money & { amountMinor: number; state: 'SENT' | 'PAID' | 'RETURNED' }
  WEBHOOK_OFF: {
    /** Host of the endpoint. */
    host: string
  }
  NEWS: { title: string; body: string }
  ANNOUNCEMENT: { title: string; body: string }
}

/** Something of a kind, with what its texts need. */
export type Filled<K extends Kind = Kind> = { [Each in K]: { kind: Each; params: ParamsOf[Each] } }[K]

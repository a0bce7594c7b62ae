import { isFixed, NOTIFICATIONS } from '#lib/mail/notification.ts'
import { KINDS } from '../kinds.ts'
import type { ContactRow, Delivery, Notification } from '../tables.ts'
import { nextDigest, quietUntil, type QuietHours } from '../preferences/clock.ts'
import { SENDING_LIMITS } from './limits.ts'

/** All that decides whether a delivery is sent now. */
export interface Circumstances {
  delivery: Pick<Delivery, 'channel' | 'urgency' | 'created_at'>
  kind: Notification['kind']
  /** By the database's clock. */
  now: Date
  contact: ContactRow | null
  /** What they have said of this category by this channel; null: nothing. */
  wanted: boolean | null
  quiet: QuietHours | null
  /** The hour of their digest; null: they want none. */
  digestHour: number | null
}

export type Verdict =
  | { act: 'SEND' }
  | { act: 'SUPPRESS'; reason: Reason }
  | { act: 'WAIT'; until: Date; reason: 'QUIET_HOURS' | 'NO_CONTACT_YET' }
  | { act: 'GATHER'; day: string; at: Date }

/** Why something was not sent. */
export type Reason =
  | 'NOT_WANTED'
  | 'NO_CONSENT'
  | 'TOO_LATE'
  | 'GUEST'
  | 'BLOCKED'
  | 'NO_ADDRESS'
  | 'EMAIL_NOT_VERIFIED'
  | 'ADDRESS_BOUNCES'

/** Decides it at the moment of sending: between queue and wire somebody may have changed their mind, their address or their zone. */
export function judge(given: Circumstances): Verdict {
  const reason = reasonAgainst(given)
  const { delivery, now, contact, quiet, digestHour } = given
  const ageMs = now.getTime() - delivery.created_at.getTime()
  // Who has just proven their address, and done something at once, is not left without a word because accounts is heard later.
  const mayCome = reason === 'EMAIL_NOT_VERIFIED' || (reason === null && contact === null)
  if (mayCome && ageMs < SENDING_LIMITS.contactMs)
    return { act: 'WAIT', until: new Date(now.getTime() + 2_000), reason: 'NO_CONTACT_YET' }
  if (reason !== null) return { act: 'SUPPRESS', reason }
  // Without an address there is nothing to wait for.
  if (delivery.channel === 'EMAIL' && contact?.contact == null) return { act: 'SUPPRESS', reason: 'NO_ADDRESS' }
  const zone = contact?.time_zone ?? null
  if (delivery.channel === 'EMAIL' && delivery.urgency === 2 && digestHour !== null)
    return { act: 'GATHER', ...nextDigest(now, zone, digestHour) }
  // What is urgent passes: it is why they have a phone beside the bed.
  const until = delivery.urgency === 0 || quiet === null ? null : quietUntil(now, zone, quiet)
  return until === null ? { act: 'SEND' } : { act: 'WAIT', until, reason: 'QUIET_HOURS' }
}

/** Why it is not sent at all; null: nothing is against it. Those of a digest are looked at by this again. */
export function reasonAgainst({ delivery, kind, now, contact, wanted }: Circumstances): Reason | null {
  const { category } = KINDS[kind]
  const { channel, urgency } = delivery
  if (!(isFixed({ kind: category, channel }) || (wanted ?? NOTIFICATIONS[category][channel]))) return 'NOT_WANTED'
  // News and offers without consent are spam (ePrivacy, art. 13); it may have been taken back since they were queued.
  if (kind === 'NEWS' && contact?.marketing !== true) return 'NO_CONSENT'
  const ageMs = now.getTime() - delivery.created_at.getTime()
  if (ageMs > SENDING_LIMITS.staleMs[category === 'SECURITY' ? 1 : urgency]) return 'TOO_LATE'
  if (contact === null) return null
  // A guest has given an address for the receipt, and for nothing else.
  if (contact.guest && !(category === 'BILL' && channel === 'EMAIL')) return 'GUEST'
  if (!contact.guest && contact.roles.length === 0 && category !== 'BILL' && category !== 'SECURITY') return 'BLOCKED'
  if (channel !== 'EMAIL' || contact.contact === null) return null
  if (contact.email_bounced_at !== null) return 'ADDRESS_BOUNCES'
  return contact.email_verified || contact.guest ? null : 'EMAIL_NOT_VERIFIED'
}

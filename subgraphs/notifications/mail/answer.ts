import type { Sent } from '../sending/channel.ts'
import { MAIL_LIMITS } from './limits.ts'

/** The reason where the address takes nothing, and will not. */
export const DEAD = 'NO_SUCH_ADDRESS'

/** A mail server's answer, as the client reports it. */
interface Answer {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

/**
 * What a server's refusal means for a mail (RFC 5321, 4.2.1; RFC 3463). Null where it says nothing of this mail: the server is away, does not
 * know us, or the connection broke, and whether the mail has come is not known.
 */
export function sentOf(error: unknown): Sent | null {
  const { code, responseCode, response = '', command = '' } = error as Answer
  // What is wrong with our password is wrong for every mail, and no mail is to be given up for it.
  if (responseCode === undefined || code === 'EAUTH' || code === 'ETLS') return null
  const detail = clip(response)
  if (responseCode >= 400 && responseCode < 500) return { state: 'LATER', reason: 'DEFERRED', detail }
  if (responseCode < 500) return null
  // Before the reader is named, a refusal is of us.
  if (command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS') return null
  // The sender, or how much we may send, is ours to mend; no mail and no address is to be given up for it.
  if (command === 'MAIL FROM' || has(response, '1\\.[78]')) return { state: 'LATER', reason: 'SENDER_REFUSED', detail }
  if (isDead(response)) return { state: 'BOUNCED', reason: DEAD, detail }
  // A relay with wrong settings refuses everybody, without a code or as a matter of policy (5.7).
  if (command === 'RCPT TO' && has(response, '[1-6]\\.\\d+')) return { state: 'BOUNCED', reason: 'REFUSED', detail }
  return { state: 'FAILED', reason: 'REFUSED', detail }
}

/**
 * True for the codes of a mailbox that takes nothing: it is not there, is no address, has moved, or its domain takes no mail. Nothing else ends mails
 * to an address: they begin again only when its user has another one.
 */
export const isDead = (status: string): boolean => has(status, '1\\.(?:[1236]|10)')

/** An enhanced code of refusal (RFC 3463) stands by itself: 192.5.1.1 is none. */
const has = (words: string, code: string): boolean => new RegExp(`(?<![\\d.])5\\.${code}(?!\\.?\\d)`).test(words)

/** Words of a server without what could be somebody's address or a line of its own. */
export const clip = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[^\s<>@]+@[^\s<>@]+/g, '…@…')
    .slice(0, MAIL_LIMITS.detailCharacters)
    .toWellFormed()

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
  if (isDead(response) || (command === 'RCPT TO' && !/\b5\.7\.\d/.test(response)))
    return { state: 'BOUNCED', reason: isDead(response) || !/\b5\.\d\.\d/.test(response) ? DEAD : 'REFUSED', detail }
  return { state: 'FAILED', reason: 'REFUSED', detail }
}

/** True for the codes of an address that takes nothing: it is not there, is no address, is switched off, or has no server. */
export const isDead = (status: string): boolean => /\b5\.(1\.[1236]|1\.10|2\.1|4\.4)\b/.test(status)

/** Words of a server without what could be somebody's address or a line of its own. */
export const clip = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[^\s<>@]+@[^\s<>@]+/g, '…@…')
    .slice(0, MAIL_LIMITS.detailCharacters)
    .toWellFormed()

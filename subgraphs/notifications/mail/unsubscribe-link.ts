import { createHmac, timingSafeEqual } from 'node:crypto'
import { validate } from 'uuid'
import { NOTIFICATIONS, isFixed, type NotificationKind as Category } from '#lib/mail/notification.ts'

/** Who wants no more mails of which kinds. */
export interface Unsubscription {
  userId: string
  categories: Category[]
}

/**
 * The path of a link that stops mails of some kinds to one user, without a sign-in: whoever has the mail may stop it (RFC 8058). It is good for
 * as long as somebody keeps the mail. It says who it is for, so that it needs no table; nobody else can make one.
 */
export const unsubscribePath = (secret: string, { userId, categories }: Unsubscription): string => {
  const said = [userId, ...categories].join('.')
  return `unsubscribe/${said}.${signature(secret, said)}`
}

/** What such a path is for; null for one that is not ours. */
export function unsubscriptionOf(secret: string, rest: string): Unsubscription | null {
  const end = rest.lastIndexOf('.')
  const [said, given] = [rest.slice(0, Math.max(end, 0)), Buffer.from(rest.slice(end + 1))]
  const ours = Buffer.from(signature(secret, said))
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null
  const [userId = '', ...names] = said.split('.')
  const categories = names.filter(isOptional)
  // Signed by a version that had a category which is no more.
  return validate(userId) && categories.length > 0 ? { userId, categories } : null
}

/** The categories that somebody can stop: of a new sign-in they are always told. */
export const isOptional = (name: string): name is Category =>
  Object.hasOwn(NOTIFICATIONS, name) && !isFixed({ kind: name as Category, channel: 'EMAIL' })

const signature = (secret: string, said: string): string =>
  createHmac('sha256', secret).update(`unsubscribe\n${said}`).digest('base64url')

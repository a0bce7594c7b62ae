import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * True for an address that a header and an envelope can have as it is. Quotes, commas and brackets would let one address read as two, or as
 * another's; a line break would begin a header of its own.
 */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s"(),:;<>@[\\\]\p{Cc}]{1,64}@[^\s"(),:;<>@[\\\]_\p{Cc}]+$/u.test(text)

/** What a Message-ID says of an address: whether it is the same one, and nothing else. */
const tagOf = (secret: string, id: string, address: string): string =>
  createHmac('sha256', secret).update(`message-id\n${id}\n${address.toLowerCase()}`).digest('hex').slice(0, 16)

/** The same in every try, so that a server or a reader's program shows the mail once. Nobody can make one for a mail that they did not get. */
export const messageId = (secret: string, id: string, address: string, from: string): string =>
  `<${id}.${tagOf(secret, id, address)}@${from.slice(from.lastIndexOf('@') + 1)}>`

/** The id of what was sent, from a Message-ID of ours; null for another's. */
export function idOfMessage(text: string): { id: string; tag: string } | null {
  const [, id, tag] = /^<?([0-9a-f-]{36})\.([0-9a-f]{16})@[^\s<>]+>?$/.exec(text.trim()) ?? []
  return id === undefined || tag === undefined ? null : { id, tag }
}

/** True if the mail went to this address. */
export function wentTo(secret: string, { id, tag }: { id: string; tag: string }, address: string): boolean {
  const [given, ours] = [Buffer.from(tag), Buffer.from(tagOf(secret, id, address))]
  return given.length === ours.length && timingSafeEqual(given, ours)
}

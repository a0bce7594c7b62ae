import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * Where a request comes from. Each of our `proxies` in front adds the address it saw to the right of `x-forwarded-for`. So the outermost
 * one's entry is so many places from the right. Everything before it may be invented by the client.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string | undefined {
  const address = exactAddress(request, proxies)
  return address && networkOf(address)
}

/** The same to the last bit, for what is allowed from single addresses. */
export function exactAddress({ headers, socket }: IncomingMessage, proxies: number): string | undefined {
  if (proxies === 0) return socket.remoteAddress
  const seen = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  return seen.at(-proxies)?.trim() || socket.remoteAddress
}

/** An IPv6 address is counted by its network. Its owner has 2^64 addresses there, and could otherwise come with a new one each time. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped || !isIPv6(address)) return mapped ?? address
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

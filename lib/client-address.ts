import type { IncomingMessage } from 'node:http'

/**
 * Where a request comes from. With `proxies` of ours in front, each adds the address it saw to the right of `x-forwarded-for`, so
 * the one that the outermost saw stands so many places from the right; whatever stands before it, the client made up.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string | undefined {
  if (proxies === 0) return socket.remoteAddress
  const seen = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  return seen.at(-proxies)?.trim() || socket.remoteAddress
}

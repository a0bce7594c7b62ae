import { publicUrl } from '#lib/http/public-url.ts'

/**
 * True for an endpoint at a push service that is known. Anybody may register anything, and we call it: an address of our own network, another
 * port, or a name that somebody can turn to one, must not be among them.
 */
export function isPushEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  if (isOwn(endpoint, hosts)) return true
  const read = publicUrl(endpoint, [443])
  if ('fault' in read) return false
  const { hostname } = read.url
  return hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host))
}

/** True where whoever runs the platform has named the very origin: of it nothing else is asked, e.g. not that it is public. */
export function isOwn(endpoint: string, hosts: readonly string[]): boolean {
  const url = URL.parse(endpoint)
  return url !== null && url.username === '' && url.password === '' && hosts.includes(url.origin)
}

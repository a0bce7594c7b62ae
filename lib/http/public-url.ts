import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Ports that somebody else may have us call. With any port our servers could be made to knock at other services' doors. */
export const PUBLIC_PORTS: readonly number[] = [443, 8443]
const LONGEST = 2_048
/** Names that never lead out, whoever answers for them. */
const INSIDE = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/

/**
 * The URL that somebody else wants us to call, or in words why we do not. It is judged as the parser of URLs has written it anew: decimal,
 * octal, hexadecimal and short addresses, wide digits and escapes are one spelling by then. What its name leads to is judged at each
 * connection (`publicAgent`).
 */
export function publicUrl(text: string, ports: readonly number[] = PUBLIC_PORTS): { url: URL } | { fault: string } {
  if (text.length > LONGEST) return { fault: `At most ${LONGEST} characters.` }
  const url = URL.parse(text)
  if (!url || url.hostname === '') return { fault: 'A whole URL, e.g. https://example.org/hooks.' }
  if (url.protocol !== 'https:') return { fault: 'It has to begin with https://.' }
  if (url.username !== '' || url.password !== '') return { fault: 'Without a name or password: they would stand in logs.' }
  if (url.hash !== '') return { fault: 'Without a #: what follows it is never sent.' }
  if (!ports.includes(portOf(url))) return { fault: `Of its ports ${ports.join(' and ')} are taken.` }
  return isPublicHost(url.hostname) ? { url } : { fault: 'It has to lead to a host of the public internet.' }
}

export const portOf = (url: URL): number => (url.port === '' ? 443 : Number(url.port))

/** Whether a host, as a URL has it, may be public: a public address, or a name that has a dot and is not one of a network of its own. */
export function isPublicHost(hostname: string): boolean {
  const host = bare(hostname)
  if (isIP(host) !== 0) return isPublicAddress(host)
  return host.includes('.') && !/\.\d*$/.test(host) && !INSIDE.test(host)
}

/** Without the brackets of an IPv6 address, and the dot that may end a name. */
export const bare = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { Agent, buildConnector } from 'undici'
import { isPublicAddress } from './public-address.ts'
import { bare, isPublicHost, PUBLIC_PORTS } from './public-url.ts'

/** The URL leads to where nobody from outside may send us. Where exactly is not said: it would be a map of our network. */
export class NotPublic extends Error {
  override name = 'NotPublic'
  readonly code = 'NOT_PUBLIC'
}

export interface PublicAgentOptions {
  /** Connections that one host may have at once; null: any number. */
  connections?: number | null
  ports?: readonly number[]
  /** Addresses of a name; by DNS if nothing else is given. */
  resolve?: (name: string) => Promise<readonly string[]>
  /** For tests, whose receivers are on this machine. No setting leads here. */
  forTests?: { ca: string; loopback: boolean }
}

/** DNS of somebody else may be slow on purpose. */
const DNS = { timeout: 2_000, tries: 2 }

/**
 * Connects to hosts of the public internet alone, by HTTPS, whatever URL it is given: for URLs that others have us call. Every address of a
 * name is judged at the connection, and one of those is connected to, so that a name that changes in between leads nowhere else. It follows
 * no redirect, since `request` of undici follows none.
 */
export function publicAgent({
  connections = 4,
  ports = PUBLIC_PORTS,
  resolve = byDns(),
  forTests,
}: PublicAgentOptions = {}): Agent {
  const mayReach = (address: string): boolean =>
    isPublicAddress(address) || (forTests?.loopback === true && (address.startsWith('127.') || address === '::1'))

  const find = callbackify(async (name: string) => {
    const addresses = await resolve(name)
    if (addresses.length === 0) throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' })
    // One that is not public among others is no mistake: it is how such a name is made.
    if (!addresses.every(mayReach)) throw refused()
    return addresses.map((address) => ({ address, family: isIP(address) }))
  })
  const lookup: LookupFunction = (name, options, done) =>
    find(name, (error, found) => {
      const [first] = found ?? []
      if (error || !first || options.all) done(error, found ?? [])
      else done(null, first.address, first.family)
    })
  // A socket asks nobody for the address of an address, so it is judged here as well.
  const connect = buildConnector({ ...(forTests && { ca: forTests.ca }), lookup, allowH2: false, timeout: 10_000 })
  return new Agent({
    connections,
    connect: (options, done) => {
      const host = bare(options.hostname)
      const literal = isIP(host) !== 0
      const port = options.port === '' ? 443 : Number(options.port)
      if (options.protocol !== 'https:' || !ports.includes(port) || !(literal ? mayReach(host) : isPublicHost(host)))
        return done(refused(), null)
      connect(options, done)
    },
  })
}

const refused = () => new NotPublic('The URL does not lead to a host of the public internet.')

/** Asks the name servers themselves: the system's own look-up has four threads for a whole process, and knows names of the network. */
function byDns(): (name: string) => Promise<string[]> {
  const resolver = new Resolver(DNS)
  return async (name) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason
    return [four, six].flatMap((found) => (found.status === 'fulfilled' ? found.value : []))
  }
}

import { BlockList, isIP } from 'node:net'

/** IANA's special-purpose registry, and 168.63.129.16: at Azure it is the host's own service. */
const NOT_PUBLIC_4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 ' +
  '224.0.0.0/4 240.0.0.0/4'
/** What of 2000::/3 is for something else: protocols and tunnels (Teredo is in 2001::/23), examples, 6to4. */
const NOT_PUBLIC_6 = '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20'

const blocks = (text: string, family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const block of text.split(' ')) {
    const [address = '', bits] = block.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
const closed4 = blocks(NOT_PUBLIC_4, 'ipv4')
const closed6 = blocks(NOT_PUBLIC_6, 'ipv6')
const global6 = blocks('2000::/3', 'ipv6')
/** The well-known prefix by which a network without IPv4 reaches it: what counts is the address inside. */
const nat64 = blocks('64:ff9b::/96', 'ipv6')

/**
 * Whether an address is one of the public internet. Everything else is refused, also what is not an address. IPv6 is public by being listed
 * here: all of it that embeds an IPv4 address, has a zone, or is not assigned is refused.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed4.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  const words = wordsOf(address)
  const [, , , , , tag, high = 0, low = 0] = words
  const inside = [high >> 8, high & 255, low >> 8, low & 255].join('.')
  if (nat64.check(address, 'ipv6')) return isPublicAddress(inside)
  // ISATAP: the host itself sends it on to the IPv4 address inside.
  if (tag === 0x5efe && !isPublicAddress(inside)) return false
  return global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}

/** The eight words of an IPv6 address that is well-formed. */
function wordsOf(address: string): number[] {
  // The parser of URLs writes what embeds IPv4 as words, too.
  const plain = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [before = '', after] = plain.split('::')
  const words = (text: string) => (text === '' ? [] : text.split(':').map((word) => parseInt(word, 16)))
  const [first, last] = [words(before), words(after ?? '')]
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

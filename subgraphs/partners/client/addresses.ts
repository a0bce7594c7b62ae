import ipaddr from 'ipaddr.js'

/**
 * The block of addresses that a text names, as PostgreSQL writes it: `203.0.113.7/32`, `2001:db8::/48`. A single address is a block of one.
 * An IPv4 address in the clothes of IPv6 is the IPv4 address. Null if the text names none.
 */
export function blockOf(text: string): string | null {
  const [address = '', bits, ...more] = text.trim().split('/')
  if (more.length > 0 || !isWritten(address) || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null
  const given = ipaddr.parse(address)
  const mapped = given.kind() === 'ipv6' && (given as ipaddr.IPv6).isIPv4MappedAddress()
  const parsed = mapped ? (given as ipaddr.IPv6).toIPv4Address() : given
  const all = parsed.kind() === 'ipv4' ? 32 : 128
  const size = bits === undefined ? all : Number(bits) - (mapped ? 96 : 0)
  // A block of nothing but zeros would be every address: whoever wants that leaves the list empty.
  if (size < 1 || size > all) return null
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${size}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${size}`)
  return `${network.toString()}/${size}`
}

/** The network of an address, for what is kept of it: 24 bits of IPv4, 48 of IPv6. Null if the text is no address or block. */
export function networkOf(text: string): string | null {
  const block = blockOf(text)
  const [address, bits] = block?.split('/') ?? []
  if (address === undefined) return null
  return blockOf(`${address}/${Math.min(Number(bits), address.includes(':') ? 48 : 24)}`)
}

/** Four numbers, or the hexadecimal groups of IPv6. The library also takes `127.1`, octal numbers and zones. */
const isWritten = (address: string): boolean =>
  !address.includes('%') && (ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(':') && ipaddr.IPv6.isValid(address)))

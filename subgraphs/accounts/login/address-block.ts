import ipaddr from 'ipaddr.js'

/**
 * The block that an address lies in: /24 of IPv4, /48 of IPv6, which is what a household or a small company has. Null for what is no
 * address. The gateway says an IPv6 address by its /64.
 */
export function addressBlock(address: string | null): string | null {
  const plain = (address ?? '').replace(/\/\d+$/, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return `${plain.replace(/\d+$/, '0')}/24`
  if (!ipaddr.IPv6.isValid(plain)) return null
  const groups = ipaddr.IPv6.parse(plain).parts.slice(0, 3)
  return `${groups.map((group) => group.toString(16)).join(':')}::/48`
}

import type { StationAddress } from '#lib/events/stations.ts'

/** Characters of a part of an address: what stations take is shorter. */
const MOST = 200

/** An address as a page can show it: no line breaks, no other signs of control, no part that fills the page. */
export const placeOf = ({ name, street, city, country }: StationAddress): StationAddress => ({
  name: shown(name),
  street: shown(street),
  city: shown(city),
  country: shown(country),
})

function shown(text: string): string {
  const letters = Array.from(text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim())
  return letters.length > MOST ? `${letters.slice(0, MOST - 1).join('')}…` : letters.join('')
}

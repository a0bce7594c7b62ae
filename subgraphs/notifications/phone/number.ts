import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface ReadNumber {
  /** E.164, e.g. +31612345678. */
  number: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Its last two digits. */
  ending: string
}

/** A number that can get SMS, from how people write it with its country; null for what is none. */
export function readNumber(text: string): ReadNumber | null {
  const read = parsePhoneNumberFromString(text.trim())
  if (!read?.isValid() || read.country === undefined) return null
  // Premium and shared-cost numbers pay whoever has them; in some countries nobody can tell a mobile number from another.
  const type = read.getType()
  if (type !== 'MOBILE' && type !== 'FIXED_LINE_OR_MOBILE') return null
  return { number: read.number, country: read.country, ending: read.number.slice(-2) }
}

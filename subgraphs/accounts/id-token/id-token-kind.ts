import type { IdTokenType } from '#lib/events.ts'
import { OWN_PREFIX, ID_TOKEN_LIMITS } from '#lib/id-token.ts'

/** Types that a driver may bring. The platform makes the app's identities itself. */
export type OwnKind = Exclude<IdTokenType, 'APP'>

const BYTES = /[ :-]/g
const bytes = (value: string): string => value.replaceAll(BYTES, '').toUpperCase()
const asGiven = (value: string): string => value

/** How a value of each kind is written, how it is kept, and what is said of a wrong one. */
const KINDS: Record<OwnKind, { form: RegExp; keep: (value: string) => string; fault: string }> = {
  RFID: card(/^[0-9a-f]{2}([ :-]?[0-9a-f]{2}){3}(([ :-]?[0-9a-f]{2}){3}){0,2}$/i, 'A uid has 4, 7 or 10 bytes in hexadecimal.'),
  ISO14443: card(/^[0-9a-f]{2}([ :-]?[0-9a-f]{2}){3}(([ :-]?[0-9a-f]{2}){3}){0,2}$/i, 'A uid has 4, 7 or 10 bytes in hexadecimal.'),
  ISO15693: card(/^[0-9a-f]{2}([ :-]?[0-9a-f]{2}){7}$/i, 'A uid of ISO 15693 has 8 bytes in hexadecimal.'),
  EMAID: {
    form: /^[a-z]{2}(-?)[a-z0-9]{3}\1[a-z0-9]{9}(\1[a-z0-9])?$/i,
    keep: asGiven,
    fault: 'An eMAID is a country, a provider of 3 characters and 9 more, with or without a check digit, e.g. DE-8AA-CA2B3C4D5-L.',
  },
  MAC_ADDRESS: {
    form: /^[0-9a-f]{2}([:-]?)[0-9a-f]{2}(\1[0-9a-f]{2}){4}$/i,
    keep: asGiven,
    fault: 'A MAC address has 6 bytes in hexadecimal, written as the charger sends it.',
  },
  VIN: { form: /^[a-hj-npr-z0-9]{17}$/i, keep: asGiven, fault: 'A VIN has 17 letters and digits, without I, O and Q.' },
  // Anybody at a charger can type one, and would find a short one by trying.
  KEY_CODE: text(8),
  CENTRAL: text(ID_TOKEN_LIMITS.least),
  DIRECT_PAYMENT: text(ID_TOKEN_LIMITS.least),
  EVCCID: text(ID_TOKEN_LIMITS.least),
  LOCAL: text(ID_TOKEN_LIMITS.least),
}

/** The value as it is kept, or a sentence on what is wrong with it. */
export function readIdToken(kind: OwnKind, value: string): { value: string } | { fault: string } {
  const { form, keep, fault } = KINDS[kind]
  if (!form.test(value)) return { fault }
  const kept = keep(value)
  // Group tokens and one-use tokens begin with this prefix. Otherwise a driver could register one that they saw at a charger. An eMAID
  // never has their length.
  if (kind !== 'EMAID' && kept.toUpperCase().startsWith(OWN_PREFIX))
    return { fault: `What begins with ${OWN_PREFIX} is made by the platform alone.` }
  return { value: kept }
}

function card(form: RegExp, fault: string) {
  return { form, keep: bytes, fault }
}

function text(least: number) {
  const most = ID_TOKEN_LIMITS.most['2.1']
  return {
    form: new RegExp(`^(?=.{${least},${most}}$)[\\x21-\\x7e][\\x20-\\x7e]*[\\x21-\\x7e]$`),
    keep: asGiven,
    fault: `It has ${least} to ${most} characters of ASCII, without spaces at its ends.`,
  }
}

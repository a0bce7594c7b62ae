/**
 * How numbers of VAT look, by the letters they begin with: those of the EU as VIES has them, and of neighbours. Only the form is checked;
 * whether somebody has the number, VIES and the other registers say.
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{10}\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
  NO: /^\d{9}(MVA)?$/,
}

/** Countries whose numbers begin with other letters than their code. */
const LETTERS: Readonly<Record<string, string>> = { GR: 'EL' }

/**
 * A number of VAT as it is written on invoices, without blanks, dots and dashes; null if it has not the form of the country it begins with.
 * Who sells in another country may have a number of that one. Of countries that are not known here it must begin with the address's.
 */
export function vatIdOf(given: string, country: string): string | null {
  const id = given.replaceAll(/[\s.-]/g, '').toUpperCase()
  const [letters, rest] = [id.slice(0, 2), id.slice(2)]
  const form = Object.hasOwn(FORMS, letters)
    ? FORMS[letters]
    : letters === (LETTERS[country] ?? country)
      ? /^[A-Z0-9]{2,18}$/
      : undefined
  return form?.test(rest) ? id : null
}

import { badInput } from '#lib/errors.ts'

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const LONGEST = 12

/** A plate as it is compared: in capitals, without blanks and signs, e.g. KABC123 for "k-ab c 123". */
const normal = (plate: string): string =>
  plate
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * What is given of a plate, as it is kept: both or neither, null to take it away, nothing to leave it. Countries write plates in too many
 * ways, old ones stay on the road, and diplomats have their own: so no form is demanded.
 */
export function plateOf(input: {
  plate?: string | null | undefined
  plateCountry?: string | null | undefined
}): { plate: string | null; plate_country: string | null } | undefined {
  const { plate, plateCountry } = input
  if (plate === undefined && plateCountry === undefined) return undefined
  if (plate == null && plateCountry == null) return { plate: null, plate_country: null }
  if (plate == null) throw badInput(['input', 'plate'], 'A plate and its country are given together.')
  if (plateCountry == null) throw badInput(['input', 'plateCountry'], 'A plate and its country are given together.')
  const kept = normal(plate)
  if (kept === '' || Array.from(kept).length > LONGEST)
    throw badInput(['input', 'plate'], `1 to ${LONGEST} letters and digits, beside blanks and signs.`)
  // ZZ has a name as well: “unknown region”.
  if (!/^(?!ZZ)[A-Z]{2}$/.test(plateCountry) || NAMES.of(plateCountry) === undefined)
    throw badInput(['input', 'plateCountry'], 'An ISO 3166-1 alpha-2 code, e.g. NL.')
  return { plate: kept, plate_country: plateCountry }
}

import type { Buyer, InvoiceData, Issuer } from './invoice-data.ts'
import { LABELS } from './labels.ts'

/**
 * Seller or buyer. EN 16931 wants a name and a country of both. A buyer who is not known is said to be so, in the country where it was
 * charged. Where something is outside the scope of VAT, no number of VAT may be given (BR-O-02).
 */
export function party(of: Issuer | Buyer, data: InvoiceData) {
  const address = of.address ?? { country: data.issuer.address.country }
  const registrationId = 'registrationId' in of ? of.registrationId : null
  const taxable = data.vat.every(({ vatPercent }) => vatPercent !== null)
  return {
    'ram:ID': of.id,
    'ram:Name': of.name ?? LABELS[data.language].unnamed,
    ...(registrationId && { 'ram:SpecifiedLegalOrganization': { 'ram:ID': registrationId } }),
    'ram:PostalTradeAddress': {
      ...('city' in address && {
        'ram:PostcodeCode': address.postalCode,
        'ram:LineOne': address.street,
        'ram:CityName': address.city,
      }),
      'ram:CountryID': address.country,
    },
    ...(taxable && taxRegistration(of.vatId, registrationId)),
  }
}

/** VA: the number of VAT. FC: what the tax office knows one by who has none (BR-S-02 wants one of them of a seller). */
function taxRegistration(vatId: string | null, registrationId: string | null) {
  if (vatId) return { 'ram:SpecifiedTaxRegistration': { 'ram:ID': { '@schemeID': 'VA', '#': vatId } } }
  return registrationId ? { 'ram:SpecifiedTaxRegistration': { 'ram:ID': { '@schemeID': 'FC', '#': registrationId } } } : {}
}

import type { StationAddress } from '#lib/events/stations.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import type { Language } from '../language.ts'

/**
 * All that an invoice or a credit note says. It is kept as it is: the same data give the same files, whatever becomes of issuer and buyer.
 * Amounts are minor units of `currency`, and positive in credit notes too. Dates are days like "2026-11-22" in the issuer's zone.
 */
export interface InvoiceData {
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  issuedOn: string
  /** ISO 8601. The file bears this moment as its own, so that it is the same each time. */
  issuedAt: string
  language: Language
  currency: string
  issuer: Issuer
  /** In whose name nothing is sold: who writes invoices for the issuer. */
  agent: string
  buyer: Buyer
  delivery: Delivery
  /** What a credit note takes back, and why. */
  credits: { number: string; issuedOn: string; reason: string | null } | null
  lines: InvoiceLine[]
  /** By rate, the highest first, those without a rate last. */
  vat: VatTotal[]
  exclVatMinor: number
  vatMinor: number
  inclVatMinor: number
  /** What of it had been paid when it was written; of a credit note all of it: it is paid back, or taken off what is due. */
  paidMinor: number
  /** No money moves at a provider's sandbox, and each page says so. */
  sandbox: boolean
}

export interface Address {
  street: string
  postalCode: string
  city: string
  /** ISO 3166-1, two capitals. */
  country: string
}

export interface Issuer {
  id: string
  name: string
  address: Address
  /** With the country's letters: `NL123456789B01`. Null: none. */
  vatId: string | null
  /** Of the register of companies; null: none. */
  registrationId: string | null
}

export interface Buyer {
  id: string
  /** Null: not known, as of somebody who charges without a contract. */
  name: string | null
  address: Address | null
  vatId: string | null
}

/** Where and when it was charged. */
export interface Delivery {
  from: string
  to: string
  /** Null: not known. */
  place: StationAddress | null
}

export interface InvoiceLine {
  /** REFUND: a part that is paid back. */
  item: CostLine['type'] | 'REFUND'
  /** Absent: the session itself. */
  purpose?: CostLine['purpose']
  /** Wh for ENERGY, seconds for TIME and PARKING_TIME, else 1; -1 of what is taken off. */
  quantity: number
  /** Major units of the currency for one kWh, hour or piece, without VAT, as decimals: "0.39". */
  price: string
  /** Percent. Null: outside the scope of VAT. */
  vatPercent: number | null
  exclVatMinor: number
  /** The first and the last day on which it was used. */
  from?: string
  to?: string
}

export interface VatTotal {
  vatPercent: number | null
  exclVatMinor: number
  vatMinor: number
}

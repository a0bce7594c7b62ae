import type { StationAddress } from '#lib/events/stations.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { create } from 'xmlbuilder2'
import { party } from './cii-party.ts'
import { formatsOf, isTime } from './format.ts'
import type { InvoiceData, InvoiceLine } from './invoice-data.ts'
import { LABELS } from './labels.ts'
import { notesOf } from './notes.ts'

const NAMESPACES = {
  '@xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  '@xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  '@xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  '@xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
}

/**
 * An invoice for machines: UN/CEFACT Cross Industry Invoice in the profile EN 16931 of Factur-X. The order of elements is that of its
 * schema. Comments name the business terms of EN 16931-1.
 */
export function ciiOf(data: InvoiceData): string {
  const invoice = {
    'rsm:CrossIndustryInvoice': {
      ...NAMESPACES,
      'rsm:ExchangedDocumentContext': {
        'ram:GuidelineSpecifiedDocumentContextParameter': { 'ram:ID': 'urn:cen.eu:en16931:2017' },
      },
      'rsm:ExchangedDocument': {
        'ram:ID': data.number,
        // Of UNTDID 1001: commercial invoice, credit note. Amounts of both are positive.
        'ram:TypeCode': data.kind === 'INVOICE' ? '380' : '381',
        'ram:IssueDateTime': day(data.issuedOn),
        'ram:IncludedNote': notesOf(data).map((note) => ({ 'ram:Content': note })),
      },
      'rsm:SupplyChainTradeTransaction': {
        'ram:IncludedSupplyChainTradeLineItem': data.lines.map((line, i) => lineItem(data, line, i + 1)),
        'ram:ApplicableHeaderTradeAgreement': {
          'ram:SellerTradeParty': party(data.issuer, data),
          'ram:BuyerTradeParty': party(data.buyer, data),
        },
        'ram:ApplicableHeaderTradeDelivery': {
          // BG-13 and BG-15
          ...(data.delivery.place && shipTo(data.delivery.place)),
          // BT-72
          'ram:ActualDeliverySupplyChainEvent': { 'ram:OccurrenceDateTime': day(data.delivery.to) },
        },
        'ram:ApplicableHeaderTradeSettlement': settlement(data),
      },
    },
  }
  return create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' }, invoice).end({ prettyPrint: true })
}

function lineItem(data: InvoiceData, line: InvoiceLine, place: number) {
  const { item, quantity, price, exclVatMinor, from, to } = line
  // Hours are often no decimals, so seconds are counted, at the price of 3,600 of them.
  const unit = item === 'ENERGY' ? 'KWH' : isTime(item) ? 'SEC' : 'C62'
  return {
    'ram:AssociatedDocumentLineDocument': { 'ram:LineID': place },
    'ram:SpecifiedTradeProduct': { 'ram:Name': formatsOf(LABELS[data.language], data.currency).item(line) },
    'ram:SpecifiedLineTradeAgreement': {
      'ram:NetPriceProductTradePrice': {
        'ram:ChargeAmount': price,
        ...(unit === 'SEC' && { 'ram:BasisQuantity': { '@unitCode': unit, '#': 3600 } }),
      },
    },
    'ram:SpecifiedLineTradeDelivery': {
      'ram:BilledQuantity': { '@unitCode': unit, '#': unit === 'KWH' ? quantity / 1000 : quantity },
    },
    'ram:SpecifiedLineTradeSettlement': {
      'ram:ApplicableTradeTax': { 'ram:TypeCode': 'VAT', ...category(line.vatPercent) },
      ...(from && to && { 'ram:BillingSpecifiedPeriod': period(from, to) }),
      'ram:SpecifiedTradeSettlementLineMonetarySummation': { 'ram:LineTotalAmount': inMajorUnits(exclVatMinor, data.currency) },
    },
  }
}

function settlement(data: InvoiceData) {
  const { currency, kind, credits, inclVatMinor, paidMinor } = data
  const amount = (minor: number) => inMajorUnits(minor, currency)
  const labels = LABELS[data.language]
  return {
    'ram:InvoiceCurrencyCode': currency,
    'ram:ApplicableTradeTax': data.vat.map(({ vatPercent, exclVatMinor, vatMinor }) => ({
      'ram:CalculatedAmount': amount(vatMinor),
      'ram:TypeCode': 'VAT',
      ...(vatPercent === null && { 'ram:ExemptionReason': labels.outside }),
      'ram:BasisAmount': amount(exclVatMinor),
      ...category(vatPercent),
    })),
    'ram:BillingSpecifiedPeriod': period(data.delivery.from, data.delivery.to),
    // BT-20: where something is due it must be said how (BR-CO-25).
    ...(inclVatMinor > paidMinor &&
      kind === 'INVOICE' && { 'ram:SpecifiedTradePaymentTerms': { 'ram:Description': labels.dueTerms } }),
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation': {
      'ram:LineTotalAmount': amount(data.exclVatMinor),
      'ram:TaxBasisTotalAmount': amount(data.exclVatMinor),
      'ram:TaxTotalAmount': { '@currencyID': currency, '#': amount(data.vatMinor) },
      'ram:GrandTotalAmount': amount(inclVatMinor),
      'ram:TotalPrepaidAmount': amount(paidMinor),
      'ram:DuePayableAmount': amount(inclVatMinor - paidMinor),
    },
    ...(credits && {
      // BG-3
      'ram:InvoiceReferencedDocument': {
        'ram:IssuerAssignedID': credits.number,
        'ram:FormattedIssueDateTime': { 'qdt:DateTimeString': basic(credits.issuedOn) },
      },
    }),
  }
}

/** S: a rate above zero, Z: zero, O: outside the scope of VAT, which has neither a rate nor anything beside it. */
const category = (percent: number | null) =>
  percent === null
    ? { 'ram:CategoryCode': 'O', 'ram:ExemptionReasonCode': 'VATEX-EU-O' }
    : { 'ram:CategoryCode': percent === 0 ? 'Z' : 'S', 'ram:RateApplicablePercent': percent }

/** No element is empty, and there is no address without a country (BR-57). */
function shipTo({ name, street, city, country }: StationAddress) {
  const address = {
    ...(street && { 'ram:LineOne': street }),
    ...(city && { 'ram:CityName': city }),
    'ram:CountryID': country,
  }
  const known = { ...(name && { 'ram:Name': name }), ...(/^[A-Z]{2}$/.test(country) && { 'ram:PostalTradeAddress': address }) }
  return Object.keys(known).length > 0 && { 'ram:ShipToTradeParty': known }
}

const basic = (date: string) => ({ '@format': '102', '#': date.replaceAll('-', '') })
const day = (date: string) => ({ 'udt:DateTimeString': basic(date) })
const period = (from: string, to: string) => ({ 'ram:StartDateTime': day(from), 'ram:EndDateTime': day(to) })

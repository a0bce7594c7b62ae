import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator, type XmlNode } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

const NAMES = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
}

xmlRegisterFsInputProviders()
const schemaFile = new URL('./xsd/FACTUR-X_EN16931.xsd', import.meta.url)
const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(schemaFile), { url: schemaFile.href }))

/** The schema of Factur-X in the profile EN 16931. Throws with what it finds. */
export function requireSchema(xml: string): void {
  using document = XmlDocument.fromString(xml)
  schema.validate(document)
}

/**
 * The business rules of EN 16931-1 that an invoice breaks, by their names. Written anew from the text of the rules: the official Schematron
 * needs XSLT 2, which cannot run here. BR-CO-17 leaves one major unit, as the official one does.
 */
export function brokenRules(xml: string): string[] {
  using document = XmlDocument.fromString(xml)
  const { root } = document
  const all = (node: XmlNode, path: string) => ('find' in node ? (node as typeof root).find(path, NAMES) : [])
  const text = (node: XmlNode, path: string) => all(node, path)[0]?.content ?? ''
  const value = (node: XmlNode, path: string) => Number(text(node, path) || 0)
  const there = (path: string) => all(root, path).length > 0
  const same = (a: number, b: number) => Math.abs(a - b) < 0.0001
  const sum = (nodes: XmlNode[], path: string) => nodes.reduce((total, node) => total + value(node, path), 0)

  const TRADE = '/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction'
  const DOCUMENT = '/rsm:CrossIndustryInvoice/rsm:ExchangedDocument'
  const SELLER = `${TRADE}/ram:ApplicableHeaderTradeAgreement/ram:SellerTradeParty`
  const BUYER = `${TRADE}/ram:ApplicableHeaderTradeAgreement/ram:BuyerTradeParty`
  const SETTLEMENT = `${TRADE}/ram:ApplicableHeaderTradeSettlement`
  const TAX = 'ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax'
  const NET = 'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount'
  const PRICE = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount'
  const QUANTITY = 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity'
  const SUMS = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`

  const lines = all(root, `${TRADE}/ram:IncludedSupplyChainTradeLineItem`)
  const taxes = all(root, `${SETTLEMENT}/ram:ApplicableTradeTax`)
  const total = (name: string) => value(root, `${SUMS}/ram:${name}`)
  const lineKind = (line: XmlNode) => text(line, `${TAX}/ram:CategoryCode`)
  const taxKind = (tax: XmlNode) => text(tax, 'ram:CategoryCode')
  const of = (kind: string) => lines.filter((line) => lineKind(line) === kind)
  const groups = (kind: string) => taxes.filter((tax) => taxKind(tax) === kind)
  const taxId = there(`${SELLER}/ram:SpecifiedTaxRegistration/ram:ID`)
  const vatIds = there('//ram:SpecifiedTaxRegistration/ram:ID[@schemeID="VA"]')
  const linesOfTax = (tax: XmlNode) =>
    of(taxKind(tax)).filter((line) => text(line, `${TAX}/ram:RateApplicablePercent`) === text(tax, 'ram:RateApplicablePercent'))
  const inOrder = (period: XmlNode) =>
    text(period, 'ram:StartDateTime/udt:DateTimeString') <= text(period, 'ram:EndDateTime/udt:DateTimeString')

  const rules: Record<string, boolean> = {
    'BR-1': text(root, '//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID') === 'urn:cen.eu:en16931:2017',
    'BR-2': text(root, `${DOCUMENT}/ram:ID`) !== '',
    'BR-3': /^\d{8}$/.test(text(root, `${DOCUMENT}/ram:IssueDateTime/udt:DateTimeString[@format="102"]`)),
    'BR-4': ['380', '381'].includes(text(root, `${DOCUMENT}/ram:TypeCode`)),
    'BR-5': /^[A-Z]{3}$/.test(text(root, `${SETTLEMENT}/ram:InvoiceCurrencyCode`)),
    'BR-6': text(root, `${SELLER}/ram:Name`) !== '',
    'BR-7': text(root, `${BUYER}/ram:Name`) !== '',
    'BR-9': text(root, `${SELLER}/ram:PostalTradeAddress/ram:CountryID`) !== '',
    'BR-11': text(root, `${BUYER}/ram:PostalTradeAddress/ram:CountryID`) !== '',
    'BR-16': lines.length > 0,
    'BR-21': new Set(lines.map((line) => text(line, 'ram:AssociatedDocumentLineDocument/ram:LineID'))).size === lines.length,
    'BR-22': lines.every((line) => text(line, QUANTITY) !== ''),
    'BR-23': lines.every((line) => text(line, `${QUANTITY}/@unitCode`) !== ''),
    'BR-24': lines.every((line) => text(line, NET) !== ''),
    'BR-25': lines.every((line) => text(line, 'ram:SpecifiedTradeProduct/ram:Name') !== ''),
    'BR-26': lines.every((line) => text(line, PRICE) !== ''),
    'BR-27': lines.every((line) => value(line, PRICE) >= 0),
    'BR-29': all(root, `${SETTLEMENT}/ram:BillingSpecifiedPeriod`).every(inOrder),
    'BR-30': all(root, '//ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod').every(inOrder),
    'BR-55': all(root, '//ram:InvoiceReferencedDocument').every((invoice) => text(invoice, 'ram:IssuerAssignedID') !== ''),
    'BR-57': all(root, '//ram:ShipToTradeParty/ram:PostalTradeAddress').every((address) => text(address, 'ram:CountryID') !== ''),
    'no element is empty': all(root, '//*[not(*) and normalize-space() = ""]').length === 0,
    'BR-CO-4': lines.every((line) => lineKind(line) !== ''),
    'BR-CO-10': same(total('LineTotalAmount'), sum(lines, NET)),
    'BR-CO-13': same(total('TaxBasisTotalAmount'), total('LineTotalAmount')),
    'BR-CO-14': same(total('TaxTotalAmount'), sum(taxes, 'ram:CalculatedAmount')),
    'BR-CO-15': same(total('GrandTotalAmount'), total('TaxBasisTotalAmount') + total('TaxTotalAmount')),
    'BR-CO-16': same(total('DuePayableAmount'), total('GrandTotalAmount') - total('TotalPrepaidAmount')),
    'BR-CO-17': taxes.every((tax) => {
      const due = (value(tax, 'ram:BasisAmount') * value(tax, 'ram:RateApplicablePercent')) / 100
      return Math.abs(value(tax, 'ram:CalculatedAmount') - due) < 1
    }),
    'BR-CO-18': taxes.length > 0,
    'BR-CO-25': total('DuePayableAmount') <= 0 || there(`${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:Description`),
    'BR-CO-26': there(`${SELLER}/ram:ID`) || there(`${SELLER}/ram:SpecifiedLegalOrganization/ram:ID`) || taxId,
    'BR-S-1': of('S').length > 0 === groups('S').length > 0,
    'BR-S-2': of('S').length === 0 || taxId,
    'BR-S-5': of('S').every((line) => value(line, `${TAX}/ram:RateApplicablePercent`) > 0),
    'BR-S-8': taxes.every((tax) => same(value(tax, 'ram:BasisAmount'), sum(linesOfTax(tax), NET))),
    'BR-S-10': groups('S').every((tax) => text(tax, 'ram:ExemptionReason') === ''),
    'BR-Z-1': groups('Z').length === Math.min(1, of('Z').length),
    'BR-Z-2': of('Z').length === 0 || taxId,
    'BR-Z-5': of('Z').every((line) => text(line, `${TAX}/ram:RateApplicablePercent`) === '0'),
    'BR-Z-9': groups('Z').every((tax) => value(tax, 'ram:CalculatedAmount') === 0),
    'BR-O-1': groups('O').length === Math.min(1, of('O').length),
    'BR-O-2': of('O').length === 0 || !vatIds,
    'BR-O-5': of('O').every((line) => text(line, `${TAX}/ram:RateApplicablePercent`) === ''),
    'BR-O-9': groups('O').every((tax) => value(tax, 'ram:CalculatedAmount') === 0),
    'BR-O-10': groups('O').every((tax) => text(tax, 'ram:ExemptionReason') !== ''),
    'BR-O-11': groups('O').length === 0 || taxes.length === 1,
    'BR-O-12': of('O').length === 0 || of('O').length === lines.length,
  }
  return Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]))
}

/** The decimals of amounts, of which EN 16931 allows two (BR-DEC), prices not counted: a currency with three cannot be said by it without loss. */
export function mostDecimals(xml: string): number {
  const amounts = [...xml.matchAll(/<ram:(?!Charge)\w+Amount(?: currencyID="\w+")?>-?\d+\.?(\d*)</g)].map(
    ([, decimals = '']) => decimals.length,
  )
  return Math.max(0, ...amounts)
}

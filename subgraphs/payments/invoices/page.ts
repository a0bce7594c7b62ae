import { addressLine } from '#lib/text.ts'
import { formatsOf } from './format.ts'
import type { Address, Buyer, InvoiceData, Issuer } from './invoice-data.ts'
import { LABELS, said, type Labels } from './labels.ts'
import { notesOf } from './notes.ts'
import { drawTable, type Column, type Pdf } from './table.ts'

const [LEFT, WIDTH] = [48, 499]
const GREY = '#555555'
const RED = '#b00020'

/** Draws an invoice, from its head to the notes, and then what every page says. */
export function drawInvoice(pdf: Pdf, data: InvoiceData): void {
  const labels = LABELS[data.language]
  head(pdf, data, labels)
  const { right } = parties(pdf, data, labels)
  facts(pdf, data, labels, right)
  lines(pdf, data, labels)
  sums(pdf, data, labels)
  for (const note of notesOf(data))
    pdf
      .font('regular', 8.5)
      .fillColor(GREY)
      .text(note, LEFT, pdf.y + 4, { width: WIDTH })
  everyPage(pdf, data, labels)
}

function head(pdf: Pdf, data: InvoiceData, labels: Labels): void {
  const title = data.kind === 'INVOICE' ? labels.invoice : labels.creditNote
  pdf.font('bold', 20).fillColor('black').text(`${title} ${data.number}`, LEFT, 56, { width: WIDTH })
  pdf.moveDown(0.6)
}

/** The seller on the left, the buyer on the right. Gives where what follows begins. */
function parties(pdf: Pdf, { issuer, buyer }: InvoiceData, labels: Labels): { right: number } {
  const [top, right] = [pdf.y, LEFT + WIDTH / 2]
  const ends = [
    partyAt(pdf, LEFT, top, labels.seller, partyLines(issuer, labels)),
    partyAt(pdf, right, top, labels.buyer, partyLines(buyer, labels)),
  ]
  pdf.y = Math.max(...ends) + 12
  return { right }
}

function partyAt(pdf: Pdf, x: number, y: number, title: string, rows: string[]): number {
  const width = WIDTH / 2 - 16
  pdf.font('regular', 8.5).fillColor(GREY).text(title, x, y, { width })
  rows.forEach((row, i) =>
    pdf
      .font(i === 0 ? 'bold' : 'regular', 10)
      .fillColor('black')
      .text(row, x, pdf.y, { width }),
  )
  return pdf.y
}

const partyLines = (of: Issuer | Buyer, labels: Labels): string[] => [
  of.name ?? labels.unnamed,
  ...(of.address ? addressLines(of.address) : []),
  ...(of.vatId ? [`${labels.vatId}: ${of.vatId}`] : []),
  ...('registrationId' in of && of.registrationId ? [`${labels.registration}: ${of.registrationId}`] : []),
]

const addressLines = ({ street, postalCode, city, country }: Address): string[] => [street, `${postalCode} ${city}`.trim(), country]

function facts(pdf: Pdf, data: InvoiceData, labels: Labels, right: number): void {
  const { day, days } = formatsOf(labels, data.currency)
  const place = addressLine(data.delivery.place)
  const rows = [
    [labels.number, data.number],
    [labels.issuedOn, day(data.issuedOn)],
    [labels.delivered, days(data.delivery.from, data.delivery.to)],
    ...(place === null ? [] : [[labels.place, place] as const]),
    [labels.customer, data.buyer.id],
  ] as const
  for (const [name, value] of rows) {
    const { y } = pdf
    pdf
      .font('regular', 9)
      .fillColor(GREY)
      .text(name, LEFT, y, { width: right - LEFT - 8 })
    pdf.fillColor('black').text(value, LEFT + 130, y, { width: WIDTH - 130 })
  }
  pdf.y += 14
}

function lines(pdf: Pdf, data: InvoiceData, labels: Labels): void {
  const { amount, item, quantity, price, percent, days } = formatsOf(labels, data.currency)
  const columns: Column[] = [
    { head: labels.description, width: 193 },
    { head: labels.quantity, width: 74, right: true },
    { head: labels.price, width: 98, right: true },
    { head: labels.vat, width: 48, right: true },
    { head: labels.net, width: 86, right: true },
  ]
  const rows = data.lines.map((line) => [
    [item(line), ...(line.from && line.to ? [days(line.from, line.to)] : [])],
    [quantity(line)],
    [price(line)],
    [line.vatPercent === null ? '–' : percent(line.vatPercent)],
    [amount(line.exclVatMinor)],
  ])
  drawTable(pdf, LEFT, columns, rows)
  pdf.y += 16
}

/** VAT by rate, then what is to be paid and what is left of it. */
function sums(pdf: Pdf, data: InvoiceData, labels: Labels): void {
  const { amount, percent } = formatsOf(labels, data.currency)
  const rate = (of: number | null) => (of === null ? labels.outside : of === 0 ? `${labels.zero} (${percent(0)})` : percent(of))
  const columns: Column[] = [
    { head: labels.rate, width: 202 },
    ...[labels.net, labels.vat, labels.gross].map((name) => ({ head: name, width: 99, right: true })),
  ]
  const row = (name: string, ...amounts: number[]) => [[name], ...amounts.map((minor) => [amount(minor)])]
  const { vat, exclVatMinor, vatMinor, inclVatMinor, paidMinor } = data
  drawTable(
    pdf,
    LEFT,
    columns,
    vat.map((of) => row(rate(of.vatPercent), of.exclVatMinor, of.vatMinor, of.exclVatMinor + of.vatMinor)),
    row(labels.total, exclVatMinor, vatMinor, inclVatMinor),
  )
  pdf.y += 10
  const paid = data.kind === 'INVOICE' ? labels.paid : labels.credited
  const last = [[paid, paidMinor], ...(data.kind === 'INVOICE' ? [[labels.due, inclVatMinor - paidMinor] as const] : [])] as const
  for (const [name, minor] of last) {
    const { y } = pdf
    pdf.font('bold', 10).fillColor('black').text(name, LEFT, y, { width: 301 })
    pdf.text(amount(minor), LEFT + 301, y, { width: 198, align: 'right' })
  }
  if (data.kind === 'INVOICE' && inclVatMinor > paidMinor)
    pdf.font('regular', 9).text(labels.dueTerms, LEFT, pdf.y + 2, { width: WIDTH })
  pdf.y += 10
}

function everyPage(pdf: Pdf, data: InvoiceData, labels: Labels): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    // Below the margin no text may begin, else pdfkit begins a page.
    pdf.page.margins.bottom = 0
    const foot = `${data.number} · ${said(labels.page, { page: String(page + 1), pages: String(count) })}`
    pdf.font('regular', 8).fillColor(GREY).text(foot, LEFT, 806, { width: WIDTH, align: 'right', lineBreak: false })
    if (!data.sandbox) continue
    pdf.font('bold', 11).fillColor(RED)
    pdf.text(labels.sandbox, LEFT, 24, { width: WIDTH, align: 'center', lineBreak: false })
    pdf.text(labels.sandbox, LEFT, 786, { width: WIDTH, align: 'center', lineBreak: false })
  }
}

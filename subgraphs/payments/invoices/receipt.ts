import { addressLine } from '#lib/text.ts'
import type { Config } from '../config.ts'
import type { Language } from '../language.ts'
import { invoiceUrl } from '../links.ts'
import { isSandbox } from '../providers/providers.ts'
import type { Db } from '../tables.ts'
import { formatsOf, isTime } from './format.ts'
import { findBillOf, invoicesOfBill } from './invoice.queries.ts'
import { LABELS } from './labels.ts'
import { placeOf } from './place.ts'
import { dataOf } from './write.ts'

/** A page that says what was paid for a bill, and for what, with links to its invoices and credit notes; null if there is no such bill. */
export async function receiptOf(db: Db, config: Config, billId: string): Promise<string | null> {
  const bill = await findBillOf(db, billId)
  if (!bill) return null
  const invoices = (await invoicesOfBill(db, billId)).map((row) => ({ id: row.id, data: dataOf(row) }))
  const language: Language = invoices[0]?.data.language ?? 'en'
  const labels = LABELS[language]
  // What was tried in a sandbox stays so when the keys are real ones, and the other way round.
  const sandbox = invoices.length > 0 ? invoices.some(({ data }) => data.sandbox) : isSandbox(config)
  const { amount, day, item, quantity } = formatsOf(labels, bill.currency)
  const place = bill.address && addressLine(placeOf(bill.address))
  const sums = [
    [labels.total, bill.total_minor],
    [labels.paid, bill.paid_minor],
    ...(bill.refunded_minor > 0 ? [[labels.paidBack, bill.refunded_minor] as const] : []),
  ] as const
  const rows = invoices.map(({ id, data }) => {
    const title = data.kind === 'INVOICE' ? labels.invoice : labels.creditNote
    const links = (['pdf', 'xml'] as const).map(
      (format) => `<a href="${html(invoiceUrl(config, id, format))}">${format.toUpperCase()}</a>`,
    )
    const measured = data.lines.filter((line) => line.item === 'ENERGY' || isTime(line.item))
    const sold = measured.map((line) => `${item(line)}: ${quantity(line)}`)
    return `<li>${html(`${title} ${data.number}, ${day(data.issuedOn)}, ${data.issuer.name}: ${amount(data.inclVatMinor)}`)} ${links.join(' ')}<br>${html(sold.join(', '))}</li>`
  })
  return `<!doctype html>
<html lang="${labels.locale}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(labels.receipt)}</title>
<style>body{font:1rem/1.6 sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem}b{color:#b00020}</style>
<h1>${html(labels.receipt)}</h1>
${sandbox ? `<p><b>${html(labels.sandbox)}</b></p>` : ''}
<p>${html(day(bill.opened_at.toISOString().slice(0, 10)))}</p>
${place === null ? '' : `<p>${html(labels.place)}: <bdi>${html(place)}</bdi></p>`}
<ul>${sums.map(([name, minor]) => `<li>${html(`${name}: ${amount(minor)}`)}</li>`).join('')}</ul>
${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : `<p>${html(labels.noInvoice)}</p>`}
</html>
`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ESCAPES[char] ?? char)

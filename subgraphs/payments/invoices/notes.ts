import { formatsOf } from './format.ts'
import type { InvoiceData } from './invoice-data.ts'
import { LABELS, said } from './labels.ts'

/** What else an invoice says, in the page and in the XML alike. */
export function notesOf({ language, currency, agent, issuer, credits, vat, sandbox }: InvoiceData): string[] {
  const labels = LABELS[language]
  const { day } = formatsOf(labels, currency)
  return [
    ...(sandbox ? [labels.sandbox] : []),
    ...(credits ? [said(labels.credits, { number: credits.number, date: day(credits.issuedOn) })] : []),
    ...(credits?.reason ? [said(labels.reason, { reason: credits.reason })] : []),
    ...(vat.some(({ vatPercent }) => vatPercent === null) ? [`${labels.outside}.`] : []),
    said(labels.agent, { agent, issuer: issuer.name }),
  ]
}

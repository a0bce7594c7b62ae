import { ciiOf } from './cii.ts'
import type { InvoiceData } from './invoice-data.ts'
import { pdfOf } from './pdf.ts'

/** The file of an invoice: for people a PDF with the XML in it, for machines the XML alone. */
export type Format = 'pdf' | 'xml'

export async function render(data: InvoiceData, format: Format): Promise<Buffer> {
  const xml = ciiOf(data)
  return format === 'xml' ? Buffer.from(xml) : await pdfOf(data, xml)
}

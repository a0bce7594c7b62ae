import PDFDocument from 'pdfkit'
import type { InvoiceData } from './invoice-data.ts'
import { printable, useFonts } from './fonts.ts'
import { LABELS } from './labels.ts'
import { drawInvoice } from './page.ts'
import { metadataOf, XML_NAME } from './xmp.ts'

/**
 * An invoice for people, with the one for machines in it: PDF/A-3b (ISO 19005-3) by the rules of Factur-X. Nothing in it comes from the
 * clock or from chance, so that equal data give equal bytes.
 */
export async function pdfOf(data: InvoiceData, xml: string): Promise<Buffer> {
  const labels = LABELS[data.language]
  const issuedAt = new Date(data.issuedAt)
  const title = data.kind === 'INVOICE' ? labels.invoice : labels.creditNote
  const pdf = new PDFDocument({
    subset: 'PDF/A-3b',
    pdfVersion: '1.7',
    size: 'A4',
    margins: { top: 48, bottom: 64, left: 48, right: 48 },
    bufferPages: true,
    lang: labels.locale,
    displayTitle: true,
    // No font of its own choice: it would be Helvetica, which is not in the file.
    font: '',
    autoFirstPage: false,
    // pdfkit writes these into XML as they are, so nothing that people have written may stand here.
    info: { Title: `${title} ${data.number}`, Creator: 'Evergraph', Producer: 'PDFKit', CreationDate: issuedAt, ModDate: issuedAt },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = Promise.withResolvers<void>()
  pdf.on('end', ended.resolve)
  pdf.on('error', ended.reject)
  useFonts(pdf)
  pdf.addPage()
  drawInvoice(pdf, printable(data))
  const file = {
    name: XML_NAME,
    type: 'text/xml',
    description: 'EN 16931 CII',
    relationship: 'Alternative',
    creationDate: issuedAt,
    modifiedDate: issuedAt,
  }
  pdf.file(Buffer.from(xml), file)
  pdf.appendXML(metadataOf(data.issuer.name, `${issuedAt.toISOString().slice(0, 19)}Z`))
  pdf.end()
  await ended.promise
  return Buffer.concat(chunks)
}

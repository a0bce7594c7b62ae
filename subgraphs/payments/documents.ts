import type { IncomingMessage, ServerResponse } from 'node:http'
import { validate } from 'uuid'
import { DomainError } from '#lib/errors.ts'
import type { CsvTable } from '#lib/csv/table.ts'
import type { Services } from './context.ts'
import { invoicePart } from './invoices/invoice-table.ts'
import { findInvoice } from './invoices/invoice.queries.ts'
import { receiptOf } from './invoices/receipt.ts'
import type { Format } from './invoices/render.ts'
import { dataOf } from './invoices/write.ts'
import { askedOf, isGoodLink, type TableKind } from './links.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import { statementPart as operatorStatementPart } from './payouts/statement-table.ts'
import { statementPart } from './statements/statement-table.ts'

const TYPES: Readonly<Record<Format, string>> = { pdf: 'application/pdf', xml: 'application/xml; charset=utf-8' }
/** A PDF is shown; the XML is for programs. */
const SHOWN: Readonly<Record<Format, string>> = { pdf: 'inline', xml: 'attachment' }

/**
 * Serves what a signed link is for: an invoice's file, a receipt, or a part of a table. Whoever has the link may read it, and nobody else; a link that is too old
 * or not ours tells nothing of what it leads to.
 */
export async function serveDocument(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only to be read.', { allow: 'GET, HEAD' })
  const { searchParams } = new URL(request.url ?? '/', 'http://payments')
  if (!isGoodLink(services.config, key, searchParams))
    return end(response, 403, 'This link is not good, or not any more. Ask for a new one where you got it.')
  const [kind = '', name = '', asked = ''] = key.split('/')
  if (kind === 'tables') return table(services, response, name, asked)
  const [id = '', format = ''] = name.split('.')
  if (!validate(id)) return end(response, 404, 'There is nothing here.')
  if (kind === 'receipts') return receipt(services, response, id)
  return invoice(services, response, id, format as Format)
}

async function invoice({ db, renderer, log }: Services, response: ServerResponse, id: string, format: Format): Promise<void> {
  const row = await findInvoice(db, id)
  if (!row || !Object.hasOwn(TYPES, format)) return end(response, 404, 'There is nothing here.')
  const data = dataOf(row)
  try {
    const file = await renderer.render(data, format)
    end(response, 200, file, {
      'content-type': TYPES[format],
      'content-disposition': `${SHOWN[format]}; filename="${data.number}.${format}"`,
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    log.warn({ err: error }, 'an invoice was not written')
    end(response, 503, error.message, { 'retry-after': '5' })
  }
}

async function receipt({ db, config }: Services, response: ServerResponse, billId: string): Promise<void> {
  const page = await receiptOf(db, config, billId)
  if (page === null) return end(response, 404, 'There is nothing here.')
  end(response, 200, page, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  })
}

/** What is asked for is what was found allowed when the link was made: it stands in the link, which nobody else can make. */
type Reader = (from: Pick<Services, 'db'> & { loaders: Loaders }, asked: never) => Promise<CsvTable>
const TABLES: Readonly<Record<TableKind, Reader>> = {
  invoices: invoicePart,
  statement: statementPart,
  'operator-statement': operatorStatementPart,
}

async function table({ db }: Services, response: ServerResponse, kind: string, asked: string): Promise<void> {
  const read = Object.hasOwn(TABLES, kind) ? TABLES[kind as TableKind] : undefined
  if (!read) return end(response, 404, 'There is nothing here.')
  try {
    const { csv } = await read({ db, loaders: createLoaders(db) }, askedOf(asked) as never)
    end(response, 200, csv, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kind}.csv"`,
    })
  } catch (error) {
    // `after` was no cursor when the link was asked for.
    if (!(error instanceof DomainError)) throw error
    end(response, 404, 'There is nothing here.')
  }
}

/** Nobody on the way keeps it, and where its reader goes next does not learn the link. */
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

function end(response: ServerResponse, status: number, body: string | Uint8Array, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

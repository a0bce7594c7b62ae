import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { InvoicesPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 50

/** The invoices and credit notes that the partner has issued in a month, each to be read. */
export function Invoices({ range }: { range: { from: string; until: string } }) {
  const { bills: texts, invoiceKinds } = useTexts()
  const { money, day } = useFormat()
  return (
    <Pages query={InvoicesPageDocument} variables={{ filter: range, first: PAGE }} pick={({ invoices }) => invoices}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <Empty>{texts.noInvoices}</Empty>
        ) : (
          <>
            <Table
              label={texts.whats.invoices}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { name: texts.number, cell: ({ number }) => number },
                // A day is a day: no clock moves it.
                { name: texts.issued, cell: ({ issuedOn }) => day(issuedOn, 'UTC') },
                {
                  name: texts.kind,
                  cell: ({ kind, creditOfNumber }) => (
                    <Badge tone={kind === 'INVOICE' ? 'good' : 'warn'}>
                      {creditOfNumber === null ? invoiceKinds[kind] : texts.creditOf(creditOfNumber)}
                    </Badge>
                  ),
                },
                { name: texts.buyer, cell: ({ buyerName }) => buyerName ?? '–' },
                { name: texts.vat, number: true, cell: ({ vat }) => money(vat) },
                { name: texts.total, number: true, cell: ({ total }) => money(total) },
                {
                  name: texts.read,
                  cell: ({ number, pdfUrl, xmlUrl }) => (
                    <span className="flex gap-3">
                      <a href={pdfUrl} aria-label={`PDF, ${number}`} className="text-brand underline">
                        PDF
                      </a>
                      <a href={xmlUrl} aria-label={`XML, ${number}`} className="text-brand underline">
                        XML
                      </a>
                    </span>
                  ),
                },
              ]}
            />
            {more && (
              <Button className="self-start" onClick={more}>
                {texts.more}
              </Button>
            )}
          </>
        )
      }
    </Pages>
  )
}

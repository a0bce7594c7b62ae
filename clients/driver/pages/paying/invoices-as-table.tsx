import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { InvoicesAsTableDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { PayFault } from './pay-fault.tsx'

/** All invoices of a driver as one CSV file: the graph gives it in parts. */
export function InvoicesAsTable({ userId }: { userId: string }) {
  const { pay } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const save = async () => {
    const parts: string[] = []
    for (let after: string | null = null, first = true; first || after !== null; first = false) {
      const { invoiceTable }: { invoiceTable: { csv: string; next?: string | null } } = await sdk.execute(InvoicesAsTableDocument, {
        userId,
        after,
      })
      parts.push(invoiceTable.csv)
      after = invoiceTable.next ?? null
    }
    const url = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'invoices.csv'
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div className="flex flex-col items-start gap-2 print:hidden">
      {fault && <PayFault fault={fault} />}
      <Button busy={busy} onClick={() => void ask(save)}>
        {busy ? pay.bill.csvAsking : pay.bill.csv}
      </Button>
    </div>
  )
}

import type { Client } from '../../../sdk/client.ts'
import {
  BillsTableDocument,
  InvoicesTableDocument,
  type ChargeDetailRecordFilter,
  type InvoiceFilter,
} from '../../generated/graphql.ts'

/** All parts of a table, one after the other, as the graph gives them. */
async function whole(part: (after: string | null) => Promise<{ csv: string; next?: string | null }>): Promise<string> {
  let csv = ''
  let after: string | null = null
  do {
    const answer: { csv: string; next?: string | null } = await part(after)
    csv += answer.csv
    after = answer.next ?? null
  } while (after !== null)
  return csv
}

export const billsTable = (sdk: Client, filter: ChargeDetailRecordFilter): Promise<string> =>
  whole(async (after) => (await sdk.execute(BillsTableDocument, { filter, after })).chargeDetailRecordTable)

export const invoicesTable = (sdk: Client, filter: InvoiceFilter): Promise<string> =>
  whole(async (after) => (await sdk.execute(InvoicesTableDocument, { filter, after })).invoiceTable)

import { addressLine } from '#lib/text.ts'
import type { StationAddress } from '#lib/events/stations.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { idPage } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { placeOfBill, withPlaces } from '../place.ts'
import type { Payable } from '../tables.ts'
import { listStatementLines, type StatementOf } from './statement.queries.ts'

/** A part of a statement's lines as CSV. Who may see it is decided by whoever calls. */
export const statementPart = (
  ctx: Pick<Context, 'db' | 'loaders'>,
  { of, after }: { of: StatementOf; after: string | null },
): Promise<CsvTable> =>
  csvTable(COLUMNS, after, async (args) =>
    withPlaces(await idPage(args, (page) => listStatementLines(ctx.db, of, page)), ({ bill_id: billId }) =>
      placeOfBill(ctx, billId),
    ),
  )

const COLUMNS: CsvColumns<Payable & { place: StationAddress | null }> = {
  entry: ({ id }) => id,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  bill: ({ bill_id: bill }) => bill,
  amount: ({ amount_minor: minor, currency }) => inMajorUnits(minor, currency),
  currency: ({ currency }) => currency,
  place: ({ place }) => addressLine(place),
}

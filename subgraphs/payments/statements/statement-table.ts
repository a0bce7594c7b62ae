import { addressLine } from '#lib/text.ts'
import type { StationAddress } from '#lib/events/stations.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { placeOfBill, withPlaces } from '../place.ts'
import type { Db } from '../tables.ts'
import { balanceBefore, statementRows, type Period, type StatementRow } from './statement.queries.ts'
import { kindOf, WORDS } from './words.ts'

/** A statement, and what was its user's before. */
export interface Opened extends Period {
  openingMinor: number
}
/** An entry, with the currency of its statement. */
export type Entry = StatementRow & { currency: string }

/** The session that an entry is about; null: none. */
export const sessionOf = ({ bill_kind: kind, subject_id: id }: Pick<Entry, 'bill_kind' | 'subject_id'>): string | null =>
  kind === 'SESSION' ? id : null

/** A page of entries, the oldest first. Who may see them is decided by whoever calls. */
export const pageOfEntries = (db: Db, opened: Opened, args: PageArgs): Promise<Page<Entry>> =>
  keysetPage({
    args,
    fetch: async (page) =>
      (await statementRows(db, opened, opened.openingMinor, page)).map((row) => ({ ...row, currency: opened.currency })),
    key: ({ at, id }) => [at.toISOString(), id],
    parts: [isMomentPart, isIdPart],
  })

/** What a part is read by. Its moments are text where a link has kept it. */
interface Asked {
  period: Omit<Period, 'from' | 'until'> & Record<'from' | 'until', Date | string>
  after: string | null
}

/** A part of the same as CSV. */
export async function statementPart(ctx: Pick<Context, 'db' | 'loaders'>, { period: asked, after }: Asked): Promise<CsvTable> {
  const period = { ...asked, from: new Date(asked.from), until: new Date(asked.until) }
  const opened = { ...period, openingMinor: await balanceBefore(ctx.db, period, period.from) }
  return csvTable(COLUMNS, after, async (args) =>
    withPlaces(await pageOfEntries(ctx.db, opened, args), ({ bill_id: billId }) => placeOfBill(ctx, billId)),
  )
}

const COLUMNS: CsvColumns<Entry & { place: StationAddress | null }> = {
  at: ({ at }) => at,
  what: (row) => WORDS[kindOf(row)],
  session: sessionOf,
  amount: ({ amount_minor: amount, currency }) => inMajorUnits(amount, currency),
  currency: ({ currency }) => currency,
  balance: ({ balance_minor: balance, currency }) => inMajorUnits(balance, currency),
  place: ({ place }) => addressLine(place),
}

import { DAY, isoOf, Problem, type Line, type World } from './state.ts'

/** Transaction Search v1: late, in whole seconds, at most 31 days at once. */
export function transactions(world: World, asked: URLSearchParams) {
  const [start, end] = [Date.parse(asked.get('start_date') ?? ''), Date.parse(asked.get('end_date') ?? '')]
  if (!Number.isFinite(start) || !Number.isFinite(end) || end < start || end - start > 31 * DAY)
    throw new Problem(400, 'INVALID_REQUEST', 'INVALID_DATE_RANGE')
  if (start < world.now() - 3 * 366 * DAY) throw new Problem(400, 'INVALID_REQUEST', 'DATA_TOO_OLD')
  const [size, page] = [Number(asked.get('page_size') ?? 100), Number(asked.get('page') ?? 1)]
  if (!(size >= 1 && size <= 500)) throw new Problem(400, 'INVALID_REQUEST', 'INVALID_PAGE_SIZE')
  const known = world.now() - world.searchLagMs
  const all = world.lines
    .filter(({ at }) => at <= known && second(at) >= start && second(at) <= end)
    .filter(({ code }) => !code.startsWith('T13') || asked.get('balance_affecting_records_only') === 'N')
    .filter(({ id }) => asked.get('transaction_id') === null || asked.get('transaction_id') === id)
    .toSorted((a, b) => a.at - b.at)
  return {
    transaction_details: all.slice((page - 1) * size, page * size).map((line) => ({ transaction_info: shown(line) })),
    start_date: isoOf(start),
    end_date: isoOf(end),
    last_refreshed_datetime: stamp(known),
    page,
    total_items: all.length,
    total_pages: Math.max(1, Math.ceil(all.length / size)),
  }
}

const second = (ms: number) => Math.floor(ms / 1000) * 1000
/** As this interface writes it, unlike the others. */
const stamp = (ms: number) => isoOf(ms).replace('Z', '+0000')

const shown = (line: Line) => ({
  transaction_id: line.id,
  transaction_event_code: line.code,
  transaction_status: line.status,
  transaction_initiation_date: stamp(line.at),
  transaction_updated_date: stamp(line.at),
  transaction_amount: line.amount,
  ...(line.fee !== null && { fee_amount: line.fee }),
  ...(line.reference !== null && { paypal_reference_id: line.reference, paypal_reference_id_type: 'TXN' }),
  ...(line.customId !== null && { custom_field: line.customId }),
  ...(line.invoiceId !== null && { invoice_id: line.invoiceId }),
})

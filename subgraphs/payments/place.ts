import type { StationAddress } from '#lib/events/stations.ts'
import type { Page } from '#lib/pagination.ts'
import type { Context } from './context.ts'

type Loading = Pick<Context, 'loaders'>

/** Where the session of a bill was charged, by its newest record; null where nobody has said. */
export async function placeOfBill({ loaders }: Loading, billId: string | null): Promise<StationAddress | null> {
  const records = billId === null ? [] : await loaders.recordsOfBill.load(billId)
  return records.findLast(({ data }) => data?.address)?.data?.address ?? null
}

/** The rows of a page with where each was charged. */
export async function withPlaces<Row>(
  page: Page<Row>,
  placeOf: (row: Row) => Promise<StationAddress | null>,
): Promise<Page<Row & { place: StationAddress | null }>> {
  const edges = page.edges.map(async ({ node, cursor }) => ({ cursor, node: { ...node, place: await placeOf(node) } }))
  return { ...page, edges: await Promise.all(edges) }
}

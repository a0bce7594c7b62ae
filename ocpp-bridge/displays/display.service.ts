import { requireOperator } from '#lib/access.ts'
import { keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listMessages, type DisplayMessage } from './display.queries.ts'

/** What a charger that the caller was shown has on its displays, by number. */
export function messagesOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<DisplayMessage>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => listMessages(db, stationId, page),
    key: ({ number }) => [number],
    parts: [(part) => Number.isInteger(part)],
  })
}

import { requireRole } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { isDayPart } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { figuresOf, type Figure } from './figure.queries.ts'

/** What became of the deliveries of these days, by topic and channel: for admins. */
export async function notificationFigures(
  { db, caller }: Context,
  { from, until }: { from: string; until: string },
): Promise<Figure[]> {
  requireRole(caller, 'ADMIN')
  for (const [name, day] of Object.entries({ from, until })) if (!isDayPart(day)) throw badInput([name], 'A day, e.g. 2026-11-22.')
  if (from > until) throw badInput(['until'], 'Not before the first day.')
  return figuresOf(db, from, until)
}

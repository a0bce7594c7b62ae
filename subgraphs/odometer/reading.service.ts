import { isSelfOr } from '#lib/access.ts'
import { keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { findVehicle } from './projection.queries.ts'
import { listReadingsOf } from './reading.queries.ts'
import type { Reading } from './tables.ts'

/** A reading; null if there is none, and for those who may not see it. */
export async function readingById({ caller, loaders }: Context, id: string): Promise<Reading | null> {
  const row = await loaders.reading.load(id)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** A vehicle's last reading; null before the first, and for those who may not see it. */
export async function lastReadingOf({ caller, loaders }: Context, vehicleId: string): Promise<Reading | null> {
  const row = await loaders.lastReadingOfVehicle.load(vehicleId)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

/** A vehicle's readings, the newest first; null for those who may not see them. */
export async function readingsOf({ db, caller }: Context, vehicleId: string, args: PageArgs): Promise<Page<Reading> | null> {
  const vehicle = await findVehicle(db, vehicleId)
  if (!vehicle || !isSelfOr(caller, vehicle.user_id, 'ADMIN')) return null
  return keysetPage({
    args,
    fetch: (page) => listReadingsOf(db, vehicleId, page),
    key: (row) => [row.number],
    parts: [(number) => Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31],
  })
}

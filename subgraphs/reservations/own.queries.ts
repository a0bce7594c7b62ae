import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Reservation, Trx } from './tables.ts'

export const listOwn = (db: Db, userId: string, page: PageRequest): Promise<Reservation[]> =>
  pageBy(
    db.selectFrom('reservation').selectAll().where('user_id', '=', userId).where('kind', '=', 'BOOKING'),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const lockOpenOf = (trx: Trx, userId: string): Promise<Reservation[]> =>
  trx
    .selectFrom('reservation')
    .selectAll()
    .where('user_id', '=', userId)
    .where('kind', '=', 'BOOKING')
    .where('state', 'in', ['PENDING', 'RESERVED', 'ACTIVE'])
    .orderBy('id')
    .forUpdate()
    .execute()

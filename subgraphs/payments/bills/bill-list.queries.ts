import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Bill, Db } from '../tables.ts'

/** Which bills a list shows. Absent or null does not narrow it. */
export interface BillFilter {
  userId?: string | null | undefined
  operatorId?: string | null | undefined
  state?: readonly Bill['state'][] | null | undefined
}

/** Bills that fit, the newest first. */
export function listBills(db: Db, { userId, operatorId, state }: BillFilter, page: PageRequest): Promise<Bill[]> {
  let query = db.selectFrom('bill').selectAll()
  if (userId != null) query = query.where('user_id', '=', userId)
  if (operatorId != null) query = query.where('operator_id', '=', operatorId)
  if (state != null) query = query.where('state', 'in', state)
  return pageBy(query, [['id', 'uuid']], 'desc', page)
}

import { callersPartner, isSelfOr, operates, requireUserOrScope } from '#lib/access.ts'
import type { Context } from '../context.ts'
import type { Cdr } from '../tables.ts'

/**
 * A record that the caller may see: of their own, of a station they operate or operated when it was issued, of a customer of theirs, any for an
 * admin. Null for others.
 */
export async function visibleRecord({ caller, loaders }: Context, id: string): Promise<Cdr | null> {
  // Comes before anything is read: the answer must not tell strangers what there is.
  requireUserOrScope(caller, 'billing:read')
  const cdr = await loaders.cdr.load(id)
  if (!cdr) return null
  if (isSelfOr(caller, cdr.user_id, 'ADMIN') || operates(caller, cdr.operator_id)) return cdr
  if (cdr.partner_id !== null && callersPartner(caller, 'billing:read') === cdr.partner_id) return cdr
  const station = await loaders.operatorOfStation.load(cdr.station_id)
  return operates(caller, station?.operator_id ?? null) ? cdr : null
}

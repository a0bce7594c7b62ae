import { sql, type RawBuilder } from 'kysely'

/** The world of a station: null is the real one, and each partner's sandbox is one of its own. */
export const worldAt = (stationId: string | RawBuilder<unknown>) =>
  sql`(SELECT world_of(operator_id) FROM charge_point WHERE charge_point.station_id = ${stationId})`

/** True for identities that are good at this station: those of a sandbox are so there alone, and no others are there. */
export const isOfWorld = (stationId: string) =>
  sql<boolean>`world_of(id_token.partner_id) IS NOT DISTINCT FROM ${worldAt(stationId)}`

/** Whether the partner is blocked whose customer shows the identity. */
export const ofBlockedPartner = sql<boolean>`EXISTS (SELECT FROM blocked_user AS b WHERE b.user_id = id_token.partner_id AND b.blocked)`

/** Whether who shows the identity has a bill that is overdue for too long. */
export const ofBlockedPayer = sql<boolean>`EXISTS (SELECT FROM blocked_payer AS b WHERE b.user_id = id_token.user_id AND b.blocked)`

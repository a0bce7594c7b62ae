import type { EventCatalogue } from '#lib/events.ts'
import type { NotificationChoice } from '#lib/mail/notification.ts'
import type { IdTokenRow, PreferenceRow, UserRow, VehicleRow, WalletRow } from './tables.ts'

/** What accounts tells of its rows: when they change, and again to boxes that come late. */

export const registered = ({
  id,
  display_name,
  roles,
  guest_until,
}: Pick<UserRow, 'id' | 'display_name' | 'roles' | 'guest_until'>): EventCatalogue['accounts.user.registered'] => ({
  userId: id,
  displayName: display_name,
  roles,
  ...(guest_until !== null && { guest: true as const }),
})

/** Whether chargers are to accept an identity: not one of a blocked user, as long as they are blocked. */
export const statusOf = ({ status, owner_blocked }: Pick<IdTokenRow, 'status' | 'owner_blocked'>) =>
  owner_blocked ? 'BLOCKED' : status

/** The user or the customer whose identity it is: the database holds that there is one. */
export function ownerOf({ id, user_id, customer_id }: Pick<IdTokenRow, 'id' | 'user_id' | 'customer_id'>): string {
  const owner = user_id ?? customer_id
  if (owner === null) throw new Error(`Identity ${id} belongs to nobody.`)
  return owner
}

export const issued = (row: IdTokenRow): EventCatalogue['accounts.id-token.issued'] => ({
  idTokenId: row.id,
  userId: ownerOf(row),
  ...(row.partner_id !== null && { partnerId: row.partner_id }),
  value: row.value,
  type: row.type,
  status: statusOf(row),
  expiresAt: row.expires_at?.toISOString() ?? null,
  group: row.group_name,
  concurrentSessions: row.concurrent_sessions,
})

export const linked = (row: WalletRow): EventCatalogue['accounts.wallet.linked'] => ({
  userId: row.user_id,
  address: row.address,
  chainId: row.chain_id,
  contract: row.contract,
})

export const saved = (row: VehicleRow): EventCatalogue['accounts.vehicle.saved'] => ({
  vehicleId: row.id,
  userId: row.user_id,
  name: row.name,
  batteryCapacityWh: row.battery_capacity_wh,
  consumptionWhPerKm: row.consumption_wh_per_km,
  connectors: row.connectors,
  maxAcPowerW: row.max_ac_power_w,
  maxDcPowerW: row.max_dc_power_w,
})

export const preferencesSaved = (
  { user_id, display_currency }: Pick<PreferenceRow, 'user_id' | 'display_currency'>,
  notifications: NotificationChoice[],
): EventCatalogue['accounts.preferences.saved'] => ({ userId: user_id, displayCurrency: display_currency, notifications })

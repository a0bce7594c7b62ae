import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { ENERGY_LIMITS } from '../limits.ts'
import { changePlacing, type equipmentOf } from '../site.queries.ts'
import type { Site, Trx } from '../tables.ts'

/**
 * Has every charger at a site keep new transactions to the fallback current, until they are told a share of their own. Without this a car
 * that plugs in could draw all it can before anybody knows of it.
 */
export async function defaultsOf(trx: Trx, site: Site, stations: Awaited<ReturnType<typeof equipmentOf>>, at: Date): Promise<void> {
  for (const { station_id, evses, default_asked_a: asked, default_kept_a: kept, default_asked_at: askedAt } of stations) {
    const since = askedAt === null ? Infinity : at.getTime() - askedAt.getTime()
    if (asked === site.fallback_a && (kept !== null || since < ENERGY_LIMITS.tellAgainMs)) continue
    const direct = evses.some(({ connectors }) => connectors.some(({ powerType }) => powerType === 'DC'))
    const commandId = newId()
    const watts = Math.floor(site.fallback_a * site.phases * site.voltage)
    await emit(trx, 'energy.limit.requested', station_id, {
      commandId,
      stationId: station_id,
      transactionId: null,
      evseNumber: 0,
      ...(direct
        ? { unit: 'W' as const, limit: watts, fallback: watts }
        : { unit: 'A' as const, limit: site.fallback_a, fallback: site.fallback_a }),
      holdSeconds: null,
      at: at.toISOString(),
      expiresAt: new Date(at.getTime() + ENERGY_LIMITS.tellAgainMs).toISOString(),
    })
    await changePlacing(trx, station_id, {
      default_asked_a: site.fallback_a,
      default_asked_at: at,
      default_ask_id: commandId,
      default_kept_a: null,
    })
  }
}

import type { Services } from '../context.ts'
import { takeUnknown } from '../device-model/asked.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { takeCommand } from './command.handler.ts'

/**
 * Asks chargers that have booted for what the bridge does not know of them: their settings, or their device model. A few in each round, so
 * that a thousand that boot at once are not asked at once; each once a day at most, because some boot again and again.
 */
export async function askAfterBoot({ db, config }: Services): Promise<void> {
  if (!config.askAfterBoot) return
  await db.transaction().execute(async (trx) => {
    const chargers = await takeUnknown(trx)
    const expiresAt = new Date(Date.now() + OCPP_LIMITS.commandWaitSeconds.usual * 1000)
    for (const { station_id: stationId, ocpp_version: version } of chargers) {
      if (version === '1.6') await takeCommand(trx, { kind: 'GET_CONFIGURATION', stationId, input: { keys: [] }, expiresAt })
      else await takeCommand(trx, { kind: 'GET_BASE_REPORT', stationId, input: { base: 'FULL' }, expiresAt })
    }
  })
}

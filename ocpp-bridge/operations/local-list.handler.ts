import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { changesOf } from '../local-lists/changes.ts'
import { saveLocalList, takeLists } from '../local-lists/local-list.queries.ts'
import { takeCommand } from './command.handler.ts'

/**
 * Keeps the lists of chargers in step: what has changed is sent, all of it where the charger's version is not known, and its version is asked
 * for once a day. A few lists in each round. Every process may do it.
 */
export const keepLocalLists = ({ db }: Services): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const expiresAt = new Date(Date.now() + OCPP_LIMITS.commandWaitSeconds.usual * 1000)
    for (const list of await takeLists(trx)) {
      const { station_id: stationId, version } = list
      const { changes } = await changesOf(trx, list, list.ocpp_version)
      if (version === null || changes.length > 0)
        await takeCommand(trx, { kind: 'SEND_LOCAL_LIST', stationId, input: { full: version === null }, expiresAt })
      else if (list.asked_version_at.getTime() < Date.now() - 86_400_000) {
        await saveLocalList(trx, stationId, { asked_version_at: new Date() })
        await takeCommand(trx, { kind: 'GET_LOCAL_LIST_VERSION', stationId, input: {}, expiresAt })
      }
    }
  })

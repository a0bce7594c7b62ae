import { endingCertificates } from './certificate.queries.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { takeCommand } from '../operations/command.handler.ts'

/** Asks chargers whose certificate ends soon to ask for another (1.6 security A03, 2.0.1 A02). */
export async function renewCertificates({ db, authority }: Services): Promise<void> {
  if (authority === undefined) return
  for (const { station_id: stationId } of await endingCertificates(db, OCPP_LIMITS.certificateRenewDays))
    await db.transaction().execute(async (trx) => {
      const connection = await trx
        .selectFrom('connection')
        .select('ocpp_version')
        .where('station_id', '=', stationId)
        .executeTakeFirst()
      if (connection === undefined) return
      const kind = connection.ocpp_version === '1.6' ? 'EXTENDED_TRIGGER_MESSAGE' : 'TRIGGER_MESSAGE'
      const expiresAt = new Date(Date.now() + OCPP_LIMITS.certificateWaitMs)
      await takeCommand(trx, { kind, stationId, input: { message: 'SIGN_CERTIFICATE' }, expiresAt })
    })
}

import type { Handlers } from '#db/messaging.ts'
import { newIdToken } from '#lib/id-token.ts'
import { saveChargePoint } from './charge-point.queries.ts'
import { insertCommand } from './command.queries.ts'
import type { BridgeContext } from './context.ts'
import { closeTransaction } from './forgotten.service.ts'
import { saveIdToken } from './id-token.queries.ts'
import type { OcppTables } from './tables.ts'

/** What the bridge hears from the other boxes. */
export const consumers: Handlers<BridgeContext, OcppTables> = {
  'stations.station.saved': (trx, event) => saveChargePoint(trx, event),
  'accounts.id-token.issued': (trx, event) => saveIdToken(trx, event),
  'charging.start.requested': (trx, { data }, { config }) =>
    insertCommand(trx, {
      id: data.commandId,
      kind: 'START',
      session_id: data.sessionId,
      station_id: data.stationId,
      evse_number: data.evseNumber,
      connector_number: data.connectorNumber,
      user_id: data.userId ?? null,
      // Events of before one-use tokens had no user, and the driver's permanent identity.
      id_token: data.userId === undefined ? newIdToken() : data.idToken,
      // A charger that hears it at the last moment waits so long for the cable.
      id_token_expires_at: new Date(Date.parse(data.expiresAt) + config.connectionTimeoutMs),
      expires_at: data.expiresAt,
    }),
  'charging.stop.requested': (trx, { data }) =>
    insertCommand(trx, {
      id: data.commandId,
      kind: 'STOP',
      session_id: data.sessionId,
      station_id: data.stationId,
      transaction_id: data.transactionId,
      expires_at: data.expiresAt,
    }),
  'charging.session.closed': (trx, { data }) => closeTransaction(trx, data),
}

import { newId } from '#lib/id.ts'
import type { ChargePoint } from '../test/charge-point.ts'
import type { Json } from './wire/frame.ts'

/** What is said of a transaction, whatever the version. */
export interface Said {
  /** The register, in Wh, or what a charger takes for one. */
  wh?: number | string
  /** As the charger's clock shows it. */
  at?: string
  /** 2.x's; begin is 0. */
  seqNo?: number
  offline?: boolean
  /** In place of the register. */
  sampledValue?: Json[]
  reason?: string
  messageId?: string
  /** Fields that do not belong there. */
  more?: Json
}

export const VERSIONS = ['1.6', '2.0.1', '2.1'] as const
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** One transaction, spoken in the words of the charger's version. The same words under the same message id are the same message. */
export function transactionOn(charger: ChargePoint, { evse = 1, idToken = 'DRIVER1' } = {}) {
  const is16 = charger.version === '1.6'
  let id: number | string = is16 ? 0 : newId()
  const sampled = ({ wh = 1_000, sampledValue }: Said) => sampledValue ?? [{ value: is16 ? String(wh) : wh }]
  const meterValue = (said: Said) => [{ timestamp: said.at, sampledValue: sampled(said) }]
  const event = (eventType: string, triggerReason: string, said: Said, info: Json = {}): Json => ({
    eventType,
    triggerReason,
    timestamp: said.at,
    seqNo: said.seqNo ?? 0,
    offline: said.offline ?? false,
    transactionInfo: { transactionId: id, chargingState: 'Charging', ...info },
    evse: { id: evse, connectorId: 1 },
    meterValue: meterValue(said),
    ...said.more,
  })
  const at = (minutes: number, said: Said): Said => ({ at: minutesAgo(minutes), ...said })

  return {
    get id() {
      return id
    },
    /** Takes the id of another transaction, as a charger does that mixes them up. */
    nameAs: (other: number | string) => {
      id = other
    },
    begin: async (told: Said = {}): Promise<Json> => {
      const said = at(30, { seqNo: 0, ...told })
      const { wh = 1_000, more } = said
      const reply = is16
        ? await charger.call(
            'StartTransaction',
            { connectorId: evse, idTag: idToken, meterStart: wh, timestamp: said.at, ...more },
            said.messageId,
          )
        : await charger.call(
            'TransactionEvent',
            { ...event('Started', 'Authorized', said), idToken: { idToken, type: 'ISO14443' }, ...more },
            said.messageId,
          )
      if (is16) id = reply['transactionId'] as number
      return reply
    },
    sample: (told: Said = {}): Promise<Json> => {
      const said = at(20, { seqNo: 1, wh: 1_500, ...told })
      return is16
        ? charger.call(
            'MeterValues',
            { connectorId: evse, transactionId: id, meterValue: meterValue(said), ...said.more },
            said.messageId,
          )
        : charger.call('TransactionEvent', event('Updated', 'MeterValuePeriodic', said), said.messageId)
    },
    end: (told: Said = {}): Promise<Json> => {
      const said = at(10, { seqNo: 2, wh: 2_000, reason: 'Local', ...told })
      return is16
        ? charger.call(
            'StopTransaction',
            { transactionId: id, meterStop: said.wh, timestamp: said.at, reason: said.reason, ...said.more },
            said.messageId,
          )
        : charger.call('TransactionEvent', event('Ended', 'EVDeparted', said, { stoppedReason: said.reason }), said.messageId)
    },
    /** 1.6 tells it as the status of the connector, 2.x as a part of the transaction. `over`: charged, and still plugged in. */
    charging: (state: 'Charging' | 'SuspendedEV' | 'SuspendedEVSE' | 'over', told: Said & { seqNo: number }): Promise<Json> => {
      const [status, chargingState] = state === 'over' ? ['Finishing', 'EVConnected'] : [state, state]
      if (is16) return charger.call('StatusNotification', { connectorId: evse, status, errorCode: 'NoError', timestamp: told.at })
      const { meterValue: _none, ...part } = event('Updated', 'ChargingStateChanged', told, { chargingState })
      return charger.call('TransactionEvent', part)
    },
    /** The connector is free, whatever became of the transaction. */
    available: (at: string): Promise<Json> =>
      charger.call(
        'StatusNotification',
        is16
          ? { connectorId: evse, status: 'Available', errorCode: 'NoError', timestamp: at }
          : { evseId: evse, connectorId: 1, connectorStatus: 'Available', timestamp: at },
      ),
  }
}

/** How a charger says what a token was worth to it. */
export const worth = (reply: Json): unknown =>
  ((reply['idTagInfo'] ?? reply['idTokenInfo']) as { status?: unknown } | undefined)?.status

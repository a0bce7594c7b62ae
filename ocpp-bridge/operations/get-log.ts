import { UPLOADS } from '../logs/file-name.ts'
import { newUploadAddress } from '../logs/log-file.handler.ts'
import { followCommand, refuseRun } from '../runs/run.handler.ts'
import { runs } from '../runs/run.queries.ts'
import type { Trx } from '../tables.ts'
import { isObject, type Json } from '../wire/frame.ts'
import type { ChargePointCommand } from './command.queries.ts'
import { shownLocation, tries, withPassword } from './location.ts'
import { everywhere, operation, OperationRefused, type OperationContext } from './operation.ts'

export interface GetDiagnostics {
  /** Where the charger uploads to; without one, to us. */
  location?: string | undefined
  /** Name and password of the location. */
  secret?: string | undefined
  from?: string | undefined
  to?: string | undefined
  retries?: number | undefined
  retryInterval?: number | undefined
}

export interface GetLog extends GetDiagnostics {
  type: 'DIAGNOSTICS' | 'SECURITY' | 'DATA_COLLECTOR'
}

const TYPES = { DIAGNOSTICS: 'DiagnosticsLog', SECURITY: 'SecurityLog', DATA_COLLECTOR: 'DataCollectorLog' } as const

/** 1.6 §5.10. */
export const getDiagnostics = operation<GetDiagnostics>({
  description: 'Has a charger of OCPP 1.6 upload its diagnostics.',
  actions: { '1.6': 'GetDiagnostics' },
  instead: 'getChargePointLog',
  payload: async (input, about) => {
    const { from: startTime, to: stopTime } = input
    return { location: await addressOf(input, about), ...tries(input), ...given({ startTime, stopTime }) }
  },
  shown: (said) => ('location' in said ? { ...said, location: shownAddress(said['location']) } : said),
  answered: async (trx, { command, reply }) => {
    // Without a name there is nothing to upload.
    if (!reply['fileName']) await refuseRun(trx, command.id, 'The charger has no diagnostics of this time.')
  },
  changed: (trx, command, input) => follow(trx, command, { ...input, type: 'DIAGNOSTICS' }),
})

/** 1.6 security §5.8; 2.0.1 N01. */
export const getLog = operation<GetLog>({
  description: 'Has a charger upload one of its logs.',
  actions: everywhere('GetLog'),
  payload: async (input, about) => {
    if (input.type === 'DATA_COLLECTOR' && about.version !== '2.1')
      throw new OperationRefused('Only chargers of OCPP 2.1 collect data.')
    const [run] = await runs(about.ctx.db, [about.commandId])
    const { from: oldestTimestamp, to: latestTimestamp } = input
    const log = { remoteLocation: await addressOf(input, about), ...given({ oldestTimestamp, latestTimestamp }) }
    return { logType: TYPES[input.type], requestId: run?.request_id, ...tries(input), log }
  },
  shown: (said) => {
    const { log } = said
    return isObject(log) ? { ...said, log: { ...log, remoteLocation: shownAddress(log['remoteLocation']) } } : said
  },
  accepted: ['Accepted', 'AcceptedCanceled'],
  changed: follow,
})

async function addressOf({ location, secret }: GetDiagnostics, { ctx, commandId }: OperationContext): Promise<string> {
  const address = location === undefined ? await newUploadAddress(ctx, commandId) : withPassword({ location, secret })
  if (address === null) throw new OperationRefused('There is no place for logs here. Say where the charger is to upload it.')
  return address
}

const given = (fields: Readonly<Record<string, string | undefined>>): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Neither a password nor the token of our own address is shown. */
function shownAddress(address: unknown): string {
  const shown = shownLocation(address)
  const at = shown.indexOf(`/${UPLOADS}`)
  return at < 0 ? shown : `${shown.slice(0, at + 1)}${UPLOADS}…`
}

function follow(trx: Trx, command: ChargePointCommand, { location, type }: GetLog): Promise<void> {
  return followCommand(trx, command, () => ({ kind: 'LOG', location: location ?? null, log_type: type }))
}

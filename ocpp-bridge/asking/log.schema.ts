import { badInput } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { LogTypeRef } from '../logs/log-run.schema.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { triesFields } from './firmware.schema.ts'
import { location, withoutPassword } from '../operations/location.ts'

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

const logFields = (t: InputFields) => ({
  ...askedFields(t),
  location: t.string({
    required: false,
    description: `Where the charger uploads it: an address with http, https, ftp, ftps or sftp, ${OCPP_LIMITS.locationLength} characters at most. Left out, it is uploaded to us by HTTP, PUT or POST; we serve no FTP. A name and password in it are sent to the charger, and neither shown nor kept.`,
    validate: location.nullish(),
  }),
  from: t.field({ type: 'DateTime', required: false, description: 'Only what is of this time or later.' }),
  to: t.field({ type: 'DateTime', required: false, description: 'Only what is of this time or earlier.' }),
  ...triesFields(t),
})

const DiagnosticsInput = builder.inputType('GetChargePointDiagnosticsInput', {
  description: 'Of what time, and where to.',
  fields: logFields,
})
const LogInput = builder.inputType('GetChargePointLogInput', {
  description: 'Which log, of what time, and where to.',
  fields: (t) => ({ ...logFields(t), type: t.field({ type: LogTypeRef, description: 'Which log.' }) }),
})

interface Given {
  location?: string | null | undefined
  from?: Date | null | undefined
  to?: Date | null | undefined
  retries?: number | null | undefined
  retryIntervalSeconds?: number | null | undefined
}

function wanted({ config }: Context, { location: address, from, to, retries, retryIntervalSeconds }: Given) {
  if (address == null && config.files === null)
    throw badInput(['input', 'location'], 'There is no place for logs here. Say where the charger is to upload it.')
  if (from != null && to != null && from > to) throw badInput(['input', 'to'], 'Not before `from`.')
  return {
    ...(address != null && withoutPassword(address)),
    from: from?.toISOString(),
    to: to?.toISOString(),
    retries: retries ?? undefined,
    retryInterval: retryIntervalSeconds ?? undefined,
  }
}

const TELLS = 'One at a time: CONFLICT while another is under way. How far it is says `logRun` with the id of the command.'

builder.mutationFields((t) => ({
  getChargePointDiagnostics: t.field({
    type: CommandRef,
    description: `Asks a charger of your own that speaks OCPP 1.6 to upload its diagnostics. ${TELLS}`,
    args: { input: t.arg({ type: DiagnosticsInput, description: 'Of what time, and where to.' }) },
    resolve: (_root, { input: { chargePointId, idempotencyKey, waitSeconds, ...log } }, ctx) =>
      requestCommand(ctx, 'GET_DIAGNOSTICS', { chargePointId, idempotencyKey, waitSeconds }, wanted(ctx, log)),
  }),
  getChargePointLog: t.field({
    type: CommandRef,
    description: `Asks a charger of your own to upload one of its logs; OCPP 1.6 has this in its security extension, and getChargePointDiagnostics without it. ${TELLS}`,
    args: { input: t.arg({ type: LogInput, description: 'Which, of what time, and where to.' }) },
    resolve: (_root, { input: { chargePointId, idempotencyKey, waitSeconds, type, ...log } }, ctx) =>
      requestCommand(ctx, 'GET_LOG', { chargePointId, idempotencyKey, waitSeconds }, { ...wanted(ctx, log), type }),
  }),
}))

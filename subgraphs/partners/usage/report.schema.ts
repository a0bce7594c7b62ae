import { z } from 'zod'
import { builder } from '../builder.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import { recordUsage } from './usage.service.ts'

const inaccessible = true
const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0'))

const CallInput = builder.inputType('UsageCallInput', {
  inaccessible,
  description: 'A call of a client that is over.',
  fields: (t) => ({
    clientId: t.field({ type: 'UUID', description: 'Id of the client.' }),
    at: t.field({ type: 'DateTime', description: 'When it came.' }),
    operation: t.string({ description: 'Name of the operation; `-` if none is known.', validate: words(255).min(1) }),
    code: t.string({
      required: false,
      description: 'Code of its first error, or of its refusal; null if it went well.',
      validate: words(64).nullish(),
    }),
    ms: t.int({ description: 'Milliseconds it took.', validate: z.number().min(0) }),
    address: t.string({
      required: false,
      description: 'Where it came from. What is no address is not kept.',
      validate: words(64).nullish(),
    }),
    requestId: t.string({ required: false, description: 'Its request id.', validate: words(64).nullish() }),
  }),
})

const RecordInput = builder.inputType('RecordUsageInput', {
  inaccessible,
  description: 'Calls that one process of the gateway has answered.',
  fields: (t) => ({
    gatewayId: t.field({ type: 'UUID', description: 'Of the process, made at its start.' }),
    sequence: t.int({ description: 'Counts its reports upwards. A report is sent again with its number until it was taken.' }),
    calls: t.field({
      type: [CallInput],
      description: `The calls, at most ${PARTNERS_LIMITS.callsPerReport}. Those of clients that are not known are left out.`,
      validate: z.array(z.unknown()).max(PARTNERS_LIMITS.callsPerReport, `At most ${PARTNERS_LIMITS.callsPerReport} calls.`),
    }),
  }),
})

builder.mutationFields((t) => ({
  recordUsage: t.boolean({
    inaccessible,
    description:
      'Counts calls of clients; false if this report, or a later one of its process, was counted before. For the gateway.',
    args: { input: t.arg({ type: RecordInput, description: 'The report.' }) },
    resolve: (_root, { input }, ctx) => recordUsage(ctx, input),
  }),
}))

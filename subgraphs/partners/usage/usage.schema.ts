import { z } from 'zod'
import { builder } from '../builder.ts'
import { ApiClient } from '../client/client.schema.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Call } from '../tables.ts'
import { quantileOf } from './histogram.ts'
import { OPERATIONS, type Counted } from './usage.queries.ts'
import { callsIn, errorsIn, usageByDay, usageByOperation, usageIn } from './usage.service.ts'

const ms = (buckets: readonly number[], share: number) => {
  const value = quantileOf(buckets, share)
  return value === null ? 0 : Math.round(value * 10) / 10
}
const latency = (percent: number) =>
  `Milliseconds at the gateway within which ${percent} % of the calls were answered, by a histogram: right to about a third.`

const ApiUsage = builder.objectRef<Counted>('ApiUsage').implement({
  description: 'What a client called of one operation on one day.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day in UTC, e.g. 2026-11-22.' }),
    operation: t.exposeString('operation', { description: 'Name of the operation; `-` for calls that named none that is known.' }),
    calls: t.exposeInt('calls', { description: 'How often it was called.' }),
    errors: t.exposeInt('errors', { description: 'How many of these calls had an error or were refused.' }),
    p50Ms: t.float({ description: latency(50), resolve: ({ buckets }) => ms(buckets, 0.5) }),
    p95Ms: t.float({ description: latency(95), resolve: ({ buckets }) => ms(buckets, 0.95) }),
  }),
})

const ApiUsageDay = builder.objectRef<Counted>('ApiUsageDay').implement({
  description: 'What a client called on one day, of all operations.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day in UTC, e.g. 2026-11-22.' }),
    calls: t.exposeInt('calls', { description: 'How many calls there were.' }),
    errors: t.exposeInt('errors', { description: 'How many of these calls had an error or were refused.' }),
    p50Ms: t.float({ description: latency(50), resolve: ({ buckets }) => ms(buckets, 0.5) }),
    p95Ms: t.float({ description: latency(95), resolve: ({ buckets }) => ms(buckets, 0.95) }),
  }),
})

const ApiUsageOperation = builder.objectRef<Omit<Counted, 'day'>>('ApiUsageOperation').implement({
  description: 'What a client called of one operation in a period.',
  fields: (t) => ({
    operation: t.exposeString('operation', { description: 'Its name; `-` for calls that named none that is known.' }),
    calls: t.exposeInt('calls', { description: 'How often it was called.' }),
    errors: t.exposeInt('errors', { description: 'How many of these calls had an error or were refused.' }),
    p50Ms: t.float({ description: latency(50), resolve: ({ buckets }) => ms(buckets, 0.5) }),
    p95Ms: t.float({ description: latency(95), resolve: ({ buckets }) => ms(buckets, 0.95) }),
  }),
})

const ApiErrorCount = builder.objectRef<{ code: string; calls: number }>('ApiErrorCount').implement({
  description: 'How often one error came.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code, e.g. RATE_LIMITED.' }),
    calls: t.exposeInt('calls', { description: 'Calls that had it as their first error.' }),
  }),
})

const ApiCall = builder.objectRef<Call>('ApiCall').implement({
  description: `One call of a client. It is kept for ${PARTNERS_LIMITS.callDays} days.`,
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it came.' }),
    operation: t.exposeString('operation', { description: 'Name of the operation; `-` if it named none that is known.' }),
    code: t.string({
      nullable: true,
      description: 'Code of its first error; null: it went well.',
      resolve: ({ code }) => code || null,
    }),
    ms: t.exposeInt('ms', { description: 'Milliseconds that it took at the gateway.' }),
    addressBlock: t.exposeString('address_block', {
      nullable: true,
      description: 'The network it came from (CIDR): 24 bits of an IPv4 address, 48 of an IPv6 address.',
    }),
    requestId: t.exposeString('request_id', {
      nullable: true,
      description: 'Id of the request, by which it is found in the logs.',
    }),
  }),
})

const ApiCallFilter = builder.inputType('ApiCallFilter', {
  description: 'Which calls. What is left out does not matter.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', required: false, description: 'That came then or later.' }),
    to: t.field({ type: 'DateTime', required: false, description: 'That came before then.' }),
    operation: t.string({ required: false, description: 'Of this operation.' }),
    failed: t.boolean({ required: false, description: 'True: those with an error; false: those without.' }),
  }),
})

const day = z.iso.date('A day, e.g. 2026-11-22.').nullish()

builder.objectFields(ApiClient, (t) => {
  const period = () => ({
    from: t.arg.string({
      required: false,
      description: 'The first day (UTC), e.g. 2026-11-01; 29 days before the last by default.',
      validate: day,
    }),
    to: t.arg.string({ required: false, description: 'The last day (UTC); today by default.', validate: day }),
  })
  const given = ({ from, to }: { from?: string | null | undefined; to?: string | null | undefined }) => ({
    ...(from != null && { from }),
    ...(to != null && { to }),
  })
  return {
    usage: t.connection(
      {
        type: ApiUsage,
        description: `What it called, by day and operation, the newest day first; at most ${PARTNERS_LIMITS.usageDays} days.`,
        args: period(),
        resolve: (client, { from, to, ...args }, ctx) => usageIn(ctx, client, given({ from, to }), args),
      },
      { name: 'ApiUsageConnection', description: 'A page of what was called.' },
      { name: 'ApiUsageEdge', description: 'An operation of a day in its place.' },
    ),
    usageByDay: t.field({
      type: [ApiUsageDay],
      description: `What it called, by day, the oldest first; days without calls are left out. At most ${PARTNERS_LIMITS.usageDays} days.`,
      args: period(),
      resolve: (client, args, ctx) => usageByDay(ctx, client, given(args)),
    }),
    usageByOperation: t.field({
      type: [ApiUsageOperation],
      description: `What it called, by operation, the most called first; the first ${OPERATIONS}. At most ${PARTNERS_LIMITS.usageDays} days.`,
      args: period(),
      resolve: (client, args, ctx) => usageByOperation(ctx, client, given(args)),
    }),
    errors: t.field({
      type: [ApiErrorCount],
      description: 'Errors that its calls had, the most frequent first; the first hundred.',
      args: period(),
      resolve: (client, args, ctx) => errorsIn(ctx, client, given(args)),
    }),
    calls: t.connection(
      {
        type: ApiCall,
        description: `Its calls of the last ${PARTNERS_LIMITS.callDays} days, the newest first. They are there some seconds after they came.`,
        args: { filter: t.arg({ type: ApiCallFilter, required: false, description: 'Which ones; all by default.' }) },
        resolve: (client, { filter, ...args }, ctx) => callsIn(ctx, client, filter ?? {}, args),
      },
      { name: 'ApiCallConnection', description: 'A page of calls.' },
      { name: 'ApiCallEdge', description: 'A call in its place.' },
    ),
  }
})

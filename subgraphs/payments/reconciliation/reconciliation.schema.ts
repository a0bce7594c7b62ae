import { inMajorUnits } from '#lib/currency.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { UserRef } from '../reference.schema.ts'
import type { Mismatch, ReconciliationRun } from '../tables.ts'
import { mismatches, reconcile, resolveMismatch, runs } from './reconciliation.service.ts'

const shown = (minor: number | null, currency: string | null) =>
  minor === null || currency === null ? null : inMajorUnits(minor, currency)

const MismatchRef = builder.objectRef<Mismatch>('Mismatch').implement({
  description: "Where a provider's word and our books differ. Nothing is booked on it: a person looks.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id.' }),
    provider: t.expose('provider', { type: ProviderRef, description: 'The provider.' }),
    kind: t.exposeString('kind', {
      description:
        'MISSING_HERE: we know the thing and have not booked this. UNKNOWN_OBJECT: we have never heard of it. MISSING_THERE: we have booked it, and its list has it not. AMOUNT_DIFFERS, FEE_DIFFERS. Other words are of hooks and answers, e.g. CAPTURED_UNASKED, REFUNDED_UNASKED.',
    }),
    aboutKind: t.exposeString('about_kind', {
      description:
        "PAYMENT, REFUND, DISPUTE, PAY_OUT or SET_UP; MOVEMENT: a line of the provider's list; JOURNAL: a journal of ours.",
    }),
    aboutId: t.exposeString('about_id', { description: "The provider's id of it; of a JOURNAL ours." }),
    operationId: t.expose('operation_id', {
      type: 'UUID',
      nullable: true,
      description: 'What we wanted of the provider, if we did.',
    }),
    ours: t.string({
      nullable: true,
      description: 'What our books have, in major units, e.g. 19.90. Positive is to us.',
      resolve: ({ ours_minor, currency }) => shown(ours_minor, currency),
    }),
    theirs: t.string({
      nullable: true,
      description: 'What the provider has.',
      resolve: ({ theirs_minor, currency }) => shown(theirs_minor, currency),
    }),
    currency: t.exposeString('currency', { nullable: true, description: 'ISO 4217 code.' }),
    notedAt: t.expose('noted_at', { type: 'DateTime', description: 'When it was seen first.' }),
    resolvedAt: t.expose('resolved_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was resolved; null while it waits.',
    }),
    resolvedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who has; null where the platform saw later that both agree.',
      resolve: ({ resolved_by }) => (resolved_by === null ? null : { id: resolved_by }),
    }),
    resolution: t.exposeString('resolution', { nullable: true, description: 'Why it is none any more.' }),
  }),
})

interface BothBalances {
  currency: string
  oursMinor: number
  theirsMinor: number
}
const BothRef = builder.objectRef<BothBalances>('ProviderBalance').implement({
  description: 'What a provider has for the platform in one currency, by both books.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217 code.' }),
    ours: t.string({
      description: 'By our ledger, in major units.',
      resolve: ({ oursMinor, currency }) => inMajorUnits(oursMinor, currency),
    }),
    theirs: t.string({
      description: 'By the lines of the provider that were read so far, less its fees.',
      resolve: ({ theirsMinor, currency }) => inMajorUnits(theirsMinor, currency),
    }),
  }),
})

const RunRef = builder.objectRef<ReconciliationRun>('ReconciliationRun').implement({
  description: "One comparison of our books with a provider's list, on from where the one before it ended.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id.' }),
    provider: t.expose('provider', { type: ProviderRef, description: 'The provider.' }),
    done: t.boolean({
      description: 'False while it is under way, or waits for the provider.',
      resolve: ({ state }) => state === 'DONE',
    }),
    startedAt: t.expose('started_at', { type: 'DateTime', description: 'When it began.' }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    movements: t.exposeInt('movements', { description: "How many lines of the provider's list were new." }),
    mismatches: t.exposeInt('mismatches', { description: 'How many mismatches it has noted.' }),
    failure: t.exposeString('failure', { nullable: true, description: 'Why it cannot go on, while it cannot.' }),
    balances: t.field({
      type: [BothRef],
      description: 'What the provider had for us at its end, in each currency. They differ by what is under way and by mismatches.',
      resolve: ({ balances }) => balances ?? [],
    }),
  }),
})

builder.queryField('mismatches', (t) =>
  t.connection(
    {
      type: MismatchRef,
      description: 'Where providers and our books differ, the newest first. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.',
      args: {
        provider: t.arg({ type: ProviderRef, required: false, description: 'Of this provider alone.' }),
        open: t.arg.boolean({ defaultValue: true, description: 'True: those that wait for a person. False: all.' }),
      },
      resolve: (_root, { provider, open, ...args }, ctx) =>
        mismatches(ctx, { provider: provider ?? null, open: open ?? true }, args),
    },
    { description: 'A page of mismatches.' },
    { description: 'A place in the mismatches.' },
  ),
)

builder.queryField('reconciliationRuns', (t) =>
  t.connection(
    {
      type: RunRef,
      description:
        'Comparisons of our books with those of providers, the newest first. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.',
      resolve: (_root, args, ctx) => runs(ctx, args),
    },
    { description: 'A page of comparisons.' },
    { description: 'A place in the comparisons.' },
  ),
)

const ReconcileInput = builder.inputType('ReconcileInput', {
  description: 'Whose books are to be compared.',
  fields: (t) => ({ provider: t.field({ type: ProviderRef, description: 'The provider.' }) }),
})

const ResolveInput = builder.inputType('ResolveMismatchInput', {
  description: 'What became of a mismatch.',
  fields: (t) => ({
    mismatchId: t.field({ type: 'UUID', description: 'Id of the mismatch.' }),
    reason: t.string({
      description: 'What it was and what was done, 1 to 500 characters; it is kept in the audit.',
      validate: someText(500, 'Say what it was.'),
    }),
  }),
})

builder.mutationFields((t) => ({
  reconcile: t.field({
    type: RunRef,
    description:
      "Compares our books with a provider's now; one that is under way is gone on with. It ends by itself where it takes longer than ten seconds. NOT_FOUND: there are no keys of this provider. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.",
    args: { input: t.arg({ type: ReconcileInput, description: 'With whom.' }) },
    resolve: (_root, { input }, ctx) => reconcile(ctx, input.provider),
  }),
  resolveMismatch: t.field({
    type: MismatchRef,
    description:
      'Says what became of a mismatch. It books nothing. Sent again by the same person with the same words it changes nothing; CONFLICT: it is resolved already. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.',
    args: { input: t.arg({ type: ResolveInput, description: 'Which, and what.' }) },
    resolve: (_root, { input }, ctx) => resolveMismatch(ctx, input),
  }),
}))

import { inMajorUnits } from '#lib/currency.ts'
import type { CsvTable } from '#lib/csv/table.ts'
import { CdrRef } from '../billing/cdr.schema.ts'
import { builder } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Period, PeriodTotal } from './record-list.queries.ts'
import { records, recordTable, recordTotals } from './record-list.service.ts'

const stationId = { type: 'UUID', required: false, description: 'At this station.' } as const
const customerId = { type: 'UUID', required: false, description: 'Of this customer of yours, wherever they charged.' } as const
const customers = {
  required: false,
  description: 'True: of all your customers, wherever they charged, and not those of your stations.',
} as const
const FilterInput = builder.inputType('ChargeDetailRecordFilter', {
  description: 'Which records; what is left out does not narrow the list.',
  fields: (t) => ({
    stationId: t.field(stationId),
    customerId: t.field(customerId),
    customers: t.boolean(customers),
    from: t.field({ type: 'DateTime', required: false, description: 'Issued then or later.' }),
    until: t.field({ type: 'DateTime', required: false, description: 'Issued before then.' }),
  }),
})

const TableRef = builder.objectRef<CsvTable>('ChargeDetailRecordTable').implement({
  description: 'A part of a table of records.',
  fields: (t) => ({
    csv: t.exposeString('csv', {
      description:
        'CSV (RFC 4180) in UTF-8; moments are ISO 8601 in UTC, amounts in major units, and of a credit energy and amounts are negative. The first part has a head. Put the parts together as they are.',
    }),
    next: t.exposeString('next', { nullable: true, description: 'Give it as `after` for the next part; null with the last one.' }),
  }),
})

const PeriodRef = builder.enumType('BillingPeriod', {
  description: 'By what records are added up.',
  values: {
    DAY: { description: 'A day, from midnight.' },
    WEEK: { description: 'A week, from Monday (ISO 8601).' },
    MONTH: { description: 'A month of the calendar.' },
  } satisfies Record<Period, object>,
})

/** As text: a GraphQL integer ends at 21 million euros. */
const EXACT = 'exactly, in major units, e.g. 19.90; negative where credits are more.'
const TotalRef = builder.objectRef<PeriodTotal>('BillingTotal').implement({
  description:
    'What the records of a period come to in one currency, exactly. A record counts when it was issued, so a later credit changes no earlier period.',
  fields: (t) => ({
    day: t.exposeString('day', {
      description: 'The first day of the period in the time zone that was asked for, e.g. 2026-11-01.',
    }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When the period begins.' }),
    endsAt: t.expose('ends_at', {
      type: 'DateTime',
      description: 'When it ends, which is out. Only what was issued between `from` and `until` is in the sums.',
    }),
    bills: t.exposeInt('bills', { description: 'How many bills were issued.' }),
    credits: t.exposeInt('credits', { description: 'How many records took a bill back.' }),
    energyWh: t.expose('energy_wh', { type: 'Wh', description: 'Energy of the bills.' }),
    creditedEnergyWh: t.expose('credited_energy_wh', { type: 'Wh', description: 'Energy of the credits.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code of both amounts, e.g. EUR.' }),
    costExclVat: t.string({
      description: `The sum of \`totalCostExclVat\`, ${EXACT}`,
      resolve: ({ excl_vat_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
    payable: t.string({
      description: `What is to be paid: the sum of \`totalCostInclVat\`, and of \`totalCostExclVat\` where no VAT applies; ${EXACT}`,
      resolve: ({ payable_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
  }),
})

const TotalsInput = builder.inputType('BillingTotalsInput', {
  description: 'Which records to add up, and by what.',
  fields: (t) => ({
    stationId: t.field(stationId),
    customerId: t.field(customerId),
    customers: t.boolean(customers),
    from: t.field({ type: 'DateTime', description: 'Issued then or later.' }),
    until: t.field({
      type: 'DateTime',
      description: `Issued before then; at most ${CHARGING_LIMITS.totalsDays} days after \`from\`.`,
    }),
    period: t.field({ type: PeriodRef, description: 'By days, weeks or months.' }),
    timeZone: t.string({ description: 'IANA name of the time zone by which they begin, e.g. Europe/Amsterdam.' }),
  }),
})

const WHOSE =
  'of the stations you operate, of all for an admin. A key needs `billing:read`. A station or customer of somebody else is NOT_FOUND'

builder.queryFields((t) => ({
  chargeDetailRecords: t.connection(
    {
      type: CdrRef,
      description: `Bills and credits ${WHOSE}. The newest first.`,
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...page }, ctx) => records(ctx, filter ?? {}, page),
    },
    { name: 'ChargeDetailRecordConnection', description: 'A page of records.' },
    { name: 'ChargeDetailRecordEdge', description: 'A record in its place.' },
  ),
  chargeDetailRecordTable: t.field({
    type: TableRef,
    description: 'The same records as a table, in parts of at most 2,000 records.',
    args: {
      filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: (_root, { filter, after }, ctx) => recordTable(ctx, filter ?? {}, after ?? null),
  }),
  billingTotals: t.field({
    type: [TotalRef],
    description: `What bills and credits come to ${WHOSE}. In order; a period without a record is left out.`,
    args: { input: t.arg({ type: TotalsInput, description: 'Which, and by what.' }) },
    resolve: (_root, { input }, ctx) => recordTotals(ctx, input),
  }),
}))

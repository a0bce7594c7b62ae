import type { CostLine } from '#lib/tariff/cost.ts'
import { builder } from '../builder.ts'
import { MoneyRef } from '../reference.schema.ts'
import type { BillRecord } from './record.queries.ts'

type Line = CostLine & { currency: string }

const LineRef = builder.objectRef<Line>('BillLine').implement({
  description: 'One price of the tariff, applied to what was used of it, or what a limit of the tariff changes.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'What it is for, as `CostLineType` of charging has it, e.g. ENERGY.' }),
    quantity: t.exposeInt('billedQuantity', {
      description: 'What is billed: Wh (ENERGY), seconds (TIME, PARKING_TIME), 1 for the rest.',
    }),
    vatPercent: t.exposeFloat('vat', { nullable: true, description: 'VAT in percent; null where no VAT applies.' }),
    cost: t.field({
      type: MoneyRef,
      description: 'What it comes to, with VAT where there is any; negative in a record that takes another back.',
      resolve: ({ exclVatMinor, inclVatMinor, currency }) => ({ amountMinor: inclVatMinor ?? exclVatMinor, currency }),
    }),
  }),
})

export const BillRecordRef = builder.objectRef<BillRecord & { currency: string }>('BillRecord').implement({
  description: 'A charge detail record that a bill adds up.',
  fields: (t) => ({
    id: t.expose('cdr_id', { type: 'UUID', description: 'Id of the charge detail record.' }),
    creditOf: t.expose('credit_of', { type: 'UUID', nullable: true, description: 'The record that it takes back; null if none.' }),
    amount: t.field({
      type: MoneyRef,
      description: 'What it comes to, with VAT where there is any.',
      resolve: ({ amount_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    lines: t.field({
      type: [LineRef],
      description: 'What it is made of; empty where an older version of charging did not say.',
      resolve: ({ data, currency }) => (data?.lines ?? []).map((line) => ({ ...line, currency })),
    }),
  }),
})

import { z } from 'zod'
import { displayTextType } from '#lib/graph.ts'
import { builder, MoneyRef } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { ConnectorRef, TariffRef } from '../reference.schema.ts'
import { CostLineRef, linesOf } from './cost-line.schema.ts'
import { quotePrice, type Quote } from './quote.service.ts'

const TextRef = displayTextType(builder)

const QuoteRef = builder.objectRef<Quote>('PriceQuote').implement({
  description:
    'What a session would cost. The same flow of energy is billed the same, if the tariff is not changed before it begins.',
  fields: (t) => ({
    connector: t.field({
      type: ConnectorRef,
      description: 'At which connector.',
      resolve: ({ connector }) => ({ id: connector.id }),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it would begin.' }),
    energyWh: t.expose('energyWh', { type: 'Wh', description: 'Energy that would be charged.' }),
    powerW: t.exposeInt('powerW', { description: 'With so much power, in watts, all the time.' }),
    chargingSeconds: t.exposeInt('chargingSeconds', { description: 'So long it would charge.' }),
    idleSeconds: t.exposeInt('idleSeconds', { description: 'So long the vehicle would stay after that, the grace included.' }),
    costLines: t.field({
      type: [CostLineRef],
      description: 'The cost by price and stretch of time. The lines add up to the total.',
      resolve: ({ cost }) => linesOf(cost),
    }),
    totalCostExclVat: t.field({
      type: MoneyRef,
      description: 'Cost without VAT.',
      resolve: ({ cost }) => ({ amountMinor: cost.exclVatMinor, currency: cost.currency }),
    }),
    totalCostInclVat: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'Cost with VAT; null where no VAT applies to one of the lines.',
      resolve: ({ cost }) => (cost.inclVatMinor === null ? null : { amountMinor: cost.inclVatMinor, currency: cost.currency }),
    }),
    tariff: t.field({
      type: TariffRef,
      nullable: true,
      description: 'The tariff, as it is today. Null where charging is free.',
      resolve: ({ tariff }) => tariff && { id: tariff.id },
    }),
    tariffVersion: t.int({
      nullable: true,
      description: 'The version of the tariff that is valid at the start; null where charging is free.',
      resolve: ({ tariff }) => tariff?.version ?? null,
    }),
    altTexts: t.field({
      type: [TextRef],
      description: 'What else drivers should know of the tariff in this version, once for each language.',
      resolve: ({ tariff }) => tariff?.data.altTexts ?? [],
    }),
  }),
})

const QuoteInput = builder.inputType('PriceQuoteInput', {
  description: 'Where, when and how much. Energy, a time, or both: with both, the vehicle stays for the rest of the time.',
  fields: (t) => ({
    connectorId: t.field({ type: 'UUID', description: 'The connector.' }),
    at: t.field({
      type: 'DateTime',
      required: false,
      description: 'When it would begin; now when left out. At most a year ahead, and not before its tariff held.',
    }),
    energyWh: t.field({
      type: 'Wh',
      required: false,
      description: 'So much energy. Left out: what the connector gives in the time.',
      validate: z.number().max(CHARGING_LIMITS.energyWh, 'No vehicle takes so much.'),
    }),
    durationSeconds: t.int({
      required: false,
      description: 'Plugged in for so long, at most a week. Left out: until the energy is charged.',
      validate: z.int().min(0, 'Not below 0.').max(CHARGING_LIMITS.quoteSeconds, 'At most a week.'),
    }),
    powerW: t.int({
      required: false,
      description: 'The most that the vehicle takes, in watts; that of the connector when left out or more.',
      validate: z.int().min(100, 'At least 100 W.'),
    }),
  }),
})

builder.queryFields((t) => ({
  priceQuote: t.field({
    type: QuoteRef,
    description:
      'What a session would cost at a connector, by the tariff that it has then. NOT_FOUND when there is no such connector.',
    args: { input: t.arg({ type: QuoteInput, description: 'Where, when and how much.' }) },
    resolve: (_root, { input }, ctx) => quotePrice(ctx, input),
  }),
}))

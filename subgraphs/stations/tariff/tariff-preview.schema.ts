import { z } from 'zod'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import { timeZone } from '#lib/text.ts'
import { builder, MoneyRef } from '../builder.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { ComponentTypeRef } from './tariff-enum.schema.ts'
import { tariffOf } from './tariff-given.ts'
import { ElementInput, IdleInput, LimitInput } from './tariff-input.schema.ts'
import { previewTariff, type Preview } from './tariff-preview.service.ts'

type Line = CostLine & { currency: string }

const LineRef = builder.objectRef<Line>('TariffPreviewLine').implement({
  description: 'A price of the tariff and what it comes to, or what a limit of the tariff changes.',
  fields: (t) => ({
    type: t.field({
      type: ComponentTypeRef,
      nullable: true,
      description: 'What the price is for; null for what a limit adds or takes off.',
      resolve: ({ type }) => (type === 'IDLE_CAP' || type === 'MIN_PRICE' || type === 'MAX_PRICE' ? null : type),
    }),
    billedQuantity: t.exposeInt('billedQuantity', {
      description: 'Wh (ENERGY) or seconds (TIME, PARKING_TIME), rounded up to the step; 1 for the rest.',
    }),
    costExclVat: t.field({
      type: MoneyRef,
      description: 'What it comes to, without VAT.',
      resolve: ({ exclVatMinor, currency }) => ({ amountMinor: exclVatMinor, currency }),
    }),
    costInclVat: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'The same with VAT; null where no VAT applies.',
      resolve: ({ inclVatMinor, currency }) => (inclVatMinor === null ? null : { amountMinor: inclVatMinor, currency }),
    }),
  }),
})

const PreviewRef = builder.objectRef<Preview>('TariffPreview').implement({
  description: 'What a charge would cost by a tariff that is not saved.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it would begin.' }),
    chargingSeconds: t.exposeInt('chargingSeconds', { description: 'So long it would charge.' }),
    idleSeconds: t.exposeInt('idleSeconds', { description: 'So long the vehicle would stay after that, in seconds.' }),
    lines: t.field({
      type: [LineRef],
      description: 'The cost by price. The lines add up to the total.',
      resolve: ({ cost: { lines, currency } }) => lines.map((line) => ({ ...line, currency })),
    }),
    totalCostExclVat: t.field({
      type: MoneyRef,
      description: 'Cost without VAT.',
      resolve: ({ cost: { exclVatMinor, currency } }) => ({ amountMinor: exclVatMinor, currency }),
    }),
    totalCostInclVat: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'Cost with VAT; null where no VAT applies to one of the lines.',
      resolve: ({ cost: { inclVatMinor, currency } }) => (inclVatMinor === null ? null : { amountMinor: inclVatMinor, currency }),
    }),
  }),
})

const PreviewInput = builder.inputType('TariffPreviewInput', {
  description: 'A tariff that is not saved, and a charge.',
  fields: (t) => ({
    currency: t.string({
      description: 'ISO 4217 code of its prices.',
      validate: z.string().refine(isCurrency, NO_CURRENCY),
    }),
    elements: t.field({
      type: [ElementInput],
      description: 'Its prices, as saveTariff takes them.',
      validate: z.array(z.unknown()).min(1, 'At least one element.').max(20, 'At most 20 elements.'),
    }),
    minPrice: t.field({ type: LimitInput, required: false, description: 'A session costs at least this.' }),
    maxPrice: t.field({ type: LimitInput, required: false, description: 'A session costs at most this.' }),
    idle: t.field({
      type: IdleInput,
      required: false,
      description: 'How parking is billed. Where no grace is said here none is reckoned with; a session has that of the house.',
    }),
    timeZone: t.string({ description: 'IANA name of the zone of the station, e.g. Europe/Berlin.', validate: timeZone }),
    at: t.field({ type: 'DateTime', required: false, description: 'When it begins; now when left out.' }),
    energyWh: t.field({
      type: 'Wh',
      description: 'So much energy.',
      validate: z.number().max(STATIONS_LIMITS.previewWh, 'No vehicle takes so much.'),
    }),
    powerW: t.int({ description: 'With so much power, in watts, all the time.', validate: z.int().min(100, 'At least 100 W.') }),
    durationSeconds: t.int({
      required: false,
      description: 'Plugged in for so long, at most a week. Left out: until the energy is charged.',
      validate: z.int().min(0, 'Not below 0.').max(STATIONS_LIMITS.previewSeconds, 'At most a week.'),
    }),
  }),
})

builder.queryFields((t) => ({
  tariffPreview: t.field({
    type: PreviewRef,
    description: 'What a charge would cost by a tariff that is not saved, by the rules that bill. For operators.',
    args: { input: t.arg({ type: PreviewInput, description: 'The tariff and the charge.' }) },
    resolve: (_root, { input: { timeZone: zone, at, energyWh, powerW, durationSeconds, ...tariff } }, ctx) =>
      previewTariff(ctx, { tariff: tariffOf(tariff), timeZone: zone, at, energyWh, powerW, durationSeconds }),
  }),
}))

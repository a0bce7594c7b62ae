import { z } from 'zod'
import type { EnergyMix, EnergySource, EnvironmentalImpact } from '#lib/tariff/tariff.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'

const SourceRef = builder.enumType('EnergySourceCategory', {
  description: 'What energy is made of, as in OCPI 2.2.1.',
  values: {
    NUCLEAR: { description: 'Nuclear power.' },
    GENERAL_FOSSIL: { description: 'Fossil fuel of any kind.' },
    COAL: { description: 'Coal.' },
    GAS: { description: 'Gas.' },
    GENERAL_GREEN: { description: 'Renewable energy of any kind.' },
    SOLAR: { description: 'The sun.' },
    WIND: { description: 'Wind.' },
    WATER: { description: 'Water.' },
  } satisfies Record<EnergySource, object>,
})

const ImpactRef = builder.enumType('EnvironmentalImpactCategory', {
  description: 'What making energy leaves behind, as in OCPI 2.2.1.',
  values: {
    NUCLEAR_WASTE: { description: 'Nuclear waste.' },
    CARBON_DIOXIDE: { description: 'Carbon dioxide.' },
  } satisfies Record<EnvironmentalImpact, object>,
})

const ShareRef = builder.objectRef<NonNullable<EnergyMix['sources']>[number]>('EnergyShare').implement({
  description: 'How much of the energy is of one source.',
  fields: (t) => ({
    source: t.expose('source', { type: SourceRef, description: 'The source.' }),
    percentage: t.exposeFloat('percentage', { description: 'Percent of the energy.' }),
  }),
})

const AmountRef = builder.objectRef<NonNullable<EnergyMix['impacts']>[number]>('EnvironmentalImpact').implement({
  description: 'What a kilowatt-hour leaves behind.',
  fields: (t) => ({
    category: t.expose('category', { type: ImpactRef, description: 'Of what.' }),
    gramsPerKwh: t.exposeFloat('gramsPerKwh', { description: 'Grams a kilowatt-hour.' }),
  }),
})

export const EnergyMixRef = builder.objectRef<EnergyMix>('EnergyMix').implement({
  description: 'Where energy comes from, as its operator says.',
  fields: (t) => ({
    isGreen: t.exposeBoolean('isGreen', { description: 'True if all of it is from renewable sources.' }),
    sources: t.field({
      type: [ShareRef],
      description: 'Its sources; less than 100 percent together where not all are told.',
      resolve: ({ sources }) => sources ?? [],
    }),
    impacts: t.field({
      type: [AmountRef],
      description: 'What making it leaves behind.',
      resolve: ({ impacts }) => impacts ?? [],
    }),
    supplier: t.string({ nullable: true, description: 'Who supplies it.', resolve: ({ supplier }) => supplier ?? null }),
    product: t.string({ nullable: true, description: "The supplier's name for it.", resolve: ({ product }) => product ?? null }),
  }),
})

const ShareInput = builder.inputType('EnergyShareInput', {
  description: 'How much of the energy is of one source.',
  fields: (t) => ({
    source: t.field({ type: SourceRef, description: 'The source.' }),
    percentage: t.float({
      description: 'Percent of the energy.',
      validate: z.number().min(0, 'Not below 0 percent.').max(100, 'At most 100 percent.'),
    }),
  }),
})

const AmountInput = builder.inputType('EnvironmentalImpactInput', {
  description: 'What a kilowatt-hour leaves behind.',
  fields: (t) => ({
    category: t.field({ type: ImpactRef, description: 'Of what.' }),
    gramsPerKwh: t.float({
      description: 'Grams a kilowatt-hour.',
      validate: z.number().min(0, 'Not below 0 g.').max(10_000, 'At most 10,000 g.'),
    }),
  }),
})

/** Shares of floats that are 100 percent together may add up to a little more. */
const ROUNDING = 1e-6

export const EnergyMixInput = builder.inputType('EnergyMixInput', {
  description: 'Where energy comes from.',
  fields: (t) => ({
    isGreen: t.boolean({ description: 'True if all of it is from renewable sources.' }),
    sources: t.field({
      type: [ShareInput],
      required: false,
      description: 'Its sources, each at most once, 100 percent together at most.',
      validate: z
        .array(z.looseObject({ source: z.string(), percentage: z.number() }))
        .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, 'Each source at most once.')
        .refine(
          (all) => all.reduce((sum, { percentage }) => sum + percentage, 0) <= 100 + ROUNDING,
          'More than 100 percent together.',
        ),
    }),
    impacts: t.field({
      type: [AmountInput],
      required: false,
      description: 'What making it leaves behind, each at most once.',
      validate: z
        .array(z.looseObject({ category: z.string() }))
        .refine((all) => new Set(all.map(({ category }) => category)).size === all.length, 'Each at most once.'),
    }),
    supplier: t.string({ required: false, description: 'Who supplies it.', validate: someText(64) }),
    product: t.string({ required: false, description: "The supplier's name for it.", validate: someText(64) }),
  }),
})

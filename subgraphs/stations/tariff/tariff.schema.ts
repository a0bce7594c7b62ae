import { z } from 'zod'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'
import { someText } from '#lib/text.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { entity } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import { inclVat } from './price.ts'
import type { TariffVersion } from '../tables.ts'
import { saveTariff } from './tariff.service.ts'

type Element = TariffData['elements'][number]
type Component = Element['components'][number]

const ComponentTypeRef = builder.enumType('PriceComponentType', {
  description: 'What a price is for, as in OCPI 2.2.1.',
  values: {
    FLAT: { description: 'Once a session.' },
    ENERGY: { description: 'A kilowatt-hour.' },
    TIME: { description: 'An hour of charging.' },
    PARKING_TIME: { description: 'An hour in which the vehicle is plugged in and does not charge.' },
  } as const,
})

const ComponentRef = builder.objectRef<Component>('PriceComponent').implement({
  description: 'One price of a tariff.',
  fields: (t) => ({
    type: t.expose('type', { type: ComponentTypeRef, description: 'What the price is for.' }),
    priceExclVat: t.exposeFloat('price', { description: 'Price of one unit in major units of the currency, without VAT.' }),
    priceInclVat: t.float({
      description:
        'What a driver pays for one unit in major units of the currency: with VAT, and the same as priceExclVat where no VAT applies.',
      resolve: inclVat,
    }),
    price: t.exposeFloat('price', {
      description: 'The same as priceExclVat.',
      deprecationReason: 'It does not say that VAT is not in: show drivers priceInclVat, reckon with priceExclVat.',
    }),
    vat: t.exposeFloat('vat', {
      nullable: true,
      description: 'VAT in percent. Null: no VAT applies, which is not the same as 0 percent.',
    }),
    stepSize: t.exposeInt('stepSize', { description: 'Billed in steps of so many Wh (ENERGY) or seconds (TIME, PARKING_TIME).' }),
  }),
})

const ElementRef = builder.objectRef<Element>('TariffElement').implement({
  description: 'Prices that hold together. Of each type the first one in the tariff counts.',
  fields: (t) => ({ components: t.expose('components', { type: [ComponentRef], description: 'The prices.' }) }),
})

export const TariffRef = builder.objectRef<TariffVersion>('Tariff').implement({
  description: 'A tariff, in the version that is valid now.',
  fields: (t) => ({
    id: t.expose('tariff_id', { type: 'UUID', description: 'Id of the tariff.' }),
    currency: t.string({ description: 'ISO 4217 code of its prices.', resolve: ({ data }) => data.currency }),
    description: t.exposeString('description', { description: 'The tariff in words for drivers.' }),
    elements: t.field({
      type: [ElementRef],
      description: 'Its prices, each with and without VAT.',
      resolve: ({ data }) => data.elements,
    }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    validFrom: t.expose('valid_from', { type: 'DateTime', description: 'From when the version is valid.' }),
  }),
})
entity(builder, TariffRef, (id, { loaders }) => loaders.tariff.load(id))

const ComponentInput = builder.inputType('PriceComponentInput', {
  description: 'One price of a tariff.',
  fields: (t) => ({
    type: t.field({ type: ComponentTypeRef, description: 'What the price is for.' }),
    price: t.float({
      description: 'Price of one unit in major units of the currency, without VAT; at most 10,000 and four decimals.',
      validate: z
        .number()
        .min(0, 'Not below 0.')
        .max(10_000, 'At most 10,000.')
        .refine((price) => Number(price.toFixed(4)) === price, 'At most four decimals.'),
    }),
    vat: t.float({
      required: false,
      description: 'VAT in percent. Left out: no VAT applies, which is not the same as 0 percent.',
      validate: z
        .number()
        .min(0, 'Not below 0 percent.')
        .max(100, 'At most 100 percent.')
        .refine((vat) => Number(vat.toFixed(4)) === vat, 'At most four decimals.'),
    }),
    stepSize: t.int({
      defaultValue: 1,
      description: 'Billed in steps of so many Wh (ENERGY) or seconds (TIME, PARKING_TIME).',
      validate: z.int().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.'),
    }),
  }),
})

const ElementInput = builder.inputType('TariffElementInput', {
  description: 'Prices that hold together.',
  fields: (t) => ({
    components: t.field({
      type: [ComponentInput],
      description: 'The prices, each type at most once.',
      validate: z
        .array(z.looseObject({ type: z.string() }))
        .min(1, 'At least one price.')
        .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, 'Each type at most once.'),
    }),
  }),
})

const SaveInput = builder.inputType('SaveTariffInput', {
  description: 'A tariff, or a new version of one.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again saves nothing and gives the same version.' }),
    tariffId: t.field({
      type: 'UUID',
      required: false,
      description: 'The tariff that gets a new version; a new tariff without it.',
    }),
    currency: t.string({
      description: 'ISO 4217 code of its prices.',
      validate: z.string().refine(isCurrency, NO_CURRENCY),
    }),
    description: t.string({
      description: 'The tariff in words for drivers.',
      validate: someText(1_000),
    }),
    elements: t.field({
      type: [ElementInput],
      description: 'Its prices. Of each type the first one counts.',
      validate: z.array(z.unknown()).min(1, 'At least one element.').max(20, 'At most 20 elements.'),
    }),
    validFrom: t.field({
      type: 'DateTime',
      required: false,
      description: 'From when it is valid; now when left out, never in the past.',
    }),
  }),
})

builder.mutationFields((t) => ({
  saveTariff: t.field({
    type: TariffRef,
    description:
      'Saves a tariff as a new version. Versions never change: sessions are billed by the one that was valid when they began.',
    args: { input: t.arg({ type: SaveInput, description: 'The tariff.' }) },
    resolve: (_root, { input }, ctx) => {
      const { currency, elements, ...rest } = input
      const prices = elements.map(({ components }) => ({
        components: components.map(({ vat, ...component }) => ({ ...component, ...(vat != null && { vat }) })),
      }))
      return saveTariff(ctx, { ...rest, tariff: { currency, elements: prices } })
    },
  }),
}))

import SchemaBuilder, { type MaybePromise, type ObjectFieldsShape, type ObjectRef } from '@pothos/core'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import DirectivesPlugin from '@pothos/plugin-directives'
import FederationPlugin from '@pothos/plugin-federation'
import RelayPlugin from '@pothos/plugin-relay'
import ValidationPlugin from '@pothos/plugin-validation'
import { printSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { inMajorUnits } from './currency.ts'
import type { EmissionFigure } from './emissions.ts'
import { scalars, type ScalarTypes } from './graphql/scalars.ts'
import type { DisplayText } from './tariff/tariff.ts'

/** Money as every subgraph shows it. */
export interface Money {
  /** Minor units (cents). */
  amountMinor: number
  /** ISO 4217. */
  currency: string
}

interface Types<Context> {
  Context: Context & object
  Scalars: ScalarTypes
  DefaultFieldNullability: false
  DefaultInputFieldRequiredness: true
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
}

/**
 * A Pothos builder with what every subgraph shares: federation, Relay connections, DataLoader, zod validation, and our scalars.
 * Fields are non-null and inputs required unless they say otherwise.
 */
export function createBuilder<Context>() {
  const builder = new SchemaBuilder<Types<Context>>({
    plugins: [ValidationPlugin, RelayPlugin, DataloaderPlugin, DirectivesPlugin, FederationPlugin],
    relay: {
      cursorType: 'String',
      nodeQueryOptions: false,
      nodesQueryOptions: false,
      edgesFieldOptions: { description: 'The entries of the page, in order.' },
      nodeFieldOptions: { description: 'The entry.' },
      cursorFieldOptions: { description: 'Where the entry stands: give it as `after` or `before` to page on from here.' },
      pageInfoTypeOptions: { description: 'Where a page stands in its list.', shareable: true },
      pageInfoFieldOptions: { description: 'Where this page stands in the list.' },
      hasNextPageFieldOptions: { description: 'True when entries follow this page.' },
      hasPreviousPageFieldOptions: { description: 'True when entries precede this page.' },
      startCursorFieldOptions: { description: 'Cursor of the first entry; null on an empty page.' },
      endCursorFieldOptions: { description: 'Cursor of the last entry; null on an empty page.' },
      firstArgOptions: { description: 'So many entries from the start, or after `after`.' },
      afterArgOptions: { description: 'Only entries after this cursor.' },
      lastArgOptions: { description: 'So many entries from the end, or before `before`.' },
      beforeArgOptions: { description: 'Only entries before this cursor.' },
    },
    defaultFieldNullability: false,
    defaultInputFieldRequiredness: true,
  })
  for (const [name, scalar] of Object.entries(scalars)) builder.addScalarType(name as keyof ScalarTypes, scalar)
  return builder
}

export type Builder<Context> = ReturnType<typeof createBuilder<Context>>

/** Fields that a box adds to a type whose values are `Shape`. */
export type Fields<Context, Shape> = ObjectFieldsShape<PothosSchemaTypes.ExtendDefaultTypes<Types<Context>>, Shape>

/** The value type `Money`, the same in every subgraph. */
export function moneyType<Context>(builder: Builder<Context>) {
  return builder.objectRef<Money>('Money').implement({
    description: 'An amount of money in whole minor units of its currency.',
    shareable: true,
    fields: (t) => ({
      amountMinor: t.exposeInt('amountMinor', {
        description:
          'Minor units by ISO 4217; negative for a credit. How many make a major unit depends on the currency: 100 for EUR and HUF, 1 for JPY, 1000 for KWD.',
      }),
      amount: t.string({
        description: 'The same in major units, exactly, e.g. 19.90 for 1990 of EUR and 1990 for 1990 of JPY.',
        resolve: ({ amountMinor, currency }) => inMajorUnits(amountMinor, currency),
      }),
      currency: t.exposeString('currency', { description: 'ISO 4217 code, e.g. EUR.' }),
    }),
  })
}

/** The value type `EmissionFigure`, the same in every subgraph. */
export const emissionFigureType = <Context>(builder: Builder<Context>) =>
  builder.objectRef<EmissionFigure>('EmissionFigure').implement({
    description: 'A published figure that CO₂ savings are computed from.',
    shareable: true,
    fields: (t) => ({
      name: t.exposeString('name', { description: 'What it says.' }),
      value: t.exposeFloat('value', { description: 'The figure.' }),
      unit: t.exposeString('unit', { description: 'Its unit.' }),
      year: t.exposeInt('year', { description: 'The year it is of.' }),
      source: t.exposeString('source', { description: 'Who says so, and where.' }),
      url: t.field({ type: 'URL', description: 'Where it can be read.', resolve: ({ url }) => url }),
    }),
  })

/** The value type `Location`, the same in every subgraph. */
export function locationType<Context>(builder: Builder<Context>) {
  return builder.objectRef<{ latitude: number; longitude: number }>('Location').implement({
    description: 'A place on earth (WGS 84).',
    shareable: true,
    fields: (t) => ({
      latitude: t.expose('latitude', { type: 'Latitude', description: 'Degrees north.' }),
      longitude: t.expose('longitude', { type: 'Longitude', description: 'Degrees east.' }),
    }),
  })
}

/** The value type `DisplayText`, the same in every subgraph: OCPI's. */
export function displayTextType<Context>(builder: Builder<Context>) {
  return builder.objectRef<DisplayText>('DisplayText').implement({
    description: 'A text in one language.',
    shareable: true,
    fields: (t) => ({
      language: t.exposeString('language', { description: 'ISO 639-1 code, e.g. nl.' }),
      text: t.exposeString('text', { description: 'The text.' }),
    }),
  })
}

/** The input `LocationInput`, the same in every subgraph. */
export const locationInput = <Context>(builder: Builder<Context>) =>
  builder.inputType('LocationInput', {
    description: 'A place on earth (WGS 84).',
    fields: (t) => ({
      latitude: t.field({ type: 'Latitude', description: 'Degrees north.' }),
      longitude: t.field({ type: 'Longitude', description: 'Degrees east.' }),
    }),
  })

/** An entity of another subgraph that fields here point to. Its owner describes it. */
export const reference = <Context>(builder: Builder<Context>, name: string) =>
  builder
    .externalRef(name, builder.keyDirective(builder.selection<{ id: string }>('id'), false))
    .implement({ fields: (t) => ({ id: t.expose('id', { type: 'UUID' }) }) })

/** An entity of another subgraph that gets fields of this one, by `builder.objectFields`. Its owner describes it. */
export const extension = <Context>(builder: Builder<Context>, name: string) =>
  builder
    .externalRef(name, builder.selection<{ id: string }>('id'), (entity) => entity)
    .implement({ fields: (t) => ({ id: t.expose('id', { type: 'UUID' }) }) })

/** Makes a type of ours an entity, by its id. `load` gives null for those who may not see it. */
export const entity = <Context extends object, Shape>(
  builder: Builder<Context>,
  type: ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<Types<Context>>, Shape>,
  load: (id: string, ctx: Context) => MaybePromise<Shape | null>,
) =>
  builder.asEntity(type, {
    key: builder.selection<{ id: string }>('id'),
    resolveReference: ({ id }, ctx) => load(id, ctx),
  })

/** The committed form of a subgraph's schema. */
export const printSdl = (schema: GraphQLSchema): string => `${printSubgraphSchema(schema).trim()}\n`

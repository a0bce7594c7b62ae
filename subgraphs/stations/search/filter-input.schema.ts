import { z } from 'zod'
import { someText } from '#lib/text.ts'
import { builder, type InputFields } from '../builder.ts'
import { StandardRef } from '../connector.schema.ts'
import { FacilityRef } from '../facility.schema.ts'
import { country } from '../station-input.schema.ts'
import { STATIONS_LIMITS } from '../limits.ts'

export const BoxInput = builder.inputType('BoxInput', {
  description: 'A part of the map between two parallels and two meridians (WGS 84).',
  fields: (t) => ({
    south: t.field({ type: 'Latitude', description: 'Its southern edge.' }),
    west: t.field({ type: 'Longitude', description: 'Its western edge. East of `east` where the box crosses the 180th meridian.' }),
    north: t.field({ type: 'Latitude', description: 'Its northern edge, not south of `south`.' }),
    east: t.field({ type: 'Longitude', description: 'Its eastern edge.' }),
  }),
})

const MaxPriceInput = builder.inputType('MaxPriceInput', {
  description: 'The most that energy may cost.',
  fields: (t) => ({
    amount: t.float({
      description: 'Of a kilowatt-hour, in major units, VAT in.',
      validate: z.number().min(0, 'Not below 0.').max(10_000, 'At most 10,000.'),
    }),
    currency: t.string({
      description: 'ISO 4217 code. Prices in another currency do not fit.',
      validate: z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code, e.g. EUR.'),
    }),
  }),
})

/** What searches of connectors and of stations have in common. */
const shared = (t: InputFields) => ({
  text: t.string({
    required: false,
    description:
      `Words that begin words of the name, address or city, in any case, with or without accents; the first ${STATIONS_LIMITS.words} count. ` +
      'All of them must be there.',
    validate: someText(100),
  }),
  minPowerW: t.int({ required: false, description: 'With at least so many watts.', validate: z.int().min(0, 'Not below 0 W.') }),
  standards: t.field({
    type: [StandardRef],
    required: false,
    description: 'With one of these plugs.',
    validate: z.array(z.unknown()).min(1, 'Name at least one plug, or leave it out.').max(20, 'At most 20 plugs.'),
  }),
  maxPricePerKwh: t.field({
    type: MaxPriceInput,
    required: false,
    description:
      'Where a kilowatt-hour costs at most this, whatever the hour. What is free fits; a tariff without a price of energy does not.',
  }),
  facilities: t.field({
    type: [FacilityRef],
    required: false,
    description: 'With all of these at the station.',
    validate: z.array(z.unknown()).min(1, 'Name at least one, or leave it out.').max(20, 'At most 20.'),
  }),
  openNow: t.boolean({
    required: false,
    description:
      'True: only where one gets in now, by the hours that its operator has said. Without hours a station counts as open.',
  }),
  operatorId: t.field({ type: 'UUID', required: false, description: 'Who operates it.' }),
})

export const FilterInput = builder.inputType('StationFilter', {
  description:
    'Which stations; what is left out does not restrict. Power, plug, price and availability are those of one connector of the station.',
  fields: (t) => ({
    ...shared(t),
    box: t.field({ type: BoxInput, required: false, description: 'Inside this part of the map.' }),
    onlyAvailable: t.boolean({ required: false, description: 'True: only with such a connector that is free to use now.' }),
    city: t.string({ required: false, description: 'City, in any case, with or without accents.', validate: someText(100) }),
    country: t.string({ required: false, description: 'ISO 3166-1 alpha-2 code.', validate: country }),
    nameContains: t.string({
      required: false,
      description: 'A part of the name, in any case, with or without accents and punctuation.',
      validate: someText(100),
    }),
    online: t.boolean({ required: false, description: 'Whether its charger is connected.' }),
  }),
})

export const NearestInput = builder.inputType('NearestConnectorsInput', {
  description: 'Around which place, and which connectors.',
  fields: (t) => ({
    latitude: t.field({ type: 'Latitude', description: 'Degrees north.' }),
    longitude: t.field({ type: 'Longitude', description: 'Degrees east.' }),
    ...shared(t),
    onlyAvailable: t.boolean({ defaultValue: false, description: 'Only those that are free to use now.' }),
    withinM: t.int({
      defaultValue: 25_000,
      description: 'Not farther than so many metres as the crow flies; at most 500,000.',
      validate: z.int().min(1, 'At least 1 m.').max(STATIONS_LIMITS.withinM, 'At most 500,000 m.'),
    }),
  }),
})

import { z } from 'zod'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { EnergyMixInput } from './energy-mix.schema.ts'
import { ComponentTypeRef, DayRef, ReservationRef } from './tariff-enum.schema.ts'

const price = z
  .number()
  .min(0, 'Not below 0.')
  .max(10_000, 'At most 10,000.')
  .refine((given) => Number(given.toFixed(4)) === given, 'At most four decimals.')
/** OCPI has no 24:00: the end of the day is 00:00 (mod_tariffs, TariffRestrictions). */
const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'A time of day of 24 hours, e.g. 07:30. The end of the day is 00:00, not 24:00.')
const date = z
  .string()
  .regex(/^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$/, 'A date, e.g. 2026-12-24.')
  .refine((given) => new Date(Date.parse(given) || 0).toISOString().startsWith(given), 'There is no such day.')
const duration = z
  .int()
  .min(0, 'Not below 0.')
  .max(31 * 86_400, 'At most 31 days.')
const power = z.int().min(0, 'Not below 0 W.').max(10_000_000, 'At most 10,000,000 W.')
const current = z.number().min(0, 'Not below 0 A.').max(100_000, 'At most 100,000 A.')
const minutes = z
  .int()
  .min(0, 'Not below 0.')
  .max(7 * 24 * 60, 'At most a week.')

const ComponentInput = builder.inputType('PriceComponentInput', {
  description: 'One price of a tariff.',
  fields: (t) => ({
    type: t.field({ type: ComponentTypeRef, description: 'What the price is for.' }),
    price: t.float({
      description: 'Price of one unit in major units of the currency, without VAT; at most 10,000 and four decimals.',
      validate: price,
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
      description:
        'Billed in steps of so many Wh (ENERGY) or seconds (TIME, PARKING_TIME). A session is rounded up once for ENERGY, and once for its time: the parking if parking has a price, else the charging, by the price used last.',
      validate: z.int().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.'),
    }),
  }),
})

const RestrictionsInput = builder.inputType('TariffRestrictionsInput', {
  description:
    "When prices hold in a session, as OCPI 2.2.1 has it: while all that is given matches. Times of day and dates are those of the station's time zone. The least is in, the most is out.",
  fields: (t) => ({
    startTime: t.string({ required: false, description: 'From this time of day on, e.g. 07:30.', validate: timeOfDay }),
    endTime: t.string({
      required: false,
      description: 'Until this time of day. Not after startTime: on the next day. 00:00 is the end of the day.',
      validate: timeOfDay,
    }),
    startDate: t.string({ required: false, description: 'From this day on, e.g. 2026-12-24.', validate: date }),
    endDate: t.string({ required: false, description: 'Until this day, which is out.', validate: date }),
    minEnergyWh: t.field({ type: 'Wh', required: false, description: 'From so much energy of the session on.' }),
    maxEnergyWh: t.field({ type: 'Wh', required: false, description: 'Until so much energy of the session.' }),
    minCurrentA: t.float({
      required: false,
      description: 'While at least so many amperes flow, the sum of all phases.',
      validate: current,
    }),
    maxCurrentA: t.float({ required: false, description: 'While fewer amperes flow, the sum of all phases.', validate: current }),
    minPowerW: t.int({ required: false, description: 'While the power is at least this, in watts.', validate: power }),
    maxPowerW: t.int({ required: false, description: 'While the power is below this, in watts.', validate: power }),
    minDurationSeconds: t.int({ required: false, description: 'From this length of the session on.', validate: duration }),
    maxDurationSeconds: t.int({ required: false, description: 'Until this length of the session.', validate: duration }),
    daysOfWeek: t.field({
      type: [DayRef],
      required: false,
      description: 'On these days.',
      validate: z
        .array(z.string())
        .min(1, 'At least one day.')
        .refine((days) => new Set(days).size === days.length, 'Each day at most once.'),
    }),
    reservation: t.field({
      type: ReservationRef,
      required: false,
      description: 'The prices are for a reservation and not for the session; FLAT and TIME only.',
    }),
  }),
})

export const ElementInput = builder.inputType('TariffElementInput', {
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
    restrictions: t.field({ type: RestrictionsInput, required: false, description: 'When they hold; always without it.' }),
  }),
})

export const LimitInput = builder.inputType('PriceLimitInput', {
  description: 'An amount in major units of the currency. Both sides hold by themselves.',
  fields: (t) => ({
    exclVat: t.float({ description: 'Without VAT.', validate: price }),
    inclVat: t.float({
      required: false,
      description: 'With VAT; needed if a price has VAT, and not allowed if none has.',
      validate: price,
    }),
  }),
})

const TextInput = builder.inputType('DisplayTextInput', {
  description: 'A text in one language.',
  fields: (t) => ({
    language: t.string({
      description: 'ISO 639-1 code, e.g. nl.',
      validate: z.string().regex(/^[a-z]{2}$/, 'A code of two letters of ISO 639-1, e.g. nl.'),
    }),
    text: t.string({ description: 'The text, without markup.', validate: someText(512) }),
  }),
})

export const IdleInput = builder.inputType('IdleTermsInput', {
  description: 'How parking after the charge is billed.',
  fields: (t) => ({
    graceMinutes: t.int({
      required: false,
      description:
        'So long a vehicle that takes nothing more may stand before PARKING_TIME is billed; as the house has it when left out.',
      validate: minutes,
    }),
    noticeMinutes: t.int({
      required: false,
      description: 'So long before parking is billed its driver is to be told.',
      validate: minutes,
    }),
    cap: t.field({ type: LimitInput, required: false, description: "The most that a session's PARKING_TIME costs." }),
  }),
})

export const SaveInput = builder.inputType('SaveTariffInput', {
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
      description:
        'Its prices. Of each type the first one counts whose restrictions match at the moment; where none matches, there is nothing to pay. So the last one of a type should have no restrictions.',
      validate: z.array(z.unknown()).min(1, 'At least one element.').max(20, 'At most 20 elements.'),
    }),
    minPrice: t.field({ type: LimitInput, required: false, description: 'A session costs at least this.' }),
    maxPrice: t.field({ type: LimitInput, required: false, description: 'A session costs at most this.' }),
    preauthorizeAmount: t.float({
      required: false,
      description:
        'What is blocked on a driver’s card before a session begins, in major units of the currency with VAT: above 0, from minPrice to maxPrice, and at most 1,000 times the highest price of the tariff. Nothing is blocked when left out.',
      validate: z.number().positive('Above 0.'),
    }),
    altTexts: t.field({
      type: [TextInput],
      required: false,
      description: 'What else drivers should know, each language at most once.',
      validate: z
        .array(z.looseObject({ language: z.string() }))
        .max(50, 'At most 50 languages.')
        .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, 'Each language at most once.'),
    }),
    altUrl: t.field({ type: 'URL', required: false, description: 'A page that explains the tariff, by https.' }),
    energyMix: t.field({ type: EnergyMixInput, required: false, description: 'Where its energy comes from.' }),
    idle: t.field({ type: IdleInput, required: false, description: 'How parking after the charge is billed.' }),
    validFrom: t.field({
      type: 'DateTime',
      required: false,
      description: 'From when it is valid; now when left out, never in the past.',
    }),
  }),
})

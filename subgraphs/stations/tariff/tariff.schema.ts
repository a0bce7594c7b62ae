import type { IdleTerms, PriceComponent, PriceLimit, TariffElement, TariffRestrictions } from '#lib/tariff/tariff.ts'
import { displayTextType, entity } from '#lib/graph.ts'
import { preauthorizationOf } from '#lib/tariff/preauthorization.ts'
import { builder, MoneyRef } from '../builder.ts'
import { EnergyMixRef } from './energy-mix.schema.ts'
import { inclVat } from '#lib/tariff/unit-price.ts'
import { ComponentTypeRef, DayRef, ReservationRef } from './tariff-enum.schema.ts'
import { SaveInput } from './tariff-input.schema.ts'
import type { TariffVersion } from '../tables.ts'
import { versionKey } from './tariff.queries.ts'
import { saveTariff } from './tariff.service.ts'
import { tariffOf } from './tariff-given.ts'

const ComponentRef = builder.objectRef<PriceComponent>('PriceComponent').implement({
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

const RestrictionsRef = builder.objectRef<TariffRestrictions>('TariffRestrictions').implement({
  description:
    "When prices hold in a session: while all that is not null matches. Times of day and dates are those of the station's time zone.",
  fields: (t) => ({
    startTime: t.exposeString('startTime', { nullable: true, description: 'From this time of day on, e.g. 07:30.' }),
    endTime: t.exposeString('endTime', {
      nullable: true,
      description: 'Until this time of day. Not after startTime: on the next day. 00:00 is the end of the day.',
    }),
    startDate: t.exposeString('startDate', { nullable: true, description: 'From this day on, e.g. 2026-12-24.' }),
    endDate: t.exposeString('endDate', { nullable: true, description: 'Until this day, which is out.' }),
    minEnergyWh: t.expose('minEnergyWh', { type: 'Wh', nullable: true, description: 'From so much energy of the session on.' }),
    maxEnergyWh: t.expose('maxEnergyWh', { type: 'Wh', nullable: true, description: 'Until so much energy of the session.' }),
    minCurrentA: t.exposeFloat('minCurrentA', {
      nullable: true,
      description:
        'While at least so many amperes flow, the sum of all phases. It is reckoned from the power at 230 V, because chargers seldom tell it.',
    }),
    maxCurrentA: t.exposeFloat('maxCurrentA', { nullable: true, description: 'While fewer amperes flow, the sum of all phases.' }),
    minPowerW: t.exposeInt('minPowerW', {
      nullable: true,
      description: 'While the power is at least this, in watts: the mean between two readings of the meter.',
    }),
    maxPowerW: t.exposeInt('maxPowerW', { nullable: true, description: 'While the power is below this, in watts.' }),
    minDurationSeconds: t.exposeInt('minDurationSeconds', { nullable: true, description: 'From this length of the session on.' }),
    maxDurationSeconds: t.exposeInt('maxDurationSeconds', { nullable: true, description: 'Until this length of the session.' }),
    daysOfWeek: t.expose('daysOfWeek', { type: [DayRef], nullable: true, description: 'On these days.' }),
    reservation: t.expose('reservation', {
      type: ReservationRef,
      nullable: true,
      description: 'The prices are for a reservation; null: for the session.',
    }),
  }),
})

export const ElementRef = builder.objectRef<TariffElement>('TariffElement').implement({
  description: 'Prices that hold together. Of each type the first one in the tariff counts whose restrictions match at the moment.',
  fields: (t) => ({
    components: t.expose('components', { type: [ComponentRef], description: 'The prices.' }),
    restrictions: t.expose('restrictions', {
      type: RestrictionsRef,
      nullable: true,
      description: 'When they hold; null: always.',
    }),
  }),
})

export const LimitRef = builder.objectRef<PriceLimit>('PriceLimit').implement({
  description: 'The least or the most of a cost, in major units of the currency. Both sides hold by themselves.',
  fields: (t) => ({
    exclVat: t.exposeFloat('exclVat', { description: 'Without VAT.' }),
    inclVat: t.exposeFloat('inclVat', { nullable: true, description: 'With VAT; null where no VAT applies.' }),
  }),
})

const TextRef = displayTextType(builder)

const IdleRef = builder.objectRef<IdleTerms>('IdleTerms').implement({
  description: 'How parking after the charge is billed.',
  fields: (t) => ({
    graceMinutes: t.exposeInt('graceMinutes', {
      nullable: true,
      description: 'So long a vehicle that takes nothing more may stand before PARKING_TIME is billed; null: as the house has it.',
    }),
    noticeMinutes: t.exposeInt('noticeMinutes', {
      nullable: true,
      description: 'So long before parking is billed its driver is to be told; null: not at all.',
    }),
    cap: t.expose('cap', {
      type: LimitRef,
      nullable: true,
      description: "The most that a session's PARKING_TIME costs; null: no limit.",
    }),
  }),
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
    minPrice: t.field({
      type: LimitRef,
      nullable: true,
      description: 'A session costs at least this; null: no limit.',
      resolve: ({ data }) => data.minPrice ?? null,
    }),
    maxPrice: t.field({
      type: LimitRef,
      nullable: true,
      description: 'A session costs at most this; null: no limit.',
      resolve: ({ data }) => data.maxPrice ?? null,
    }),
    preauthorizeAmount: t.field({
      type: MoneyRef,
      nullable: true,
      description:
        'What is blocked on a driver’s card before a session begins, with VAT (OCPI 2.3.0, preauthorize_amount); null: nothing is. Only what the session costs is taken of it, and the rest is let go.',
      resolve: ({ data }) => preauthorizationOf(data),
    }),
    altTexts: t.field({
      type: [TextRef],
      description: 'What else drivers should know, once for each language.',
      resolve: ({ data }) => data.altTexts ?? [],
    }),
    altUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'A page that explains the tariff.',
      resolve: ({ data }) => data.altUrl ?? null,
    }),
    energyMix: t.field({
      type: EnergyMixRef,
      nullable: true,
      description: 'Where its energy comes from; null: its operator has not said.',
      resolve: ({ data }) => data.energyMix ?? null,
    }),
    idle: t.field({
      type: IdleRef,
      nullable: true,
      description: 'How parking after the charge is billed; null: as the house has it.',
      resolve: ({ data }) => data.idle ?? null,
    }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    validFrom: t.expose('valid_from', { type: 'DateTime', description: 'From when the version is valid.' }),
    validUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next version takes its place; null: none is known that will.',
      resolve: async (version, _args, { loaders }) => (await loaders.tariffEnd.load(versionKey(version)))?.ends_at ?? null,
    }),
  }),
})
entity(builder, TariffRef, (id, { loaders }) => loaders.tariff.load(id))

builder.mutationFields((t) => ({
  saveTariff: t.field({
    type: TariffRef,
    description:
      'Saves a tariff as a new version. Versions never change: sessions are billed by the one that was valid when they began.',
    args: { input: t.arg({ type: SaveInput, description: 'The tariff.' }) },
    resolve: (_root, { input }, ctx) => {
      const { idempotencyKey, tariffId, description, validFrom, ...tariff } = input
      return saveTariff(ctx, { idempotencyKey, tariffId, description, validFrom, tariff: tariffOf(tariff) })
    },
  }),
}))

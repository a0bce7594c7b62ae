import { EMISSIONS } from '#lib/emissions.ts'
import { emissionFigureType } from '#lib/graph.ts'
import { builder, MoneyRef } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { UserRef } from '../reference.schema.ts'
import { co2SavedG, FORMULA } from './co2-saved.ts'
import { statisticsOf, type Charged, type Statistics } from './statistics.service.ts'

const FigureRef = emissionFigureType(builder)

const ChargedRef = builder.objectRef<Charged>('ChargedAmounts').implement({
  description: 'What was charged in sessions that are over. One whose bill is held does not count yet.',
  fields: (t) => ({
    sessions: t.exposeInt('sessions', { description: 'How many sessions.' }),
    energyWh: t.expose('energyWh', { type: 'Wh', description: 'Energy.' }),
    costs: t.expose('costs', {
      type: [MoneyRef],
      description: 'What it cost, with VAT where VAT applies: one amount for each currency.',
    }),
    co2SavedKg: t.float({
      description: `CO₂ saved, in kilograms: ${FORMULA}. An estimate by averages; \`co2Sources\` names them.`,
      resolve: ({ energyWh }) => co2SavedG(energyWh) / 1_000,
    }),
  }),
})

const MonthRef = builder.objectRef<Statistics['months'][number]>('ChargedMonth').implement({
  description: 'What was charged in a month. A session counts in the month in which it began.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'Year and month in the time zone that was asked for, e.g. 2026-11.' }),
    charged: t.field({ type: ChargedRef, description: 'What was charged.', resolve: (month) => month }),
  }),
})

const StatisticsRef = builder.objectRef<Statistics>('ChargingStatistics').implement({
  description: 'What a driver has charged.',
  fields: (t) => ({
    total: t.expose('total', { type: ChargedRef, description: 'In all.' }),
    months: t.expose('months', {
      type: [MonthRef],
      description: 'By month, the newest first; a month without a session is left out.',
    }),
    co2Formula: t.string({ description: 'How the CO₂ saved is computed, in grams.', resolve: () => FORMULA }),
    co2Sources: t.field({
      type: [FigureRef],
      description: 'The figures of the formula and where they are from.',
      resolve: () => Object.values(EMISSIONS),
    }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  chargingStatistics: t.field({
    type: StatisticsRef,
    description: 'What they have charged, in all and by month. For themselves and admins.',
    args: {
      timeZone: t.arg.string({ description: "IANA name of the driver's time zone, by which months begin, e.g. Europe/Berlin." }),
      months: t.arg.int({
        defaultValue: 12,
        description: `So many months with sessions, the newest; 1 to ${CHARGING_LIMITS.statisticsMonths}.`,
      }),
    },
    resolve: ({ id }, { timeZone, months }, ctx) => statisticsOf(ctx, id, { timeZone, months: months ?? 12 }),
  }),
}))

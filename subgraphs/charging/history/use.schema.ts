import { builder, MoneyRef } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { DayRow, HourRow } from './use.queries.ts'
import { stationUse, type StationUse } from './use.service.ts'

const HourRef = builder.objectRef<HourRow>('HourOfUse').implement({
  description: 'How connectors are used in an hour of a weekday, by the clock of each station.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: 'Day of the week: 1 is Monday, 7 is Sunday.' }),
    hour: t.exposeInt('hour', { description: 'From this hour on, 0 to 23.' }),
    share: t.float({
      description: 'The part of the time in which a session was running, 0 to 1, of all connectors that are there now.',
      resolve: ({ busy_seconds: busy, seconds }) => (seconds > 0 ? busy / seconds : 0),
    }),
  }),
})

const DayRef = builder.objectRef<DayRow>('DayOfUse').implement({
  description: 'What was charged on a day, by the clock of each station. A session counts on the day on which it began.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day, e.g. 2026-11-22.' }),
    sessions: t.exposeInt('sessions', { description: 'Sessions that are over.' }),
    energyWh: t.expose('energy_wh', { type: 'Wh', description: 'Their energy.' }),
    revenue: t.expose('revenue', {
      type: [MoneyRef],
      description: 'What their bills come to, with VAT where VAT applies: one amount for each currency. A held bill is in none.',
    }),
  }),
})

const UseRef = builder.objectRef<StationUse>('StationUse').implement({
  description: 'How stations were used.',
  fields: (t) => ({
    hours: t.field({ type: [HourRef], description: 'By weekday and hour.', resolve: ({ hours }) => hours() }),
    days: t.field({ type: [DayRef], description: 'By day; a day without a session is left out.', resolve: ({ days }) => days() }),
  }),
})

const UseInput = builder.inputType('StationUseInput', {
  description: 'Of which stations, and of what time.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', required: false, description: 'One of your stations; all of them without it.' }),
    from: t.field({ type: 'DateTime', description: 'From then on.' }),
    until: t.field({ type: 'DateTime', description: `Until then, which is out; at most ${CHARGING_LIMITS.useDays} days later.` }),
  }),
})

builder.queryFields((t) => ({
  stationUse: t.field({
    type: UseRef,
    description: 'How the stations that you operate were used, one or all; any for an admin. Somebody else’s is NOT_FOUND.',
    args: { input: t.arg({ type: UseInput, description: 'Which, and when.' }) },
    resolve: (_root, { input }, ctx) => stationUse(ctx, input),
  }),
}))

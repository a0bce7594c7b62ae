import { CostLineRef, linesOf } from '../billing/cost-line.schema.ts'
import { builder } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { SessionRef } from '../session.schema.ts'
import type { PowerPoint } from './power-profile.queries.ts'
import { powerProfileOf } from './power-profile.service.ts'
import { parkingNow, runningBillOf } from './running-bill.service.ts'

const PowerPointRef = builder.objectRef<PowerPoint>('PowerPoint').implement({
  description: 'The power of a session in a stretch of time.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'When the stretch begins.' }),
    to: t.expose('to', { type: 'DateTime', description: 'When it ends.' }),
    meanW: t.exposeInt('mean_w', { description: 'Mean of the powers that were measured in it, in watts.' }),
    leastW: t.exposeInt('least_w', { description: 'The lowest of them, in watts.' }),
    mostW: t.exposeInt('most_w', { description: 'The highest of them, in watts.' }),
    socPercent: t.exposeFloat('soc_percent', {
      nullable: true,
      description: 'The last state of charge in it, in percent; null when the charger told none.',
    }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  costLines: t.field({
    type: [CostLineRef],
    nullable: true,
    description:
      'What runningCost is made of, by price; they add up to it. After the end the lines of the charge detail record. Null before it begins and while its tariff is not known.',
    resolve: async (session, _args, ctx) => {
      const bill = await runningBillOf(ctx, session)
      return bill && linesOf(bill)
    },
  }),
  idleSince: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      "Since when the vehicle is plugged in and takes nothing, by the charger's clock, also after the end while it stays and parking costs something; null when it charges.",
    resolve: async (session, _args, ctx) => (await parkingNow(ctx, session))?.since ?? null,
  }),
  parkingBilledFrom: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      "From when a vehicle that takes nothing pays for parking, after the grace period, by the charger's clock. Null while it charges, and where parking costs nothing.",
    resolve: async (session, _args, ctx) => (await parkingNow(ctx, session))?.billedFrom ?? null,
  }),
  parkingNoticeAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      "When the driver is to be told that parking is about to be billed, as the tariff has it, by the charger's clock. Null while it charges, where parking costs nothing, and where the tariff has no notice.",
    resolve: async (session, _args, ctx) => (await parkingNow(ctx, session))?.noticeAt ?? null,
  }),
  secondsUntilParkingIsBilled: t.int({
    nullable: true,
    description:
      'The countdown to parkingBilledFrom, at the moment of the answer: 0 once parking is billed; null where that is null.',
    resolve: async (session, _args, ctx) => {
      const from = (await parkingNow(ctx, session))?.billedFrom
      return from ? Math.max(0, Math.ceil((from.getTime() - Date.now()) / 1_000)) : null
    },
  }),
  parkedUntil: t.expose('parked_until', {
    type: 'DateTime',
    nullable: true,
    description:
      'Until when parking after the end of the charge is billed: the vehicle stayed for longer than the grace period. At most 24 hours after it, and only while the charger was seen to say so. Null where there was no such parking, and while it lasts: then the charge detail record waits for its end.',
  }),
  powerProfile: t.field({
    type: [PowerPointRef],
    description:
      'The power from the first to the last meter value, in stretches of the same length: of each the mean, the lowest and the highest of the powers in it. A stretch without a meter value is left out. Where the charger tells no power, it is that with which its meter rose.',
    args: {
      points: t.arg.int({
        defaultValue: 60,
        description: `In so many stretches at most, 1 to ${CHARGING_LIMITS.profilePoints}.`,
      }),
    },
    resolve: (session, { points }, ctx) => powerProfileOf(ctx, session, points ?? 60),
  }),
}))

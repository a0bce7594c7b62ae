import type { ChargingProfilePeriod, ChargingProfile } from '#lib/charging-profile.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { ChargingProfileRow } from './charging-profile.queries.ts'
import { profilesOf } from './charging-profile.service.ts'
import type { Schedule } from './words.ts'

export const PurposeRef = builder.enumType('ChargingProfilePurpose', {
  description: 'What a charging profile limits.',
  values: {
    STATION_MAX: { description: 'The whole charger.' },
    TX_DEFAULT: { description: 'Each transaction that has no profile of its own.' },
    TX: { description: 'One transaction.' },
    PRIORITY: { description: 'A transaction that a driver has given priority. Only in OCPP 2.1.' },
    LOCAL_GENERATION: { description: 'What is generated on the spot adds to it. Only in OCPP 2.1.' },
    EXTERNAL: { description: 'Imposed by others, e.g. the grid. It is only read, from chargers of OCPP 2.x.' },
  } as const,
})

export const UnitRef = builder.enumType('ChargingRateUnit', {
  description: 'In what limits are given.',
  values: {
    W: { description: 'Watts, of all phases together.' },
    A: { description: 'Amperes, of each phase.' },
  } as const,
})

export const RepeatsRef = builder.enumType('ChargingProfileRepeats', {
  description: 'How often periods begin again.',
  values: { DAILY: { description: 'Each day.' }, WEEKLY: { description: 'Each week.' } } as const,
})

const PeriodRef = builder.objectRef<ChargingProfilePeriod>('ChargingProfilePeriod').implement({
  description: 'A limit that holds until the next period.',
  fields: (t) => ({
    startSeconds: t.exposeInt('startSeconds', { description: 'Its start in seconds from that of the schedule.' }),
    limit: t.exposeFloat('limit', { description: 'The most, in the unit of the schedule.' }),
    phases: t.exposeInt('phases', { nullable: true, description: 'How many phases may be used; null: as many as there are.' }),
  }),
})

export const ScheduleRef = builder.objectRef<Schedule>('ChargingSchedule').implement({
  description: 'What a charger will allow over time.',
  fields: (t) => ({
    unit: t.expose('unit', { type: UnitRef, description: 'Of all its limits.' }),
    startAt: t.expose('startAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it starts; null where that was not said.',
    }),
    durationSeconds: t.exposeInt('durationSeconds', { nullable: true, description: 'How long it is, in seconds.' }),
    periods: t.expose('periods', { type: [PeriodRef], description: 'Its periods, in order.' }),
  }),
})

/** The charger has confirmed each that is listed, so that it has a profile. */
const said = ({ profile }: ChargingProfileRow): ChargingProfile => profile as ChargingProfile
const moment = (text: string | null | undefined): Date | null => (text == null ? null : new Date(text))

const ProfileRef = builder.objectRef<ChargingProfileRow>('ChargingProfile').implement({
  description: 'A limit over time that a charger has, as it last said.',
  fields: (t) => ({
    profileId: t.exposeInt('profile_id', { description: "The charger's id of it." }),
    source: t.exposeString('source', {
      description: "Who set it: CSO is this platform; EMS, SO or Other are the charger's words for others.",
    }),
    purpose: t.expose('purpose', { type: PurposeRef, description: 'What it limits.' }),
    stackLevel: t.exposeInt('stack_level', { description: 'Of one purpose, the highest level holds.' }),
    evseNumber: t.exposeInt('evse_number', { description: 'The EVSE, from 1; 0 for the whole charger.' }),
    transactionId: t.expose('transaction_id', {
      type: 'UUID',
      nullable: true,
      description: 'The transaction that it limits; null where it limits no single one.',
    }),
    unit: t.field({ type: UnitRef, description: 'Of all its limits.', resolve: (row) => said(row).unit }),
    periods: t.field({ type: [PeriodRef], description: 'Its limits, in order.', resolve: (row) => [...said(row).periods] }),
    startAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its periods begin; null: with each transaction, or when it was set.',
      resolve: (row) => moment(said(row).startAt),
    }),
    repeats: t.field({
      type: RepeatsRef,
      nullable: true,
      description: 'How often its periods begin again; null: never.',
      resolve: (row) => said(row).repeats ?? null,
    }),
    durationSeconds: t.int({
      nullable: true,
      description: 'After how many seconds its last period ends; null: never, or with the next repetition.',
      resolve: (row) => said(row).durationSeconds ?? null,
    }),
    validFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'From when it holds; null: at once.',
      resolve: (row) => moment(said(row).validFrom),
    }),
    validTo: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when it holds; null: until it is cleared.',
      resolve: (row) => moment(said(row).validTo),
    }),
    minimum: t.float({
      nullable: true,
      description: 'Below it charging makes no sense, in `unit`; null where nothing was said.',
      resolve: (row) => said(row).minimum ?? null,
    }),
    confirmedAt: t.field({
      type: 'DateTime',
      description: 'When the charger last said that it has it.',
      resolve: ({ confirmed_at: at }) => at as Date,
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  chargingProfiles: t.connection(
    {
      type: ProfileRef,
      description: 'The charging profiles that it has, as far as it was told or has told, in the order of their ids.',
      resolve: ({ station_id: id }, args, ctx) => profilesOf(ctx, id, args),
    },
    { name: 'ChargingProfileConnection', description: "A page of a charger's charging profiles." },
    { name: 'ChargingProfileEdge', description: "A place in a charger's charging profiles." },
  ),
}))

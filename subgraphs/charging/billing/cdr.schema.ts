import { callersPartner } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { entity } from '#lib/graph.ts'
import { builder, MoneyRef } from '../builder.ts'
import { CostLineRef, linesOf } from './cost-line.schema.ts'
import { ConnectorRef, CustomerRef, StationRef, TariffRef } from '../reference.schema.ts'
import { visibleRecord } from './cdr.service.ts'
import type { Cdr, ChargingPeriod } from '../tables.ts'

const PeriodKindRef = builder.enumType('ChargingPeriodKind', {
  description: 'What happened in a stretch of a session.',
  values: {
    CHARGING: { description: 'The vehicle charged.' },
    PARKING: { description: 'The vehicle was plugged in and took nothing.' },
    INTERRUPTED: { description: 'The charger gave nothing: throttled by us, or restarting.' },
  } as const,
})

const PeriodRef = builder.objectRef<ChargingPeriod>('ChargingPeriod').implement({
  description: 'A stretch of a session in which one thing happened.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PeriodKindRef, description: 'What happened.' }),
    startedAt: t.field({ type: 'DateTime', description: 'When it began.', resolve: ({ startedAt }) => new Date(startedAt) }),
    endedAt: t.field({ type: 'DateTime', description: 'When it ended.', resolve: ({ endedAt }) => new Date(endedAt) }),
  }),
})

export const CdrRef = builder.objectRef<Cdr>('ChargeDetailRecord')
CdrRef.implement({
  description: 'The bill of a charging session. It is never changed: a correction is a record that takes it back, and a new one.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the record.' }),
    sessionId: t.expose('session_id', { type: 'UUID', description: 'Id of the session it bills.' }),
    revision: t.exposeInt('revision', { description: 'Counts the bills of the session, from 1.' }),
    creditOf: t.expose('credit_of', {
      type: 'UUID',
      nullable: true,
      description: 'Id of the record this one takes back; its amounts are then negative. Null for a bill.',
    }),
    issuedAt: t.expose('issued_at', { type: 'DateTime', description: 'When it was issued.' }),
    startedAt: t.expose('started_at', { type: 'DateTime', description: 'When charging began.' }),
    endedAt: t.expose('ended_at', {
      type: 'DateTime',
      description: 'When the session ended, or until when its vehicle stayed and is billed for that.',
    }),
    totalEnergyWh: t.expose('total_energy_wh', { type: 'Wh', description: 'Energy charged.' }),
    totalTimeSeconds: t.exposeInt('total_time_s', { description: 'Length of the session in seconds.' }),
    totalParkingTimeSeconds: t.exposeInt('total_parking_time_s', { description: 'Parking after the grace period, in seconds.' }),
    totalCostExclVat: t.field({
      type: MoneyRef,
      description: 'Cost without VAT: the sum of the lines.',
      resolve: (cdr) => ({ amountMinor: cdr.excl_vat_minor, currency: cdr.currency }),
    }),
    totalCostInclVat: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'Cost with VAT: the sum of the lines; null where no VAT applies to one of them.',
      resolve: (cdr) => (cdr.incl_vat_minor === null ? null : { amountMinor: cdr.incl_vat_minor, currency: cdr.currency }),
    }),
    costLines: t.field({
      type: [CostLineRef],
      description: 'The cost by price and stretch of time. The lines add up to the total.',
      resolve: linesOf,
    }),
    chargingPeriods: t.expose('periods', { type: [PeriodRef], description: 'The session as a row of stretches.' }),
    tariff: t.field({
      type: TariffRef,
      nullable: true,
      description: 'The tariff, as it is today; the lines have its prices as they were. Null where charging was free.',
      resolve: ({ tariff_id }) => (tariff_id === null ? null : { id: tariff_id }),
    }),
    tariffVersion: t.exposeInt('tariff_version', {
      nullable: true,
      description: 'The version of the tariff that was valid at the start; null where charging was free.',
    }),
    customer: t.field({
      type: CustomerRef,
      nullable: true,
      description: 'Which customer of yours charged, for partners and their keys; null for everybody else.',
      resolve: ({ partner_id: partnerId, user_id: id }, _args, { caller }) =>
        id !== null && partnerId !== null && callersPartner(caller, 'billing:read') === partnerId ? { id } : null,
    }),
    station: t.field({ type: StationRef, description: 'Where it took place.', resolve: ({ station_id }) => ({ id: station_id }) }),
    connector: t.field({
      type: ConnectorRef,
      description: 'At which connector.',
      resolve: ({ connector_id }) => ({ id: connector_id }),
    }),
  }),
})
entity(builder, CdrRef, (id, ctx) => visibleRecord(ctx, id))

builder.queryFields((t) => ({
  chargeDetailRecord: t.field({
    type: CdrRef,
    nullable: true,
    description:
      'A bill by its id: your own, one of a station you operate or of a customer of yours, any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the record.' }) },
    resolve: async (_root, { id }, ctx) => {
      const cdr = await visibleRecord(ctx, id)
      if (!cdr) throw notFound('record', ['id'])
      return cdr
    },
  }),
}))

import { mayUse } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { someText, text } from '#lib/text.ts'
import { entity } from '#lib/graph.ts'
import { builder, MoneyRef } from './builder.ts'
import { CdrRef } from './billing/cdr.schema.ts'
import { endSession } from './session-end.service.ts'
import { TargetInput } from './live/target-input.schema.ts'
import { CHARGING_LIMITS } from './limits.ts'
import { MeterValueRef } from './metering/meter-value.schema.ts'
import { minutesLeft } from './metering/minutes-left.ts'
import { ConnectorRef, CustomerRef, StationRef, VehicleRef, UserRef } from './reference.schema.ts'
import { releaseSession } from './session-release.service.ts'
import { EndedByRef, FailureRef, FlagRef, StatusRef } from './session-enum.schema.ts'
import {
  accountOf,
  customerOf,
  meterValuesOf,
  startCharging,
  stopCharging,
  visibleSession,
  watchSession,
} from './session.service.ts'
import type { Session } from './tables.ts'

const [minutes, quarters] = CHARGING_LIMITS.meterValueDetail
const THINNED = `${minutes.afterDays} days after the end the last of each minute is left, after ${quarters.afterDays} days of each quarter of an hour, after ${CHARGING_LIMITS.meterValueDays} days none; those of a session whose bill is held all stay.`

export const SessionRef = builder.objectRef<Session>('ChargingSession')
SessionRef.implement({
  description: 'One charging of one vehicle, from the wish to start to the bill.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the session.' }),
    status: t.expose('status', { type: StatusRef, description: 'Where it stands.' }),
    failureReason: t.expose('failure', {
      type: FailureRef,
      nullable: true,
      description: 'Why it never began; null unless FAILED or EXPIRED.',
    }),
    requestedAt: t.expose('opened_at', {
      type: 'DateTime',
      description: 'When it was asked for, or began without being asked for.',
    }),
    startedAt: t.expose('started_at', { type: 'DateTime', nullable: true, description: 'When charging began; null before.' }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'When it ended; null before.' }),
    endReason: t.exposeString('end_reason', {
      nullable: true,
      description:
        "Why it ended, in the charger's word, e.g. Remote or EVDisconnected; Other where the charger did not tell its end.",
    }),
    endedBy: t.expose('ended_by', {
      type: EndedByRef,
      nullable: true,
      description: 'Who or what ended it; null before.',
    }),
    stopFailureReason: t.expose('stop_failure', {
      type: FailureRef,
      nullable: true,
      description: 'Why the charger did not stop when it was last asked; null otherwise. Then endSession may end it.',
    }),
    stopRequestedAt: t.expose('stop_requested_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the charger was asked to stop; null when it was not.',
    }),
    energyWh: t.expose('energy_wh', { type: 'Wh', description: 'Energy charged so far.' }),
    measuredAt: t.expose('last_sample_at', {
      type: 'DateTime',
      nullable: true,
      description: "When energy, power and state of charge were last measured, by the charger's clock; null before.",
    }),
    powerW: t.exposeInt('power_w', {
      nullable: true,
      description: 'Power now, in watts; null when it is not known and after the end.',
    }),
    socPercent: t.exposeFloat('soc_percent', {
      nullable: true,
      description: "State of charge of the vehicle's battery in percent; null when the charger does not tell.",
    }),
    runningCost: t.field({
      type: MoneyRef,
      nullable: true,
      description:
        'What it costs so far, with VAT where VAT applies; after the end the same as on the charge detail record. Null before it begins and while its tariff is not known.',
      resolve: ({ cost_minor, currency }) =>
        cost_minor === null || currency === null ? null : { amountMinor: cost_minor, currency },
    }),
    minutesLeft: t.int({
      nullable: true,
      description:
        'Minutes until the battery is full, at the power of now and less above 80 percent; null unless power, state of charge and capacity (of the vehicle, or told by the rise so far) are known.',
      resolve: (session) => minutesLeft(session),
    }),
    held: t.exposeBoolean('held', { description: 'True when its bill waits for a person, see flags.' }),
    flags: t.expose('flags', { type: [FlagRef], description: 'What is doubtful about it; they stay when its bill is released.' }),
    station: t.field({ type: StationRef, description: 'Where it takes place.', resolve: ({ station_id }) => ({ id: station_id }) }),
    connector: t.field({
      type: ConnectorRef,
      nullable: true,
      description: 'At which connector; null when the charger named one that is not registered.',
      resolve: ({ connector_id }) => (connector_id === null ? null : { id: connector_id }),
    }),
    user: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who charges; null when the identity belongs to nobody who has an account here.',
      resolve: (session, _args, ctx) => accountOf(ctx, session),
    }),
    customer: t.field({
      type: CustomerRef,
      nullable: true,
      description: 'Which customer of yours charges, for partners and their keys; null for everybody else.',
      resolve: (session, _args, ctx) => customerOf(ctx, session, 'sessions:read'),
    }),
    vehicle: t.field({
      type: VehicleRef,
      nullable: true,
      description: 'Which vehicle, where it was named at the start.',
      resolve: ({ vehicle_id }) => (vehicle_id === null ? null : { id: vehicle_id }),
    }),
    meterValues: t.connection(
      {
        type: MeterValueRef,
        description: `What the charger measured, in the order of time. ${THINNED}`,
        resolve: ({ id }, args, ctx) => meterValuesOf(ctx, id, args),
      },
      { name: 'MeterValueConnection', description: 'A page of meter values.' },
      { name: 'MeterValueEdge', description: 'A meter value in a list.' },
    ),
    chargeDetailRecords: t.field({
      type: [CdrRef],
      description: 'All its bills and what took them back, in the order they were issued.',
      resolve: ({ id }, _args, { caller, loaders }) => (mayUse(caller, 'billing:read') ? loaders.cdrsOfSession.load(id) : []),
    }),
    chargeDetailRecord: t.field({
      type: CdrRef,
      nullable: true,
      description:
        'Its bill as it stands; null before the end, while it is held, and while its vehicle stays at a connector where parking costs something.',
      // Most states that a driver watches are of a session that runs.
      resolve: ({ id, status }, _args, { caller, loaders }) =>
        status === 'COMPLETED' && mayUse(caller, 'billing:read') ? loaders.cdrOfSession.load(id) : null,
    }),
  }),
})
entity(builder, SessionRef, (id, ctx) => visibleSession(ctx, id))

const StartInput = builder.inputType('StartChargingInput', {
  description: 'Where to charge, and what.',
  fields: (t) => ({
    connectorId: t.field({ type: 'UUID', description: 'The connector the vehicle is or will be plugged into.' }),
    customerId: t.field({
      type: 'UUID',
      required: false,
      description: 'For this customer of yours, for partners and keys with `chargers:command`; left out: for yourself.',
    }),
    vehicleId: t.field({
      type: 'UUID',
      required: false,
      description: 'A vehicle of your own; its battery tells how long charging takes.',
    }),
    target: t.field({ type: TargetInput, required: false, description: 'What the session is to reach; see progress.' }),
    holdId: t.field({
      type: 'UUID',
      required: false,
      description:
        'What was blocked for it by authorisePayment: good for one start at its connector. Needed where the connector has a `preauthorization`, unless you pay later. The session stops before it costs more.',
    }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again starts nothing and gives the same session.' }),
  }),
})

const StopInput = builder.inputType('StopChargingInput', {
  description: 'What to stop.',
  fields: (t) => ({ sessionId: t.field({ type: 'UUID', description: 'The session.' }) }),
})

const EndInput = builder.inputType('EndSessionInput', {
  description: 'Which session to end, and why.',
  fields: (t) => ({
    sessionId: t.field({ type: 'UUID', description: 'The session.' }),
    reason: t.string({
      required: false,
      description: 'Why; kept in the audit log where an operator or admin ends it.',
      validate: text(500),
    }),
  }),
})

const ReleaseInput = builder.inputType('ReleaseSessionInput', {
  description: 'Which hold to lift, and why.',
  fields: (t) => ({
    sessionId: t.field({ type: 'UUID', description: 'The session whose bill is held.' }),
    reason: t.string({
      description: 'Why the bill may go out; kept in the audit log.',
      validate: someText(500),
    }),
  }),
})

builder.queryFields((t) => ({
  chargingSession: t.field({
    type: SessionRef,
    nullable: true,
    description:
      'A session by its id: your own, one at a station you operate, one of your customers’, any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the session.' }) },
    resolve: async (_root, { id }, ctx) => {
      const session = await visibleSession(ctx, id)
      if (!session) throw notFound('session', ['id'])
      return session
    },
  }),
}))

builder.mutationFields((t) => ({
  startCharging: t.field({
    type: SessionRef,
    description:
      'Asks a charger to start. The session is in the answer at once; watch it with sessionUpdated. HOLD_NEEDED where an amount is to be blocked first (authorisePayment), HOLD_NOT_READY while it is not (try again in a second), HOLD_UNUSABLE for one that is used, too old or for another connector; PAYMENT_OVERDUE while a bill of yours is overdue; ACCOUNT_NEEDED for a guest where charging costs something and no amount can be blocked.',
    args: { input: t.arg({ type: StartInput, description: 'Where, and what.' }) },
    resolve: (_root, { input }, ctx) => startCharging(ctx, input),
  }),
  stopCharging: t.field({
    type: SessionRef,
    description:
      'Asks the charger to stop, or calls a start off. The session is in the answer at once; watch it with sessionUpdated.',
    args: { input: t.arg({ type: StopInput, description: 'What to stop.' }) },
    resolve: (_root, { input }, ctx) => stopCharging(ctx, input.sessionId),
  }),
  endSession: t.field({
    type: SessionRef,
    description:
      'Ends a session that its charger does not end, at its last meter value: for its driver, the operator of the station and admins. Refused with STILL_CHARGING while the charger is connected and charges: then stopCharging is the way, and this where that failed. A session that is over stays as it is.',
    args: { input: t.arg({ type: EndInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => endSession(ctx, input),
  }),
  releaseSession: t.field({
    type: SessionRef,
    description:
      "Lets the bill of a session go out that its flags hold: for the station's operator and admins; for admins alone where it has more energy than can be, or times in the future or long ago. The flags stay. A session that nothing holds stays as it is.",
    args: { input: t.arg({ type: ReleaseInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => releaseSession(ctx, input),
  }),
}))

builder.subscriptionFields((t) => ({
  sessionUpdated: t.field({
    type: SessionRef,
    description: 'A session as it is, and again at each change; ends when the session is over.',
    args: { sessionId: t.arg({ type: 'UUID', description: 'The session.' }) },
    subscribe: (_root, { sessionId }, ctx) => watchSession(ctx, sessionId),
    resolve: (session) => session,
  }),
}))

import { builder } from './builder.ts'
import { ChargePointRef, VersionRef } from './charge-point.schema.ts'
import type { ConnectionRow } from './connections/connection.queries.ts'
import type { BootRow } from './history/boot.queries.ts'
import type { ErrorRow } from './history/error.queries.ts'
import { bootHistory, connectionsOf, errorHistory } from './history/history.service.ts'
import type { IntervalRow, Uptime } from './history/interval.queries.ts'
import { OCPP_LIMITS } from './limits.ts'
import type { ConnectorStatusRow } from './transactions/connector.queries.ts'

const kept = OCPP_LIMITS.ofOneCharger

const StatusRef = builder.enumType('ChargePointConnectorStatus', {
  description: 'What a charger says of a connector, in one set of words for all versions.',
  values: {
    AVAILABLE: { description: 'Free to use.' },
    PREPARING: { description: 'A vehicle is plugged in, or somebody is about to charge.' },
    CHARGING: { description: 'A vehicle charges.' },
    SUSPENDED: { description: 'A vehicle is plugged in and takes no energy at the moment.' },
    FINISHING: { description: 'Charging has ended; the vehicle is still plugged in.' },
    RESERVED: { description: 'Kept for somebody.' },
    UNAVAILABLE: { description: 'Out of use.' },
    FAULTED: { description: 'Broken.' },
  } as const,
})

const SocketRef = builder.objectRef<ConnectionRow>('ChargePointSocket').implement({
  description: 'The socket that a charger has open.',
  fields: (t) => ({
    since: t.expose('connected_at', { type: 'DateTime', description: 'Since when it is open.' }),
    nodeId: t.expose('node_id', { type: 'UUID', description: 'Id of the process that holds it.' }),
    ocppVersion: t.expose('ocpp_version', { type: VersionRef, description: 'The version that is spoken over it.' }),
    securityProfile: t.exposeInt('security_profile', {
      nullable: true,
      description:
        "OCPP's security profile as this server sees it: 0 without a password, 1 with one, 2 with one over TLS, 3 with a client certificate. Behind a proxy that ends TLS, 2 looks like 1. Null for sockets of before this was kept.",
    }),
  }),
})

const ConnectorRef = builder.objectRef<ConnectorStatusRow>('ChargePointConnector').implement({
  description: 'What a charger last said of a connector, or of itself.',
  fields: (t) => ({
    evseNumber: t.exposeInt('evse_number', { description: 'Number of the EVSE, from 1; 0 for the charger as a whole.' }),
    connectorNumber: t.exposeInt('connector_number', {
      description: 'Number of the connector at its EVSE, from 1; 0 for the charger as a whole.',
    }),
    status: t.expose('status', { type: StatusRef, description: 'How it is.' }),
    at: t.expose('at', { type: 'DateTime', description: "Since when, by the charger's clock." }),
    errorCode: t.exposeString('error_code', {
      nullable: true,
      description: "The charger's error code, e.g. GroundFailure; null without an error, and in OCPP 2.x, which has none here.",
    }),
    errorInfo: t.exposeString('error_info', { nullable: true, description: 'What the charger adds to it; null if nothing.' }),
    vendorId: t.exposeString('vendor_id', {
      nullable: true,
      description: 'Whose error code the next one is; null if it has none.',
    }),
    vendorErrorCode: t.exposeString('vendor_error_code', { nullable: true, description: "The maker's own code; null if none." }),
  }),
})

const ErrorRef = builder.objectRef<ErrorRow>('ChargePointError').implement({
  description: 'An error of a connector or of the charger, from its first word of it until its word that it is over.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the error.' }),
    evseNumber: t.exposeInt('evse_number', { description: 'Number of the EVSE, from 1; 0 for the charger as a whole.' }),
    connectorNumber: t.exposeInt('connector_number', { description: 'Number of the connector at its EVSE; 0 for the charger.' }),
    errorCode: t.exposeString('error_code', {
      nullable: true,
      description: 'Its code, e.g. GroundFailure; null where the charger only says that it is faulted.',
    }),
    errorInfo: t.exposeString('error_info', { nullable: true, description: 'What the charger adds to it; null if nothing.' }),
    vendorId: t.exposeString('vendor_id', {
      nullable: true,
      description: 'Whose error code the next one is; null if it has none.',
    }),
    vendorErrorCode: t.exposeString('vendor_error_code', { nullable: true, description: "The maker's own code; null if none." }),
    beganAt: t.expose('began_at', { type: 'DateTime', description: "Since when, by the charger's clock." }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'Until when; null while it lasts.' }),
  }),
})

const BootRef = builder.objectRef<BootRow>('ChargePointBoot').implement({
  description: 'A start of a charger.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it told of it, by our clock.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why, in its own word, e.g. PowerUp, RemoteReset; null in OCPP 1.6, which does not tell.',
    }),
    firmware: t.exposeString('firmware', { nullable: true, description: 'Version of its firmware then; null if not said.' }),
    ocppVersion: t.expose('ocpp_version', { type: VersionRef, description: 'The version that it booted with.' }),
  }),
})

const IntervalRef = builder.objectRef<IntervalRow>('ChargePointInterval').implement({
  description: 'A time in which a charger was connected. A change of sockets does not end it.',
  fields: (t) => ({
    beganAt: t.expose('began_at', { type: 'DateTime', description: 'Since when.' }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'Until when; null while it is connected.' }),
  }),
})

const UptimeRef = builder.objectRef<Uptime>('ChargePointUptime').implement({
  description:
    'How much of the last days a charger was connected to the platform. Time in which the platform itself was away counts as not connected. A gap of less than six seconds may not be seen.',
  fields: (t) => ({
    days: t.exposeInt('days', { description: 'So many days back: 1, 7 or 30.' }),
    since: t.expose('since', {
      type: 'DateTime',
      description: 'From when it is counted: less than these days back where nobody watched before.',
    }),
    connectedSeconds: t.int({
      description: 'Seconds since then in which it was connected.',
      resolve: ({ connected_seconds: seconds }) => Math.round(seconds),
    }),
    share: t.float({
      nullable: true,
      description: 'Share of the time since then, 0 to 1; null where no time has passed.',
      resolve: ({ connected_seconds: connected, seconds }) => (seconds > 0 ? Math.min(1, connected / seconds) : null),
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  connection: t.field({
    type: SocketRef,
    nullable: true,
    description: 'Its open socket; null while it is not connected.',
    resolve: ({ station_id: id }, _args, { loaders }) => loaders.connection.load(id),
  }),
  connectors: t.field({
    type: [ConnectorRef],
    description: 'What it last said of each of its connectors, and of itself, in their order.',
    resolve: ({ station_id: id }, _args, { loaders }) => loaders.connectorStatuses.load(id),
  }),
  lastBoot: t.field({
    type: BootRef,
    nullable: true,
    description: 'Its last boot; null before one.',
    resolve: ({ station_id: id }, _args, { loaders }) => loaders.lastBoot.load(id),
  }),
  uptime: t.field({
    type: [UptimeRef],
    description: 'How much of the last 1, 7 and 30 days it was connected.',
    resolve: ({ station_id: id }, _args, { loaders }) => loaders.uptimes.load(id),
  }),
  boots: t.connection(
    {
      type: BootRef,
      description: `Its boots, the newest first; the last ${kept.boots} are kept.`,
      resolve: ({ station_id: id }, args, ctx) => bootHistory(ctx, id, args),
    },
    { name: 'ChargePointBootConnection', description: "A page of a charger's boots." },
    { name: 'ChargePointBootEdge', description: "A place in a charger's boots." },
  ),
  errors: t.connection(
    {
      type: ErrorRef,
      description: `Errors of its connectors and of itself, the newest first; the last ${kept.errors} are kept, for ${OCPP_LIMITS.keepDays.errors} days.`,
      args: { open: t.arg.boolean({ defaultValue: false, description: 'Only those that last.' }) },
      resolve: ({ station_id: id }, { open, ...args }, ctx) => errorHistory(ctx, id, open, args),
    },
    { name: 'ChargePointErrorConnection', description: "A page of a charger's errors." },
    { name: 'ChargePointErrorEdge', description: "A place in a charger's errors." },
  ),
  connections: t.connection(
    {
      type: IntervalRef,
      description: `When it was connected, the newest first; kept for ${OCPP_LIMITS.keepDays.intervals} days.`,
      resolve: ({ station_id: id }, args, ctx) => connectionsOf(ctx, id, args),
    },
    { name: 'ChargePointIntervalConnection', description: 'A page of times in which a charger was connected.' },
    { name: 'ChargePointIntervalEdge', description: 'A place in them.' },
  ),
}))

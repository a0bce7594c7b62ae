import { z } from 'zod'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { ComponentVariable } from '../wire/component.ts'
import type { ChargePointEvent } from './event.queries.ts'
import type { Monitor } from './monitor.queries.ts'
import { eventsOf, monitorsOf, watchEvents } from './monitoring.service.ts'

const ComponentVariableRef = builder.objectRef<ComponentVariable>('ComponentVariable').implement({
  description: 'A variable of a component of a charger, by the names of OCPP 2.x.',
  fields: (t) => ({
    component: t.exposeString('component', { description: 'Name of the component, e.g. Connector.' }),
    componentInstance: t.exposeString('component_instance', { nullable: true, description: 'Which of several; null if one.' }),
    evseNumber: t.exposeInt('evse_number', { nullable: true, description: 'The EVSE it is of; null: the charger.' }),
    connectorNumber: t.exposeInt('connector_number', { nullable: true, description: 'The connector it is of; null: the EVSE.' }),
    variable: t.exposeString('variable', { description: 'Name of the variable, e.g. Temperature.' }),
    variableInstance: t.exposeString('variable_instance', { nullable: true, description: 'Which of several; null if one.' }),
  }),
})

const MonitorRef = builder.objectRef<Monitor>('VariableMonitor').implement({
  description: 'Something that a charger watches of itself, and tells of by its events.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'The number that the charger has given it.' }),
    of: t.field({ type: ComponentVariableRef, description: 'What is watched.', resolve: (monitor) => monitor }),
    type: t.exposeString('type', { description: 'How, in the word of OCPP, e.g. UpperThreshold.' }),
    value: t.exposeFloat('value', {
      description: 'The threshold, the change that is told, or the seconds between two tellings, by its type.',
    }),
    severity: t.exposeInt('severity', { description: 'From 0 (danger) to 9 (debugging).' }),
    onlyInTransaction: t.exposeBoolean('only_in_transaction', {
      description: 'True if it watches while a transaction runs alone.',
    }),
    confirmedAt: t.expose('confirmed_at', { type: 'DateTime', description: 'When the charger last said that it has it.' }),
  }),
})

const EventRef = builder.objectRef<ChargePointEvent>('ChargePointEvent').implement({
  description: 'Something that a charger has told of itself.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the event.' }),
    number: t.exposeInt('number', { description: "The charger's own number of it." }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened, by the clock of the charger where that can be right.' }),
    receivedAt: t.expose('received_at', { type: 'DateTime', description: 'When it came.' }),
    of: t.field({ type: ComponentVariableRef, description: 'What it is about.', resolve: (event) => event }),
    value: t.exposeString('value', { description: 'The value of the variable.' }),
    severity: t.exposeInt('severity', {
      nullable: true,
      description: 'From 0 (danger) to 9 (debugging); null where nobody has said.',
    }),
    trigger: t.exposeString('trigger', { description: 'Why it is told, in the word of OCPP: Alerting, Delta or Periodic.' }),
    kind: t.exposeString('kind', { description: 'What has told it, in the word of OCPP, e.g. HardWiredNotification.' }),
    cleared: t.exposeBoolean('cleared', { description: 'True where it says that an earlier event is over.' }),
    cause: t.exposeInt('cause', {
      nullable: true,
      description: 'Number of the event that has caused it; null where none is known.',
    }),
    techCode: t.exposeString('tech_code', { nullable: true, description: "The maker's code; null without one." }),
    techInfo: t.exposeString('tech_info', { nullable: true, description: "The maker's words; null without." }),
    transactionId: t.exposeString('transaction_id', {
      nullable: true,
      description: "The charger's id of the transaction it belongs to.",
    }),
    monitorNumber: t.exposeInt('monitor_number', {
      nullable: true,
      description: 'The monitor that has told it; null without one.',
    }),
  }),
})

const MAX_SEVERITY = {
  required: false as const,
  description: 'Only this severity and worse ones, from 0 (danger) to 9; all without it, also those without severity.',
  validate: z.int().min(0, 'From 0 to 9.').max(9, 'From 0 to 9.').nullish(),
}

builder.objectFields(ChargePointRef, (t) => ({
  monitors: t.connection(
    {
      type: MonitorRef,
      description:
        'What it watches of itself, as it has confirmed, by number. getMonitoringReport asks it for all. Only in OCPP 2.x.',
      resolve: ({ station_id: id }, args, ctx) => monitorsOf(ctx, id, args),
    },
    { name: 'VariableMonitorConnection', description: 'A page of what a charger watches.' },
    { name: 'VariableMonitorEdge', description: 'A place in what a charger watches.' },
  ),
  events: t.connection(
    {
      type: EventRef,
      description: 'What it has told of itself, the newest first. The last 2,000, for 90 days. Only in OCPP 2.x.',
      args: { maxSeverity: t.arg.int(MAX_SEVERITY) },
      resolve: ({ station_id: id }, { maxSeverity: most, ...args }, ctx) => eventsOf(ctx, id, { maxSeverity: most }, args),
    },
    { name: 'ChargePointEventConnection', description: "A page of a charger's events." },
    { name: 'ChargePointEventEdge', description: "A place in a charger's events." },
  ),
}))

builder.subscriptionFields((t) => ({
  chargePointEvents: t.field({
    type: [EventRef],
    description: 'What a charger of your own tells of itself from now on: each time all that came in one message.',
    args: {
      chargePointId: t.arg({ type: 'UUID', description: 'Id of the station.' }),
      maxSeverity: t.arg.int(MAX_SEVERITY),
    },
    subscribe: (_root, { chargePointId, maxSeverity: most }, ctx) => watchEvents(ctx, chargePointId, { maxSeverity: most }),
    resolve: (events) => events,
  }),
}))

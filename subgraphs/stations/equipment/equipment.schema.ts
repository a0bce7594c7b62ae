import { z } from 'zod'
import { builder } from '../builder.ts'
import { ConnectorInput, ConnectorRef, FormatRef, maxPower, PowerTypeRef, StandardRef } from '../connector.schema.ts'
import { EvseRef, StationRef } from '../station.schema.ts'
import { emi3, plugs } from '../station-input.schema.ts'
import {
  addConnector,
  addEvse,
  retireConnector,
  retireEvse,
  retireStation,
  updateConnector,
  updateEvse,
} from './equipment.service.ts'

const AddEvseInput = builder.inputType('AddEvseInput', {
  description: 'A new EVSE of a station.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    evseId: t.string({ description: 'Its eMI3 id, e.g. DE*EVG*E000001*2; no other EVSE may have it.', validate: emi3 }),
    connectors: t.field({
      type: [ConnectorInput],
      description: 'Its connectors; their numbers follow the order.',
      validate: plugs,
    }),
  }),
})

const UpdateEvseInput = builder.inputType('UpdateEvseInput', {
  description: 'What to change of an EVSE.',
  fields: (t) => ({
    id: t.field({ type: 'UUID', description: 'The EVSE.' }),
    evseId: t.string({ description: 'Its new eMI3 id.', validate: emi3 }),
  }),
})

const AddConnectorInput = builder.inputType('AddConnectorInput', {
  description: 'A new connector of an EVSE.',
  fields: (t) => ({
    evseId: t.field({ type: 'UUID', description: 'The EVSE.' }),
    number: t.int({
      description: 'Its number at the EVSE, as the charger has it. Numbers of retired ones are not given again.',
      validate: z.int().min(1, 'Numbers begin with 1.').max(100, 'At most 100.'),
    }),
    connector: t.field({ type: ConnectorInput, description: 'What it is.' }),
  }),
})

const UpdateConnectorInput = builder.inputType('UpdateConnectorInput', {
  description: 'What to change of a connector; what is left out or null stays.',
  fields: (t) => ({
    connectorId: t.field({ type: 'UUID', description: 'The connector.' }),
    standard: t.field({ type: StandardRef, required: false, description: 'Shape and protocol of the plug.' }),
    format: t.field({ type: FormatRef, required: false, description: 'Socket or cable.' }),
    powerType: t.field({ type: PowerTypeRef, required: false, description: 'Kind of current.' }),
    maxPowerW: t.int({ required: false, description: 'The most it can deliver, in watts.', validate: maxPower }),
  }),
})

const RetireStationInput = builder.inputType('RetireStationInput', {
  description: 'Which station to retire.',
  fields: (t) => ({ stationId: t.field({ type: 'UUID', description: 'The station.' }) }),
})
const RetireEvseInput = builder.inputType('RetireEvseInput', {
  description: 'Which EVSE to retire.',
  fields: (t) => ({ evseId: t.field({ type: 'UUID', description: 'The EVSE.' }) }),
})
const RetireConnectorInput = builder.inputType('RetireConnectorInput', {
  description: 'Which connector to retire.',
  fields: (t) => ({ connectorId: t.field({ type: 'UUID', description: 'The connector.' }) }),
})

const FOR_GOOD =
  'Nothing new begins there; a session that runs goes on to its end and is billed. Sessions, bills and tariffs that name it stay. ' +
  'Again it changes nothing. It cannot be undone.'

builder.mutationFields((t) => ({
  addEvse: t.field({
    type: EvseRef,
    description: 'Adds an EVSE to a station of your own. The same evseId again gives the EVSE that is there.',
    args: { input: t.arg({ type: AddEvseInput, description: 'The EVSE.' }) },
    resolve: (_root, { input }, ctx) => addEvse(ctx, input),
  }),
  updateEvse: t.field({
    type: EvseRef,
    description: 'Changes an EVSE of your own.',
    args: { input: t.arg({ type: UpdateEvseInput, description: 'The EVSE and its change.' }) },
    resolve: (_root, { input }, ctx) => updateEvse(ctx, input),
  }),
  addConnector: t.field({
    type: ConnectorRef,
    description: 'Adds a connector to an EVSE of your own. The same number and plug again give the connector that is there.',
    args: { input: t.arg({ type: AddConnectorInput, description: 'The connector.' }) },
    resolve: (_root, { input }, ctx) => addConnector(ctx, input),
  }),
  updateConnector: t.field({
    type: ConnectorRef,
    description: 'Changes a connector of your own.',
    args: { input: t.arg({ type: UpdateConnectorInput, description: 'The connector and its changes.' }) },
    resolve: (_root, { input }, ctx) => updateConnector(ctx, input),
  }),
  retireStation: t.field({
    type: StationRef,
    description: `Takes a station of your own out of use for good, with its EVSEs and connectors. ${FOR_GOOD}`,
    args: { input: t.arg({ type: RetireStationInput, description: 'The station.' }) },
    resolve: (_root, { input }, ctx) => retireStation(ctx, input.stationId),
  }),
  retireEvse: t.field({
    type: EvseRef,
    description: `Takes an EVSE of your own out of use for good, with its connectors. ${FOR_GOOD}`,
    args: { input: t.arg({ type: RetireEvseInput, description: 'The EVSE.' }) },
    resolve: (_root, { input }, ctx) => retireEvse(ctx, input.evseId),
  }),
  retireConnector: t.field({
    type: ConnectorRef,
    description: `Takes a connector of your own out of use for good. ${FOR_GOOD}`,
    args: { input: t.arg({ type: RetireConnectorInput, description: 'The connector.' }) },
    resolve: (_root, { input }, ctx) => retireConnector(ctx, input.connectorId),
  }),
}))

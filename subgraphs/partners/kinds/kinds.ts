import { z } from 'zod'
import { code, id, kind, moment } from './kind.ts'

const [one, two, three] = [1, 2, 3].map((n) => `01932f6e-7a00-7000-8000-00000000000${n}`) as [string, string, string]
const at = '2026-11-22T08:30:00.000Z'
const until = '2026-11-22T09:15:00.000Z'

const connector = z.strictObject({
  connectorId: id('the connector'),
  number: z.int().describe('Its number at its EVSE.'),
  maxPowerW: z.int().describe('Watts that it gives at most.'),
  retired: z.boolean().describe('Nothing new begins there.'),
})
const money = { currency: code('ISO 4217.'), amountMinor: z.int().describe('In minor units of ISO 4217; negative in a credit.') }
const energyWh = z.int().describe('Watt hours.')
const fault = { reportId: id('the report'), stationId: id('the station') }
const station = { stationId: id('the station') }

/**
 * Every kind that partners may be told of. A partner is told what they could read: of their own stations and customers, by the scopes of the
 * client. No person is named: a session's driver is the operator's business as little here as in the graph.
 */
export const KINDS = {
  'session.started': kind({
    version: 1,
    about:
      'A session at one of your stations has begun. `session.completed` follows it, also where this comes late or not at all: a session whose connector is not known when it begins is told by its end alone.',
    scope: 'sessions:read',
    data: z.strictObject({
      sessionId: id('the session'),
      ...station,
      connectorId: id('the connector'),
      startedAt: moment('When it began'),
      late: z.boolean().describe('Its charger was offline: it came to light later, and may be over.'),
    }),
    ids: ['sessionId', 'stationId'],
    example: { sessionId: one, stationId: two, connectorId: three, startedAt: at, late: false },
  }),
  'session.completed': kind({
    version: 1,
    about:
      'A session at one of your stations has ended. It is told again, whole, when its charger corrects it, also where you have handed the station over since.',
    scope: 'sessions:read',
    data: z.strictObject({
      sessionId: id('the session'),
      ...station,
      connectorId: id('the connector'),
      startedAt: moment('When it began'),
      endedAt: moment('When it ended'),
      energyWh,
      held: z.boolean().describe('Its bill waits for a person, because something is in doubt.'),
    }),
    ids: ['sessionId', 'stationId'],
    example: { sessionId: one, stationId: two, connectorId: three, startedAt: at, endedAt: until, energyWh: 22_400, held: false },
  }),
  'record.issued': kind({
    version: 1,
    about:
      'A charge detail record of your station or of your customer. One that takes another back names it in `creditOf` and has the negative amount.',
    scope: 'billing:read',
    data: z.strictObject({
      recordId: id('the record'),
      sessionId: id('the session'),
      ...station,
      as: z.enum(['OPERATOR', 'PARTNER']).describe('You run the station, or the customer is yours.'),
      creditOf: z.uuid().nullable().describe('The record that it takes back; null: none.'),
      energyWh,
      ...money,
      exclVatMinor: z.int().describe('Without VAT.'),
      inclVatMinor: z.int().nullable().describe('With VAT; null: none applies.'),
      startedAt: moment('From when it bills'),
      endedAt: moment('Until when'),
      timeZone: code("IANA name of the station's zone."),
      lines: z
        .array(z.record(z.string(), z.json()))
        .describe('As `chargeDetailRecord` of the graph shows them; they sum to the sums.'),
    }),
    ids: ['recordId', 'sessionId', 'stationId', 'as'],
    example: {
      recordId: one,
      sessionId: two,
      stationId: three,
      as: 'OPERATOR',
      creditOf: null,
      energyWh: 22_400,
      currency: 'EUR',
      amountMinor: 1_120,
      exclVatMinor: 941,
      inclVatMinor: 1_120,
      startedAt: at,
      endedAt: until,
      timeZone: 'Europe/Berlin',
      lines: [],
    },
  }),
  'reservation.changed': kind({
    version: 1,
    about:
      'A slot at one of your stations was booked, moved, used, cancelled, or is over. The highest `version` of a reservation holds.',
    scope: 'sessions:read',
    data: z.strictObject({
      reservationId: id('the reservation'),
      version: z.int().describe('Rises with each change.'),
      ...station,
      connectorId: id('the connector'),
      evseNumber: z.int().describe('Number of the EVSE at the station.'),
      state: code('PENDING, RESERVED, ACTIVE, FULFILLED, NO_SHOW, CANCELLED, REJECTED, FAILED or LAPSED.'),
      startsAt: moment('When the slot begins'),
      endsAt: moment('When it ends'),
      sessionId: z.uuid().nullable().describe('The session that uses it; null: none yet.'),
      reason: z.string().nullable().describe('Why it is over or was moved, as a code; null: nothing to say.'),
    }),
    ids: ['reservationId', 'version', 'stationId'],
    example: {
      reservationId: one,
      version: 2,
      stationId: two,
      connectorId: three,
      evseNumber: 1,
      state: 'RESERVED',
      startsAt: at,
      endsAt: until,
      sessionId: null,
      reason: null,
    },
  }),
  'station.saved': kind({
    version: 1,
    about: 'One of your stations was made or changed; it is told whole.',
    scope: 'stations:read',
    data: z.strictObject({
      ...station,
      name: z.string().nullable().describe('Its name.'),
      address: z.string().nullable().describe('Street, city and country in one line.'),
      latitude: z.number().describe('Degrees north, WGS 84.'),
      longitude: z.number().describe('Degrees east.'),
      timeZone: z.string().nullable().describe('IANA name.'),
      access: z.enum(['PUBLIC', 'CUSTOMERS', 'PRIVATE']).describe('Whom it is for.'),
      evses: z.array(
        z.strictObject({ evseId: id('the EVSE'), number: z.int().describe('Its number.'), connectors: z.array(connector) }),
      ),
    }),
    ids: ['stationId'],
    example: {
      stationId: one,
      name: 'Depot',
      address: 'Depot, Hauptstraße 1, Berlin, DE',
      latitude: 52.52,
      longitude: 13.405,
      timeZone: 'Europe/Berlin',
      access: 'PUBLIC',
      evses: [{ evseId: two, number: 1, connectors: [{ connectorId: three, number: 1, maxPowerW: 22_000, retired: false }] }],
    },
  }),
  'station.availability-changed': kind({
    version: 1,
    about:
      'The availability of one of your stations has changed: read it in the graph. It comes at most once in ten seconds for a station, and tells of all changes since.',
    scope: 'stations:read',
    data: z.strictObject(station),
    ids: ['stationId'],
    example: { stationId: one },
    gathers: true,
  }),
  'fault.reported': kind({
    version: 1,
    about: 'A driver says that something is wrong with a connector of yours.',
    scope: 'stations:read',
    data: z.strictObject({
      ...fault,
      connectorId: id('the connector'),
      fault: code('DOES_NOT_START, BROKEN, BLOCKED, PAYMENT, WRONG_DATA or OTHER.'),
    }),
    ids: ['reportId', 'stationId'],
    example: { reportId: one, stationId: two, connectorId: three, fault: 'BLOCKED' },
  }),
  'fault.resolved': kind({
    version: 1,
    about: 'A report of a fault is closed.',
    scope: 'stations:read',
    data: z.strictObject(fault),
    ids: ['reportId', 'stationId'],
    example: { reportId: one, stationId: two },
  }),
  'id-token.changed': kind({
    version: 1,
    about: 'What a customer of yours charges with was issued, blocked, let in again, or changed otherwise.',
    scope: 'users:read',
    data: z.strictObject({
      idTokenId: id('the identity'),
      type: code('RFID, APP, EMAID … as in the graph.'),
      status: z.enum(['ACTIVE', 'BLOCKED']).describe('Whether chargers take it.'),
      expiresAt: z.string().nullable().describe('Until when; null: for ever.'),
    }),
    ids: ['idTokenId'],
    example: { idTokenId: one, type: 'RFID', status: 'BLOCKED', expiresAt: null },
  }),
  'webhook.test': kind({
    version: 1,
    about: 'You have asked for it by `testWebhookEndpoint`. Every endpoint is told it, whatever kinds it wants.',
    scope: null,
    data: z.strictObject({ endpointId: id('the endpoint'), text: z.string().describe('Says that all is well.') }),
    ids: ['endpointId'],
    example: { endpointId: one, text: 'Hello from Evergraph.' },
  }),
}

export type KindName = keyof typeof KINDS
export type KindData<Name extends KindName> = z.output<(typeof KINDS)[Name]['data']>

export const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name)
/** Those that somebody can want. */
export const WANTED_KINDS = Object.keys(KINDS).filter((name) => name !== 'webhook.test') as KindName[]

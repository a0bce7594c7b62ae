import { z } from 'zod'
import { someText, timeZone } from '#lib/text.ts'
import { locationInput } from '#lib/graph.ts'
import { builder, type InputFields } from './builder.ts'
import { ConnectorInput } from './connector.schema.ts'
import { AccessRef, FacilityRef } from './facility.schema.ts'
import { STATIONS_LIMITS } from './limits.ts'
import { HoursInput } from './hours.schema.ts'
import { chosenPassword, type PasswordFormat } from './password.ts'

export const country = z.string().regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code, e.g. DE.')

const PasswordFormatRef = builder.enumType('PasswordFormat', {
  description: 'What a password looks like that is made for a charger. Both are good for OCPP 1.6, 2.0.1 and 2.1.',
  values: {
    TEXT: { description: '20 letters, digits, hyphens and underscores.' },
    HEX: { description: '40 hexadecimal digits: 20 bytes, for chargers whose AuthorizationKey takes nothing else.' },
  } satisfies Record<PasswordFormat, object>,
})

const passwordOf = {
  description:
    "A password for the charger, of your choice. OCPP 2.0.1 and 2.1 take 16 to 40 characters, OCPP 1.6's AuthorizationKey 16 to 20 " +
    'characters or 32 to 40 hexadecimal digits. Of a key in hexadecimal the charger may send the digits, in either case, or ' +
    'the bytes that they stand for. It is in no answer. Without it, one is made.',
  required: false,
  validate: chosenPassword,
} as const
const formatOf = {
  type: PasswordFormatRef,
  description: 'The form of the password that is made; TEXT without it. Not together with a chosen one.',
  required: false,
} as const

const LocationInput = locationInput(builder)

/** What a driver finds at a station, as its operator says. */
const offered = (t: InputFields) => ({
  access: t.field({ type: AccessRef, required: false, description: 'Whom it is for; a new station is for everybody without it.' }),
  facilities: t.field({
    type: [FacilityRef],
    required: false,
    description: 'What is there or close to it; this takes the place of what was said before.',
    validate: z.array(z.unknown()).max(20, 'At most 20.'),
  }),
  hours: t.field({ type: HoursInput, required: false, description: 'When one gets in. Without it a station counts as open.' }),
})

export const emi3 = z.string().regex(/^[A-Z]{2}\*?[A-Z0-9]{3}\*?E[A-Z0-9*]{1,30}$/, 'An eMI3 EVSE id, e.g. DE*EVG*E000001*1.')
export const plugs = z
  .array(z.unknown())
  .min(1, 'An EVSE has at least one connector.')
  .max(STATIONS_LIMITS.connectors, `An EVSE has at most ${STATIONS_LIMITS.connectors} connectors.`)

const EvseInput = builder.inputType('RegisterEvseInput', {
  description: 'An EVSE of a new station.',
  fields: (t) => ({
    evseId: t.string({
      description: 'Its eMI3 id, e.g. DE*EVG*E000001*1; no other EVSE may have it.',
      validate: emi3,
    }),
    connectors: t.field({
      type: [ConnectorInput],
      description: 'Its connectors; their numbers follow the order, from 1.',
      validate: plugs,
    }),
  }),
})

export const RegisterInput = builder.inputType('RegisterStationInput', {
  description: 'A new station.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again registers nothing and gives the same station.' }),
    operatorId: t.field({
      type: 'UUID',
      required: false,
      description: 'Who operates it. Operators register for themselves; an admin must say it.',
    }),
    identity: t.string({
      description:
        "OCPP identity, the last segment of the charger's URL; unique. In the sandbox it begins with SBX-, and nowhere else.",
      validate: z.string().regex(/^[A-Za-z0-9*_=:+|@.-]{1,48}$/, '1 to 48 letters, digits or *_=:+|@.-'),
    }),
    password: t.string(passwordOf),
    passwordFormat: t.field(formatOf),
    name: t.string({ description: 'Its name for people.', validate: someText(100) }),
    address: t.string({ description: 'Street and number.', validate: someText(200) }),
    city: t.string({ description: 'City or town.', validate: someText(100) }),
    country: t.string({ description: 'ISO 3166-1 alpha-2 code.', validate: country }),
    location: t.field({ type: LocationInput, description: 'Where it stands.' }),
    timeZone: t.string({ description: 'IANA name, e.g. Europe/Berlin.', validate: timeZone }),
    ...offered(t),
    evses: t.field({
      type: [EvseInput],
      description: 'Its EVSEs; their numbers follow the order, from 1.',
      validate: z
        .array(z.unknown())
        .min(1, 'A station has at least one EVSE.')
        .max(STATIONS_LIMITS.evses, `A station has at most ${STATIONS_LIMITS.evses} EVSEs.`),
    }),
  }),
})

export const UpdateInput = builder.inputType('UpdateStationInput', {
  description: 'What to change of a station; what is left out or null stays.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    name: t.string({ required: false, description: 'Its name for people.', validate: someText(100) }),
    address: t.string({ required: false, description: 'Street and number.', validate: someText(200) }),
    city: t.string({ required: false, description: 'City or town.', validate: someText(100) }),
    country: t.string({ required: false, description: 'ISO 3166-1 alpha-2 code.', validate: country }),
    location: t.field({ type: LocationInput, required: false, description: 'Where it stands.' }),
    timeZone: t.string({ required: false, description: 'IANA name, e.g. Europe/Berlin.', validate: timeZone }),
    ...offered(t),
    signedMeterRequired: t.boolean({
      required: false,
      description:
        'Whether bills of its sessions need signed meter values that are good, from begin to end. A session without them is held.',
    }),
  }),
})

export const RenewInput = builder.inputType('RenewStationPasswordInput', {
  description: 'Whose password to renew.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    password: t.string(passwordOf),
    passwordFormat: t.field(formatOf),
  }),
})

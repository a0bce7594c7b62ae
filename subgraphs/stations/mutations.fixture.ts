import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const location = { latitude: 52, longitude: 5 }
const connector = { standard: 'IEC_62196_T2', format: 'SOCKET', powerType: 'AC_3_PHASE', maxPowerW: 22_000 }
const evses = [{ evseId: 'NL*EVG*E1', connectors: [connector] }]
const component = { type: 'ENERGY', price: 0.5, vat: 20, stepSize: 1 }
/** A key of secp256k1 that its maker has published. */
const publicKey =
  '3056301006072A8648CE3D020106052B8104000A034200044E4970098EEFF5E0E286E3A38552679771B89315A49DDDF66EBAC6F176FB02DF9841091010E6850510540DAD0CF967FD8DE0AB25198282B39597DDCE09EDF459'
const prices = (price: number) => [{ components: [{ ...component, price }] }]
const stepSizes = (stepSize: number) => [{ components: [{ ...component, stepSize }] }]

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  saveTariff: {
    input: { idempotencyKey: newId(), currency: 'EUR', description: 'x', elements: [{ components: [component] }] },
    stranger: 'FORBIDDEN',
    bad: [
      [{ description: 'no\0text' }, ['input', 'description']],
      [{ currency: 'euro' }, ['input', 'currency']],
      [{ elements: [] }, ['input', 'elements']],
      [{ elements: stepSizes(0) }, ['input', 'elements', 0, 'components', 0, 'stepSize']],
      [{ elements: prices(-1) }, ['input', 'elements', 0, 'components', 0, 'price']],
      [{ elements: prices(10_001) }, ['input', 'elements', 0, 'components', 0, 'price']],
      [{ validFrom: '2020-01-01T00:00:00Z' }, ['input', 'validFrom']],
      [
        { elements: [{ components: [component], restrictions: { startTime: '25:00' } }] },
        ['input', 'elements', 0, 'restrictions', 'startTime'],
      ],
      [{ minPrice: { exclVat: -1, inclVat: 0 } }, ['input', 'minPrice', 'exclVat']],
      [{ preauthorizeAmount: 0 }, ['input', 'preauthorizeAmount']],
      [{ preauthorizeAmount: 1_000_000 }, ['input', 'preauthorizeAmount']],
      [{ altTexts: [{ language: 'nl', text: 'no\0text' }] }, ['input', 'altTexts', 0, 'text']],
      [{ energyMix: { isGreen: true, product: 'no\0text' } }, ['input', 'energyMix', 'product']],
      [{ idle: { graceMinutes: -1 } }, ['input', 'idle', 'graceMinutes']],
    ],
  },
  setConnectorTariff: {
    input: { connectorId: id, tariffId: id },
    stranger: 'FORBIDDEN',
    bad: [[{ connectorId: NOT_A_UUID }, ['input', 'connectorId']]],
  },
  registerStation: {
    input: {
      idempotencyKey: newId(),
      identity: 'X-1',
      name: 'X',
      address: 'X 1',
      city: 'X',
      country: 'NL',
      timeZone: 'Europe/Amsterdam',
      location,
      evses,
    },
    stranger: 'FORBIDDEN',
    bad: [
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ location: { latitude: 91, longitude: 5 } }, ['input', 'location', 'latitude']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ country: 'Netherlands' }, ['input', 'country']],
      [{ identity: 'a/b' }, ['input', 'identity']],
      [{ password: 'fifteen letters' }, ['input', 'password']],
      [{ password: 'x'.repeat(41) }, ['input', 'password']],
      [{ password: 'no\0character of ASCII' }, ['input', 'password']],
      [{ password: 'schlüssel der säule' }, ['input', 'password']],
      [{ passwordFormat: 'BASE64' }, ['input', 'passwordFormat']],
      [{ evses: [] }, ['input', 'evses']],
      [{ evses: [{ evseId: 'x', connectors: [connector] }] }, ['input', 'evses', 0, 'evseId']],
      [
        { evses: [{ ...evses[0], connectors: [{ ...connector, maxPowerW: -5 }] }] },
        ['input', 'evses', 0, 'connectors', 0, 'maxPowerW'],
      ],
    ],
  },
  updateStation: {
    input: { stationId: id, name: 'X' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ name: '' }, ['input', 'name']],
      [{ signedMeterRequired: 'yes' }, ['input', 'signedMeterRequired']],
      [{ access: 'NOBODY' }, ['input', 'access']],
      [{ facilities: ['POOL'] }, ['input', 'facilities', 0]],
      [{ hours: { regular: [{ weekday: 8, begin: '08:00', end: '09:00' }] } }, ['input', 'hours', 'regular', 0, 'weekday']],
      [{ hours: { regular: [{ weekday: 1, begin: '24:00', end: '24:00' }] } }, ['input', 'hours', 'regular', 0, 'begin']],
      [
        { hours: { regular: Array.from({ length: 51 }, () => ({ weekday: 1, begin: '08:00', end: '09:00' })) } },
        ['input', 'hours', 'regular'],
      ],
    ],
  },
  addEvse: {
    input: { stationId: id, evseId: 'NL*EVG*E9', connectors: [connector] },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ evseId: 'one' }, ['input', 'evseId']],
      [{ connectors: [] }, ['input', 'connectors']],
      [{ connectors: Array.from({ length: 9 }, () => connector) }, ['input', 'connectors']],
      [{ connectors: [{ ...connector, maxPowerW: 0 }] }, ['input', 'connectors', 0, 'maxPowerW']],
    ],
  },
  updateEvse: {
    input: { id, evseId: 'NL*EVG*E9' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ id: NOT_A_UUID }, ['input', 'id']],
      [{ evseId: '' }, ['input', 'evseId']],
    ],
  },
  addConnector: {
    input: { evseId: id, number: 2, connector },
    stranger: 'FORBIDDEN',
    bad: [
      [{ evseId: NOT_A_UUID }, ['input', 'evseId']],
      [{ number: 0 }, ['input', 'number']],
      [{ number: 101 }, ['input', 'number']],
      [{ connector: { ...connector, standard: 'PLUG' } }, ['input', 'connector', 'standard']],
    ],
  },
  updateConnector: {
    input: { connectorId: id, maxPowerW: 11_000 },
    stranger: 'FORBIDDEN',
    bad: [
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ maxPowerW: 99 }, ['input', 'maxPowerW']],
      [{ standard: 'PLUG' }, ['input', 'standard']],
    ],
  },
  addStationGuests: {
    input: { stationId: id, userIds: [id] },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ userIds: [] }, ['input', 'userIds']],
      [{ userIds: [NOT_A_UUID] }, ['input', 'userIds', 0]],
      [{ userIds: Array.from({ length: 101 }, () => id) }, ['input', 'userIds']],
    ],
  },
  removeStationGuests: {
    input: { stationId: id, userIds: [id] },
    stranger: 'FORBIDDEN',
    bad: [[{ userIds: [] }, ['input', 'userIds']]],
  },
  retireStation: { input: { stationId: id }, stranger: 'FORBIDDEN', bad: [[{ stationId: NOT_A_UUID }, ['input', 'stationId']]] },
  retireEvse: { input: { evseId: id }, stranger: 'FORBIDDEN', bad: [[{ evseId: NOT_A_UUID }, ['input', 'evseId']]] },
  retireConnector: {
    input: { connectorId: id },
    stranger: 'FORBIDDEN',
    bad: [[{ connectorId: NOT_A_UUID }, ['input', 'connectorId']]],
  },
  reportFault: {
    input: { connectorId: id, kind: 'BROKEN', text: 'The plug.' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ connectorId: NOT_A_UUID }, ['input', 'connectorId']],
      [{ kind: 'UGLY' }, ['input', 'kind']],
      [{ text: 'no\0text' }, ['input', 'text']],
      [{ text: 'x'.repeat(1_001) }, ['input', 'text']],
    ],
  },
  resolveFaultReport: {
    input: { reportId: id, note: 'Mended.' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ reportId: NOT_A_UUID }, ['input', 'reportId']],
      [{ note: 'no\0text' }, ['input', 'note']],
    ],
  },
  registerMeterKey: {
    input: { idempotencyKey: newId(), evseId: id, meterSerial: 'M-1', publicKey },
    stranger: 'FORBIDDEN',
    bad: [
      [{ evseId: NOT_A_UUID }, ['input', 'evseId']],
      [{ meterSerial: ' ' }, ['input', 'meterSerial']],
      [{ meterSerial: 'no\0text' }, ['input', 'meterSerial']],
      [{ publicKey: 'a key' }, ['input', 'publicKey']],
      [{ publicKey: publicKey.slice(0, -2) }, ['input', 'publicKey']],
      [{ publicKey: 'AB'.repeat(2_000) }, ['input', 'publicKey']],
      [{ validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }, ['input', 'validUntil']],
    ],
  },
  setMeterKeyEnd: {
    input: { meterKeyId: id, validUntil: '2030-01-01T00:00:00Z' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ meterKeyId: NOT_A_UUID }, ['input', 'meterKeyId']],
      [{ validUntil: 'tomorrow' }, ['input', 'validUntil']],
    ],
  },
  renewStationPassword: {
    input: { stationId: id },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ password: 'too short' }, ['input', 'password']],
      [{ password: 'a space at the end ' }, ['input', 'password']],
    ],
  },
}

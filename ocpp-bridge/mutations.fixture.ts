import { newId } from '#lib/id.ts'
import type { Input, MutationCase } from '../test/mutation-case.ts'

const NOT_A_UUID = 'nonsense'

/** A command's mutation: what its input has of its own, and the faults of that. */
const command = (own: Input, bad: [change: Input, field: string][] = []): MutationCase => ({
  input: { chargePointId: newId(), idempotencyKey: newId(), ...own },
  stranger: 'FORBIDDEN',
  bad: [
    [{ chargePointId: NOT_A_UUID }, ['input', 'chargePointId']],
    [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    [{ waitSeconds: 0 }, ['input', 'waitSeconds']],
    ...bad.map(([change, field]): [Input, string[]] => [change, ['input', ...field.split('.')]]),
  ],
})

const LOG_FAULTS: [change: Input, field: string][] = [
  [{ location: 'file:///var/log' }, 'location'],
  [{ from: '2026-11-21T10:00:00Z', to: '2026-11-21T09:00:00Z' }, 'to'],
  [{ retries: 101 }, 'retries'],
]

const MONITOR = { of: { component: 'Connector', variable: 'Temperature' }, type: 'UPPER_THRESHOLD', value: 70, severity: 2 }

const ofBulk: MutationCase = {
  input: { bulkCommandId: newId() },
  stranger: 'FORBIDDEN',
  bad: [[{ bulkCommandId: NOT_A_UUID }, ['input', 'bulkCommandId']]],
}

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  installCertificate: command({ use: 'CSMS_ROOT', pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----' }, [
    [{ use: 'LEAF' }, 'use'],
    [{ pem: 'AA==' }, 'pem'],
    [{ pem: `-----BEGIN CERTIFICATE-----${'A'.repeat(5_500)}-----END CERTIFICATE-----` }, 'pem'],
  ]),
  deleteCertificate: command({ hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: '01' }, [
    [{ hashAlgorithm: 'MD5' }, 'hashAlgorithm'],
    [{ issuerNameHash: 'zz' }, 'issuerNameHash'],
    [{ issuerKeyHash: '' }, 'issuerKeyHash'],
    [{ serialNumber: 'f'.repeat(41) }, 'serialNumber'],
  ]),
  getInstalledCertificates: command({ use: 'CSMS_ROOT' }, [[{ use: 'LEAF' }, 'use']]),
  rotateChargePointPassword: command({}),
  setNetworkProfile: command({ slot: 1, url: 'wss://csms.example/ocpp', securityProfile: 2, interface: 'WIRED_0' }, [
    [{ slot: -1 }, 'slot'],
    [{ url: 'https://csms.example' }, 'url'],
    [{ url: 'ws://csms.example/ocpp' }, 'url'],
    [{ securityProfile: 0 }, 'securityProfile'],
    [{ interface: 'AIR' }, 'interface'],
    [{ messageTimeoutSeconds: 0 }, 'messageTimeoutSeconds'],
  ]),
  revokeCertificate: {
    input: { serial: 'abc123' },
    stranger: 'FORBIDDEN',
    bad: [[{ serial: 'not hex' }, ['input', 'serial']]],
  },
  barChargePoint: {
    input: { chargePointId: newId() },
    stranger: 'FORBIDDEN',
    bad: [[{ chargePointId: NOT_A_UUID }, ['input', 'chargePointId']]],
  },
  abandonChargePointRun: {
    input: { runId: newId() },
    stranger: 'FORBIDDEN',
    bad: [[{ runId: NOT_A_UUID }, ['input', 'runId']]],
  },
  retryQuarantinedMessage: {
    input: { messageId: newId() },
    stranger: 'FORBIDDEN',
    bad: [[{ messageId: NOT_A_UUID }, ['input', 'messageId']]],
  },
  dismissQuarantinedMessage: {
    input: { messageId: newId(), reason: 'A test of the maker.' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ messageId: NOT_A_UUID }, ['input', 'messageId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  startBulkCommand: {
    input: { commandId: newId(), idempotencyKey: newId(), filter: {} },
    stranger: 'FORBIDDEN',
    bad: [
      [{ commandId: NOT_A_UUID }, ['input', 'commandId']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ filter: null }, ['input', 'filter']],
      [{ filter: { search: '' } }, ['input', 'filter', 'search']],
      [{ filter: { stationIds: [NOT_A_UUID] } }, ['input', 'filter', 'stationIds', 0]],
      [{ expectedCount: 0 }, ['input', 'expectedCount']],
      [{ perMinute: 601 }, ['input', 'perMinute']],
      [{ atOnce: 0 }, ['input', 'atOnce']],
      [{ pauseAtFailedPercent: 101 }, ['input', 'pauseAtFailedPercent']],
      [{ waitSeconds: 0 }, ['input', 'waitSeconds']],
    ],
  },
  pauseBulkCommand: ofBulk,
  resumeBulkCommand: ofBulk,
  cancelBulkCommand: ofBulk,
  cancelChargePointCommand: {
    input: { commandId: newId() },
    stranger: 'FORBIDDEN',
    bad: [[{ commandId: NOT_A_UUID }, ['input', 'commandId']]],
  },
  getChargePointDiagnostics: command({ location: 'ftp://files.example/' }, LOG_FAULTS),
  getChargePointLog: command({ location: 'ftp://files.example/', type: 'SECURITY' }, [...LOG_FAULTS, [{ type: 'ALL' }, 'type']]),
  resetChargePoint: command({ type: 'IMMEDIATE' }, [
    [{ type: 'SOON' }, 'type'],
    [{ evseNumber: 0 }, 'evseNumber'],
  ]),
  requestFirmwareUpload: {
    input: { name: 'fw.bin', bytes: 4, sha256: 'a'.repeat(64), idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    bad: [
      [{ name: '../fw.bin' }, ['input', 'name']],
      [{ version: 'v'.repeat(51) }, ['input', 'version']],
      [{ bytes: 0 }, ['input', 'bytes']],
      [{ bytes: 512 * 1024 * 1024 + 1 }, ['input', 'bytes']],
      [{ sha256: 'x'.repeat(64) }, ['input', 'sha256']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  deleteFirmwareImage: {
    input: { imageId: newId() },
    stranger: 'FORBIDDEN',
    bad: [[{ imageId: NOT_A_UUID }, ['input', 'imageId']]],
  },
  updateChargePointFirmware: command({ location: 'ftp://files.example/firmware.bin' }, [
    [{ location: 'file:///etc/passwd' }, 'location'],
    [{ location: 'not a url' }, 'location'],
    [{ location: `https://files.example/${'x'.repeat(512)}` }, 'location'],
    [{ location: null }, 'location'],
    [{ imageId: newId() }, 'location'],
    [{ imageId: NOT_A_UUID }, 'imageId'],
    [{ retrieveAt: 'tomorrow' }, 'retrieveAt'],
    [{ installAt: 'later' }, 'installAt'],
    [{ retries: -1 }, 'retries'],
    [{ retryIntervalSeconds: 0 }, 'retryIntervalSeconds'],
    [{ signature: { certificate: 'no PEM', signature: 'AAAA' } }, 'signature.certificate'],
    [{ signature: { certificate: '-----BEGIN CERTIFICATE-----', signature: 'no base64!' } }, 'signature.signature'],
  ]),
  setChargingProfile: command(
    { purpose: 'TX_DEFAULT', evseNumber: 1, stackLevel: 0, unit: 'A', periods: [{ startSeconds: 0, limit: 16 }] },
    [
      [{ purpose: 'EXTERNAL' }, 'purpose'],
      [{ purpose: 'TX' }, 'transactionId'],
      [{ transactionId: newId() }, 'transactionId'],
      [{ purpose: 'STATION_MAX' }, 'evseNumber'],
      [{ evseNumber: -1 }, 'evseNumber'],
      [{ stackLevel: -1 }, 'stackLevel'],
      [{ periods: [] }, 'periods'],
      [{ periods: [{ startSeconds: 60, limit: 16 }] }, 'periods'],
      [{ repeats: 'DAILY' }, 'startAt'],
      [{ durationSeconds: 0 }, 'durationSeconds'],
      [{ validFrom: '2026-01-02T00:00:00Z', validTo: '2026-01-01T00:00:00Z' }, 'validTo'],
      [{ minimum: -1 }, 'minimum'],
    ],
  ),
  clearChargingProfiles: command({}, [
    [{ evseNumber: -1 }, 'evseNumber'],
    [{ purpose: 'EXTERNAL' }, 'purpose'],
    [{ stackLevel: -1 }, 'stackLevel'],
    [{ profileId: 1, stackLevel: 0 }, 'profileId'],
    [{ profileId: -(2 ** 31) }, 'profileId'],
  ]),
  getChargingProfiles: command({}, [
    [{ evseNumber: -1 }, 'evseNumber'],
    [{ purpose: 'ALL' }, 'purpose'],
    [{ stackLevel: -1 }, 'stackLevel'],
    [{ profileIds: [] }, 'profileIds'],
    [{ profileIds: [1], purpose: 'TX' }, 'profileIds'],
    [{ sources: [] }, 'sources'],
    [{ sources: ['CSO', 'EMS', 'SO', 'Other', 'more'] }, 'sources'],
  ]),
  getCompositeSchedule: command({ evseNumber: 1, durationSeconds: 3_600 }, [
    [{ evseNumber: -1 }, 'evseNumber'],
    [{ durationSeconds: 0 }, 'durationSeconds'],
    [{ unit: 'HP' }, 'unit'],
  ]),
  unlockConnector: command({ evseNumber: 1 }, [
    [{ evseNumber: 0 }, 'evseNumber'],
    [{ connectorNumber: 0 }, 'connectorNumber'],
  ]),
  changeAvailability: command({ available: false }, [
    [{ available: null }, 'available'],
    [{ evseNumber: 0 }, 'evseNumber'],
    [{ connectorNumber: 1 }, 'evseNumber'],
  ]),
  triggerMessage: command({ message: 'HEARTBEAT' }, [
    [{ message: 'GOSSIP' }, 'message'],
    [{ evseNumber: 0 }, 'evseNumber'],
    [{ connectorNumber: 1 }, 'evseNumber'],
  ]),
  transferData: command({ vendorId: 'org.example', data: 'text' }, [
    [{ vendorId: '' }, 'vendorId'],
    [{ messageId: 'm'.repeat(51) }, 'messageId'],
    [{ data: 'd'.repeat(10_001) }, 'data'],
    [{ json: {} }, 'json'],
  ]),
  clearCache: command({}),
  clearVariableMonitor: command({ number: 1 }, [[{ number: -1 }, 'number']]),
  getMonitoringReport: command({}, [
    [{ criteria: [] }, 'criteria'],
    [{ of: { component: '' } }, 'of.component'],
  ]),
  setMonitoringBase: command({ base: 'ALL' }, [[{ base: 'NONE' }, 'base']]),
  setMonitoringLevel: command({ severity: 5 }, [[{ severity: 10 }, 'severity']]),
  setVariableMonitor: command(MONITOR, [
    [{ severity: -1 }, 'severity'],
    [{ type: 'SOMETIMES' }, 'type'],
    [{ number: -1 }, 'number'],
    [{ of: { component: 'Connector' } }, 'of.variable'],
    [{ of: { ...MONITOR.of, evseNumber: -1 } }, 'of.evseNumber'],
    [{ of: { ...MONITOR.of, variable: 'x'.repeat(51) } }, 'of.variable'],
  ]),
  clearDisplayMessage: command({ number: 1 }, [[{ number: -1 }, 'number']]),
  getDisplayMessages: command({}),
  setCostDisplay: {
    input: { chargePointId: newId(), shows: true },
    stranger: 'FORBIDDEN',
    bad: [[{ chargePointId: NOT_A_UUID }, ['input', 'chargePointId']]],
  },
  setDisplayMessage: command({ content: 'Welcome' }, [
    [{ content: '' }, 'content'],
    [{ content: 'x'.repeat(1_025) }, 'content'],
    [{ format: 'MORSE' }, 'format'],
    [{ language: 'not a language' }, 'language'],
    [{ endsAt: '2020-01-01T00:00:00Z' }, 'endsAt'],
    [{ transactionId: NOT_A_UUID }, 'transactionId'],
  ]),
  getConfiguration: command({ keys: ['HeartbeatInterval'] }, [[{ keys: Array.from({ length: 51 }, () => 'key') }, 'keys']]),
  changeConfiguration: command({ key: 'HeartbeatInterval', value: '300' }, [
    [{ key: '' }, 'key'],
    [{ key: 'AuthorizationKey' }, 'key'],
    [{ value: 'v'.repeat(501) }, 'value'],
  ]),
  getVariables: command({ variables: [{ component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' }] }, [
    [{ variables: [] }, 'variables'],
  ]),
  setVariables: command({ variables: [{ component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval', value: '300' }] }, [
    [{ variables: [] }, 'variables'],
  ]),
  getBaseReport: command({ base: 'FULL' }, [[{ base: 'SOME' }, 'base']]),
  reserveNow: command({ expiresAt: '2100-01-01T00:00:00Z', idToken: 'CARD1' }, [
    [{ evseNumber: 0 }, 'evseNumber'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ idToken: '' }, 'idToken'],
    [{ idTokenType: 'FACE' }, 'idTokenType'],
    [{ groupIdToken: 'g'.repeat(37) }, 'groupIdToken'],
  ]),
  cancelReservation: command({ reservationId: newId() }, [[{ reservationId: NOT_A_UUID }, 'reservationId']]),
  getLocalListVersion: command({}),
  sendLocalList: command({ full: true }, [[{ full: null }, 'full']]),
  keepLocalList: {
    input: { chargePointId: newId(), kept: true },
    stranger: 'FORBIDDEN',
    bad: [
      [{ chargePointId: NOT_A_UUID }, ['input', 'chargePointId']],
      [{ kept: null }, ['input', 'kept']],
    ],
  },
}

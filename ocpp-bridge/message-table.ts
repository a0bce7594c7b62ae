import type { OcppVersion } from '#lib/events.ts'
import { ACTIONS } from './actions/actions.ts'
import type { Action } from './context.ts'
import { OPERATIONS } from './operations/operations.ts'
import type { Operation } from './operations/operation.ts'
import { schemasOf } from './wire/messages.ts'

/** The tables of `ocpp-bridge/README.md`, from what the code does: `npm run compose` writes them there. */

const VERSIONS: readonly OcppVersion[] = ['1.6', '2.0.1', '2.1']

/** What a charger's message is about. How it is taken is read from the code. */
const ABOUT: Readonly<Record<string, string>> = {
  Authorize: 'what an id token is worth, from what the bridge itself knows',
  BatterySwap: 'a battery was swapped',
  BootNotification: 'it has started: Accepted, or Pending until it is registered; what runs is suspended',
  ClearedChargingLimit: 'a limit from elsewhere is over',
  ClosePeriodicEventStream: 'a stream of measurements ends',
  DataTransfer: "a maker's own words; kept for operators",
  DiagnosticsStatusNotification: 'how far the upload of its diagnostics is',
  FirmwareStatusNotification: 'how far the update of its firmware is',
  Get15118EVCertificate: "a vehicle's contract certificate; Failed: there is no contract back end",
  GetCertificateChainStatus: 'the state of a chain of certificates',
  GetCertificateStatus: 'the state of a certificate; Failed: we ask no OCSP responder',
  Heartbeat: 'it is there; answered with our time',
  LogStatusNotification: 'how far the upload of its log is',
  MeterValues: 'samples of the transaction that is named, or that runs on the connector',
  NotifyChargingLimit: 'a limit from elsewhere',
  NotifyCustomerInformation: 'what it has on a customer',
  NotifyDERAlarm: 'an alarm of feeding in',
  NotifyDERStartStop: 'feeding in starts or stops',
  NotifyDisplayMessages: 'what its display shows',
  NotifyEVChargingNeeds: 'what a vehicle asks for (ISO 15118)',
  NotifyEVChargingSchedule: 'what a vehicle plans (ISO 15118)',
  NotifyEvent: 'a monitored value, or something that happened',
  NotifyMonitoringReport: 'what it monitors',
  NotifyPeriodicEventStream: 'measurements; a SEND, which is never answered',
  NotifyPriorityCharging: 'charging has priority',
  NotifyReport: 'a part of its device model',
  NotifySettlement: 'a payment at its own terminal',
  NotifyWebPaymentStarted: 'a payment by its QR code has begun',
  OpenPeriodicEventStream: 'it wants to stream measurements',
  PublishFirmwareStatusNotification: 'how far it is with publishing a firmware to others',
  PullDynamicScheduleUpdate: 'it asks for the newest schedule',
  ReportChargingProfiles: 'the charging profiles that it has',
  ReportDERControl: 'how it is to feed in',
  ReservationStatusUpdate: 'what became of a reservation',
  SecurityEventNotification: 'something that matters to security',
  SignCertificate: 'it wants a certificate',
  SignedFirmwareStatusNotification: 'how far the update of its signed firmware is',
  StartTransaction: 'a transaction begins; answered with its id and the worth of the token',
  StatusNotification: 'how a connector is',
  StopTransaction: 'a transaction ends',
  TransactionEvent: 'a transaction begins, goes on or ends; parts may come in any order',
  VatNumberValidation: 'whether a VAT number is valid',
}

/** What is asked for drivers; the rest is asked by operators. */
const FOR_DRIVERS: readonly [action: string, versions: readonly OcppVersion[], what: string][] = [
  ['RemoteStartTransaction', ['1.6'], 'Starts charging with a token that is made for it alone.'],
  ['CostUpdated', ['2.0.1', '2.1'], 'Tells a charger that shows it what a session costs.'],
  ['RequestStartTransaction', ['2.0.1', '2.1'], 'Starts charging with a token that is made for it alone.'],
  ['RemoteStopTransaction', ['1.6'], 'Stops charging.'],
  ['RequestStopTransaction', ['2.0.1', '2.1'], 'Stops charging.'],
]

const marks = (has: (version: OcppVersion) => boolean): string => VERSIONS.map((version) => (has(version) ? '●' : '')).join(' | ')

/** Messages of chargers, one row each. */
export function takenMessages(): string {
  const names = [...new Set(VERSIONS.flatMap((version) => Object.keys(ACTIONS[version])))].toSorted()
  const rows = names.map((name) => {
    const actions = VERSIONS.flatMap((version) => (Object.hasOwn(ACTIONS[version], name) ? (ACTIONS[version][name] ?? []) : []))
    const about = ABOUT[name]
    if (about === undefined) throw new Error(`message-table.ts does not say what ${name} is about`)
    const how = [...new Set(actions.map(howTaken))].join('; ')
    return `| \`${name}\` | ${marks((version) => Object.hasOwn(ACTIONS[version], name))} | ${about} | ${how} |`
  })
  return ['| message | 1.6 | 2.0.1 | 2.1 | what it says | how it is taken |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

function howTaken(action: Action): string {
  if (!('reply' in action)) {
    if (action.transactional) return 'never refused'
    return action.lenient ? 'read as far as possible' : 'worked'
  }
  const call = { receivedAt: new Date(0), payload: {} } as Parameters<typeof action.reply>[0]
  const { status } = action.reply(call)
  return status === undefined ? 'acknowledged' : `answered ${JSON.stringify(status)}`.replaceAll('"', '')
}

/** Messages to chargers, one row each. */
export function sentMessages(): string {
  const operations = Object.values<Pick<Operation<never>, 'actions' | 'description'>>(OPERATIONS)
  const asked = operations.flatMap(({ actions, description }) =>
    VERSIONS.flatMap((version): [string, OcppVersion, string][] => {
      const action = actions[version]
      return action === undefined ? [] : [[action, version, description]]
    }),
  )
  const all = [
    ...FOR_DRIVERS.flatMap(([action, versions, what]) => versions.map((version) => [action, version, what] as const)),
    ...asked,
  ]
  const rows = [...Map.groupBy(all, ([action]) => action)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([action, said]) => {
      const what = [...new Set(said.map(([, , words]) => words))].join(' ')
      return `| \`${action}\` | ${marks((version) => said.some(([, of]) => of === version))} | ${what} |`
    })
  return ['| message | 1.6 | 2.0.1 | 2.1 | what it does |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** Messages of the schemas that are neither taken nor sent, by version. */
export function otherMessages(): string {
  const used = `${takenMessages()}\n${sentMessages()}`
  const isUsed = (name: string, version: OcppVersion): boolean => {
    const row = used.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
    return row?.split('|')[2 + VERSIONS.indexOf(version)]?.trim() === '●'
  }
  const lines = VERSIONS.map((version) => {
    const names = [...schemasOf(version).keys()]
      .filter((name) => name.endsWith('.request'))
      .map((name) => name.replace('.request', ''))
    const others = names.filter((name) => !isUsed(name, version)).toSorted()
    return `- OCPP ${version}: ${others.length === 0 ? 'none' : others.map((name) => `\`${name}\``).join(', ')}`
  })
  return lines.join('\n')
}

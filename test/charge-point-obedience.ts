import type { SimulatedClock } from './charge-point-clock.ts'
import type { Status, Version } from './charge-point-dialect.ts'
import type { Evse } from './charge-point-evse.ts'
import type { Json } from './charge-point-wire.ts'

/** The station, as its operator's commands move it. */
export interface Station {
  version: Version
  evses: readonly Evse[]
  clock: SimulatedClock
  /** What it says of its own accord; an offline charger says nothing. */
  say(action: string, payload: Json): Promise<unknown>
  setStatus(evse: number, status: Status): Promise<void>
  stop(evse: Evse, reason: string): Promise<void>
  meter(evse: Evse): Promise<void>
  boot(): Promise<unknown>
  /** Ends what runs, closes the line, and comes back with a boot; with another firmware where one is given. */
  reboot(reasons: { stop: string; boot: string }, firmware?: string): Promise<void>
}

/** Answers a command; what follows from it happens after the answer. Undefined: it has no such command. */
export type Obedience = (action: string, payload: Json) => Json | undefined

type Doing = (payload: Json) => Json

/** A charger that does what its operator asks, as a real one would: it keeps settings and lists, reboots, uploads, updates itself. */
export function createObedience(station: Station): Obedience {
  const old = station.version === '1.6'
  const settings = new Map(Object.entries(old ? { ...SETTINGS, NumberOfConnectors: `${station.evses.length}` } : VARIABLES))
  let listVersion = 0
  const profiles = new Map<string, Json>()

  const after = (act: () => Promise<unknown>): void => void setImmediate(() => void act().catch(() => {}))
  const says = (status: string, more: Json = {}): Json => ({ status, ...more })
  const place = (payload: Json): Evse[] => {
    const number = (payload['connectorId'] ?? payload['evseId'] ?? (payload['evse'] as Json | undefined)?.['id'] ?? 0) as number
    return number === 0 ? [...station.evses] : station.evses.filter((evse) => evse.number === number)
  }

  function changeAvailability(payload: Json): Json {
    const asked = place(payload)
    if (asked.length === 0) return says('Rejected')
    const status = (payload['type'] ?? payload['operationalStatus']) === 'Inoperative' ? 'Unavailable' : 'Available'
    const busy = asked.filter(({ transaction }) => transaction !== undefined)
    after(async () => {
      for (const evse of asked) if (evse.transaction === undefined && !evse.plugged) await station.setStatus(evse.number, status)
    })
    for (const evse of busy) evse.afterwards = status
    return says(busy.length > 0 ? 'Scheduled' : 'Accepted')
  }

  function reset({ type }: Json): Json {
    const stop = old ? (type === 'Hard' ? 'HardReset' : 'SoftReset') : 'ImmediateReset'
    const reboot = () => station.reboot({ stop, boot: 'RemoteReset' })
    const busy = station.evses.some(({ transaction }) => transaction !== undefined)
    if (type !== 'OnIdle' || !busy) return (after(reboot), says('Accepted'))
    const idle = setInterval(() => {
      if (station.evses.some(({ transaction }) => transaction !== undefined)) return
      clearInterval(idle)
      void reboot()
    }, 200)
    idle.unref()
    return says('Scheduled')
  }

  function unlock(payload: Json): Json {
    const [evse] = place(payload)
    if (evse === undefined) return says(old ? 'NotSupported' : 'UnknownConnector')
    if (evse.transaction !== undefined && !old) return says('OngoingAuthorizedTransaction')
    // 1.6 §5.18: a transaction that runs is ended first.
    if (evse.transaction !== undefined) after(() => station.stop(evse, 'UnlockCommand'))
    return says('Unlocked')
  }

  function trigger(payload: Json): Json {
    const asked = place(payload)
    const send: Readonly<Record<string, () => Promise<unknown>>> = {
      BootNotification: () => station.boot(),
      Heartbeat: () => station.say('Heartbeat', {}),
      StatusNotification: () => each(asked, (evse) => station.setStatus(evse.number, evse.status)),
      MeterValues: () => each(asked, (evse) => station.meter(evse)),
      TransactionEvent: () => each(asked, (evse) => station.meter(evse)),
      FirmwareStatusNotification: () => station.say('FirmwareStatusNotification', { status: 'Idle' }),
      DiagnosticsStatusNotification: () => station.say('DiagnosticsStatusNotification', { status: 'Idle' }),
      LogStatusNotification: () => station.say('LogStatusNotification', { status: 'Idle' }),
    }
    const act = send[String(payload['requestedMessage'])]
    if (act === undefined) return says('NotImplemented')
    return asked.length === 0 ? says('Rejected') : (after(act), says('Accepted'))
  }

  function getConfiguration({ key }: Json): Json {
    const asked = (key as string[] | undefined) ?? [...settings.keys()]
    const known = asked.filter((one) => settings.has(one))
    return {
      configurationKey: known.map((one) => ({ key: one, readonly: READ_ONLY.has(one), value: settings.get(one) ?? '' })),
      unknownKey: asked.filter((one) => !settings.has(one)),
    }
  }

  function changeConfiguration({ key, value }: Json): Json {
    const name = String(key)
    if (!settings.has(name)) return says('NotSupported')
    if (READ_ONLY.has(name)) return says('Rejected')
    settings.set(name, String(value))
    return says('Accepted')
  }

  const pathOf = ({ component, variable }: Json): string =>
    `${(component as Json)['name'] as string}.${(variable as Json)['name'] as string}`
  function getVariables({ getVariableData }: Json): Json {
    const results = (getVariableData as Json[]).map(({ component, variable, attributeType = 'Actual' }) => {
      const value = settings.get(pathOf({ component, variable }))
      const said =
        value === undefined ? { attributeStatus: 'UnknownVariable' } : { attributeStatus: 'Accepted', attributeValue: value }
      return { component, variable, attributeType, ...said }
    })
    return { getVariableResult: results }
  }
  function setVariables({ setVariableData }: Json): Json {
    const results = (setVariableData as Json[]).map(({ component, variable, attributeType = 'Actual', attributeValue }) => {
      const path = pathOf({ component, variable })
      const attributeStatus = !settings.has(path) ? 'UnknownVariable' : READ_ONLY.has(path) ? 'Rejected' : 'Accepted'
      if (attributeStatus === 'Accepted') settings.set(path, String(attributeValue))
      return { component, variable, attributeType, attributeStatus }
    })
    return { setVariableResult: results }
  }
  function getBaseReport({ requestId }: Json): Json {
    const reportData = [...settings].map(([path, value]) => {
      const [component = '', variable = ''] = path.split('.')
      const mutability = READ_ONLY.has(path) ? 'ReadOnly' : 'ReadWrite'
      return {
        component: { name: component },
        variable: { name: variable },
        variableAttribute: [{ type: 'Actual', value, mutability }],
        variableCharacteristics: { dataType: 'string', supportsMonitoring: false },
      }
    })
    const report = { requestId, generatedAt: station.clock.now().toISOString(), seqNo: 0, tbc: false, reportData }
    after(() => station.say('NotifyReport', report))
    return says('Accepted')
  }

  function sendLocalList(payload: Json): Json {
    const version = (payload['listVersion'] ?? payload['versionNumber']) as number
    if (payload['updateType'] === 'Differential' && version <= listVersion) return says('VersionMismatch')
    listVersion = version
    return says('Accepted')
  }

  function setProfile(payload: Json): Json {
    const asked = place(payload)
    const profile = (payload['csChargingProfiles'] ?? payload['chargingProfile']) as Json
    if (asked.length === 0) return says('Rejected')
    profiles.set(String(profile['chargingProfileId'] ?? profile['id']), { ...payload, profile })
    return says('Accepted')
  }
  function clearProfiles(payload: Json): Json {
    const id = (payload['id'] ?? payload['chargingProfileId']) as number | undefined
    if (id !== undefined) return says(profiles.delete(String(id)) ? 'Accepted' : 'Unknown')
    const had = profiles.size > 0
    profiles.clear()
    return says(had ? 'Accepted' : 'Unknown')
  }

  /** Uploads a few lines and says how far it is. */
  function upload(say: (status: 'Uploading' | 'Uploaded' | 'Failed') => Promise<unknown>, location: unknown): string {
    const name = `${station.clock.now().toISOString().slice(0, 10)}-simulator.log`
    after(async () => {
      await say('Uploading')
      const text = `${station.clock.now().toISOString()} a simulated charger of OCPP ${station.version}\n`
      const sent = await fetch(String(location), { method: 'PUT', body: text }).catch(() => null)
      await say(sent?.ok === true ? 'Uploaded' : 'Failed')
    })
    return name
  }
  const diagnostics = ({ location }: Json): Json => ({
    fileName: upload(
      (status) => station.say('DiagnosticsStatusNotification', { status: status === 'Failed' ? 'UploadFailed' : status }),
      location,
    ),
  })
  const log = ({ requestId, log: asked }: Json): Json => {
    const say = (status: string) =>
      station.say('LogStatusNotification', { status: status === 'Failed' ? 'UploadFailure' : status, requestId })
    return says('Accepted', { filename: upload(say, (asked as Json)['remoteLocation']) })
  }

  function updateFirmware(payload: Json): Json {
    const { requestId } = payload
    after(async () => {
      const more = old ? {} : { requestId }
      for (const status of ['Downloading', 'Downloaded', 'Installing'])
        await station.say('FirmwareStatusNotification', { status, ...more })
      await station.reboot({ stop: old ? 'Reboot' : 'ImmediateReset', boot: 'FirmwareUpdate' }, '2.0')
      await station.say('FirmwareStatusNotification', { status: 'Installed', ...more })
    })
    return old ? {} : says('Accepted')
  }

  const both: Readonly<Record<string, Doing>> = {
    Reset: reset,
    UnlockConnector: unlock,
    ChangeAvailability: changeAvailability,
    TriggerMessage: trigger,
    ClearCache: () => says('Accepted'),
    GetLocalListVersion: () => (old ? { listVersion } : { versionNumber: listVersion }),
    SendLocalList: sendLocalList,
    SetChargingProfile: setProfile,
    ClearChargingProfile: clearProfiles,
    UpdateFirmware: updateFirmware,
    GetLog: log,
    DataTransfer: () => says('UnknownVendorId'),
  }
  const own: Readonly<Record<string, Doing>> = old
    ? { GetConfiguration: getConfiguration, ChangeConfiguration: changeConfiguration, GetDiagnostics: diagnostics }
    : { GetVariables: getVariables, SetVariables: setVariables, GetBaseReport: getBaseReport }
  return (action, payload) => (own[action] ?? both[action])?.(payload)
}

async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) await act(one)
}

/** Settings of 1.6 (§9), and where a 2.x charger has the same. */
const SETTINGS = {
  HeartbeatInterval: '300',
  MeterValueSampleInterval: '60',
  ConnectionTimeOut: '120',
  LocalAuthListEnabled: 'true',
  SupportedFeatureProfiles: 'Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger',
  StopTxnSampledData: '',
}
const VARIABLES = {
  'OCPPCommCtrlr.HeartbeatInterval': '300',
  'SampledDataCtrlr.TxUpdatedInterval': '60',
  'TxCtrlr.EVConnectionTimeOut': '120',
  'LocalAuthListCtrlr.Enabled': 'true',
  'SmartChargingCtrlr.Enabled': 'true',
  'ChargingStation.Model': 'Simulator',
}
const READ_ONLY: ReadonlySet<string> = new Set(['NumberOfConnectors', 'SupportedFeatureProfiles', 'ChargingStation.Model'])

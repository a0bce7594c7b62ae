import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { Caller } from '#lib/auth.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import type { Call } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { reportFirmware } from './run.handler.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_500 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface Run {
  id: string
  state: string
  message: string | null
  firmwareBefore: string | null
  firmwareAfter: string | null
  statuses: { status: string }[]
}
const otherOperator = userCaller(['OPERATOR'])
const LOCATION = 'https://files.example/firmware.bin'
const SIGNATURE = { certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', signature: 'QUJD' }
const RUN = `query ($id: UUID!) { firmwareRun(id: $id) {
  id state message location signed firmwareBefore firmwareAfter statuses { status at } chargePoint { id } } }`
const UPDATE = `mutation ($input: UpdateChargePointFirmwareInput!) { updateChargePointFirmware(input: $input) { id } }`
const ABANDON = `mutation ($input: AbandonChargePointRunInput!) { abandonChargePointRun(input: $input) { state __typename } }`

const ask = (chargePointId: string, input: object = {}, caller: Caller = admin) =>
  bridge.ask<{ updateChargePointFirmware: { id: string } }>(caller, UPDATE, {
    input: { chargePointId, idempotencyKey: newId(), location: LOCATION, ...input },
  })
const update = async (chargePointId: string, input: object = {}): Promise<string> => {
  const { data, errors } = await ask(chargePointId, input)
  expect(errors).toBeUndefined()
  return data?.updateChargePointFirmware.id ?? ''
}
const runOf = async (id: string, caller: Caller = admin): Promise<Run | null | undefined> =>
  (await bridge.ask<{ firmwareRun: Run }>(caller, RUN, { id })).data?.firmwareRun
const reaches = (id: string, state: string) =>
  until(async () => {
    const run = await runOf(id)
    return run?.state === state ? run : undefined
  })
const requestId = async (id: string): Promise<number> =>
  (await bridge.db.selectFrom('run').select('request_id').where('id', '=', id).executeTakeFirstOrThrow()).request_id
const quiet = (id: string) =>
  bridge.db
    .updateTable('run')
    .set({ quiet_until: new Date(0) })
    .where('id', '=', id)
    .execute()

const CASES = [
  { version: '1.6', signed: false },
  { version: '1.6', signed: true },
  { version: '2.0.1', signed: true },
  { version: '2.1', signed: false },
] as const

describe.each(CASES)('OCPP $version, signed: $signed', ({ version, signed }) => {
  const numbered = version !== '1.6' || signed
  const action = version === '1.6' && signed ? 'SignedUpdateFirmware' : 'UpdateFirmware'
  const notification = version === '1.6' && signed ? 'SignedFirmwareStatusNotification' : 'FirmwareStatusNotification'
  const own = signed ? { signature: SIGNATURE } : {}
  const connected = async (options: Partial<ChargePointOptions> = {}) => {
    const { stationId, identity } = await bridge.register()
    const answers = { [action]: () => (numbered ? { status: 'Accepted' } : {}) }
    return { stationId, charger: await bridge.connect(identity, { version, firmware: '1.0', answers, ...options }) }
  }
  const saying =
    (charger: ChargePoint, id: string) =>
    async (status: string, more: object = {}) => {
      const about = numbered ? { requestId: await requestId(id) } : {}
      await charger.call(notification, { status, ...about, ...more })
    }
  const boot = (charger: ChargePoint, firmwareVersion: string) =>
    charger.call(
      'BootNotification',
      version === '1.6'
        ? { chargePointVendor: 'Evergraph', chargePointModel: 'Simulator', firmwareVersion }
        : { reason: 'FirmwareUpdate', chargingStation: { vendorName: 'Evergraph', model: 'Simulator', firmwareVersion } },
    )

  test('an update goes as the charger tells, until it boots with the new version', async () => {
    const { stationId, charger } = await connected()
    const id = await update(stationId, { retries: 3, retryIntervalSeconds: 60, ...own })
    await reaches(id, 'RUNNING')
    const { payload, action: heard } = await charger.waitFor('commanded')
    expect(heard).toBe(action)
    expect(JSON.stringify(payload)).toContain(LOCATION)
    expect(payload).toMatchObject({ retries: 3, retryInterval: 60 })
    const says = saying(charger, id)
    for (const status of ['Downloading', 'Downloading', 'Downloaded', 'Idle', 'Installing']) await says(status)
    expect(await runOf(id)).toMatchObject({
      state: 'RUNNING',
      firmwareBefore: '1.0',
      firmwareAfter: null,
      statuses: [{ status: 'Downloading' }, { status: 'Downloaded' }, { status: 'Installing' }],
    })
    await says('Installed')
    await reaches(id, 'DONE')
    await boot(charger, '2.0')
    expect(await runOf(id)).toMatchObject({ state: 'DONE', firmwareAfter: '2.0', signed, chargePoint: { id: stationId } })
    expect(violations(charger)).toEqual([])
  })

  test('a new version at the next boot completes an update that its charger never called done', async () => {
    const { stationId, charger } = await connected()
    const id = await update(stationId, own)
    await reaches(id, 'RUNNING')
    await boot(charger, '1.0')
    expect(await runOf(id)).toMatchObject({ state: 'RUNNING', firmwareAfter: null })
    await boot(charger, '2.0')
    expect(await runOf(id)).toMatchObject({ state: 'DONE', firmwareAfter: '2.0' })
    await boot(charger, '3.0')
    expect(await runOf(id)).toMatchObject({ firmwareAfter: '2.0' })
  })

  test('what fails is over with its reason, and goes on if the charger tries again', async () => {
    const { stationId, charger } = await connected()
    const id = await update(stationId, own)
    await reaches(id, 'RUNNING')
    const says = saying(charger, id)
    await says('DownloadFailed')
    expect(await runOf(id)).toMatchObject({ state: 'FAILED', message: 'The charger says DownloadFailed.' })
    await says('Downloading')
    expect(await runOf(id)).toMatchObject({ state: 'RUNNING', message: null })
  })

  test.runIf(numbered)('a charger that speaks of another update says nothing of this one', async () => {
    const { stationId, charger } = await connected()
    const id = await update(stationId, own)
    await reaches(id, 'RUNNING')
    const says = saying(charger, id)
    await says('Installed', { requestId: 2_000_000_000 })
    const other = await bridge.register()
    const stranger = await bridge.connect(other.identity, { version })
    await saying(stranger, id)('Installed')
    expect(await runOf(id)).toMatchObject({ state: 'RUNNING', statuses: [] })
  })

  test.runIf(numbered)('a no is the end of it, and another may be asked for', async () => {
    const { stationId } = await connected({ answers: { [action]: () => ({ status: 'InvalidCertificate' }) } })
    const id = await update(stationId, own)
    expect(await reaches(id, 'FAILED')).toMatchObject({ message: 'The charger answered InvalidCertificate.' })
    await update(stationId, own)
  })
})

test('1.6 cannot wait with installing what has no signature', async () => {
  const { stationId, identity } = await bridge.register()
  await bridge.connect(identity, { version: '1.6' })
  const id = await update(stationId, { installAt: new Date().toISOString() })
  expect(await reaches(id, 'FAILED')).toMatchObject({ message: expect.stringMatching(/as soon as it has it/) as string })
})

test('of what a charger says of an update so much is kept, and its last word', async () => {
  const { stationId } = await bridge.register()
  const id = await update(stationId)
  await bridge.db.transaction().execute(async (trx) => {
    const says = (status: string) => reportFirmware(trx, { stationId, payload: { status } } as unknown as Call)
    for (let i = 0; i < OCPP_LIMITS.runStatuses; i++) await says(i % 2 === 0 ? 'Downloading' : 'Installing')
    await says('Installed')
  })
  const { state, statuses } = (await runOf(id)) as Run
  expect(state).toBe('DONE')
  expect(statuses).toHaveLength(OCPP_LIMITS.runStatuses)
  expect(statuses.at(-1)?.status).toBe('Installed')
})

test('one update at a time, also when many ask at once', async () => {
  const { stationId } = await bridge.register()
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(stationId)))
  expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1)
  const refused = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions?.code) ?? [])
  expect(refused).toEqual(Array.from({ length: 5 }, () => 'CONFLICT'))
  expect(
    await bridge.db.selectFrom('charge_point_command').select('id').where('station_id', '=', stationId).execute(),
  ).toHaveLength(1)
})

test('a command that is called off, or expires, takes its update with it', async () => {
  const { stationId } = await bridge.register()
  const first = await update(stationId)
  const CANCEL = `mutation ($input: CancelChargePointCommandInput!) { cancelChargePointCommand(input: $input) { state } }`
  expect((await bridge.ask(admin, ABANDON, { input: { runId: first } })).errors?.[0]?.extensions?.code).toBe('CONFLICT')
  await bridge.ask(admin, CANCEL, { input: { commandId: first } })
  expect(await runOf(first)).toMatchObject({ state: 'CANCELLED' })
  const second = await update(stationId, { waitSeconds: 1 })
  expect(await reaches(second, 'FAILED')).toMatchObject({ message: 'The charger was not reached in time.' })
})

test('a charger that says nothing for too long is stuck; what it says later still counts, unless another is under way', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1', answers: { UpdateFirmware: () => ({ status: 'Accepted' }) } })
  const id = await update(stationId)
  await reaches(id, 'RUNNING')
  await quiet(id)
  await reaches(id, 'TIMED_OUT')
  const says = async (status: string) => charger.call('FirmwareStatusNotification', { status, requestId: await requestId(id) })
  await says('Downloading')
  await reaches(id, 'RUNNING')
  await quiet(id)
  await reaches(id, 'TIMED_OUT')
  await update(stationId)
  await says('Installing')
  expect(await runOf(id)).toMatchObject({ state: 'TIMED_OUT' })
  await says('Installed')
  expect(await runOf(id)).toMatchObject({ state: 'DONE' })
})

test('a password in the address reaches the charger; it is not shown, and forgotten when the command is over', async () => {
  const { stationId, identity } = await bridge.register()
  const id = await update(stationId, { location: 'ftp://me:very%20secret@files.example/a.bin' })
  const charger = await bridge.connect(identity, { answers: { UpdateFirmware: () => ({}) } })
  const { payload } = await charger.waitFor('commanded')
  expect(payload).toMatchObject({ location: 'ftp://me:very%20secret@files.example/a.bin' })
  await reaches(id, 'RUNNING')
  const rows = await Promise.all([
    bridge.db.selectFrom('charge_point_command').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    bridge.db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    bridge.db.selectFrom('audit').selectAll().where('subject_id', '=', stationId).execute(),
  ])
  expect(JSON.stringify(rows)).toContain('ftp://files.example/a.bin')
  expect(JSON.stringify(rows)).not.toContain('very')
})

test('an update is given up by its operator alone, and watched until then', async () => {
  const { stationId, identity, operatorId } = await bridge.register()
  const operator = { kind: 'user', userId: operatorId, roles: ['OPERATOR'] } as const
  await bridge.connect(identity, { answers: { UpdateFirmware: () => ({}) } })
  const id = (await ask(stationId, {}, operator)).data?.updateChargePointFirmware.id ?? ''
  await reaches(id, 'RUNNING')
  const abandon = (caller: Caller) => bridge.ask(caller, ABANDON, { input: { runId: id } })
  expect(await runOf(id, otherOperator)).toBeNull()
  expect((await abandon(otherOperator)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const WATCH = `subscription ($id: UUID!) { firmwareRunUpdated(runId: $id) { state } }`
  const states: string[] = []
  for await (const { data } of bridge.watch<{ firmwareRunUpdated: Run }>(operator, WATCH, { id })) {
    states.push(data?.firmwareRunUpdated.state ?? '')
    if (states.length === 1)
      expect((await abandon(operator)).data).toEqual({ abandonChargePointRun: { state: 'CANCELLED', __typename: 'FirmwareRun' } })
  }
  expect(states).toEqual(['RUNNING', 'CANCELLED'])
  const LIST = `query ($id: UUID!) { chargePoint(id: $id) { firmwareRuns { edges { node { id state } } } } }`
  expect((await bridge.ask(operator, LIST, { id: stationId })).data).toEqual({
    chargePoint: { firmwareRuns: { edges: [{ node: { id, state: 'CANCELLED' } }] } },
  })
  await update(stationId)
})

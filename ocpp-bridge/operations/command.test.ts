import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { Caller } from '#lib/auth.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_500 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const driver = userCaller()
const otherOperator = userCaller(['OPERATOR'])
const YES = { Reset: () => ({ status: 'Accepted' }) }
const RESET = `mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id state kind } }`
const COMMAND = `query ($id: UUID!) { chargePointCommand(id: $id) { id state status action request response message sentAt settledAt } }`
interface Command {
  id: string
  state: string
  status: string | null
  action: string | null
  request: object | null
  response: object | null
  message: string | null
}

const ask = (chargePointId: string, input: object = {}, caller: Caller = admin) =>
  bridge.ask<{ resetChargePoint: Command }>(caller, RESET, {
    input: { chargePointId, idempotencyKey: newId(), type: 'IMMEDIATE', ...input },
  })
const asked = async (chargePointId: string, input: object = {}): Promise<string> => {
  const { data, errors } = await ask(chargePointId, input)
  expect(errors).toBeUndefined()
  return data?.resetChargePoint.id ?? ''
}
const commandOf = async (id: string): Promise<Command | undefined> =>
  (await bridge.ask<{ chargePointCommand: Command }>(admin, COMMAND, { id })).data?.chargePointCommand
const outcome = (id: string) =>
  until(async () => {
    const command = await commandOf(id)
    return command !== undefined && command.state !== 'PENDING' && command.state !== 'SENT' ? command : undefined
  })

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const connected = async (options: Partial<ChargePointOptions> = {}) => {
    const { stationId, identity } = await bridge.register()
    return { stationId, charger: await bridge.connect(identity, { version, ...options }) }
  }

  test('a command reaches the charger, and its own word comes back', async () => {
    const { stationId, charger } = await connected({ answers: YES })
    const command = await outcome(await asked(stationId))
    expect(command).toMatchObject({ state: 'ACCEPTED', status: 'Accepted', action: 'Reset', response: { status: 'Accepted' } })
    const heard = await charger.waitFor('commanded')
    expect(heard).toMatchObject({ action: 'Reset', payload: command.request })
    expect(heard.payload).toEqual({ type: version === '1.6' ? 'Soft' : 'Immediate' })
  })

  test('a no is the charger’s no', async () => {
    const { stationId } = await connected({ answers: { Reset: () => ({ status: 'Rejected' }) } })
    expect(await outcome(await asked(stationId))).toMatchObject({ state: 'REJECTED', status: 'Rejected' })
  })

  test('a charger that has no such thing says so', async () => {
    const { stationId } = await connected({ commandError: version === '1.6' ? 'NotImplemented' : 'NotSupported' })
    expect(await outcome(await asked(stationId))).toMatchObject({ state: 'UNSUPPORTED', response: null })
  })

  test('an answer that breaks its schema is a failure with its reason', async () => {
    const { stationId } = await connected({ answers: { Reset: () => ({ status: 'Perhaps' }) } })
    const { state, message } = await outcome(await asked(stationId))
    expect(state).toBe('FAILED')
    expect(message).toMatch(/status/)
  })

  test('no answer in time is known as such, and it is not sent again', async () => {
    const { stationId, charger } = await connected({ answers: { Reset: () => new Promise<never>(() => {}) } })
    const { state } = await outcome(await asked(stationId))
    expect(state).toBe('UNANSWERED')
    expect(charger.events.filter(({ name }) => name === 'commanded')).toHaveLength(1)
  })
})

test('a charger that is offline hears it when it is back, and not after its time', async () => {
  const { stationId, identity } = await bridge.register()
  const [waiting, short] = [await asked(stationId), await asked(stationId, { waitSeconds: 1 })]
  expect(await outcome(short)).toMatchObject({ state: 'EXPIRED', action: null })
  await bridge.connect(identity, { answers: YES })
  expect(await outcome(waiting)).toMatchObject({ state: 'ACCEPTED' })
})

test('one that waits can be called off; the charger never hears it', async () => {
  const { stationId, identity } = await bridge.register()
  const commandId = await asked(stationId)
  const CANCEL = `mutation ($input: CancelChargePointCommandInput!) { cancelChargePointCommand(input: $input) { state } }`
  const cancel = (caller: Caller = admin) => bridge.ask(caller, CANCEL, { input: { commandId } })
  expect((await cancel(otherOperator)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await cancel()).data).toEqual({ cancelChargePointCommand: { state: 'CANCELLED' } })
  expect((await cancel()).data).toEqual({ cancelChargePointCommand: { state: 'CANCELLED' } })
  const charger = await bridge.connect(identity)
  await outcome(await asked(stationId))
  expect(charger.events.filter(({ name }) => name === 'commanded')).toHaveLength(1)
})

test('the same key asks once, at once or later, and is of one command', async () => {
  const { stationId } = await bridge.register()
  const other = await bridge.register()
  const idempotencyKey = newId()
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(stationId, { idempotencyKey })))
  expect(new Set(answers.map(({ data }) => data?.resetChargePoint.id)).size).toBe(1)
  const { errors } = await ask(other.stationId, { idempotencyKey })
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', issues: [{ path: ['input', 'idempotencyKey'] }] })
})

test('only its operator and admins command a charger or see it', async () => {
  const { stationId, operatorId } = await bridge.register()
  const operator = { kind: 'user', userId: operatorId, roles: ['OPERATOR'] } as const
  const id = (await ask(stationId, {}, operator)).data?.resetChargePoint.id
  expect(id).toBeDefined()
  expect((await ask(stationId, {}, otherOperator)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await ask(stationId, {}, driver)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  const seen = (caller: Caller) => bridge.ask(caller, COMMAND, { id })
  expect((await seen(operator)).data).toMatchObject({ chargePointCommand: { id } })
  expect((await seen(otherOperator)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const CHARGER = `query ($id: UUID!) { chargePoint(id: $id) { identity commands { edges { node { id requestedBy } } } } }`
  expect((await bridge.ask(operator, CHARGER, { id: stationId })).data).toMatchObject({
    chargePoint: { commands: { edges: [{ node: { id, requestedBy: operatorId } }] } },
  })
  expect((await bridge.ask(otherOperator, CHARGER, { id: stationId })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const { action, actor_id } = await bridge.db
    .selectFrom('audit')
    .select(['action', 'actor_id'])
    .where('subject_id', '=', stationId)
    .executeTakeFirstOrThrow()
  expect({ action, actor_id }).toEqual({ action: 'charge-point.commanded', actor_id: operatorId })
})

test('what a version does not have is refused at once where the version is known', async () => {
  const { stationId, identity } = await bridge.register()
  await bridge.connect(identity, { version: '1.6' })
  const { state, message } = await outcome(await asked(stationId, { type: 'ON_IDLE' }))
  expect({ state, message }).toEqual({ state: 'UNSUPPORTED', message: 'A charger of OCPP 1.6 cannot wait until it is idle.' })
})

test('a command is watched until it is over', async () => {
  const { stationId, identity } = await bridge.register()
  const id = await asked(stationId)
  const WATCH = `subscription ($id: UUID!) { chargePointCommandUpdated(commandId: $id) { state } }`
  const states: string[] = []
  const stream = bridge.watch<{ chargePointCommandUpdated: { state: string } }>(admin, WATCH, { id })
  for await (const { data } of stream) {
    states.push(data?.chargePointCommandUpdated.state ?? '')
    if (states.length === 1) await bridge.connect(identity, { answers: YES })
  }
  expect(states[0]).toBe('PENDING')
  expect(states.at(-1)).toBe('ACCEPTED')
})

test('a charger can have so many commands waiting, and no more', async () => {
  const { stationId } = await bridge.register()
  const answers = []
  for (let i = 0; i < 101; i++) answers.push(await ask(stationId))
  expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(100)
  expect(answers.at(-1)?.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED')
})

test('an EVSE or a connector that the station does not have is refused and named', async () => {
  const { stationId } = await bridge.register()
  const refusal = async (input: object) => {
    const text = `mutation ($input: UnlockConnectorInput!) { unlockConnector(input: $input) { id } }`
    const { errors } = await bridge.ask(admin, text, { input: { chargePointId: stationId, idempotencyKey: newId(), ...input } })
    return errors?.[0] && [errors[0].extensions?.issues?.[0]?.path.join('.'), errors[0].message]
  }
  expect(await refusal({ evseNumber: 3 })).toEqual(['input.evseNumber', 'The station has no such EVSE. EVSEs: 1, 2.'])
  const connector = ['input.connectorNumber', 'The EVSE has no such connector. Connectors: 1, 2.']
  expect(await refusal({ evseNumber: 2, connectorNumber: 3 })).toEqual(connector)
  expect(await refusal({ evseNumber: 2, connectorNumber: 1 })).toBeUndefined()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallError } from '../../test/charge-point-wire.ts'
import type { Version } from '../../test/charge-point-dialect.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { v16 } from './v16.ts'
import { v201 } from './v201.ts'
import { v21 } from './v21.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const actions = { '1.6': v16, '2.0.1': v201, '2.1': v21 }
const SECRET = 'hunter2'
const garbage = [
  { [SECRET]: SECRET },
  {
    status: SECRET,
    idTag: { a: SECRET },
    idToken: SECRET,
    connectorId: SECRET,
    vendorId: 7,
    chargingStation: [],
    chargePointModel: null,
  },
  {
    connectorId: 1e300,
    transactionId: -1e300,
    meterStart: {},
    meterValue: [{ sampledValue: [null, { value: {} }] }],
    timestamp: SECRET,
  },
  {
    transactionInfo: null,
    evse: [],
    seqNo: 'x',
    eventType: SECRET,
    idToken: { idToken: 7 },
    meterValue: 'x',
    transactionData: [[]],
  },
  { connectorId: 1, idTag: 'A', meterStart: 1e300, timestamp: '+275760-09-13T00:00:00Z', ['key\0']: '\ud800' },
  {
    connectorId: 1,
    transactionId: 1,
    meterStart: -5,
    meterStop: -5,
    timestamp: '-271821-04-20T00:00:00Z',
    meterValue: [{ sampledValue: [{ value: '1e300' }] }],
  },
  {
    transactionInfo: { transactionId: 'x'.repeat(5000) },
    seqNo: 2 ** 40,
    timestamp: '1970-01-01T00:00:00Z',
    evse: { id: 2 ** 31 },
    offline: 'no',
    eventType: 'Ended',
  },
  { transactionId: 2 ** 31, connectorId: -5, meterStop: '', transactionInfo: { transactionId: {} }, status: '\0'.repeat(50) },
]

test.each(Object.entries(actions))(
  'edge case 28: %s: every action answers every garbage with a reply or an error that repeats none of it, and the charger stays',
  async (version, table) => {
    const { identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version: version as Version, reconnect: false })
    for (const [action, how] of Object.entries(table)) {
      for (const payload of garbage) {
        const answer = await charger.call(action, payload).catch((error: unknown) => error)
        if ('transactional' in how) {
          expect(answer, `${action} ${JSON.stringify(payload)}`).not.toBeInstanceOf(Error)
          continue
        }
        if (!(answer instanceof CallError)) continue
        expect(answer.code).toMatch(
          /^(Format|Formation|PropertyConstraint|OccurenceConstraint|OccurrenceConstraint|TypeConstraint)Violation$/,
        )
        expect(answer.details).toEqual({})
        expect(answer.message).not.toContain(SECRET)
      }
    }
    expect(violations(charger).filter((violation) => violation.includes('(result)'))).toEqual([])
    expect(charger.events.some(({ name }) => name === 'disconnected')).toBe(false)
    expect(await charger.heartbeat()).toHaveProperty('currentTime')
  },
)

test('garbage in a transaction is kept whole with its reason', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const payload = { connectorId: 'one', idTag: 'A'.repeat(30), meterStart: 'x', timestamp: 'yesterday', extra: { deep: [1] } }
  const reply = await charger.call('StartTransaction', payload)
  expect(reply).toMatchObject({ transactionId: expect.any(Number) as number, idTagInfo: { status: 'Invalid' } })
  const kept = await bridge.db.selectFrom('quarantine').selectAll().where('identity', '=', identity).execute()
  expect(kept).toMatchObject([{ action: 'StartTransaction', payload, transaction_id: expect.any(String) as string }])
})

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'edge case 28: %s: what is not known is NotImplemented, what only we may ask is NotSupported',
  async (version) => {
    const { identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version })
    for (const action of [
      'Nonsense',
      'constructor',
      '__proto__',
      'toString',
      version === '1.6' ? 'TransactionEvent' : 'StartTransaction',
    ]) {
      await expect(charger.call(action, {})).rejects.toMatchObject({ code: 'NotImplemented', details: {} })
    }
    await expect(charger.call('Reset', {})).rejects.toMatchObject({ code: 'NotSupported' })
  },
)

test.each(['1.6', '2.0.1', '2.1'] as const)(
  'edge case 28: %s: frames that are none are ignored or refused, and the next call is answered',
  async (version) => {
    const { identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version })
    const frames = [
      '',
      '{',
      'null',
      '[]',
      '[2]',
      '[2,"x"]',
      '[3,"nobody",{}]',
      '[4,"nobody","GenericError","",{}]',
      '[9,"x",{}]',
      '[2,"y","Heartbeat",[]]',
      '[5,"x","y","",{}]',
      '[6,"z","Heartbeat",{}]',
    ]
    const before = charger.wire.frames.length
    for (const frame of frames) charger.wire.sendRaw(frame)
    await charger.heartbeat()
    const errors = charger.wire.frames.slice(before).filter(({ direction, text }) => direction === 'in' && text.startsWith('[4,'))
    const codes = errors.map(({ text }) => (JSON.parse(text) as string[]).slice(1, 3))
    if (version === '1.6') {
      expect(codes).toEqual([
        ['x', 'FormationViolation'],
        ['y', 'FormationViolation'],
      ])
      return
    }
    const unknownTypes = version === '2.0.1' ? ['x', 'x', 'z'] : ['x']
    expect(codes.filter(([id]) => id === '-1')).toEqual(Array.from({ length: 4 }, () => ['-1', 'RpcFrameworkError']))
    expect(codes.filter(([, code]) => code === 'MessageTypeNotSupported').map(([id]) => id)).toEqual(unknownTypes)
    expect(codes.filter(([, code]) => code === 'FormatViolation').map(([id]) => id)).toEqual(['x', 'y'])
  },
)

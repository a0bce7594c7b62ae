import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { askCharger, type AskedCommand, type Asking } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const YES = {
  SetDisplayMessage: () => ({ status: 'Accepted' }),
  GetDisplayMessages: () => ({ status: 'Accepted' }),
  ClearDisplayMessage: () => ({ status: 'Unknown' }),
}
const MESSAGE = { content: 'Willkommen', language: 'de', priority: 'IN_FRONT', state: 'IDLE' }
interface Shown {
  number: number
  content: string
  state: string | null
}
const shown = async ({ shown: read }: Asking): Promise<Shown[]> => {
  const fields = 'displayMessages(first: 100) { edges { node { number content state priority language format } } }'
  const { displayMessages } = await read<{ displayMessages: { edges: { node: Shown }[] } }>(fields)
  return displayMessages.edges.map(({ node }) => node)
}
const numberOf = ({ request }: AskedCommand): number => (request as { message: { id: number } }).message.id

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const told = (id: number, more: object = {}) => ({
    id,
    priority: 'NormalCycle',
    message: { format: 'UTF8', content: `told ${id}` },
    ...more,
  })

  test('a message is shown, replaced by its number, and taken away', async () => {
    const asking = await askCharger(bridge, { version, answers: YES })
    const command = await asking.ask('setDisplayMessage', MESSAGE)
    const number = numberOf(command)
    expect(command).toMatchObject({
      state: 'ACCEPTED',
      request: {
        message: { priority: 'InFront', state: 'Idle', message: { format: 'UTF8', language: 'de', content: 'Willkommen' } },
      },
    })
    expect(await shown(asking)).toEqual([
      { number, content: 'Willkommen', state: 'Idle', priority: 'InFront', language: 'de', format: 'UTF8' },
    ])
    await asking.ask('setDisplayMessage', { content: 'Hello', number })
    expect(await shown(asking)).toMatchObject([{ number, content: 'Hello', state: null }])
    const other = numberOf(await asking.ask('setDisplayMessage', MESSAGE))
    expect(other).not.toBe(number)
    expect(await asking.ask('clearDisplayMessage', { number })).toMatchObject({ state: 'ACCEPTED', status: 'Unknown' })
    expect(await shown(asking)).toMatchObject([{ number: other }])
    expect(violations(asking.charger)).toEqual([])
  })

  test('a no shows nothing', async () => {
    const answers = { SetDisplayMessage: () => ({ status: 'NotSupportedPriority' }) }
    const asking = await askCharger(bridge, { version, answers })
    expect(await asking.ask('setDisplayMessage', MESSAGE)).toMatchObject({ state: 'REJECTED', status: 'NotSupportedPriority' })
    expect(await shown(asking)).toEqual([])
  })

  test('a report of all, in parts, takes the place of what was known; what nobody asked for changes nothing', async () => {
    const asking = await askCharger(bridge, { version, answers: YES })
    await asking.ask('setDisplayMessage', MESSAGE)
    const { request } = await asking.ask('getDisplayMessages')
    const requestId = request?.['requestId']
    await asking.charger.call('NotifyDisplayMessages', { requestId, tbc: true, messageInfo: [told(1), told(2)] })
    expect(await shown(asking)).toHaveLength(3)
    const endDateTime = new Date(Date.now() + 3_600_000).toISOString()
    await asking.charger.call('NotifyDisplayMessages', { requestId, messageInfo: [told(3, { state: 'Faulted', endDateTime })] })
    expect(await shown(asking)).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3, content: 'told 3', state: 'Faulted' }])
    await asking.charger.call('NotifyDisplayMessages', { requestId: 2_000_000_000, messageInfo: [told(4)] })
    expect(await shown(asking)).toHaveLength(3)
    expect(violations(asking.charger)).toEqual([])
  })

  test('a charger that says that it shows nothing shows nothing', async () => {
    const asking = await askCharger(bridge, { version, answers: { ...YES, GetDisplayMessages: () => ({ status: 'Unknown' }) } })
    await asking.ask('setDisplayMessage', MESSAGE)
    expect(await asking.ask('getDisplayMessages')).toMatchObject({ state: 'ACCEPTED', status: 'Unknown' })
    expect(await shown(asking)).toEqual([])
  })

  test('a message of a transaction is shown while it runs', async () => {
    const asking = await askCharger(bridge, { version, answers: YES })
    const { id: chargerId } = await asking.charger.start({ idToken: 'DRIVER1' })
    const { id } = await bridge.db
      .selectFrom('transaction')
      .select('id')
      .where('identity', '=', asking.identity)
      .executeTakeFirstOrThrow()
    const command = await asking.ask('setDisplayMessage', { content: 'Enjoy', transactionId: id })
    expect(command.request).toMatchObject({ message: { transactionId: chargerId } })
    expect(await shown(asking)).toHaveLength(1)
    await asking.charger.stop()
    expect(await shown(asking)).toEqual([])
    const late = await asking.ask('setDisplayMessage', { content: 'Enjoy', transactionId: id })
    expect(late).toMatchObject({ state: 'FAILED', message: 'The transaction is over.' })
  })
})

test('2.0.1 has no QR codes and no room for 1,024 characters, 2.1 has', async () => {
  const [older, newer] = [
    await askCharger(bridge, { version: '2.0.1', answers: YES }),
    await askCharger(bridge, { version: '2.1', answers: YES }),
  ]
  for (const more of [{ format: 'QRCODE' }, { content: 'x'.repeat(1_024) }]) {
    expect(await older.ask('setDisplayMessage', { ...MESSAGE, ...more })).toMatchObject({ state: 'FAILED' })
    expect(await newer.ask('setDisplayMessage', { ...MESSAGE, ...more })).toMatchObject({ state: 'ACCEPTED' })
  }
})

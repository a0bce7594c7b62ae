import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { createLog } from '#lib/log.ts'
import { newId } from '#lib/id.ts'
import { post, startGateway, wsClient, type Gateway } from '../fixtures/kit.ts'
import { createToyPartners, type ToyPartners } from '../fixtures/partners.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { createUsage, type Call } from './usage.ts'

let gateway: Gateway | undefined
let partners: ToyPartners
beforeEach(() => {
  partners = createToyPartners()
})
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const silent = createLog('gateway', { level: 'silent' })
const call = (operation: string): Call => ({
  clientId: newId(),
  at: new Date().toISOString(),
  operation,
  code: null,
  ms: 1,
  address: null,
  requestId: null,
})

test('what a key calls is reported with its operation, outcome and address, over every transport; the rest at the end', async () => {
  gateway = await startGateway({ partners, env: { GATEWAY_PROXIES: '1' } })
  const { client, authorization } = partners.client()
  const [me, refused] = partners.upload(client.clientId, '1', ['query Mine { me }', 'query Refused { refused }'])
  const headers = { authorization, 'x-forwarded-for': '2001:db8::7', 'x-request-id': 'request-1' }
  await post(gateway.url, { documentId: me }, headers)
  await post(gateway.url, { documentId: refused }, headers)
  await post(gateway.url, { query: '{ me }' }, headers)
  await gateway.ask('{ me }')
  const socket = wsClient(gateway.wsUrl, { authorization })
  for (const documentId of [me, '0'.repeat(64)])
    await socket
      .iterate({ query: '', documentId } as never)
      .next()
      .catch(() => undefined)
  await socket.dispose()
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  const calls = partners.state.reports.flatMap((report) => report.calls)
  expect(calls.map(({ operation, code }) => [operation, code])).toEqual([
    ['Mine', null],
    ['Refused', 'CONFLICT'],
    ['-', 'FREE_TEXT_REFUSED'],
    ['Mine', null],
    ['-', 'OPERATION_UNKNOWN'],
  ])
  expect(calls[0]).toMatchObject({ clientId: client.clientId, address: '2001:db8::7', requestId: 'request-1' })
  expect(new Set(calls.map(({ clientId }) => clientId))).toEqual(new Set([client.clientId]))
})

test('a report is sent with its number until it was taken, also when the answer to it was lost', async () => {
  const sent: { sequence: number; calls: Call[] }[] = []
  let fault: Error | null = new Error('away')
  const usage = createUsage({
    log: silent,
    ask: async (_query, variables) => {
      sent.push((variables as { input: (typeof sent)[number] }).input)
      if (fault) throw fault
      return Promise.resolve({ recordUsage: true })
    },
  })
  usage.note(call('one'))
  await expect(usage.send()).rejects.toThrow('away')
  usage.note(call('two'))
  fault = null
  await usage.send()
  expect(sent.map(({ sequence, calls }) => [sequence, calls.map(({ operation }) => operation)])).toEqual([
    [1, ['one']],
    [1, ['one']],
    [2, ['two']],
  ])
})

test('what is longer than partners takes it is cut or left out: it would hold up every report after it', async () => {
  gateway = await startGateway({ partners, env: { GATEWAY_PROXIES: '1' } })
  const { client, authorization } = partners.client()
  const name = 'N'.repeat(300)
  const [long] = partners.upload(client.clientId, '1', [`query ${name} { me }`])
  await post(gateway.url, { documentId: long }, { authorization, 'x-forwarded-for': 'a'.repeat(300) })
  await until(() => partners.state.reports.length === 1)
  expect(partners.state.reports[0]?.calls).toMatchObject([{ operation: 'N'.repeat(100), address: null }])
})

test('while partners is away so many calls are kept; the others are lost, and the log says how many', async () => {
  const lines: string[] = []
  let away = true
  let taken = 0
  const usage = createUsage({
    log: createLog('gateway', { level: 'error', destination: { write: (line) => void lines.push(line) } }),
    ask: async (_query, variables) => {
      if (away) throw new Error('away')
      taken += (variables as { input: { calls: Call[] } }).input.calls.length
      return Promise.resolve({ recordUsage: true })
    },
  })
  for (let n = 0; n < GATEWAY_LIMITS.usage.kept + 7; n += 1) usage.note(call('many'))
  await expect(usage.send()).rejects.toThrow('away')
  away = false
  await usage.send()
  expect(taken).toBe(GATEWAY_LIMITS.usage.kept)
  expect(lines.join('')).toContain('"calls":7')
})

test('a key that goes on when its hour is used up fills neither the reports nor the disk', async () => {
  gateway = await startGateway({ partners })
  const { client, authorization } = partners.client({ requestsPerHour: 3 })
  const [me] = partners.upload(client.clientId, '1', ['query Mine { me }'])
  for (let n = 0; n < 3 * GATEWAY_LIMITS.usage.refusedKept; n += 1) await post(gateway.url, { documentId: me }, { authorization })
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  const reports = partners.state.reports.map(({ calls }) => calls.filter(({ code }) => code === 'RATE_LIMITED').length)
  expect(partners.state.reports.flatMap(({ calls }) => calls).filter(({ code }) => code === null)).toHaveLength(3)
  expect(Math.max(...reports)).toBe(GATEWAY_LIMITS.usage.refusedKept)
})

test('calls are reported while the gateway runs', async () => {
  gateway = await startGateway({ partners })
  const { client, authorization } = partners.client()
  const [me] = partners.upload(client.clientId, '1', ['query Mine { me }'])
  await post(gateway.url, { documentId: me }, { authorization })
  await until(() => partners.state.reports.length === 1)
})

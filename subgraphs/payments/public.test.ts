import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { until } from '../../test/until.ts'
import type { Services } from './context.ts'
import { openPaypal, type PaypalWorld } from './providers/paypal/paypal.fixture.ts'
import { PAYPAL_LIMITS } from './providers/paypal/limits.ts'
import { publicListener } from './public.ts'

let world: PaypalWorld
const lines: string[] = []
const server = createServer()
let url = ''
beforeAll(async () => {
  world = await openPaypal()
  const log = createLog('payments', { destination: { write: (line) => void lines.push(line) } })
  const services = {
    config: { publicUrl: 'http://127.0.0.1/' },
    log,
    providers: new Map([['paypal', world.provider]]),
    runner: { hear: () => Promise.resolve() },
  }
  // A hook that is not believed comes to nothing else of the box.
  server.on('request', publicListener(services as unknown as Services))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/paypal`
})
beforeEach(() => void lines.splice(0))
afterAll(async () => {
  server.close().closeAllConnections()
  await world.sandbox.close()
})

const told = { id: 'WH-1', type: 'CHECKOUT.ORDER.APPROVED', resourceType: 'x', resource: { id: 'ORDER' } }
const send = async ({ headers, raw }: { headers: Record<string, string>; raw: Buffer }) =>
  (await fetch(url, { method: 'POST', headers, body: new Uint8Array(raw) })).status

test('forged hooks that name certificates write two lines without a stack, and are not believed', async () => {
  const { hooks, url: base } = world.sandbox
  const forged = Array.from({ length: 100 }, (_, i) => hooks.signed(told, 'STRANGER', 0, `${base}/v1/notifications/certs/C-${i}`))
  const answers = await Promise.all(forged.map(send))
  expect(answers.filter((status) => status === 400)).toHaveLength(PAYPAL_LIMITS.certificatesPerMinute)
  expect(answers.filter((status) => status === 503)).toHaveLength(forged.length - PAYPAL_LIMITS.certificatesPerMinute)
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg).toSorted()).toEqual([
    'hooks are refused; where all are, look whether the secret of their endpoint is the one here',
    'hooks cannot be checked, and are to be sent again',
  ])
  expect(lines.join()).not.toContain('stack')
})

test('who leaves in the middle of a hook writes no line', async () => {
  const gone = once(server, 'request').then(([, response]) => once(response as NodeJS.EventEmitter, 'close'))
  const half = request(url, { method: 'POST', headers: { 'content-length': '1000' } })
  half.on('error', () => undefined)
  half.write('{')
  await until(() => half.socket?.connecting === false)
  setImmediate(() => half.destroy())
  await gone
  // What is asked later is answered later.
  expect(await send({ headers: {}, raw: Buffer.from('{}') })).toBe(400)
  expect(lines.filter((line) => !line.includes('hooks are refused'))).toEqual([])
})

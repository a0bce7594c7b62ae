import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { exchange, retryAfterMs } from './wire.ts'

let server: Server
let url: URL
let open = 0
beforeAll(async () => {
  server = createServer((_request, response) => {
    open++
    response.on('close', () => open--)
    const more = () => void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)))
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`)
})
afterAll(() => void server.close().closeAllConnections())

test('an answer without end is cut off, is none, and fills no memory', async () => {
  const asked = exchange(url, { method: 'POST', headers: {}, callMs: 60_000 })
  await expect(asked).rejects.toMatchObject({ name: 'NoAnswer', message: `The answer of ${url.host} is too long.` })
  await until(() => open === 0)
})

test('how long to wait is said in seconds or by a date; anything else says nothing', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  const said = ['120', 'Sun, 22 Nov 2026 12:01:00 GMT', 'Sun, 22 Nov 2026 11:00:00 GMT', 'soon', '', null]
  expect(said.map((each) => retryAfterMs(each, now))).toEqual([120_000, 60_000, 0, null, null, null])
})

import { once } from 'node:events'
import { createServer, request, type ClientRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { until } from '../test/until.ts'
import { rawBodies } from './raw-body.ts'

test('where there is no room the body that has been coming longest is given up, no other, and no more than that', async () => {
  const [KB, atOnce] = [1_024, 30 * 1_024]
  const take = rawBodies({ bytes: 20 * KB, atOnce })
  const ended: string[] = []
  let come = 0
  const server = createServer((one, response) => {
    one.on('data', (chunk: Buffer) => (come += chunk.length))
    one.on('error', () => undefined)
    void take(one, async (body) => {
      ended.push(`${one.url} ${body.status}`)
      response.writeHead(body.status).end()
    }).catch(() => undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open: ClientRequest[] = []
  /** A body that has no end yet, of so many kB. */
  const begin = async (name: string, kB: number) => {
    const before = come
    const body = request({ port, host: '127.0.0.1', method: 'POST', path: `/${name}` })
    body.on('error', () => undefined)
    open.push(body)
    body.write(Buffer.alloc(kB * KB))
    await until(() => come === before + kB * KB)
    return body
  }
  try {
    await begin('oldest', 12)
    const second = await begin('second', 12)
    // Together they have all there is, and none is given up.
    await begin('third', 6)
    expect(ended).toEqual([])
    const fourth = await begin('fourth', 10)
    await until(() => ended.length > 0)
    expect(ended).toEqual(['/oldest 503'])
    // What was given up is counted off: there is room for the rest of the others.
    second.end(Buffer.alloc(2 * KB))
    fourth.end()
    await until(() => ended.length >= 3)
    expect(ended.toSorted()).toEqual(['/fourth 200', '/oldest 503', '/second 200'])
  } finally {
    for (const body of open) body.destroy()
    server.closeAllConnections()
    server.close()
  }
})

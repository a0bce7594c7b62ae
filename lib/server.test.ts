import { request } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import type { App } from './app.ts'
import { createLog } from './log.ts'
import { serve } from './server.ts'

const log = createLog('test', { level: 'silent' })
let stack = new AsyncDisposableStack()
afterEach(async () => {
  await stack.disposeAsync()
  stack = new AsyncDisposableStack()
})

const appWith = (ready: App['ready']): App => ({ name: 'test', ready, [Symbol.asyncDispose]: () => Promise.resolve() })
const fine = appWith(() => Promise.resolve({ database: null }))
const open = async (app: App, listener?: Parameters<typeof serve>[0]['listener']) =>
  stack.use(await serve({ app, ...(listener && { listener }), host: '127.0.0.1', port: 0, log }))

test('it says that it lives, whether it is ready and why not, and its figures', async () => {
  const { url } = await open(appWith(() => Promise.resolve({ database: 'connection refused', bus: null })))
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const ready = await fetch(`${url}/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ status: 'not ready', dependencies: { database: 'connection refused', bus: null } })
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_cpu_seconds_total')
  expect((await fetch(`${(await open(fine)).url}/ready`)).status).toBe(200)
  expect((await fetch(`${url}/nothing`)).status).toBe(404)
})

test('a request that has begun is finished before the server ends', async () => {
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const server = await serve({
    app: fine,
    listener: (_request, response) => {
      begun.resolve()
      void finish.promise.then(() => response.end('done'))
    },
    host: '127.0.0.1',
    port: 0,
    log,
  })
  const answer = fetch(server.url).then((response) => response.text())
  await begun.promise
  const ended = server[Symbol.asyncDispose]()
  finish.resolve()
  expect(await answer).toBe('done')
  await ended
  await expect(fetch(server.url)).rejects.toThrow()
})

test('a taken port is said in a sentence', async () => {
  const { port } = await open(fine)
  await expect(serve({ app: fine, host: '127.0.0.1', port, log })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`)
})

test('headers without end and malformed requests get a 4xx, and the process lives', async () => {
  const { port, url } = await open(fine)
  const malformed = request({ port, path: '/health', headers: { big: 'x'.repeat(100_000) } })
  malformed.on('error', () => undefined).end()
  const [response] = (await once(malformed, 'response')) as [{ statusCode: number; resume: () => void }]
  response.resume()
  expect(response.statusCode).toBe(431)
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

import { request, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { LIMITS } from '../limits.ts'
import { createLog } from '../log.ts'
import { serve } from './server.ts'

const log = createLog('test', { level: 'silent' })
let stack = new AsyncDisposableStack()
afterEach(async () => {
  await stack.disposeAsync()
  stack = new AsyncDisposableStack()
})

const open = async () => stack.use(await serve({ host: '127.0.0.1', port: 0, log }))

test('it says that it lives, and of what it stands on nothing', async () => {
  const { url } = await open()
  expect((await fetch(`${url}/health`)).status).toBe(200)
  for (const path of ['/ready', '/metrics', '/nothing']) expect((await fetch(`${url}${path}`)).status).toBe(404)
})

test('every answer tells browsers that it is no page of anybody', async () => {
  const { url } = await open()
  for (const path of ['/health', '/nothing']) {
    const { headers } = await fetch(`${url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    // Over plain HTTP a browser must not be told that there is TLS.
    expect(headers.has('strict-transport-security')).toBe(false)
  }
})

test('a request that has begun is finished before the server ends', async () => {
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const server = await serve({
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

/** Asks so often in one packet, and gives how many reached the listener, and what came back until the connection ended. */
async function askInOnePacket(times: number): Promise<{ reached: number; answers: number }> {
  let reached = 0
  const server = stack.use(
    await serve({
      listener: (_request, response) => {
        reached++
        setImmediate(() => response.end('answer'))
      },
      host: '127.0.0.1',
      port: 0,
      log,
    }),
  )
  const socket = connect(server.port, '127.0.0.1').on('error', () => undefined)
  const closed = once(socket, 'close')
  let text = ''
  socket.on('data', (data) => (text += data.toString()))
  const ask = 'GET / HTTP/1.1\r\nhost: here\r\n\r\n'
  socket.write(ask.repeat(times - 1) + ask.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n'))
  await closed
  return { reached, answers: text.split('HTTP/1.1 200').length - 1 }
}

test('who asks a few times before the first answer is answered each time', async () => {
  expect(await askInOnePacket(10)).toEqual({ reached: 10, answers: 10 })
})

test('who asks thousands of times before the first answer is cut off: what waits would fill the memory', async () => {
  const { reached } = await askInOnePacket(2_000)
  expect(reached).toBe(LIMITS.http.pipelined + 1)
})

test('who asks for much and reads nothing is cut off, and who reads slowly gets all of it', async () => {
  const much = Buffer.alloc(16 * 1024 * 1024)
  const listener: RequestListener = (_request, response) => void response.end(much)
  const server = stack.use(await serve({ listener, host: '127.0.0.1', port: 0, log, stalledMs: 3_000 }))
  const held = new Promise<void>((resolve) => server.http.once('connection', (socket) => socket.once('close', () => resolve())))
  const ask = () =>
    connect(server.port, '127.0.0.1')
      .on('error', () => undefined)
      .setNoDelay()
  const deaf = ask().pause()
  deaf.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n')
  await held
  deaf.destroy()

  const slow = ask()
  slow.write('GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n')
  let bytes = 0
  for await (const piece of slow) {
    bytes += (piece as Buffer).length
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(bytes).toBeGreaterThan(much.length)
})

test('no more are connected than there may be', async () => {
  const server = stack.use(await serve({ host: '127.0.0.1', port: 0, log, connections: 2 }))
  const open = async () => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined)
    const [data] = await Promise.race([
      once(
        socket.once('connect', () => socket.write('GET /health HTTP/1.1\r\nhost: here\r\n\r\n')),
        'data',
      ),
      once(socket, 'close').then(() => ['']),
    ])
    return { socket, isServed: String(data).startsWith('HTTP/1.1 200') }
  }
  const [first, second, third] = [await open(), await open(), await open()]
  expect([first, second, third].map(({ isServed }) => isServed)).toEqual([true, true, false])
  for (const { socket } of [first, second]) socket.destroy()
})

test('a taken port is said in a sentence', async () => {
  const { port } = await open()
  await expect(serve({ host: '127.0.0.1', port, log })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`)
})

test('headers without end and malformed requests get a 4xx, and the process lives', async () => {
  const { port, url } = await open()
  const malformed = request({ port, path: '/health', headers: { big: 'x'.repeat(100_000) } })
  malformed.on('error', () => undefined).end()
  const [response] = (await once(malformed, 'response')) as [{ statusCode: number; resume: () => void }]
  response.resume()
  expect(response.statusCode).toBe(431)
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

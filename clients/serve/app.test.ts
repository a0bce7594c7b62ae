import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../lib/log.ts'
import { serve } from '../../lib/process/server.ts'
import { listenerOf } from './app.ts'
import { webConfig } from './config.ts'
import { loadFiles } from './files.ts'
import { headersOf } from './policy.ts'

const cleanup = new AsyncDisposableStack()
let origin: string

beforeAll(async () => {
  const folder = cleanup.adopt(await mkdtemp(join(tmpdir(), 'evergraph-web-')), (path) => rm(path, { recursive: true }))
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true })
  const write = (path: string, what: string) => writeFile(join(folder, 'dist', path), what)
  await write('index.html', 'the page')
  await write('assets/app-1a2b.js', 'the script')
  await write('assets/app-1a2b.js.br', 'small')
  await write('notes.txt', 'of no kind that is served')
  await writeFile(join(folder, 'secret.json'), '{}')
  const config = webConfig({})
  const listener = listenerOf(await loadFiles(join(folder, 'dist')), config, 'admin')
  origin = cleanup.use(await serve({ listener, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'silent' }) })).url
})
afterAll(() => cleanup.disposeAsync())

/** Asks for a path as it is: `fetch` would make another one of it. */
const ask = (path: string, headers: IncomingHttpHeaders = {}, method = 'GET') =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    request(`${origin}/`, { path, headers, method }, (answer) => {
      const { statusCode: status, headers: said } = answer
      text(answer).then((body) => resolve({ status, headers: said, body }), reject)
    })
      .on('error', reject)
      .end()
  })

test('an address of the app is its page, which a browser asks for anew each time', async () => {
  for (const path of ['/', '/sessions/1?show=bill', '/index.html']) {
    const { status, headers, body } = await ask(path)
    expect([status, body, headers['cache-control']]).toEqual([200, 'the page', 'no-cache'])
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})

test('a file whose name has its hash is kept for good; one that is there no more is not the page', async () => {
  const { headers, body } = await ask('/assets/app-1a2b.js')
  expect([body, headers['cache-control']]).toEqual(['the script', 'public, max-age=31536000, immutable'])
  // A script that was answered by the page would be kept as that, and the app would not start.
  expect(await ask('/assets/app-gone.js')).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } })
})

test('nothing outside of the app’s folder is given, and nothing of another kind', async () => {
  for (const path of [
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/notes.txt',
    '/assets/../notes.txt',
  ]) {
    const { status, body } = await ask(path)
    expect(status === 404 || body === 'the page').toBe(true)
  }
})

test('a browser that has a file is told so; one that reads brotli gets less, and caches tell the two apart', async () => {
  const { headers } = await ask('/')
  expect(await ask('/', { 'if-none-match': headers.etag })).toMatchObject({ status: 304, body: '' })
  const small = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' })
  expect([small.body, small.headers['content-encoding'], small.headers.vary]).toEqual(['small', 'br', 'accept-encoding'])
  const plain = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' })
  expect([plain.body, plain.headers['content-encoding']]).toEqual(['the script', undefined])
})

test('a head has no body, and nothing is written here', async () => {
  expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '', headers: { 'content-length': '8' } })
  expect(await ask('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
})

test('every answer has the policy of its app, whatever was asked', async () => {
  const wanted = headersOf(webConfig({}), 'admin')
  const asked = [['/'], ['/', 'HEAD'], ['/', 'POST'], ['/', 'OPTIONS'], ['/', 'PURGE'], ['/config.json'], ['/assets/app-1a2b.js']]
  const odd = [['/assets/app-gone.js'], ['/%00'], ['/%zz'], ['//elsewhere.example/'], ['/__proto__'], [`/${'x'.repeat(8_000)}`]]
  for (const [path = '', method] of [...asked, ...odd]) {
    const { headers } = await ask(path, { range: 'bytes=0-1' }, method)
    expect(headers, `${method} ${path}`).toMatchObject({
      ...wanted,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    })
  }
})

test('where the graph is may change at any time: no cache keeps it', async () => {
  const { headers, body } = await ask('/config.json')
  expect(headers['cache-control']).toBe('no-store')
  expect(JSON.parse(body)).toEqual(webConfig({}).told)
})

import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bearer, startGateway, type Gateway } from '../fixtures/kit.ts'
import { encodingFor } from './compression.ts'

let gateway: Gateway
beforeAll(async () => void (gateway = await startGateway()))
afterAll(() => gateway[Symbol.asyncDispose]())

/** The answer as it is on the wire: `fetch` would undo the compression. */
async function ask(query: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{ body: Buffer; headers: Record<string, unknown>; status: number }>()
  const sent = request(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (answer) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    answer.on('end', () => resolve({ body: Buffer.concat(chunks), headers: answer.headers, status: answer.statusCode ?? 0 }))
  })
  sent.on('error', reject).end(JSON.stringify({ query }))
  return promise
}
const LARGE = '{ items { id name related { id name } next { id name } } }'
const ACCEPT = { 'accept-encoding': 'gzip, deflate, br' }

test('a large answer is compressed as the client takes it, and is the same', async () => {
  const plain = await ask(LARGE, {})
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.length).toBeGreaterThan(1_024)
  const br = await ask(LARGE, ACCEPT)
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': String(br.body.length) })
  expect(br.headers['vary']).toContain('Accept-Encoding')
  expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
  const gzip = await ask(LARGE, { 'accept-encoding': 'gzip, br;q=0' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
  expect(gzip.body.length).toBeLessThan(plain.body.length / 2)
})

test('a small answer is not', async () => {
  const { headers, body } = await ask('{ me }', ACCEPT)
  expect(headers['content-encoding']).toBeUndefined()
  expect(JSON.parse(body.toString())).toEqual({ data: { me: 'anonymous' } })
})

test('the answer to a mutation never is: it may have a secret beside words of the caller', async () => {
  const many = Array.from({ length: 25 }, (_, n) => `a${n}: rename(input: { id: "1", name: "x" }) { id name related { id name } }`)
  const { headers, body } = await ask(`mutation { ${many.join(' ')} }`, ACCEPT)
  expect(body.length).toBeGreaterThan(1_024)
  expect(headers['content-encoding']).toBeUndefined()
})

test('an event stream is not, and its first event comes at once', async () => {
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...ACCEPT, authorization: await bearer() },
    body: JSON.stringify({ query: 'subscription { itemChanged(id: "1") { id name related { id name } } }' }),
  })
  expect(answer.headers.get('content-encoding') ?? 'none').toBe('none')
  const reader = answer.body?.getReader()
  let text = ''
  while (!text.includes('event: next')) text += new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
})

test.each([
  [null, null],
  ['', null],
  ['identity', null],
  ['br', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['br;q=0, gzip;q=0', null],
  ['GZIP', 'gzip'],
] as const)('what a client takes: %s means %s', (accepted, encoding) => expect(encodingFor(accepted)).toBe(encoding))

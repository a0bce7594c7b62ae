import { expect, test } from 'vitest'
import { bearer, startGateway, wsClient } from '../fixtures/kit.ts'
import { forwardedShape } from './forwarding.ts'

test('subgraphs get the allowed headers of a client over HTTP and WebSocket, and no others', async () => {
  const seen: Record<string, unknown>[] = []
  await using gateway = await startGateway({
    over: 'http',
    env: { GATEWAY_FORWARD_HEADERS: 'X-Tenant, x-branch' },
    front: (_name, listener) => (request, response) => {
      seen.push(request.headers)
      listener(request, response)
    },
  })
  const authorization = await bearer()
  const theirs = { 'x-tenant': 'nl', 'x-other': 'no', cookie: 'a=b', 'x-evergraph-client-address': '203.0.113.7' }
  await gateway.ask('query ByHttp { clientAddress }', {}, { ...theirs, authorization })
  await gateway.ask('query ByHttp { clientAddress }', {}, { authorization })
  const client = wsClient(gateway.wsUrl, { authorization, 'x-tenant': 'de' })
  await client.iterate({ query: '{ clientAddress }' }).next()
  await client.dispose()
  expect(seen.map((headers) => headers['x-tenant'])).toEqual(['nl', undefined, undefined])
  for (const headers of seen) {
    expect(headers['x-other']).toBeUndefined()
    expect(headers['cookie']).toBeUndefined()
    expect(headers['authorization']).toBeUndefined()
    expect(headers['x-evergraph-client-address']).not.toBe('203.0.113.7')
  }
})

test('what opens doors, and what the gateway itself says, cannot be allowed', () => {
  for (const name of [
    'authorization',
    'Cookie',
    'x-evergraph-caller',
    'x-evergraph-anything',
    'x-request-id',
    'host',
    'content-length',
    'a b',
  ])
    expect(forwardedShape.safeParse(`accept-language, ${name}`).success, name).toBe(false)
  expect(forwardedShape.parse(' Accept-Language ,x-tenant')).toEqual(['accept-language', 'x-tenant'])
  expect(forwardedShape.parse('')).toEqual([])
})

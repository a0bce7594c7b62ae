import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PartnerStationsDocument } from '../partner/generated/graphql.ts'
import { createKeyedClient } from './keyed.ts'

const sent: { authorization: string | undefined; body: unknown }[] = []
/** The platform's answers are in the journeys; here it matters what goes over the wire. */
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    sent.push({ authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()) })
    response.statusCode = 503
    response.end('busy')
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
})
afterAll(() => server.close())

test('a key sends the hash of an operation in place of its text, a query again when the platform was busy, a bare hash once', async () => {
  const client = createKeyedClient({ url, key: 'eg_key', version: '1.0.0', tries: 2, backoff: { baseMs: 1, maxMs: 1 } })
  await expect(client.execute(PartnerStationsDocument, { first: 3 })).rejects.toThrow('not at work')
  expect(sent).toHaveLength(2)
  expect(sent[0]).toEqual({
    authorization: 'Bearer eg_key',
    body: { documentId: expect.stringMatching(/^1\.0\.0:[0-9a-f]{64}$/) as string, variables: { first: 3 } },
  })
  await expect(client.execute('a'.repeat(64))).rejects.toThrow('not at work')
  expect(sent).toHaveLength(3)
  expect(sent[2]?.body).toEqual({ documentId: `1.0.0:${'a'.repeat(64)}`, variables: {} })
  await expect(client.execute('query { me { id } }')).rejects.toThrow('by their hash')
})

import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { createStorage, signStorageLink, verifyStorageLink } from './storage.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

test('a disk keeps objects and signs links for one method, one key and a while', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-storage-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const storage = createStorage({ kind: 'disk', folder, publicUrl: 'http://host/files', secret: 's' })
  await storage.put('a/b.txt', 'hello')
  expect(await storage.get('a/b.txt')).toBe('hello')
  await expect(storage.put('../outside.txt', 'no')).rejects.toThrow()

  const link = new URL(await storage.getSignedUploadUrl('a/b.txt'))
  expect(link.pathname).toBe('/files/a/b.txt')
  const check = (method: string, key: string, query = link.searchParams) => verifyStorageLink('s', method, key, query)
  expect(check('PUT', 'a/b.txt')).toBe(true)
  expect(check('GET', 'a/b.txt')).toBe(false)
  expect(check('PUT', 'a/c.txt')).toBe(false)
  expect(verifyStorageLink('other', 'PUT', 'a/b.txt', link.searchParams)).toBe(false)
  const longer = new URLSearchParams(link.searchParams)
  longer.set('until', '9999999999')
  expect(check('PUT', 'a/b.txt', longer)).toBe(false)
  const past = new URL(signStorageLink({ publicUrl: 'http://host/files', secret: 's' }, 'PUT', 'a/b.txt', 1)).searchParams
  expect(check('PUT', 'a/b.txt', past)).toBe(false)
})

// No S3 server runs here: this one speaks as much of S3's wire as an object's life needs.
test('an S3 bucket keeps objects, and its links are signed', async () => {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const key = request.url?.split('?')[0] ?? ''
    if (!/AWS4-HMAC-SHA256 Credential=id\//.test(request.headers.authorization ?? '')) return void response.writeHead(403).end()
    if (request.method === 'PUT')
      return void buffer(request).then((body) => {
        objects.set(key, body)
        response.writeHead(200, { etag: '"x"' }).end()
      })
    const body = objects.get(key)
    if (!body) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    return void response.writeHead(200, { 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(async () => void (await once(server.close(), 'close')))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const storage = createStorage({
    kind: 's3',
    bucket: 'photos',
    region: 'eu-central-1',
    endpoint,
    accessKeyId: 'id',
    secretAccessKey: 'key',
  })

  await storage.put('a/b.txt', 'hello')
  expect([...objects.keys()]).toEqual(['/photos/a/b.txt'])
  expect(await storage.get('a/b.txt')).toBe('hello')
  expect(await storage.exists('a/none.txt')).toBe(false)
  const link = await storage.getSignedUploadUrl('a/b.txt', { ContentLength: 5 })
  expect(link).toMatch(/photos\/a\/b\.txt\?.*X-Amz-Signature=/)
  // The file is not there yet: a checksum would be that of nothing, and every upload would be refused.
  expect(link).not.toContain('checksum')
  expect(new URL(link).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host')
})

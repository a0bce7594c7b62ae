import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { publicRoutes, say } from './public.ts'

test('nothing but its routes is there: no name that every object has, and no path outside of its own', async () => {
  const listener = publicRoutes(
    { log: createLog('test', { level: 'silent' }) },
    {
      box: 'test',
      publicUrl: 'http://localhost/open',
      routes: { hooks: async (_services, _request, response, rest) => say(response, 200, rest) },
      refusalOf: () => null,
    },
  )
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const status = async (path: string) => (await fetch(base + path, { signal: AbortSignal.timeout(5_000) })).status
    expect(await status('/open/hooks/a/b')).toBe(200)
    for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'hook', ''])
      expect([name, await status(`/open/${name}/a`)]).toEqual([name, 404])
    expect(await status('/hooks/a')).toBe(404)
  } finally {
    server.close()
  }
})

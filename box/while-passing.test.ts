import { createServer, type AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { whilePassing } from './while-passing.ts'

const log = createLog('start', { level: 'silent' })
const stopping = new AbortController().signal

/** A port at which nobody listens. */
async function nowhere(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
const connect = async () => new pg.Client({ host: '127.0.0.1', port: await nowhere() }).connect()
/** Fails so often, then gives the number of the try. */
const failing = (times: number, fault: () => Promise<unknown>) => {
  let tries = 0
  return {
    open: async () => {
      if (++tries <= times) await fault()
      return tries
    },
    tries: () => tries,
  }
}

test('a start that finds no database is tried again until it does', async () => {
  expect(await whilePassing(failing(3, connect).open, { log, stopping })).toBe(4)
  const busy = () => Promise.reject(new Error('timeout exceeded when trying to connect'))
  expect(await whilePassing(failing(1, busy).open, { log, stopping })).toBe(2)
})

test('it is not tried for ever', async () => {
  const start = failing(Infinity, connect)
  await expect(whilePassing(start.open, { log, stopping, startMs: 400 })).rejects.toThrow('ECONNREFUSED')
  expect(start.tries()).toBeGreaterThan(1)
})

test('what does not pass by waiting ends it at once: a fault of ours, a missing file, a taken port', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const taken = async () => {
    const other = createServer().listen((server.address() as AddressInfo).port, '127.0.0.1')
    await once(other, 'listening')
  }
  const missing = () => readFile('/nowhere/at-all')
  const within = () => missing().catch((cause: unknown) => Promise.reject(new Error('The models cannot be read.', { cause })))
  for (const fault of [() => Promise.reject(new TypeError('ours')), missing, within, taken]) {
    const start = failing(1, fault)
    await expect(whilePassing(start.open, { log, stopping })).rejects.toThrow(/./)
    expect(start.tries()).toBe(1)
  }
  server.close()
})

test('who stops a process that waits is not kept waiting', async () => {
  const stop = new AbortController()
  const starting = whilePassing(failing(Infinity, connect).open, { log, stopping: stop.signal })
  setTimeout(() => stop.abort(), 100)
  await expect(starting).rejects.toThrow('aborted')
})

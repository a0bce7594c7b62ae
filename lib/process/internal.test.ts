import { afterEach, expect, test, vi } from 'vitest'
import { until } from '../../test/until.ts'
import type { App } from './app.ts'
import { withInternalPort } from './internal.ts'
import { createLog } from '../log.ts'

const log = createLog('test', { level: 'silent' })
let stack = new AsyncDisposableStack()
afterEach(async () => {
  await stack.disposeAsync()
  stack = new AsyncDisposableStack()
})

const running = (end: () => Promise<void> = () => Promise.resolve()): AsyncDisposable => ({ [Symbol.asyncDispose]: end })
const open = async (ready: App['ready'], port = 0) =>
  stack.use(await withInternalPort(running(), { ready }, { host: '127.0.0.1', port, log })).internalUrl
const fine = () => Promise.resolve({ database: null })

test('it says whether the box is ready and why not, that it lives, and its figures', async () => {
  const url = await open(() => Promise.resolve({ database: 'connection refused', bus: null }))
  const ready = await fetch(`${url}/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ status: 'not ready', dependencies: { database: 'connection refused', bus: null } })
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_cpu_seconds_total')
  expect((await fetch(`${url}/health`)).status).toBe(200)
  expect((await fetch(`${url}/nothing`)).status).toBe(404)
  expect((await fetch(`${await open(fine)}/ready`)).status).toBe(200)
  expect((await fetch(`${await open(() => Promise.reject(new Error('a fault of ours')))}/ready`)).status).toBe(503)
})

test('what somebody should look at is told, and leaves the box ready', async () => {
  const app = { ready: fine, degraded: () => Promise.resolve({ messages: '3 wait' }) }
  const box = stack.use(await withInternalPort(running(), app, { host: '127.0.0.1', port: 0, log }))
  const answer = await fetch(`${box.internalUrl}/ready`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'degraded', dependencies: { database: null }, degraded: { messages: '3 wait' } })
})

test('however many ask, the dependencies are asked once a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  stack.defer(() => void vi.useRealTimers())
  let looks = 0
  const url = await open(() => {
    looks += 1
    return fine()
  })
  const many = () => Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/ready`)))
  expect((await many()).every(({ ok }) => ok)).toBe(true)
  expect(looks).toBe(1)
  vi.advanceTimersByTime(1_000)
  await many()
  expect(looks).toBe(2)
})

test('a box that ends says so until it has ended', async () => {
  const ending = Promise.withResolvers<void>()
  const box = await withInternalPort(
    running(() => ending.promise),
    { ready: fine },
    { host: '127.0.0.1', port: 0, log },
  )
  const ended = box[Symbol.asyncDispose]()
  const answer = await fetch(`${box.internalUrl}/ready`)
  expect([answer.status, await answer.json()]).toMatchObject([503, { status: 'draining' }])
  ending.resolve()
  await ended
  await expect(fetch(`${box.internalUrl}/ready`)).rejects.toThrow()
})

test('a box whose internal port is taken does not stay half open', async () => {
  const port = Number(new URL(await open(fine)).port)
  let ended = false
  const box = running(async () => void (ended = true))
  await expect(withInternalPort(box, { ready: fine }, { host: '127.0.0.1', port, log })).rejects.toThrow('INTERNAL_PORT')
  await until(() => ended)
})

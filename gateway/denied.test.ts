import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { createDenied } from './denied.ts'
import { bearer, post, startGateway, wsClient } from './fixtures/kit.ts'
import { serverSentEvents } from './subscriptions/sse.ts'

const told = (event: Pick<EventEnvelope, 'name' | 'data'>): EventEnvelope =>
  ({
    id: newId(),
    position: 1,
    aggregateId: newId(),
    occurredAt: new Date().toISOString(),
    requestId: null,
    ...event,
  }) as EventEnvelope
const ended = (loginId: string) => told({ name: 'accounts.login.ended', data: { loginId, userId: newId(), reason: 'SIGN_OUT' } })
const changed = (userId: string, version: number) => told({ name: 'accounts.user.changed-access', data: { userId, version } })

describe('what is denied', () => {
  const heard = () => {
    const denied = createDenied()
    return { denied, hear: (event: EventEnvelope) => denied.ears.forEach((ear) => ear.heard(event)) }
  }
  afterEach(() => void vi.useRealTimers())

  test('is a login that was ended, and no other of the same user', () => {
    const { denied, hear } = heard()
    const [userId, loginId] = [newId(), newId()]
    hear(ended(loginId))
    expect(denied.has({ userId, loginId, version: 0 })).toBe(true)
    expect(denied.has({ userId, loginId: newId(), version: 0 })).toBe(false)
    expect(denied.has({ userId, loginId: undefined, version: 0 })).toBe(false)
  })

  test('is a token from before something was taken, and not one from after it; an older notice takes nothing back', () => {
    const { denied, hear } = heard()
    const userId = newId()
    hear(changed(userId, 2))
    hear(changed(userId, 1))
    const at = (version: number) => denied.has({ userId, loginId: undefined, version })
    expect([at(0), at(1), at(2), at(3)]).toEqual([true, true, false, false])
  })

  test('is forgotten when the last token that it could mean has ended', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { denied, hear } = heard()
    const loginId = newId()
    hear(ended(loginId))
    const has = () => denied.has({ userId: newId(), loginId, version: 0 })
    vi.setSystemTime(Date.now() + LIMITS.token.accessSeconds * 1000 - 1)
    expect(has()).toBe(true)
    vi.setSystemTime(Date.now() + 1)
    expect(has()).toBe(false)
  })

  test('is learnt from accounts too, and whoever watches is told once', () => {
    const { denied } = heard()
    const [userId, loginId] = [newId(), newId()]
    const runs: string[] = []
    denied.watch({ userId: newId(), loginId, version: 0 }, () => runs.push('login'))
    denied.watch({ userId, loginId: undefined, version: 3 }, () => runs.push('newer'))
    denied.watch({ userId, loginId: undefined, version: 1 }, () => runs.push('older'))()
    denied.watch({ userId, loginId: undefined, version: 1 }, () => runs.push('watching'))
    denied.learn({ recentDenials: { logins: [loginId], users: [{ userId, version: 3 }] } })
    expect(runs).toEqual(['login', 'watching'])
  })
})

describe('at the gateway', () => {
  const everyoneListens = Promise.resolve()

  test('a token is refused from the moment its login ends, and others of the user are not', async () => {
    await using bus = createLocalBus(everyoneListens)
    await using gateway = await startGateway({ bus })
    const [userId, loginId] = [newId(), newId()]
    const [gone, other] = [await bearer({ userId, loginId }), await bearer({ userId, loginId: newId() })]
    expect((await gateway.ask('{ me }', {}, { authorization: gone })).data).toEqual({ me: userId })
    await bus.tell([ended(loginId)])
    expect(await gateway.ask('{ me }', {}, { authorization: gone })).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
    expect((await gateway.ask('{ me }', {}, { authorization: other })).data).toEqual({ me: userId })
  })

  test('a request whose body is still on its way when the login ends is refused, and not run', async () => {
    await using bus = createLocalBus(everyoneListens)
    await using gateway = await startGateway({ bus })
    const [userId, loginId] = [newId(), newId()]
    const authorization = await bearer({ userId, loginId })
    const body = JSON.stringify({ query: 'mutation { rename(input: { id: "1", name: "late" }) { name } }' })
    const { hostname, port } = new URL(gateway.url)
    const headers = { authorization, 'content-type': 'application/json', 'content-length': body.length }
    const sending = request({ hostname, port, path: '/graphql', method: 'POST', headers })
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>
    sending.write(body.slice(0, 10))
    // Whoever is let in with a body to come was let in by now: connections are read in turn.
    expect((await gateway.ask('{ me }', {}, { authorization })).data).toEqual({ me: userId })
    await bus.tell([ended(loginId)])
    sending.end(body.slice(10))
    const [answer] = await answered
    expect([answer.statusCode, await json(answer)]).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }])
    expect((await gateway.ask('{ item(id: "1") { name } }')).data).toEqual({ item: { name: 'item 1' } })
  })

  test('its socket closes as at its end, and so does its stream', async () => {
    await using bus = createLocalBus(everyoneListens)
    await using gateway = await startGateway({ bus })
    const userId = newId()
    const authorization = await bearer({ userId, accessVersion: 0 })
    const socket = new WebSocket(gateway.wsUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }))
    await once(socket, 'message')
    const query = 'subscription { itemChanged(id: "1") { name } }'
    const stream = await post(gateway.url, { query }, { accept: 'text/event-stream', authorization })
    const events = serverSentEvents(stream.body as never, 100_000)
    expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('item 1') as string })
    const closed = once(socket, 'close')
    await bus.tell([changed(userId, 1)])
    expect((await closed)[0]).toBe(4440)
    expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('UNAUTHENTICATED') as string })
    const refused = wsClient(gateway.wsUrl, { authorization }).iterate({ query: '{ me }' })
    await expect(refused.next()).rejects.toMatchObject({ code: 4401 })
  })
})

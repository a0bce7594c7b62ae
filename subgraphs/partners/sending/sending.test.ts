import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { sealingKey } from '../endpoints/secret.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import { SECRET_KEY } from '../partners.fixture.ts'
import { replayRounds } from '../messages/replay.handler.ts'
import { testWebhooks, verified, type Webhooks } from '../webhooks.fixture.ts'
import { pauseMs, restMs } from './pause.ts'
import { startSender } from './sender.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

type Endpoint = Awaited<ReturnType<Webhooks['endpoint']>>
/** The endpoint, when it is as is expected. */
const shown = (endpoint: Endpoint, is: (found: NonNullable<Awaited<ReturnType<Webhooks['shown']>>>) => boolean, by = box) =>
  until(async () => {
    const found = await by.shown(endpoint.partner, endpoint.id)
    // A page is read in several statements. One that begins now sees all that the last of them saw.
    return found && is(found) && by.shown(endpoint.partner, endpoint.id)
  })
const delivered = (endpoint: Endpoint, many = 1) =>
  shown(endpoint, ({ messages }) => messages.filter(({ state }) => state === 'DELIVERED').length === many)
const tried = (endpoint: Endpoint, tries: number) => shown(endpoint, ({ messages }) => messages[0]?.attempts.length === tries)

describe('a webhook', () => {
  test('arrives once, signed as standardwebhooks checks it, and is told nobody else', async () => {
    const [mine, other] = [await box.endpoint(), await box.endpoint()]
    const event = await box.report(mine.partner.userId)
    await box.again(event)
    const [one, ...more] = await box.sent(box.receives, mine.path, 1)
    if (!one) throw new Error('nothing came')
    expect(one).toMatchObject({ type: 'fault.reported', sequence: 1, data: { reportId: event.data.reportId, fault: 'BLOCKED' } })
    expect(one.body).not.toContain(event.data.userId)
    verified(one, mine.secret)
    expect(() => verified(one, other.secret)).toThrow()
    expect(() => verified({ ...one, body: one.body.replace('BLOCKED', 'BROKEN') }, mine.secret)).toThrow()
    const { messages } = await delivered(mine)
    expect(messages).toMatchObject([{ id: one.id, body: one.body, nextAt: null, attempts: [{ status: 204, failure: null }] }])
    expect([more, box.receives.at(other.path)]).toEqual([[], []])
  })

  test('that fails is tried again with the same id and body, and another time and signature', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, (response) => void response.writeHead(500).end(`broken\0${'x'.repeat(2_000)}`))
    await box.report(endpoint.partner.userId)
    const { messages, failingSince } = await tried(endpoint, 1)
    expect(failingSince).not.toBeNull()
    expect(messages[0]).toMatchObject({ state: 'WAITING', attempts: [{ status: 500 }] })
    expect(messages[0]?.attempts[0]?.answer).toBe(`broken${'x'.repeat(WEBHOOK_LIMITS.answerBytes - 7)}`)
    box.receives.answer(endpoint.path, 200)
    await box.hurry(endpoint.id)
    const [first, second] = await box.sent(box.receives, endpoint.path, 2)
    if (!first || !second) throw new Error('two came')
    expect([second.id, second.body]).toEqual([first.id, first.body])
    for (const one of [first, second]) verified(one, endpoint.secret)
    expect((await delivered(endpoint)).failingSince).toBeNull()
  })

  test('is not sent to whom it may not be told any more: its client was revoked, or has lost the scope, while it waited', async () => {
    const [revoked, blind] = [await box.endpoint(), await box.endpoint()]
    for (const endpoint of [revoked, blind]) {
      box.receives.answer(endpoint.path, 500)
      await box.report(endpoint.partner.userId)
      await tried(endpoint, 1)
    }
    await box.changed(revoked.partner, 'revokeApiClient', { clientId: revoked.client.id })
    const stripped = { clientId: blind.client.id, name: 'Fleet', scopes: ['USERS_READ'] }
    expect((await box.changed(blind.partner, 'updateApiClient', stripped)).errors).toBeUndefined()
    for (const endpoint of [revoked, blind]) {
      await box.hurry(endpoint.id)
      expect(await shown(endpoint, ({ messages }) => messages[0]?.state !== 'WAITING')).toMatchObject({
        messages: [{ state: 'DROPPED' }],
      })
      expect(box.receives.at(endpoint.path)).toHaveLength(1)
    }
  })

  test('is tried ten times in 75 hours, then it has failed', async () => {
    const hours = WEBHOOK_LIMITS.pausesMs.reduce<number>((sum, each) => sum + each, 0) / 3_600_000
    expect([WEBHOOK_LIMITS.pausesMs.length, Math.floor(hours)]).toEqual([9, 75])
    for (const [i, pause] of WEBHOOK_LIMITS.pausesMs.entries())
      for (let n = 0; n < 20; n++) expect(Math.abs((pauseMs(i + 1, null) ?? 0) / pause - 1)).toBeLessThanOrEqual(0.1)
    expect(pauseMs(10, 5_000)).toBeNull()
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 503)
    await box.report(endpoint.partner.userId)
    await tried(endpoint, 1)
    await box.db.updateTable('webhook_message').set({ tries: 9 }).where('endpoint_id', '=', endpoint.id).execute()
    await box.hurry(endpoint.id)
    expect((await tried(endpoint, 2)).messages[0]).toMatchObject({ state: 'FAILED', nextAt: null })
  })

  test('is signed by both secrets while they are rotated, also in mid-flight, and by the new one alone afterwards', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    await tried(endpoint, 1)
    const answer = await box.rotate(endpoint.partner, { endpointId: endpoint.id })
    const next = answer.data?.['rotateWebhookSecret']
    expect(next?.endpoint.secrets).toHaveLength(2)
    expect(next?.secret).not.toBe(endpoint.secret)
    // There are never three.
    expect((await box.rotate(endpoint.partner, { endpointId: endpoint.id })).errors?.[0]?.extensions?.code).toBe('CONFLICT')
    await box.hurry(endpoint.id)
    const [, second] = await box.sent(box.receives, endpoint.path, 2)
    if (!second || !next?.secret) throw new Error('two came')
    for (const secret of [endpoint.secret, next.secret]) verified(second, secret)
    await box.db
      .updateTable('webhook_secret')
      .set({ expires_at: new Date(0) })
      .where('endpoint_id', '=', endpoint.id)
      .where('expires_at', 'is not', null)
      .execute()
    await tried(endpoint, 2)
    await box.hurry(endpoint.id)
    const third = (await box.sent(box.receives, endpoint.path, 3))[2]
    if (!third) throw new Error('three came')
    verified(third, next.secret)
    expect(() => verified(third, endpoint.secret)).toThrow()
    expect(third.headers['webhook-signature']?.split(' ').map((each) => each.split(',')[0])).toEqual(['v1', 'v1a'])
  })

  test('of an endpoint whose secret does not open is not sent, and keeps those of no other', async () => {
    const [broken, other] = [await box.endpoint(), await box.endpoint()]
    const both = box.db.updateTable('webhook_endpoint').where('id', 'in', [broken.id, other.id])
    await both.set({ rests_until: new Date(Date.now() + 3_600_000) }).execute()
    for (const { partner } of [broken, other]) await box.report(partner.userId)
    await box.asAdmin(`UPDATE partners.webhook_secret SET sealed = '\\x00' WHERE endpoint_id = '${broken.id}'`)
    // One look takes both.
    await both.set({ rests_until: null }).execute()
    await delivered(other)
    expect((await tried(broken, 1)).messages[0]).toMatchObject({ state: 'WAITING', attempts: [{ failure: 'NO_SECRET' }] })
    expect(box.receives.at(broken.path)).toEqual([])
  })

  test('has a second secret again once the older one has expired; until then each says how long it signs', async () => {
    const endpoint = await box.endpoint()
    const input = { endpointId: endpoint.id, overlapHours: 2 }
    const [newest, older, ...more] =
      (await box.rotate(endpoint.partner, input)).data?.['rotateWebhookSecret']?.endpoint.secrets ?? []
    expect([newest?.expiresAt, more]).toEqual([null, []])
    expect(Math.abs(Date.parse(older?.expiresAt ?? '') - Date.now() - 7_200_000)).toBeLessThan(120_000)
    await box.db
      .updateTable('webhook_secret')
      .set({ expires_at: new Date(0) })
      .where('endpoint_id', '=', endpoint.id)
      .where('expires_at', 'is not', null)
      .execute()
    const again = await box.rotate(endpoint.partner, { endpointId: endpoint.id })
    expect(again.data?.['rotateWebhookSecret']?.endpoint.secrets).toMatchObject([
      { expiresAt: null },
      { publicKey: newest?.publicKey },
    ])
  })

  test('is signed by no secret that has leaked: a rotation without overlap drops all others, in a rotation too', async () => {
    const endpoint = await box.endpoint()
    const input = { endpointId: endpoint.id }
    const leaked = (await box.rotate(endpoint.partner, input)).data?.['rotateWebhookSecret']?.secret
    const last = (await box.rotate(endpoint.partner, { ...input, overlapHours: 0 })).data?.['rotateWebhookSecret']
    expect(last?.endpoint.secrets).toMatchObject([{ expiresAt: null }])
    await box.report(endpoint.partner.userId)
    const [one] = await box.sent(box.receives, endpoint.path, 1)
    if (!one || !leaked || !last?.secret) throw new Error('one came')
    verified(one, last.secret)
    for (const secret of [endpoint.secret, leaked]) expect(() => verified(one, secret)).toThrow()
    // There is room for a second one again.
    expect((await box.rotate(endpoint.partner, input)).errors).toBeUndefined()
  })

  test('that its old URL answers late, by 410 too, says nothing of the new one, whose failures begin anew', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    expect((await tried(endpoint, 1)).failingSince).not.toBeNull()
    let late: (() => void) | undefined
    box.receives.answer(endpoint.path, (response) => (late = () => void response.writeHead(410).end()))
    await box.hurry(endpoint.id)
    const answer = await until(() => late)
    const input = { clientId: endpoint.client.id, endpointId: endpoint.id, kinds: endpoint.kinds }
    const url = new URL(`${endpoint.path}/moved`, box.receives.url).href
    expect((await box.save(endpoint.partner, { ...input, url })).errors).toBeUndefined()
    answer()
    expect(await tried(endpoint, 2)).toMatchObject({ disabledAt: null, failingSince: null, messages: [{ state: 'WAITING' }] })
  })

  test('has its last 20 tries kept, and no more', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    const [message] = (await tried(endpoint, 1)).messages
    const before = Array.from({ length: 30 }, () => ({
      id: newId(),
      message_id: message?.id.slice(4) ?? '',
      status: 503,
      failure: null,
      ms: 1,
      answer: '',
    }))
    await box.db.insertInto('webhook_attempt').values(before).execute()
    expect((await tried(endpoint, 20)).messages[0]?.attempts.every(({ status }) => status === 503)).toBe(true)
    await box.hurry(endpoint.id)
    await shown(endpoint, ({ messages }) => messages[0]?.attempts.at(-1)?.status === 500)
    const kept = box.db
      .selectFrom('webhook_attempt')
      .select('id')
      .where('message_id', '=', message?.id.slice(4) ?? '')
    expect(await kept.execute()).toHaveLength(20)
  })

  test('that waits while its endpoint is changed goes to the new URL, with the same id', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    await tried(endpoint, 1)
    const path = `${endpoint.path}/moved`
    const input = {
      clientId: endpoint.client.id,
      endpointId: endpoint.id,
      kinds: endpoint.kinds,
      url: new URL(path, box.receives.url).href,
    }
    expect((await box.save(endpoint.partner, input)).data?.['saveWebhookEndpoint']?.secret).toBeNull()
    await box.hurry(endpoint.id)
    const [moved] = await box.sent(box.receives, path, 1)
    expect(moved?.id).toBe(box.receives.at(endpoint.path)[0]?.id)
    expect(box.receives.at(endpoint.path)).toHaveLength(1)
  })

  test('that is answered by 410 switches its endpoint off at once, and the partner is told', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 410)
    await box.report(endpoint.partner.userId)
    expect(await shown(endpoint, ({ disabledAt }) => disabledAt !== null)).toMatchObject({ disabledBecause: 'GONE' })
    const told = { endpointId: endpoint.id, userId: endpoint.partner.userId, because: 'GONE', clientId: endpoint.client.id }
    expect(await box.said('partners.webhook.disabled', endpoint.id)).toMatchObject([told])
    await box.hurry(endpoint.id)
    await box.report(endpoint.partner.userId)
    expect(await box.shown(endpoint.partner, endpoint.id)).toMatchObject({ waiting: 1 })
    // What waited goes when it is on again.
    box.receives.answer(endpoint.path, 200)
    await box.enable(endpoint.partner, endpoint.id, true)
    await delivered(endpoint)
    expect(box.receives.at(endpoint.path)).toHaveLength(2)
  })

  test('that asks for a rest by Retry-After has it, up to a day, and the whole endpoint with it', async () => {
    expect([restMs('120', 0), restMs(new Date(5_000).toUTCString(), 0), restMs('9999999999', 0), restMs('soon', 0)]).toEqual([
      120_000,
      5_000,
      86_400_000,
      null,
    ])
    expect([restMs('-1', 0), restMs(undefined, 0), restMs(new Date(0).toUTCString(), 5_000)]).toEqual([null, null, 0])
    expect(pauseMs(1, 3_600_000)).toBe(3_600_000)
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, (response) => void response.writeHead(429, { 'retry-after': '3600' }).end())
    await box.report(endpoint.partner.userId)
    await shown(endpoint, ({ messages }) => Date.parse(messages[0]?.nextAt ?? '') > Date.now() + 3_500_000)
    await box.report(endpoint.partner.userId)
    const other = await box.endpoint()
    await box.report(other.partner.userId)
    await delivered(other)
    expect(box.receives.at(endpoint.path)).toHaveLength(1)
    // A receiver that was moved has asked for none.
    const path = `${endpoint.path}/moved`
    const input = { clientId: endpoint.client.id, endpointId: endpoint.id, kinds: endpoint.kinds }
    await box.save(endpoint.partner, { ...input, url: new URL(path, box.receives.url).href })
    expect(await box.sent(box.receives, path, 1)).toHaveLength(1)
  })

  test('whose answer has no end is delivered by its status, and cut off', async () => {
    const endpoint = await box.endpoint()
    let closed = false
    box.receives.answer(endpoint.path, (response) => {
      response.on('close', () => (closed = true))
      response.writeHead(200)
      const more = () => void (closed || response.write('x'.repeat(65_536), () => setImmediate(more)))
      more()
    })
    await box.report(endpoint.partner.userId)
    const [message] = (await delivered(endpoint)).messages
    expect(message?.attempts[0]?.answer).toHaveLength(WEBHOOK_LIMITS.answerBytes)
    await until(() => closed)
  })

  test('follows no redirect', async () => {
    const endpoint = await box.endpoint()
    const elsewhere = `${endpoint.path}/elsewhere`
    box.receives.answer(endpoint.path, (response) => void response.writeHead(307, { location: elsewhere }).end())
    await box.report(endpoint.partner.userId)
    expect((await tried(endpoint, 1)).messages[0]).toMatchObject({ state: 'WAITING', attempts: [{ status: 307 }] })
    expect(box.receives.at(elsewhere)).toEqual([])
  })

  test('reaches nothing private where its host’s DNS has flipped to 10.0.0.1 or to us', async () => {
    let asked = 0
    const resolve = () => Promise.resolve([['127.0.0.1'], ['10.0.0.1'], ['::ffff:127.0.0.1']][asked++] ?? [])
    const flipping = await testWebhooks({ resolve })
    try {
      const endpoint = await flipping.endpoint()
      flipping.receives.answer(endpoint.path, (response) => void response.writeHead(200, { connection: 'close' }).end())
      for (let tries = 1; tries <= 3; tries++) {
        await flipping.report(endpoint.partner.userId)
        await shown(endpoint, ({ messages }) => messages.filter(({ attempts }) => attempts.length > 0).length === tries, flipping)
      }
      const { messages } = await shown(endpoint, () => true, flipping)
      expect(messages.map(({ attempts: [first] }) => first?.failure ?? first?.status)).toEqual(['NOT_PUBLIC', 'NOT_PUBLIC', 200])
      expect(flipping.receives.connections()).toBe(1)
    } finally {
      await flipping[Symbol.asyncDispose]()
      await flipping.receives[Symbol.asyncDispose]()
    }
  })

  test('whose endpoint is deleted is not sent, and its queue is gone', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    await tried(endpoint, 1)
    await box.hurry(endpoint.id)
    expect((await box.remove(endpoint.partner, endpoint.id)).errors).toBeUndefined()
    const sent = box.receives.at(endpoint.path).length
    await box.report(endpoint.partner.userId)
    const left = () => box.db.selectFrom('webhook_message').select('id').where('endpoint_id', '=', endpoint.id).execute()
    await until(async () => (await left()).length === 0)
    expect(await box.db.selectFrom('webhook_secret').select('place').where('endpoint_id', '=', endpoint.id).execute()).toEqual([])
    expect(await box.shown(endpoint.partner, endpoint.id)).toBeNull()
    expect(box.receives.at(endpoint.path).length - sent).toBeLessThanOrEqual(1)
  })

  test('is switched off after five days without one success, and never by a bad hour', async () => {
    const endpoint = await box.endpoint()
    box.receives.answer(endpoint.path, 500)
    await box.report(endpoint.partner.userId)
    await tried(endpoint, 1)
    const failingFor = async (days: number) => {
      const failing_since = new Date(Date.now() - days * 86_400_000)
      await box.db.updateTable('webhook_endpoint').set({ failing_since, failures: 9 }).where('id', '=', endpoint.id).execute()
      await box.hurry(endpoint.id)
    }
    await failingFor(4.9)
    expect(await tried(endpoint, 2)).toMatchObject({ disabledAt: null })
    await failingFor(5.01)
    expect(await shown(endpoint, ({ disabledAt }) => disabledAt !== null)).toMatchObject({ disabledBecause: 'FAILING' })
    expect(await box.said('partners.webhook.disabled', endpoint.id)).toMatchObject([
      { because: 'FAILING', failingSince: expect.any(String) },
    ])
  })

  test('of a dead endpoint waits by itself: others are not kept waiting by receivers that never answer', async () => {
    const dead = await box.endpoint()
    const open = new Set<() => void>()
    let most = 0
    box.receives.answer(dead.path, (response) => {
      const end = () => void response.writeHead(500).end()
      open.add(end)
      most = Math.max(most, open.size)
      response.on('close', () => open.delete(end))
    })
    for (let i = 0; i < 2 * WEBHOOK_LIMITS.perEndpoint; i++) await box.report(dead.partner.userId)
    await until(() => open.size === WEBHOOK_LIMITS.perEndpoint)
    const other = await box.endpoint()
    // It is at the same host, and waits for none of them.
    const besides: number[] = []
    box.receives.answer(other.path, (response) => {
      besides.push(open.size)
      response.writeHead(204).end()
    })
    for (let i = 0; i < 20; i++) await box.report(other.partner.userId)
    await delivered(other, 20)
    expect(besides[0]).toBe(WEBHOOK_LIMITS.perEndpoint)
    expect(most).toBeLessThanOrEqual(WEBHOOK_LIMITS.perEndpoint)
    // One that fails all the time is tried once at a time.
    await box.db
      .updateTable('webhook_endpoint')
      .set({ failures: 100, failing_since: new Date() })
      .where('id', '=', dead.id)
      .execute()
    for (const end of open) end()
    await until(() => open.size === 0)
    most = 0
    await box.hurry(dead.id)
    await until(() => open.size === 1)
    await box.report(other.partner.userId)
    await delivered(other, 21)
    expect(most).toBe(1)
    await box.enable(dead.partner, dead.id, false)
    for (const end of open) end()
  })

  test('that a process was sending as it ended has not failed: the next one tries it', async () => {
    await using alone = await testWebhooks()
    await using _receives = alone.receives
    const endpoint = await alone.endpoint()
    alone.receives.answer(endpoint.path, () => undefined)
    await alone.report(endpoint.partner.userId)
    await alone.sent(alone.receives, endpoint.path, 1)
    await alone.app[Symbol.asyncDispose]()
    const rows = await Promise.all([
      alone.db.selectFrom('webhook_endpoint').select(['failures', 'failing_since']).execute(),
      alone.db.selectFrom('webhook_message').select(['state', 'tries']).execute(),
      alone.db.selectFrom('webhook_attempt').select('id').execute(),
    ])
    expect(rows).toEqual([[{ failures: 0, failing_since: null }], [{ state: 'WAITING', tries: 0 }], []])
  })

  test('that a killed process was sending is sent again, with the same id', { timeout: 300_000 }, async () => {
    const receives = box.receives
    const alone = await testWebhooks({})
    try {
      // Its own sender sends nothing: the process that is killed has it.
      const endpoint = await alone.endpoint()
      await alone.enable(endpoint.partner, endpoint.id, false)
      await alone.db
        .updateTable('webhook_endpoint')
        .set({ disabled_at: null, disabled_because: null })
        .where('id', '=', endpoint.id)
        .execute()
      alone.receives.answer(endpoint.path, () => undefined)
      await alone.app[Symbol.asyncDispose]()
      await alone.db
        .insertInto('webhook_message')
        .values({
          id: endpoint.id,
          endpoint_id: endpoint.id,
          event_id: endpoint.id,
          kind: 'fault.resolved',
          sequence: 1,
          about: endpoint.id,
          occurred_at: new Date(),
          data: '{}',
          done_at: null,
        })
        .execute()
      const url = alone.database.url
      const given = { url, port: alone.receives.port, ca: alone.receives.reach.forTests?.ca }
      const child = spawn(process.execPath, [new URL('doomed.fixture.ts', import.meta.url).pathname, JSON.stringify(given)], {
        stdio: 'inherit',
      })
      const [first] = await until(() => alone.receives.at(endpoint.path).length === 1 && alone.receives.at(endpoint.path), {
        timeoutMs: 240_000,
      })
      child.kill('SIGKILL')
      await once(child, 'exit')
      alone.receives.answer(endpoint.path, 200)
      const log = createLog('partners', { level: 'silent' })
      await using sender = await startSender({
        db: alone.db,
        url,
        log,
        sealing: sealingKey(SECRET_KEY),
        reach: receives.reach && alone.receives.reach,
      })
      await sender.sweep()
      // Until the lease ends nobody takes it.
      expect(alone.receives.at(endpoint.path)).toHaveLength(1)
      await alone.db
        .updateTable('webhook_message')
        .set({ next_at: new Date(0) })
        .where('id', '=', endpoint.id)
        .execute()
      await sender.sweep()
      const second = (await alone.sent(alone.receives, endpoint.path, 2))[1]
      expect(second?.id).toBe(first?.id)
      expect(second?.body).toBe(first?.body)
    } finally {
      await alone[Symbol.asyncDispose]()
      await alone.receives[Symbol.asyncDispose]()
    }
  })
})

describe('a replay', () => {
  test(
    'of 10,000 sends each again by its old id, in rounds, and what is new is not kept waiting for all of them',
    { timeout: 400_000 },
    async () => {
      const endpoint = await box.endpoint()
      await box.db
        .insertInto('webhook_message')
        .columns(['id', 'endpoint_id', 'event_id', 'kind', 'sequence', 'about', 'occurred_at', 'data', 'state', 'done_at'])
        .expression((query) =>
          query
            .selectFrom((from) => from.fn<{ n: number }>('generate_series', [from.lit(1), from.lit(10_000)]).as<'n'>('n'))
            .select(
              ({ ref, val, fn }) =>
                [
                  fn<string>('gen_random_uuid').as('id'),
                  val(endpoint.id).as('endpoint_id'),
                  fn<string>('gen_random_uuid').as('event_id'),
                  val('fault.resolved').as('kind'),
                  ref('n').as('sequence'),
                  val(endpoint.id).as('about'),
                  fn<Date>('now').as('occurred_at'),
                  val('{}').as('data'),
                  val('FAILED' as const).as('state'),
                  fn<Date>('now').as('done_at'),
                ] as never,
            ),
        )
        .execute()
      await box.db.updateTable('webhook_endpoint').set({ last_sequence: 10_000 }).where('id', '=', endpoint.id).execute()
      const ids = new Set(
        (await box.db.selectFrom('webhook_message').select('id').where('endpoint_id', '=', endpoint.id).execute()).map(
          ({ id }) => `msg_${id}`,
        ),
      )
      const since = new Date(Date.now() - 3_600_000).toISOString()
      const asked = await box.replay(endpoint.partner, { endpointId: endpoint.id, since, which: 'FAILED' })
      expect(asked.data?.['replayWebhooks']?.replay).toMatchObject({ total: 10_000, replayed: 0, finishedAt: null })
      expect(
        (await box.replay(endpoint.partner, { endpointId: endpoint.id, since, which: 'ALL' })).errors?.[0]?.extensions?.code,
      ).toBe('CONFLICT')
      await box.sent(box.receives, endpoint.path, 100)
      const event = await box.report(endpoint.partner.userId)
      // A round waits for room; a test does not wait for a second.
      const news = () => box.receives.at(endpoint.path).findIndex(({ data }) => data['reportId'] === event.data.reportId)
      const end = async () => {
        await replayRounds({ db: box.db })
        return box.receives.at(endpoint.path).length >= 10_001
      }
      await until(end, { timeoutMs: 350_000 })
      expect(news()).toBeLessThan(3_000)
      const got = box.receives.at(endpoint.path).filter(({ id }) => ids.has(id))
      expect(new Set(got.map(({ id }) => id)).size).toBe(10_000)
      const { replays } = await shown(endpoint, (found) => found.replays[0]?.finishedAt !== null)
      expect(replays).toMatchObject([{ total: 10_000, replayed: 10_000 }])
    },
  )
})

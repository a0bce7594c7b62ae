import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { metrics } from '#lib/metrics.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { listen } from '#lib/work/listen.ts'
import { admin, newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { kindSchema } from '../kinds/json-schema.ts'
import { isKind, KINDS } from '../kinds/kinds.ts'
import { graphName } from '../kinds/graph-name.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import { newPartner, testPartners } from '../partners.fixture.ts'
import { prunePartners } from '../retention.ts'
import { withWebhooks } from '../webhooks.fixture.ts'
import { dataText } from './message.ts'
import { DUE_CHANNEL, failOverflow } from './message.queries.ts'

/** It tries to send and reaches nobody: what is written is what is looked at. */
let box: ReturnType<typeof withWebhooks>
beforeAll(async () => {
  box = withWebhooks(await testPartners({ reach: { resolve: () => Promise.resolve([]) } }), 'https://hooks.partner.example/')
})
afterAll(() => box[Symbol.asyncDispose]())

const ALL = Object.keys(KINDS)
  .filter(isKind)
  .filter((name) => name !== 'webhook.test')
  .map(graphName)
const told = async (endpointId: string) => {
  const rows = await box.db
    .selectFrom('webhook_message')
    .select(['kind', 'data', 'sequence'])
    .where('endpoint_id', '=', endpointId)
    .orderBy('sequence')
    .execute()
  return rows.map(({ kind, data, sequence }) => ({ kind, sequence, data: JSON.parse(data) as Record<string, unknown> }))
}

const at = new Date().toISOString()
const saved = (stationId: string, operatorId: string) =>
  box.tell('stations.station.saved', stationId, {
    stationId,
    operatorId,
    identity: 'secret-identity',
    passwordHash: 'secret-hash',
    place: { latitude: 1, longitude: 2 },
    guests: [newId()],
    evses: [],
  })
const issued = (operatorId: string | null, partnerId: string | null, lines = 0) => {
  const cdrId = newId()
  const line = { dimension: 'ENERGY', from: at, until: at } as unknown as NonNullable<
    EventCatalogue['charging.cdr.issued']['bill']
  >['lines'][number]
  const bill = {
    operatorId,
    partnerId,
    connectorId: newId(),
    startedAt: at,
    endedAt: at,
    timeZone: 'UTC',
    exclVatMinor: 1,
    inclVatMinor: null,
    lines: Array.from({ length: lines }, () => line),
  }
  return box.tell('charging.cdr.issued', cdrId, {
    cdrId,
    sessionId: newId(),
    userId: newId(),
    stationId: newId(),
    energyWh: 1,
    amountMinor: 1,
    currency: 'EUR',
    creditOf: null,
    bill,
  })
}
const forbidden = /secret|userId|partnerId|operatorId|guests|passwordHash|identity/

describe('a partner is told', () => {
  test('of their own stations, sessions and customers, and never of somebody else’s', async () => {
    const [mine, other] = [await box.endpoint({ kinds: ALL }), await box.endpoint({ kinds: ALL })]
    const [stationId, theirs] = [newId(), newId()]
    await saved(stationId, mine.partner.userId)
    await saved(theirs, other.partner.userId)
    for (const id of [stationId, theirs]) {
      const session = {
        sessionId: newId(),
        userId: newId(),
        stationId: id,
        connectorId: newId(),
        startedAt: at,
        endedAt: at,
        energyWh: 5,
        held: false,
      }
      const { endedAt: _endedAt, energyWh: _energyWh, held: _held, ...begun } = session
      await box.tell('charging.session.started', session.sessionId, { ...begun, offline: false })
      await box.tell('charging.session.completed', session.sessionId, session)
      await box.tell('stations.station.availability-changed', id, { stationId: id })
    }
    // Mine is the operator, the other's is the customer, and neither learns who the other is.
    await issued(mine.partner.userId, other.partner.userId)
    await issued(null, null)
    const idTokenId = newId()
    await box.tell('accounts.id-token.issued', idTokenId, {
      idTokenId,
      userId: newId(),
      partnerId: mine.partner.userId,
      value: 'secret',
      type: 'RFID',
      status: 'BLOCKED',
    })
    await box.tell('accounts.id-token.issued', newId(), {
      idTokenId: newId(),
      userId: mine.partner.userId,
      value: 'secret',
      type: 'RFID',
      status: 'ACTIVE',
    })
    const [own, others] = [await told(mine.id), await told(other.id)]
    expect(own.map(({ kind }) => kind)).toEqual([
      'station.saved',
      'session.started',
      'session.completed',
      'station.availability-changed',
      'record.issued',
      'id-token.changed',
    ])
    expect(others.map(({ kind }) => kind)).toEqual([
      'station.saved',
      'session.started',
      'session.completed',
      'station.availability-changed',
      'record.issued',
    ])
    expect([own[4]?.data['as'], others[4]?.data['as']]).toEqual(['OPERATOR', 'PARTNER'])
    expect(own.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6])
    expect(JSON.stringify([own, others])).not.toMatch(forbidden)
    expect(JSON.stringify(own)).not.toContain(theirs)
    expect(JSON.stringify(own)).not.toContain(other.partner.userId)
  })

  test('of a session whose connector is not known at its begin by its end alone, as the kind says', async () => {
    const { id, partner } = await box.endpoint({ kinds: ALL })
    const stationId = newId()
    await saved(stationId, partner.userId)
    const begun = { sessionId: newId(), userId: null, stationId, startedAt: at }
    await box.tell('charging.session.started', begun.sessionId, { ...begun, offline: false })
    const ended = { ...begun, connectorId: newId(), endedAt: at, energyWh: 5, held: false }
    await box.tell('charging.session.completed', begun.sessionId, ended)
    expect((await told(id)).map(({ kind }) => kind)).toEqual(['station.saved', 'session.completed'])
    expect(KINDS['session.started'].about).toContain('told by its end alone')
  })

  test('of a session’s corrections also when the station was handed over since; who has it now is not', async () => {
    const [before, next] = [await box.endpoint({ kinds: ALL }), await box.endpoint({ kinds: ALL })]
    const stationId = newId()
    await saved(stationId, before.partner.userId)
    await saved(stationId, next.partner.userId)
    const session = { sessionId: newId(), userId: null, stationId, connectorId: newId(), startedAt: at, endedAt: at, energyWh: 5 }
    const operatorId = before.partner.userId
    await box.tell('charging.session.completed', session.sessionId, { ...session, held: false, operatorId })
    const kinds = async (id: string) => (await told(id)).map(({ kind }) => kind)
    expect([await kinds(before.id), await kinds(next.id)]).toEqual([['station.saved', 'session.completed'], ['station.saved']])
  })

  test('what the client’s scopes let it read, while it works', async () => {
    const blind = await box.endpoint({ kinds: ALL, client: { scopes: ['USERS_READ'] } })
    const revoked = await box.endpoint({ kinds: ALL })
    await box.changed(revoked.partner, 'revokeApiClient', { clientId: revoked.client.id })
    for (const { partner } of [blind, revoked]) await saved(newId(), partner.userId)
    expect([await told(blind.id), await told(revoked.id)]).toEqual([[], []])
  })

  test('of the sandbox by a client of it, and of nothing else; of what it wants, and nothing else', async () => {
    const partner = newPartner()
    const real = await box.endpoint({ partner, kinds: ['STATION_SAVED'] })
    const sandbox = await box.endpoint({ partner, kinds: ['STATION_SAVED'], client: { sandbox: true } })
    const wantsNone = await box.endpoint({ partner, kinds: ['FAULT_RESOLVED'] })
    const [stationId, simulated] = [newId(), newId()]
    await saved(stationId, partner.userId)
    await saved(simulated, sandboxOf(partner.userId))
    expect((await told(real.id)).map(({ data }) => data['stationId'])).toEqual([stationId])
    expect((await told(sandbox.id)).map(({ data }) => data['stationId'])).toEqual([simulated])
    expect(await told(wantsNone.id)).toEqual([])
  })

  test('once of what comes twice, at once too, and never of what is told of the past', async () => {
    const { id, partner } = await box.endpoint({ kinds: ALL })
    const event = await box.report(partner.userId)
    await Promise.all(Array.from({ length: 5 }, () => box.again(event)))
    await box.again({ ...event, id: newId(), page: newId() })
    await Promise.all(Array.from({ length: 20 }, () => box.report(partner.userId)))
    expect((await told(id)).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
  })

  test('of a station’s availability once, however often it changes in ten seconds', async () => {
    const { id, partner } = await box.endpoint({ kinds: ALL })
    const [one, two] = [newId(), newId()]
    for (const stationId of [one, two]) await saved(stationId, partner.userId)
    for (let i = 0; i < 5; i++)
      for (const stationId of [one, two]) await box.tell('stations.station.availability-changed', stationId, { stationId })
    expect((await told(id)).filter(({ kind }) => kind === 'station.availability-changed')).toHaveLength(2)
  })

  test('of a station’s availability anew once a message of it is being sent, and once while it is overdue', async () => {
    const { id, partner } = await box.endpoint({ kinds: ['STATION_AVAILABILITY_CHANGED'] })
    const stationId = newId()
    await saved(stationId, partner.userId)
    // Nobody takes what is due: the states of it are set here.
    const rests_until = new Date(Date.now() + 3_600_000)
    await box.db.updateTable('webhook_endpoint').set({ rests_until }).where('id', '=', id).execute()
    const change = () => box.tell('stations.station.availability-changed', stationId, { stationId })
    const waitsUntil = (next_at: Date) =>
      box.db.updateTable('webhook_message').set({ next_at }).where('endpoint_id', '=', id).execute()
    await change()
    await waitsUntil(new Date(0))
    await change()
    expect(await told(id)).toHaveLength(1)
    await waitsUntil(new Date(Date.now() + WEBHOOK_LIMITS.leaseMs))
    await change()
    expect(await told(id)).toHaveLength(2)
  })

  test('by its ids alone where the whole would have 20 kB', async () => {
    const { id, partner } = await box.endpoint({ kinds: ALL })
    const { data } = await issued(partner.userId, null, 2_000)
    const [cut] = await told(id)
    expect(cut?.data).toEqual({
      recordId: data.cdrId,
      sessionId: data.sessionId,
      stationId: data.stationId,
      as: 'OPERATOR',
      cut: true,
    })
  })

  test('nothing any more once they are no partner', async () => {
    const { id, partner } = await box.endpoint({ kinds: ALL })
    await box.tell('accounts.user.changed-access', partner.userId, { userId: partner.userId, version: 1, roles: ['DRIVER'] })
    await box.report(partner.userId)
    expect(await told(id)).toEqual([])
    expect(await box.shown(partner, id)).toMatchObject({ disabledBecause: 'NO_PARTNER' })
    expect(await box.said('partners.webhook.disabled', id)).toEqual([])
  })
})

test('senders are told of which endpoints something is due, and of none while it gathers', async () => {
  const [one, two] = [await box.endpoint(), await box.endpoint({ kinds: ['STATION_AVAILABILITY_CHANGED'] })]
  const heard: string[] = []
  const log = createLog('partners', { level: 'silent' })
  const channels = { [DUE_CHANNEL]: (payload: string) => void heard.push(payload) }
  await using _ears = await listen({ url: box.database.url, name: 'test', channels, log })
  const stationId = newId()
  await saved(stationId, two.partner.userId)
  await box.tell('stations.station.availability-changed', stationId, { stationId })
  await box.report(one.partner.userId)
  await until(() => heard.length > 0)
  expect(heard).toEqual([one.id])
  expect(await told(two.id)).toHaveLength(1)
})

describe('an endpoint', () => {
  test('is for its partner, for a key of its client by its scope, and without its secret for admins', async () => {
    const { id, partner, client, secret } = await box.endpoint()
    const other = newPartner()
    expect(await box.shown(other, id)).toBeNull()
    for (const name of ['test', 'remove'] as const) expect(fault(await box[name](other, id)).code).toBe('NOT_FOUND')
    expect(fault(await box.rotate(other, { endpointId: id })).code).toBe('NOT_FOUND')
    expect(fault(await box.enable(newUser(), id, false)).code).toBe('FORBIDDEN')
    expect(fault(await box.rotate(admin, { endpointId: id })).code).toBe('FORBIDDEN')
    const input = { clientId: client.id, url: 'https://example.org/', kinds: ['STATION_SAVED'] }
    expect(fault(await box.save(admin, input)).code).toBe('FORBIDDEN')
    expect(fault(await box.save(other, input)).code).toBe('NOT_FOUND')
    const key = (clientId: string, scope: 'webhooks:write' | 'users:read') =>
      ({ kind: 'client', clientId, partnerId: partner.userId, scopes: [scope], sandbox: false }) as const
    expect(fault(await box.save(key(client.id, 'users:read'), input)).code).toBe('FORBIDDEN')
    expect(fault(await box.save(key(newId(), 'webhooks:write'), input)).code).toBe('NOT_FOUND')
    // A key sees what is of its own client, also where another is of the same partner.
    const { client: beside } = await box.create(partner)
    const SEEN = '{ webhookEndpoint(id: "ID") { id } webhookEndpoints { edges { node { id } } } }'.replace('ID', id)
    expect((await box.ask(key(client.id, 'webhooks:write'), SEEN)).data).toMatchObject({
      webhookEndpoint: { id },
      webhookEndpoints: { edges: [{ node: { id } }] },
    })
    expect((await box.ask(key(beside.id, 'webhooks:write'), SEEN)).data).toEqual({
      webhookEndpoint: null,
      webhookEndpoints: { edges: [] },
    })
    expect((await box.save(key(client.id, 'webhooks:write'), input)).data?.['saveWebhookEndpoint']?.secret).toMatch(/^whsec_/)
    await box.enable(admin, id, false)
    expect(fault(await box.enable(partner, id, true)).code).toBe('FORBIDDEN')
    // Its secret is nowhere but in that one answer.
    const rows = await Promise.all(
      (['webhook_endpoint', 'webhook_secret', 'audit', 'outbox'] as const).map((table) =>
        box.db.selectFrom(table).selectAll().execute(),
      ),
    )
    const raw = Buffer.from(secret.slice(6), 'base64')
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6))
    expect(rows[1]?.some((row) => 'sealed' in row && row.sealed.includes(raw))).toBe(false)
  })

  test('is made once by a repeated request, and not one too many, however many are asked for at once', async () => {
    const partner = newPartner()
    const { client } = await box.create(partner)
    const input = { clientId: client.id, url: 'https://example.org/', kinds: ['STATION_SAVED'], idempotencyKey: newId() }
    const made = await Promise.all(Array.from({ length: 5 }, () => box.save(partner, input)))
    expect(new Set(made.map(({ data }) => data?.['saveWebhookEndpoint']?.endpoint.id)).size).toBe(1)
    expect(made.filter(({ data }) => data?.['saveWebhookEndpoint']?.secret)).toHaveLength(1)
    const more = await Promise.all(Array.from({ length: 12 }, () => box.save(partner, { ...input, idempotencyKey: newId() })))
    expect(more.filter((answer) => fault(answer).code === 'LIMIT_REACHED')).toHaveLength(3)
  })

  test('that an administrator has switched off stays off for its partner, whatever it was before, and its URL with it', async () => {
    const { id, partner, client, url } = await box.endpoint()
    await box.enable(partner, id, false)
    await box.enable(admin, id, false)
    expect(await box.shown(partner, id)).toMatchObject({ disabledBecause: 'ADMIN' })
    const input = { clientId: client.id, url, kinds: ['STATION_SAVED'] }
    const elsewhere = { ...input, url: 'https://example.org/' }
    const { client: another } = await box.create(partner)
    const beside = (await box.save(partner, elsewhere)).data?.['saveWebhookEndpoint']?.endpoint.id
    for (const answer of [
      await box.enable(partner, id, true),
      await box.remove(partner, id),
      await box.save(partner, { ...elsewhere, endpointId: id }),
      await box.save(partner, input),
      await box.save(partner, { ...input, clientId: another.id }),
      await box.save(partner, { ...input, endpointId: beside }),
    ])
      expect(fault(answer).code).toBe('FORBIDDEN')
    expect((await box.enable(admin, id, true)).errors).toBeUndefined()
    expect((await box.remove(partner, id)).errors).toBeUndefined()
    expect((await box.save(partner, input)).errors).toBeUndefined()
  })

  test('is one of 20 of all clients of its partner, however many are made at once', async () => {
    const partner = newPartner()
    const clients = await Promise.all([1, 2, 3].map(() => box.create(partner)))
    const input = { url: 'https://example.org/', kinds: ['STATION_SAVED'] }
    const made = await Promise.all(
      clients.flatMap(({ client }) => Array.from({ length: 8 }, () => box.save(partner, { ...input, clientId: client.id }))),
    )
    expect(made.filter(({ data }) => data?.['saveWebhookEndpoint']?.secret)).toHaveLength(20)
  })

  test('is sent no more than 50,000 messages again in 24 hours', async () => {
    const { id, partner } = await box.endpoint()
    await box.report(partner.userId)
    const done = { state: 'FAILED', done_at: new Date() } as const
    await until(async () => {
      await box.db.updateTable('webhook_message').set(done).where('endpoint_id', '=', id).execute()
      return (await box.shown(partner, id))?.messages[0]?.state === 'FAILED'
    })
    const earlier = { id: newId(), endpoint_id: id, which: 'ALL', since: new Date(0), at_sequence: 0, last_sequence: 0 } as const
    const { replayedPerDay: total } = WEBHOOK_LIMITS
    const asked_at = new Date(Date.now() - 23 * 3_600_000)
    await box.db
      .insertInto('webhook_replay')
      .values({ ...earlier, total, asked_at, finished_at: new Date() })
      .execute()
    const input = { endpointId: id, since: new Date(Date.now() - 60_000).toISOString(), which: 'ALL' }
    expect(fault(await box.replay(partner, input)).code).toBe('LIMIT_REACHED')
    await box.db
      .updateTable('webhook_replay')
      .set({ total: total - 1 })
      .where('endpoint_id', '=', id)
      .execute()
    expect((await box.replay(partner, input)).data?.['replayWebhooks']?.replay.total).toBe(1)
  })

  test('has so many messages that wait, and with more the oldest fail', async () => {
    const { id, partner } = await box.endpoint()
    for (let i = 0; i < 5; i++) await box.report(partner.userId)
    await failOverflow(box.db, 3)
    const { messages } = (await box.shown(partner, id)) ?? {}
    expect(messages?.map(({ sequence, state }) => [sequence, state])).toEqual([
      [5, 'WAITING'],
      [4, 'WAITING'],
      [3, 'WAITING'],
      [2, 'FAILED'],
      [1, 'FAILED'],
    ])
  })
})

test('what was told 30 days ago is removed, its tries before it', async () => {
  const { id } = await box.endpoint()
  const old = { id: newId(), endpoint_id: id, event_id: newId(), about: id, kind: 'fault.resolved', sequence: 1, data: '{}' }
  const created_at = new Date(Date.now() - (WEBHOOK_LIMITS.keepDays + 1) * 86_400_000)
  await box.db
    .insertInto('webhook_message')
    .values({ ...old, occurred_at: created_at, created_at, state: 'DELIVERED', done_at: created_at })
    .execute()
  const attempt = { id: newId(), message_id: old.id, status: 200, failure: null, ms: 1, answer: '' }
  await box.db.insertInto('webhook_attempt').values(attempt).execute()
  await prunePartners(box.db)
  expect(await told(id)).toEqual([])
  // What goes with its message is not counted.
  expect(await metrics.metrics()).toMatch(/^evergraph_pruned_total\{schema="partners",table="webhook_attempt"\} [1-9]/m)
})

test('every kind has a schema that its example fits, a scope, and a description of each field', () => {
  for (const name of Object.keys(KINDS).filter(isKind)) {
    expect(() => dataText(name, KINDS[name].example as never), name).not.toThrow()
    const { properties } = kindSchema(name) as { properties: Record<string, { description?: string; type?: string }> }
    for (const [field, { description, type }] of Object.entries(properties))
      expect(description ?? type, `${name}.${field}`).toBeTruthy()
    expect(KINDS[name].scope === null).toBe(name === 'webhook.test')
  }
})

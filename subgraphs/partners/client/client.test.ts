import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { isApiKey } from '#lib/partners/api-key.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { admin, newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import { newPartner, testPartners, type ShownClient, type TestPartners } from '../partners.fixture.ts'

let box: TestPartners
beforeAll(async () => {
  box = await testPartners()
})
afterAll(() => box[Symbol.asyncDispose]())

const list = async (caller: Parameters<TestPartners['ask']>[0], partnerId?: string) => {
  const query = `query ($of: UUID) { apiClients(partnerId: $of, first: 100) { edges { node { id } } } }`
  const answer = await box.ask<{ apiClients: { edges: { node: { id: string } }[] } }>(caller, query, { of: partnerId })
  return answer.data?.apiClients.edges.map(({ node }) => node.id) ?? fault(answer).code
}

describe('a client', () => {
  test('is made with a key that is shown once and kept as its hash alone', async () => {
    const partner = newPartner()
    const { client, key, secret } = await box.create(partner, { name: ' Fleet ', allowedAddresses: ['203.0.113.7'] })
    expect(client).toMatchObject({
      name: 'Fleet',
      sandbox: false,
      scopes: ['CHARGERS_READ'],
      allowedAddresses: ['203.0.113.7/32'],
      requestsPerHour: PARTNERS_LIMITS.requestsPerHour.default,
      revokedAt: null,
      partner: { id: partner.userId },
      keys: [key],
    })
    expect(isApiKey(secret ?? '')).toBe(true)
    expect(secret).toMatch(new RegExp(`^${key.prefix}_`))
    const rows = await box.db.selectFrom('client_key').selectAll().where('client_id', '=', client.id).execute()
    const audited = await box.db.selectFrom('audit').selectAll().where('subject_id', '=', client.id).execute()
    const outbox = await box.db.selectFrom('outbox').selectAll().where('aggregate_id', '=', client.id).execute()
    expect(rows).toHaveLength(1)
    expect(audited).toHaveLength(1)
    expect(outbox).toHaveLength(1)
    expect(JSON.stringify([rows, audited, outbox])).not.toContain(secret?.split('_')[2])
  })

  test('is what the gateway finds by the hash of its key', async () => {
    const partner = newPartner()
    const { client, secret } = await box.create(partner, { scopes: ['BILLING_READ', 'CHARGERS_READ', 'BILLING_READ'] })
    expect(await box.known(secret)).toEqual({
      clientId: client.id,
      partnerId: partner.userId,
      keyExpiresAt: null,
      scopes: ['billing:read', 'chargers:read'],
      sandbox: false,
      allowedAddresses: [],
      requestsPerHour: PARTNERS_LIMITS.requestsPerHour.default,
      callsToday: 0,
      activeVersion: null,
    })
  })

  test('of the sandbox acts under an id of its own, so that nothing of the real world is its', async () => {
    const partner = newPartner()
    const [one, other] = [await box.create(partner, { sandbox: true }), await box.create(partner, { sandbox: true })]
    expect(one.secret).toMatch(/^egs_/)
    const known = await box.known(one.secret)
    expect(known).toMatchObject({ sandbox: true, partnerId: sandboxOf(partner.userId) })
    expect(known?.partnerId).not.toBe(partner.userId)
    expect((await box.known(other.secret))?.partnerId).toBe(known?.partnerId)
  })

  test('is made once, however often the request is repeated at once, and one answer alone has the secret', async () => {
    const partner = newPartner()
    const idempotencyKey = newId()
    const made = await Promise.all(Array.from({ length: 8 }, () => box.create(partner, { idempotencyKey })))
    expect(new Set(made.map(({ client }) => client.id)).size).toBe(1)
    expect(new Set(made.map(({ key }) => key.id)).size).toBe(1)
    expect(made.filter(({ secret }) => secret !== null)).toHaveLength(1)
    expect(await list(partner)).toHaveLength(1)
  })

  test('is for partners', async () => {
    const input = { name: 'x', scopes: [] }
    expect(fault(await box.changed(newUser(), 'createApiClient', input)).code).toBe('FORBIDDEN')
    expect(fault(await box.changed(ANONYMOUS, 'createApiClient', input)).code).toBe('UNAUTHENTICATED')
    const key = { kind: 'client', clientId: newId(), partnerId: newId(), scopes: ['chargers:write'], sandbox: false } as const
    expect(fault(await box.changed(key, 'createApiClient', input)).code).toBe('FORBIDDEN')
    expect(await list(key)).toBe('FORBIDDEN')
  })

  test('of somebody else is as one that does not exist', async () => {
    const { client } = await box.create(newPartner())
    const other = newPartner()
    for (const clientId of [client.id, newId()]) {
      for (const [name, more] of [
        ['updateApiClient', { name: 'mine' }],
        ['revokeApiClient', {}],
        ['rotateApiKey', {}],
      ] as const)
        expect(fault(await box.changed(other, name, { clientId, ...more }))).toEqual({
          code: 'NOT_FOUND',
          path: ['input', 'clientId'],
        })
      expect(await box.clientOf(other, clientId)).toBeNull()
    }
    const keyId = client.keys[0]?.id
    expect(fault(await box.changed(other, 'revokeApiKey', { keyId }))).toEqual(
      fault(await box.changed(other, 'revokeApiKey', { keyId: newId() })),
    )
    expect(await list(other, client.partner.id)).toEqual([])
  })

  test('is listed to its partner and to admins, the newest first', async () => {
    const partner = newPartner()
    const ids = [(await box.create(partner)).client.id, (await box.create(partner)).client.id].toReversed()
    await box.create(newPartner())
    expect(await list(partner)).toEqual(ids)
    expect(await list(admin, partner.userId)).toEqual(ids)
    expect((await list(admin))?.length).toBeGreaterThan(2)
    expect(await list(newUser())).toBe('FORBIDDEN')
  })

  test('changes its name, scopes and addresses by what is given; the gateway is told', async () => {
    const partner = newPartner()
    const { client, secret } = await box.create(partner, { allowedAddresses: ['10.0.0.0/8'] })
    const update = async (change: object): Promise<ShownClient | undefined> =>
      (await box.changed(partner, 'updateApiClient', { clientId: client.id, ...change })).data?.['updateApiClient']?.client
    expect(await update({ name: 'Depot' })).toMatchObject({
      name: 'Depot',
      scopes: ['CHARGERS_READ'],
      allowedAddresses: ['10.0.0.0/8'],
    })
    expect(await update({ scopes: ['USERS_READ'], allowedAddresses: [] })).toMatchObject({ name: 'Depot', allowedAddresses: [] })
    expect(await box.known(secret)).toMatchObject({ scopes: ['users:read'], allowedAddresses: [] })
    expect(await box.said('partners.client.changed', client.id)).toHaveLength(3)
  })

  test('has the quota that an admin gives it', async () => {
    const partner = newPartner()
    const { client, secret } = await box.create(partner)
    const quota = { clientId: client.id, requestsPerHour: 5_000, requestsPerDay: 20_000 }
    expect(fault(await box.changed(partner, 'setApiClientQuota', quota)).code).toBe('FORBIDDEN')
    expect(fault(await box.changed(admin, 'setApiClientQuota', { ...quota, requestsPerDay: 4_999 })).path).toEqual([
      'input',
      'requestsPerDay',
    ])
    await box.changed(admin, 'setApiClientQuota', quota)
    expect(await box.known(secret)).toMatchObject({ requestsPerHour: 5_000 })
  })

  test('that is revoked is so for good, and its keys open nothing', async () => {
    const partner = newPartner()
    const { client, secret } = await box.create(partner)
    const { data: rotated } = await box.rotate(partner, { clientId: client.id })
    for (let i = 0; i < 2; i++)
      expect(
        (await box.changed(partner, 'revokeApiClient', { clientId: client.id })).data?.['revokeApiClient']?.client,
      ).toMatchObject({
        revokedAt: expect.any(String),
        keys: [],
      })
    expect([await box.known(secret), await box.known(rotated?.['rotateApiKey']?.secret ?? null)]).toEqual([null, null])
    for (const [name, more] of [
      ['updateApiClient', { name: 'again' }],
      ['rotateApiKey', {}],
    ] as const)
      expect(fault(await box.changed(partner, name, { clientId: client.id, ...more })).code).toBe('CLIENT_REVOKED')
    const actions = await box.db.selectFrom('audit').select('action').where('subject_id', '=', client.id).orderBy('id').execute()
    expect(actions.map(({ action }) => action)).toEqual(['client.created', 'client-key.rotated', 'client.revoked'])
  })

  test('is not one too many, however many are asked for at once', async () => {
    const partner = newPartner()
    const { clientsPerPartner } = PARTNERS_LIMITS
    const row = { partner_id: partner.userId, name: 'x', sandbox: false, scopes: [], requests_per_hour: 1, requests_per_day: 1 }
    const rows = Array.from({ length: clientsPerPartner - 3 }, () => ({
      ...row,
      id: newId(),
      revoked_at: null,
      idempotency_key: null,
    }))
    await box.db.insertInto('client').values(rows).execute()
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, i) => box.changed(partner, 'createApiClient', { name: `${i}`, scopes: [] })),
    )
    expect(asked.filter((answer) => fault(answer).code === 'LIMIT_REACHED')).toHaveLength(5)
  })
})

test('a partner with programs stays until they are revoked; of who leaves, the programs have no name and no calls, and others keep theirs', async () => {
  const [leaving, other] = [newPartner(), newPartner()]
  const { userId } = leaving
  const [theirs, others] = [await box.create(leaving, { name: 'Quillon fleet' }), await box.create(other)]
  const judged = async (round: number) => {
    await box.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round })
    return (await box.said('person.leaving.judged', `${userId} partners`)).find((one) => one.round === round)
  }
  expect((await judged(1))?.hold).toMatchObject({ passes: false })
  for (const { client } of [theirs, others])
    await box.db
      .insertInto('client_call')
      .values({
        id: newId(),
        client_id: client.id,
        at: new Date(),
        operation: 'Mine',
        code: '',
        ms: 1,
        address_block: null,
        request_id: null,
      })
      .execute()
  await box.changed(leaving, 'revokeApiClient', { clientId: theirs.client.id })
  expect((await judged(2))?.hold).toBeNull()
  await box.tell('accounts.user.deleted', userId, { userId, deletedAt: new Date().toISOString() })
  expect(await box.said('person.user.forgotten', `${userId} partners`)).toEqual([{ userId, box: 'partners' }])
  const calls = await box.db.selectFrom('client_call').select('client_id').execute()
  expect(calls.map(({ client_id: id }) => id)).toContain(others.client.id)
  expect(calls.map(({ client_id: id }) => id)).not.toContain(theirs.client.id)
  for (const table of ['client', 'audit', 'outbox'] as const)
    expect(JSON.stringify(await box.db.selectFrom(table).selectAll().execute()), table).not.toContain('Quillon')
  expect((await box.clientOf(other, others.client.id))?.name).toBe('Fleet')
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKeyHash, isApiKey, newApiKey } from '#lib/partners/api-key.ts'
import { ANONYMOUS, GATEWAY } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { newPartner, testPartners, type NewKey, type TestPartners } from '../partners.fixture.ts'

let box: TestPartners
beforeAll(async () => {
  box = await testPartners()
})
afterAll(() => box[Symbol.asyncDispose]())

const rotate = async (...given: Parameters<TestPartners['rotate']>): Promise<NewKey> => {
  const { data, errors } = await box.rotate(...given)
  return data?.['rotateApiKey'] ?? Promise.reject(new Error(JSON.stringify(errors)))
}
/** Lets a key have expired. */
const expire = (id: string) =>
  box.db
    .updateTable('client_key')
    .set({ expires_at: sql<Date>`now() - interval '1 ms'` })
    .where('id', '=', id)
    .execute()

test('a key has 256 random bits, says which world it opens, and its form tells what is none', () => {
  const keys = Array.from({ length: 200 }, (_, i) => newApiKey(i % 2 === 0).key)
  expect(new Set(keys).size).toBe(200)
  expect(keys.every(isApiKey)).toBe(true)
  const [key = ''] = keys
  for (const wrong of [key.slice(0, -1), `${key}0`, key.toUpperCase(), key.replace('egs_', 'eg'), `x${key}`, ''])
    expect(isApiKey(wrong)).toBe(false)
})

describe('the gateway finds nothing by', () => {
  test('a key that was forged, cut off, or of another prefix', async () => {
    const { secret } = await box.create(newPartner())
    const whole = secret ?? ''
    const last = whole.at(-1) === '0' ? '1' : '0'
    const wrong = [
      whole.slice(0, -1),
      whole.slice(0, -1) + last,
      whole.replace(/_[0-9a-z]{8}_/, '_00000000_'),
      newApiKey(false).key,
      '',
    ]
    expect(await Promise.all(wrong.map((key) => box.known(key)))).toEqual(wrong.map(() => null))
    expect(await box.known(whole)).not.toBeNull()
  })

  test('what is no hash', async () => {
    const query = 'query ($keyHash: String!) { gatewayClient(keyHash: $keyHash) { clientId } }'
    const { secret } = await box.create(newPartner())
    const hash = apiKeyHash(secret ?? '')
    for (const keyHash of ['', 'x', hash.slice(2), hash.toUpperCase(), `${hash}00`, `\\x${hash}`, `${hash}\0`])
      expect(await box.ask(GATEWAY, query, { keyHash })).toEqual({ data: { gatewayClient: null } })
  })

  test('a key that was revoked, or has expired', async () => {
    const partner = newPartner()
    const [one, other] = [await box.create(partner), await box.create(partner, { keyDays: 30 })]
    expect((await box.known(other.secret))?.keyExpiresAt).toBe(other.key.expiresAt)
    for (let i = 0; i < 2; i++) expect((await box.changed(partner, 'revokeApiKey', { keyId: one.key.id })).errors).toBeUndefined()
    await expire(other.key.id)
    expect([await box.known(one.secret), await box.known(other.secret)]).toEqual([null, null])
    // The client lives, and gets another key.
    expect(await box.known((await rotate(partner, { clientId: one.client.id })).secret)).not.toBeNull()
  })
})

test('nobody but the gateway looks keys and operations up, not even an admin', async () => {
  const { client, secret } = await box.create(newPartner())
  const key = { kind: 'client', clientId: client.id, partnerId: client.partner.id, scopes: [], sandbox: false } as const
  for (const caller of [ANONYMOUS, admin, key]) {
    await expect(box.known(secret, caller)).rejects.toThrow('FORBIDDEN')
    const query = `{ gatewayOperation(clientId: "${client.id}", hash: "${'0'.repeat(64)}") { outcome } }`
    expect(fault(await box.ask(caller, query)).code).toBe('FORBIDDEN')
  }
})

describe('a rotation', () => {
  test('lets both keys work until the old one ends', async () => {
    const partner = newPartner()
    const old = await box.create(partner)
    const { secret, client } = await rotate(partner, { clientId: old.client.id, overlapHours: 2 })
    expect(client.keys.map(({ id }) => id)).toEqual([old.key.id, expect.any(String)])
    expect((await box.known(old.secret))?.keyExpiresAt).toBe(client.keys[0]?.expiresAt)
    expect((await box.known(secret))?.keyExpiresAt).toBeNull()
    await expire(old.key.id)
    expect(await box.known(old.secret)).toBeNull()
    expect(await box.known(secret)).not.toBeNull()
    // The place of the old key is free again.
    const third = await rotate(partner, { clientId: old.client.id })
    expect(await box.known(third.secret)).not.toBeNull()
    expect(third.client.keys).toHaveLength(2)
  })

  test('without overlap ends the old key at once, and never lets a key live longer than it would have', async () => {
    const partner = newPartner()
    const first = await box.create(partner, { keyDays: 1 })
    const second = await rotate(partner, { clientId: first.client.id, overlapHours: 24 * 30 })
    expect(second.client.keys[0]?.expiresAt).toBe(first.key.expiresAt)
    await box.changed(partner, 'revokeApiKey', { keyId: first.key.id })
    await rotate(partner, { clientId: first.client.id, overlapHours: 0 })
    expect(await box.known(second.secret)).toBeNull()
  })

  test('makes no third key, however many are asked for at once', async () => {
    const partner = newPartner()
    const { client } = await box.create(partner)
    const answers = await Promise.all(Array.from({ length: 8 }, () => box.rotate(partner, { clientId: client.id })))
    expect(answers.filter((answer) => fault(answer).code === 'CONFLICT')).toHaveLength(7)
    expect((await box.clientOf(partner, client.id))?.keys).toHaveLength(2)
  })

  test('has two places for keys: the database has no room for a third', async () => {
    const { client } = await box.create(newPartner())
    const row = { client_id: client.id, prefix: 'aaaaaaaa', expires_at: null, ended_at: null, idempotency_key: null }
    const insert = (place: number, n: number) =>
      box.db
        .insertInto('client_key')
        // Three is no place, which is what the database is asked.
        .values({ ...row, id: newId(), place: place as 1 | 2, hash: Buffer.from(apiKeyHash(`${client.id} ${n}`), 'hex') })
        .execute()
    await insert(2, 1)
    await expect(insert(1, 2)).rejects.toThrow('client_key_place')
    await expect(insert(2, 3)).rejects.toThrow('client_key_place')
    await expect(insert(3, 4)).rejects.toThrow('client_key_place_check')
    await expect(
      box.db
        .updateTable('client_key')
        .set({ hash: Buffer.alloc(32) })
        .execute(),
    ).rejects.toThrow('permission denied')
  })

  test('that is repeated makes one key, and shows its secret once', async () => {
    const partner = newPartner()
    const { client } = await box.create(partner)
    const idempotencyKey = newId()
    const answers = await Promise.all(Array.from({ length: 6 }, () => rotate(partner, { clientId: client.id, idempotencyKey })))
    expect(new Set(answers.map(({ key }) => key.id)).size).toBe(1)
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(1)
  })
})

test('who is no partner any more, or is blocked, has no key that works, and makes none until they are one again', async () => {
  const [partner, other] = [newPartner(), newPartner()]
  const [one, second, theirs] = [await box.create(partner), await box.create(partner, { sandbox: true }), await box.create(other)]
  const told = (userId: string, roles?: string[]) =>
    box.tell('accounts.user.changed-access', userId, { userId, version: 1, ...(roles && { roles }) })
  // Something else was taken, or an older accounts does not say what.
  await told(partner.userId, ['PARTNER'])
  await told(partner.userId)
  expect(await box.known(one.secret)).not.toBeNull()
  await told(partner.userId, ['DRIVER'])
  expect(await Promise.all([one, second, theirs].map(({ secret }) => box.known(secret)))).toEqual([null, null, expect.anything()])
  // Of its making, and of this.
  expect(await box.said('partners.client.changed', one.client.id)).toHaveLength(2)
  const former = userCaller(['DRIVER'], partner.userId)
  expect(fault(await box.rotate(former, { clientId: one.client.id })).code).toBe('FORBIDDEN')
  expect(await box.known((await rotate(partner, { clientId: one.client.id })).secret)).not.toBeNull()
})

test('a key is made for its partner alone: an admin, who may revoke it, never sees a secret', async () => {
  const partner = newPartner()
  const { client, key } = await box.create(partner)
  const both = { ...admin, roles: ['ADMIN', 'PARTNER'] as const }
  expect(fault(await box.rotate(admin, { clientId: client.id })).code).toBe('FORBIDDEN')
  expect(fault(await box.rotate(both, { clientId: client.id }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'clientId'] })
  expect((await box.changed(admin, 'revokeApiKey', { keyId: key.id })).errors).toBeUndefined()
  expect((await rotate(partner, { clientId: client.id })).secret).not.toBeNull()
})

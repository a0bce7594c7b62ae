import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createSigner } from '../../../test/charge-point-signer.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { past } from '../past.ts'
import { admin, driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const KEY = 'id meterSerial curve publicKey validFrom validUntil'
const REGISTER = `mutation ($input: RegisterMeterKeyInput!) { registerMeterKey(input: $input) { ${KEY} } }`
const SET_END = `mutation ($input: SetMeterKeyEndInput!) { setMeterKeyEnd(input: $input) { ${KEY} } }`
const KEYS = `query ($id: UUID!, $first: Int, $after: String) { station(id: $id) { signedMeterRequired evses { meterKeys(first: $first, after: $after) {
  edges { node { ${KEY} } } pageInfo { hasNextPage endCursor } } } } }`
const REQUIRE = `mutation ($input: UpdateStationInput!) { updateStation(input: $input) { signedMeterRequired } }`

interface Key {
  id: string
  meterSerial: string
  curve: string
  publicKey: string
  validFrom: string
  validUntil: string | null
}
const register = (caller: Caller, input: Record<string, unknown>) =>
  box.ask<{ registerMeterKey: Key }>(caller, REGISTER, { input: { idempotencyKey: newId(), meterSerial: 'M-1', ...input } })
const setEnd = (caller: Caller, meterKeyId: string, validUntil: string | null) =>
  box.ask<{ setMeterKeyEnd: Key }>(caller, SET_END, { input: { meterKeyId, validUntil } })
const keysOf = async (stationId: string, page: { first?: number; after?: string | null } = {}) => {
  type Keys = { edges: { node: Key }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
  const { data } = await box.ask<{ station: { evses: { meterKeys: Keys }[] } }>(driver, KEYS, { id: stationId, ...page })
  return data?.station.evses[0]?.meterKeys
}
const codeOf = ({ errors }: { errors?: { extensions?: { code?: string; issues?: { path: unknown[] }[] } }[] }) => [
  errors?.[0]?.extensions?.code,
  errors?.[0]?.extensions?.issues?.[0]?.path.join('.'),
]
const audits = async (subjectId: string) =>
  (await box.db.selectFrom('audit').select('action').where('subject_id', '=', subjectId).orderBy('id').execute()).map(
    ({ action }) => action,
  )

async function equipped() {
  const station = await box.register(operator)
  const evseId = station.evses[0]?.id ?? ''
  const { publicKey } = createSigner({ curve: 'brainpool256r1' })
  return { station, evseId, publicKey }
}

describe('registerMeterKey', () => {
  test('keeps the key, tells the others, and writes it down', async () => {
    const { station, evseId, publicKey } = await equipped()
    const base64 = Buffer.from(publicKey, 'hex').toString('base64')
    const { data } = await register(operator, { evseId, publicKey: base64, validFrom: '2026-01-01T00:00:00Z' })
    const key = data?.registerMeterKey
    expect(key).toMatchObject({ meterSerial: 'M-1', curve: 'brainpool256r1', publicKey, validUntil: null })
    expect(await box.said('stations.meter-key.saved', key?.id)).toEqual([
      {
        meterKeyId: key?.id,
        stationId: station.id,
        evseNumber: 1,
        meterSerial: 'M-1',
        curve: 'brainpool256r1',
        publicKey,
        validFrom: '2026-01-01T00:00:00.000Z',
        validUntil: null,
      },
    ])
    expect(await audits(key?.id ?? '')).toEqual(['meter-key.registered'])
    expect((await keysOf(station.id))?.edges.map(({ node }) => node.id)).toEqual([key?.id])
  })

  test('again with the same idempotency key it is the same key; ten at once are one', async () => {
    const { station, evseId, publicKey } = await equipped()
    const input = { evseId, publicKey, idempotencyKey: newId() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(operator, input)))
    expect(new Set(answers.map(({ data }) => data?.registerMeterKey.id)).size).toBe(1)
    expect((await keysOf(station.id))?.edges).toHaveLength(1)
    expect(codeOf(await register(operator, { ...input, meterSerial: 'M-2' }))).toEqual(['CONFLICT', 'input.idempotencyKey'])
  })

  test('a key that the meter has already is refused, so that its end is not undone by accident', async () => {
    const { evseId, publicKey } = await equipped()
    await register(operator, { evseId, publicKey })
    expect(codeOf(await register(operator, { evseId, publicKey }))).toEqual(['CONFLICT', 'input.publicKey'])
  })

  test('an EVSE has only so many keys that may hold, however many come at once; ended ones leave room, and are not reopened beyond it', async () => {
    const { station, evseId } = await equipped()
    const most = STATIONS_LIMITS.meterKeys
    const publicKeys = Array.from({ length: most + 5 }, () => createSigner({ curve: 'secp256r1' }).publicKey)
    const long = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
    const ended = (await register(operator, { evseId, publicKey: createSigner({ curve: 'secp256r1' }).publicKey, ...long })).data
    const answers = await Promise.all(publicKeys.map((publicKey) => register(operator, { evseId, publicKey })))
    expect(answers.filter((answer) => codeOf(answer)[0] === 'LIMIT_REACHED')).toHaveLength(5)
    expect((await keysOf(station.id, { first: 100 }))?.edges).toHaveLength(1 + most)
    expect(codeOf(await setEnd(operator, ended?.registerMeterKey.id ?? '', null))).toEqual(['LIMIT_REACHED', 'input.validUntil'])
    const { data } = answers.find((answer) => !answer.errors) ?? {}
    // It ended a moment after it began, and may still be asked for.
    const { id = '', validFrom = '' } = data?.registerMeterKey ?? {}
    await setEnd(operator, id, new Date(Date.parse(validFrom) + 1).toISOString())
    const { publicKey } = createSigner({ curve: 'secp256r1' })
    expect(codeOf(await register(operator, { evseId, publicKey }))).toEqual(['LIMIT_REACHED', 'input.evseId'])
  })

  test('is for the station’s operator and admins: to others there is no such EVSE', async () => {
    const { station, evseId, publicKey } = await equipped()
    expect(codeOf(await register(otherOperator, { evseId, publicKey }))).toEqual(['NOT_FOUND', 'input.evseId'])
    expect(codeOf(await register(otherOperator, { evseId: newId(), publicKey }))).toEqual(['NOT_FOUND', 'input.evseId'])
    expect(codeOf(await register(driver, { evseId, publicKey }))[0]).toBe('FORBIDDEN')
    expect(codeOf(await register(ANONYMOUS, { evseId, publicKey }))[0]).toBe('UNAUTHENTICATED')
    expect((await keysOf(station.id))?.edges).toEqual([])
    expect((await register(admin, { evseId, publicKey })).data?.registerMeterKey.publicKey).toBe(publicKey)
  })
})

test('a rotation keeps the old key, which ends when it is told to; the list pages', async () => {
  const { station, evseId, publicKey } = await equipped()
  const first = (await register(operator, { evseId, publicKey, validFrom: '2026-01-01T00:00:00Z' })).data?.registerMeterKey
  const second = (await register(operator, { evseId, publicKey: createSigner().publicKey })).data?.registerMeterKey
  const id = first?.id ?? ''
  expect(codeOf(await setEnd(otherOperator, id, '2026-06-01T00:00:00Z'))).toEqual(['NOT_FOUND', 'input.meterKeyId'])
  expect(codeOf(await setEnd(operator, id, '2026-01-01T00:00:00Z'))).toEqual(['BAD_USER_INPUT', 'input.validUntil'])
  const { data } = await setEnd(operator, id, '2026-06-01T00:00:00Z')
  expect(data?.setMeterKeyEnd).toEqual({ ...first, validUntil: '2026-06-01T00:00:00.000Z' })
  // Once more, and nothing happens.
  await setEnd(operator, id, '2026-06-01T00:00:00Z')
  expect(await audits(id)).toEqual(['meter-key.registered', 'meter-key.end-set'])
  expect((await box.said('stations.meter-key.saved', id)).map(({ validUntil }) => validUntil)).toEqual([
    null,
    '2026-06-01T00:00:00.000Z',
  ])
  expect((await setEnd(operator, id, null)).data?.setMeterKeyEnd.validUntil).toBeNull()

  const page = await keysOf(station.id, { first: 1 })
  expect(page?.edges.map(({ node }) => node.id)).toEqual([id])
  const rest = await keysOf(station.id, { first: 1, after: page?.pageInfo.endCursor ?? null })
  expect(rest?.edges.map(({ node }) => node.id)).toEqual([second?.id])
  expect(rest?.pageInfo.hasNextPage).toBe(false)
})

test('the database lets nobody change a key or take one away', async () => {
  const { evseId, publicKey } = await equipped()
  const id = (await register(operator, { evseId, publicKey })).data?.registerMeterKey.id ?? ''
  const other = createSigner().publicKey
  await expect(box.db.updateTable('meter_key').set({ public_key: other }).where('id', '=', id).execute()).rejects.toThrow(/denied/)
  await expect(box.db.deleteFrom('meter_key').where('id', '=', id).execute()).rejects.toThrow(/denied/)
})

test('an operator demands signed values of a station, and it is told', async () => {
  const { station } = await equipped()
  const told = async () => (await box.said('stations.station.saved', station.id)).map((event) => event.signedMeterRequired)
  expect(await told()).toEqual([false])
  const input = { stationId: station.id, signedMeterRequired: true }
  expect((await box.ask(otherOperator, REQUIRE, { input })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await box.ask(operator, REQUIRE, { input })).data).toEqual({ updateStation: { signedMeterRequired: true } })
  expect(await told()).toEqual([false, true])
})

test('keys and demands are told again to boxes that come late', async () => {
  await expectToldAgain(box.db, past, 'stations.station.saved', 'stations.meter-key.saved')
})

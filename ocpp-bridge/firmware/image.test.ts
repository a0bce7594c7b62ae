import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createStorage, type Storage } from '#lib/storage.ts'
import { admin, userCaller } from '../../test/caller.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Json } from '../wire/frame.ts'
import { removeSpentImages } from './image.handler.ts'

let bridge: TestBridge
let folder: string
let store: Storage
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evergraph-firmware-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const url = 'http://bridge.example/files/'
  const storage = { kind: 'disk', folder, publicUrl: url, secret: 's'.repeat(32) } as const
  store = createStorage(storage)
  bridge = stack.use(await testBridge({ files: { url, storage } }))
})
afterAll(() => stack.disposeAsync())

const FIRMWARE = randomBytes(70_000)
const sha256Of = (file: Buffer) => createHash('sha256').update(file).digest('hex')
const announced = (file: Buffer, more: object = {}) => ({
  name: 'fw-1.2.bin',
  version: '1.2',
  bytes: file.length,
  sha256: sha256Of(file),
  idempotencyKey: newId(),
  ...more,
})
interface Upload {
  image: { id: string }
  url: string | null
}
const REQUEST = `mutation ($input: RequestFirmwareUploadInput!) { asked: requestFirmwareUpload(input: $input) { url image { id } } }`
const request = (caller: Caller, input: object) => bridge.ask<{ asked: Upload }>(caller, REQUEST, { input })
const requested = async (caller: Caller, input: object): Promise<Upload> => {
  const { data, errors } = await request(caller, input)
  expect(errors).toBeUndefined()
  return data?.asked ?? { image: { id: '' }, url: null }
}
/** The same place at the port where the bridge of this test listens. */
const here = (address: string | null): string => {
  const url = new URL(address ?? '')
  expect(url.host).toBe('bridge.example')
  return bridge.app.url.replace(/^ws/, 'http').replace(/\/ocpp$/, '') + url.pathname + url.search
}
const put = async (url: string | null, body: Buffer) =>
  (await fetch(here(url), { method: 'PUT', body: new Uint8Array(body) })).status
const uploaded = async (caller: Caller, file = FIRMWARE): Promise<string> => {
  const { image, url } = await requested(caller, announced(file))
  expect(await put(url, file)).toBe(201)
  return image.id
}
const DELETE = `mutation ($input: DeleteFirmwareImageInput!) { deleteFirmwareImage(input: $input) { id } }`
const remove = (caller: Caller, imageId: string) => bridge.ask(caller, DELETE, { input: { imageId } })
const LIST = `{ firmwareImages(first: 100) { edges { node { id name version bytes sha256 storedAt } } } }`
const listed = async (caller: Caller) => {
  const { data } = await bridge.ask<{ firmwareImages: { edges: { node: { id: string; storedAt: string | null } }[] } }>(
    caller,
    LIST,
  )
  return data?.firmwareImages.edges.map(({ node }) => node) ?? []
}
const codeOf = ({ errors }: { errors?: readonly { extensions?: { code?: unknown } }[] | undefined }) =>
  errors?.[0]?.extensions?.code
const UPDATE = `mutation ($input: UpdateChargePointFirmwareInput!) { asked: updateChargePointFirmware(input: $input) { id } }`
const update = (caller: Caller, chargePointId: string, input: object) =>
  bridge.ask<{ asked: { id: string } }>(caller, UPDATE, { input: { chargePointId, idempotencyKey: newId(), ...input } })
const objects = () => readdir(join(folder, 'firmware')).catch(() => [])

/** An operator with a charger that takes updates. */
async function operator(options: Partial<ChargePointOptions> = {}) {
  const { stationId, identity, operatorId } = await bridge.register()
  const yes = () => ({ status: 'Accepted' })
  const UpdateFirmware = () => ((options.version ?? '1.6') === '1.6' ? {} : yes())
  const charger = await bridge.connect(identity, { answers: { UpdateFirmware, SignedUpdateFirmware: yes }, ...options })
  return { caller: userCaller(['OPERATOR'], operatorId), stationId, charger }
}

test('an image comes whole and as announced, or not at all', async () => {
  const { caller } = await operator()
  const input = announced(FIRMWARE)
  const { image, url } = await requested(caller, input)
  expect(await listed(caller)).toEqual([{ id: image.id, ...input, idempotencyKey: undefined, storedAt: null }])
  const other = Buffer.from(FIRMWARE)
  other[5] = (other[5] ?? 0) ^ 1
  expect(await put(url, other)).toBe(422)
  expect(await put(url, FIRMWARE.subarray(1))).toBe(422)
  expect(await put(url, Buffer.concat([FIRMWARE, Buffer.from('x')]))).toBe(413)
  expect((await listed(caller))[0]?.storedAt).toBeNull()
  expect(await objects()).not.toContain(`${image.id}.fw-1.2.bin`)
  expect(await put(url, FIRMWARE)).toBe(201)
  expect(await put(url, FIRMWARE)).toBe(409)
  expect((await listed(caller))[0]?.storedAt).toEqual(expect.any(String))
  expect(await objects()).toContain(`${image.id}.fw-1.2.bin`)
  expect((await fetch(here(`http://bridge.example/files/firmware/${image.id}.fw-1.2.bin`))).status).toBe(404)
})

test('the same key gives the same image, with an address that takes the place of the last', async () => {
  const { caller } = await operator()
  const input = announced(FIRMWARE)
  const [first, second] = [await requested(caller, input), await requested(caller, input)]
  expect(second.image).toEqual(first.image)
  expect(await put(first.url, FIRMWARE)).toBe(404)
  expect(await put(second.url, FIRMWARE)).toBe(201)
  expect(await requested(caller, input)).toEqual({ image: first.image, url: null })
  expect(codeOf(await request(caller, { ...input, bytes: 7 }))).toBe('CONFLICT')
  expect((await requested((await operator()).caller, input)).image).not.toEqual(first.image)
})

test('an address that nobody has used in time takes nothing, and what was announced goes', async () => {
  const { caller } = await operator()
  const { image, url } = await requested(caller, announced(FIRMWARE))
  const late = new Date(Date.now() - OCPP_LIMITS.uploadMs - 1_000)
  await bridge.db.updateTable('firmware_image').set({ upload_until: late }).where('id', '=', image.id).execute()
  expect(await put(url, FIRMWARE)).toBe(404)
  await removeSpentImages({ db: bridge.db, storage: store })
  expect(await listed(caller)).toEqual([])
})

test('the images of an operator are nobody else’s, admins aside', async () => {
  const [own, other] = [await operator(), await operator()]
  const imageId = await uploaded(own.caller)
  expect(await listed(other.caller)).toEqual([])
  expect((await listed(admin)).map(({ id }) => id)).toContain(imageId)
  const ONE = `query ($id: UUID!) { firmwareImage(id: $id) { id } }`
  expect(codeOf(await bridge.ask(other.caller, ONE, { id: imageId }))).toBe('NOT_FOUND')
  expect(codeOf(await update(other.caller, other.stationId, { imageId }))).toBe('NOT_FOUND')
  expect(codeOf(await update(other.caller, other.stationId, { imageId: newId() }))).toBe('NOT_FOUND')
  expect(codeOf(await remove(other.caller, imageId))).toBe('NOT_FOUND')
  expect(codeOf(await bridge.ask(userCaller([]), LIST))).toBe('FORBIDDEN')
  expect((await listed(own.caller)).map(({ id }) => id)).toEqual([imageId])
})

test('an operator has room for so much', async () => {
  const { caller } = await operator()
  const { bytes, bytesOfOwner } = OCPP_LIMITS.firmware
  for (let room = bytesOfOwner; room > 0; room -= bytes) await requested(caller, announced(FIRMWARE, { bytes }))
  expect(codeOf(await request(caller, announced(FIRMWARE)))).toBe('RATE_LIMITED')
})

describe.each([
  { version: '1.6', signed: false },
  { version: '1.6', signed: true },
  { version: '2.0.1', signed: true },
  { version: '2.1', signed: false },
] as const)('OCPP $version, signed: $signed', ({ version, signed }) => {
  test('a charger fetches an image of ours, in parts if it is cut off', async () => {
    const { caller, stationId, charger } = await operator({ version })
    const imageId = await uploaded(caller)
    const signature = signed
      ? { certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', signature: 'QUJD' }
      : null
    const { data } = await update(caller, stationId, { imageId, signature })
    const { payload } = await charger.waitFor('commanded')
    const location = String(((payload['firmware'] ?? payload) as Json)['location'])
    const address = here(location)
    expect(location.length).toBeLessThanOrEqual(OCPP_LIMITS.locationLength)
    const whole = await fetch(address)
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, 'bytes'])
    expect(Buffer.from(await whole.arrayBuffer()).equals(FIRMWARE)).toBe(true)
    const rest = await fetch(address, { headers: { range: 'bytes=69990-' } })
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 69990-69999/70000'])
    expect(Buffer.from(await rest.arrayBuffer()).equals(FIRMWARE.subarray(69_990))).toBe(true)
    const ends = Number(new URL(address).searchParams.get('until')) * 1000 - Date.now()
    expect(ends).toBeGreaterThan(OCPP_LIMITS.firmware.fetchMs - 600_000)
    expect((await fetch(address.replace(/until=\d/, 'until=9'))).status).toBe(404)
    const RUN = `query ($id: UUID!) { firmwareRun(id: $id) { location image { id } } chargePointCommand(id: $id) { request } }`
    const seen = await bridge.ask<{ firmwareRun: object; chargePointCommand: object }>(caller, RUN, { id: data?.asked.id })
    expect(seen.data?.firmwareRun).toEqual({ location: null, image: { id: imageId } })
    expect(JSON.stringify(seen)).not.toContain('signature=')
    expect(violations(charger)).toEqual([])
  })
})

test('a part that a file does not have is refused; what cannot be read as a part gets the whole', async () => {
  const { caller, stationId, charger } = await operator()
  await update(caller, stationId, { imageId: await uploaded(caller, Buffer.from('0123456789')) })
  const address = here(String((await charger.waitFor('commanded')).payload['location']))
  const get = async (range: string, more: Record<string, string> = {}) => {
    const response = await fetch(address, { headers: { range, ...more } })
    return [response.status, response.status === 416 ? response.headers.get('content-range') : await response.text()]
  }
  expect(await get('bytes=2-4')).toEqual([206, '234'])
  expect(await get('bytes=-3')).toEqual([206, '789'])
  expect(await get('bytes=8-99')).toEqual([206, '89'])
  expect(await get('bytes=10-')).toEqual([416, 'bytes */10'])
  expect(await get('bytes=-0')).toEqual([416, 'bytes */10'])
  for (const odd of ['bytes=4-2', 'bytes=0-1,3-4', 'bytes=-', 'lines=1-2']) expect(await get(odd)).toEqual([200, '0123456789'])
  expect(await get('bytes=2-4', { 'if-range': '"other"' })).toEqual([200, '0123456789'])
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
  expect((await fetch(address, { method: 'PUT', body: 'x' })).status).toBe(404)
})

test('only what is here can be sent, and it stays while a charger may fetch it', async () => {
  const { caller, stationId, charger } = await operator()
  const empty = await requested(caller, announced(FIRMWARE))
  expect(codeOf(await update(caller, stationId, { imageId: empty.image.id }))).toBe('CONFLICT')
  const imageId = await uploaded(caller)
  const far = new Date(Date.now() + OCPP_LIMITS.firmware.aheadMs + 60_000).toISOString()
  expect(codeOf(await update(caller, stationId, { imageId, retrieveAt: far }))).toBe('BAD_USER_INPUT')
  const { data } = await update(caller, stationId, { imageId })
  await charger.waitFor('commanded')
  expect(codeOf(await remove(caller, imageId))).toBe('CONFLICT')
  const open = bridge.db
    .selectFrom('run')
    .select('state')
    .where('id', '=', data?.asked.id ?? '')
  await until(async () => (await open.executeTakeFirst())?.state === 'RUNNING')
  await charger.call('FirmwareStatusNotification', { status: 'Installed' })
  expect((await remove(caller, imageId)).data).toEqual({ deleteFirmwareImage: { id: imageId } })
  expect((await listed(caller)).map(({ id }) => id)).toEqual([empty.image.id])
  expect(await objects()).not.toContain(`${imageId}.fw-1.2.bin`)
  expect(codeOf(await update(caller, stationId, { imageId }))).toBe('NOT_FOUND')
})

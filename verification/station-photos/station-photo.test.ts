import sharp from 'sharp'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, keyOf, userCaller } from '../../test/caller.ts'
import { HERE } from '../../test/here.ts'
import { fault } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from '../photos/keys.ts'
import { picture, testVerification, type TestVerification } from '../verification.fixture.ts'
import { sweepStationPhotos } from './station-photo.handler.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const newOperator = () => userCaller(['OPERATOR'])
async function station(operator: { userId: string }) {
  const stationId = newId()
  await box.tell('stations.station.saved', stationId, {
    stationId,
    operatorId: operator.userId,
    identity: stationId,
    passwordHash: null,
    place: HERE,
    evses: [],
  })
  return stationId
}
const PHOTO = 'id alt width height url thumbnailUrl'
interface Photo {
  id: string
  alt: string
  width: number
  height: number
  url: string
  thumbnailUrl: string
}
const act = <Name extends string, Answer>(caller: Caller, name: Name, fields: string, input: object) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  return box.ask<Record<Name, Answer>>(caller, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input })
}
const request = (caller: Caller, stationId: string, more: object = {}) =>
  act<'requestStationPhoto', { photoId: string; url: string }>(caller, 'requestStationPhoto', 'photoId url', {
    idempotencyKey: newId(),
    stationId,
    contentType: 'image/jpeg',
    sizeBytes: 1_000,
    alt: 'The entrance.',
    ...more,
  })
const finish = (caller: Caller, photoId: string) =>
  act<'finishStationPhoto', Photo>(caller, 'finishStationPhoto', PHOTO, { photoId })
const remove = (caller: Caller, photoId: string) => act(caller, 'removeStationPhoto', 'id', { photoId })
async function uploaded(caller: Caller, stationId: string, bytes: Buffer, more: object = {}) {
  const { photoId, url } =
    (await request(caller, stationId, { sizeBytes: bytes.length, ...more })).data?.requestStationPhoto ?? expect.fail('refused')
  expect((await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) })).status).toBe(201)
  return photoId
}
const shown = async (stationId: string, caller: Caller = ANONYMOUS) => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Station { photos { ${PHOTO} } } } }`
  const { data } = await box.ask<{ _entities: [{ photos: Photo[] }] }>(caller, query, {
    of: [{ __typename: 'Station', id: stationId }],
  })
  return data?._entities[0].photos ?? []
}
const stored = (id: string) => Promise.all(Object.values(keysOf(id)).map((key) => box.storage.exists(key)))
const roomOf = async (operatorId: string) => {
  const { rows } = await sql<{ photos: number; bytes: number }>`
    SELECT photos, bytes FROM station_photo_space WHERE operator_id = ${operatorId}`.execute(box.db)
  return rows[0]
}

test('a photo is shown to everybody once it is finished, upright, without its place and camera; the file is not kept', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const file = await sharp(await picture(480, 360))
    .withExif({ IFD0: { Make: 'Camera', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const id = await uploaded(operator, stationId, file, { alt: ' The <entrance> ' })
  expect(await shown(stationId)).toEqual([])
  expect((await finish(operator, id)).data?.finishStationPhoto).toMatchObject({
    id,
    alt: 'The <entrance>',
    width: 360,
    height: 480,
  })
  const [photo] = await shown(stationId)
  for (const [url, type] of [
    [photo?.url, 'image/jpeg'],
    [photo?.thumbnailUrl, 'image/webp'],
  ] as const) {
    const answer = await fetch(url ?? '')
    expect(answer.headers.get('content-type')).toBe(type)
    const { exif, width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect(exif).toBeUndefined()
    expect(width).toBeLessThan(height)
  }
  expect(await stored(id)).toEqual([false, false, true, true])
  expect((await finish(operator, id)).data?.finishStationPhoto.id).toBe(id)
})

test('what is no photo, has too many pixels or is too small is refused and removed; the same photo may be sent again', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const path = ['input', 'photoId']
  const bomb = await sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  const files = [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from('no picture'), bomb, await picture(40, 40)]
  for (const file of files) {
    const id = await uploaded(operator, stationId, file)
    expect(fault(await finish(operator, id))).toEqual({ code: 'BAD_USER_INPUT', path })
    expect(await stored(id)).toEqual([false, false, false, false])
    expect(fault(await finish(operator, id))).toEqual({ code: 'CONFLICT', path })
  }
  expect(await shown(stationId)).toEqual([])
})

test('the same key asks for one photo, also when ten ask at once, and is good for no other', async () => {
  const operator = newOperator()
  const [stationId, other] = [await station(operator), await station(operator)]
  const idempotencyKey = newId()
  const all = await Promise.all(Array.from({ length: 10 }, () => request(operator, stationId, { idempotencyKey })))
  expect(new Set(all.map(({ data }) => data?.requestStationPhoto.photoId)).size).toBe(1)
  expect(fault(await request(operator, other, { idempotencyKey }))).toEqual({ code: 'CONFLICT', path: ['input', 'idempotencyKey'] })
})

test('a station has so many photos, also when more are asked for at once; an operator so many in all, and so many bytes', async () => {
  const operator = newOperator()
  const [stationId, other] = [await station(operator), await station(operator)]
  const most = VERIFICATION_LIMITS.photosOfStation
  const asked = await Promise.all(Array.from({ length: most + 3 }, () => request(operator, stationId)))
  const path = ['input', 'stationId']
  expect(asked.filter(({ errors }) => errors === undefined)).toHaveLength(most)
  for (const answer of asked.filter(({ errors }) => errors)) expect(fault(answer)).toEqual({ code: 'LIMIT_REACHED', path })
  expect(await roomOf(operator.userId)).toEqual({ photos: most, bytes: most * 1_000 })
  await sql`INSERT INTO station SELECT gen_random_uuid(), ${operator.userId}::uuid FROM generate_series(1, 200)`.execute(box.db)
  const fill = (bytes: number) =>
    sql`
    INSERT INTO station_photo (id, station_id, operator_id, idempotency_key, place, alt, content_type, size_bytes)
    SELECT gen_random_uuid(), id, operator_id, gen_random_uuid(), 1, 'x', 'image/jpeg', ${bytes}::integer FROM station
    WHERE operator_id = ${operator.userId} AND id NOT IN (SELECT station_id FROM station_photo) LIMIT 170`.execute(box.db)
  await fill(12 * 1024 * 1024)
  expect(fault(await request(operator, other, { sizeBytes: 12 * 1024 * 1024 }))).toEqual({ code: 'LIMIT_REACHED', path })
  await expect(sql`UPDATE station_photo_space SET photos = 0`.execute(box.db)).rejects.toThrow('permission denied')
})

test('what is announced as small is not sent large; a photo that becomes more than there is room for is refused and removed', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const file = await picture()
  const { url } = (await request(operator, stationId, { sizeBytes: 100 })).data?.requestStationPhoto ?? expect.fail('refused')
  expect((await fetch(url, { method: 'PUT', body: new Uint8Array(file) })).status).toBe(413)
  const id = await uploaded(operator, stationId, file)
  const room = 2 ** 31 - file.length - 100
  await sql`INSERT INTO station_photo (id, station_id, operator_id, idempotency_key, place, alt, content_type, size_bytes)
    VALUES (gen_random_uuid(), ${stationId}, ${operator.userId}, gen_random_uuid(), 20, 'x', 'image/jpeg', ${room}::bigint::integer)`.execute(
    box.db,
  )
  // A small file may become a larger one.
  await sql`UPDATE station_photo SET size_bytes = 1 WHERE id = ${id}`.execute(box.db)
  await sql`UPDATE station_photo SET size_bytes = size_bytes + ${file.length - 1}::integer WHERE place = 20 AND station_id = ${stationId}`.execute(
    box.db,
  )
  expect(fault(await finish(operator, id))).toEqual({ code: 'LIMIT_REACHED', path: ['input', 'photoId'] })
  expect(await stored(id)).toEqual([false, false, false, false])
})

test('photos are put in an order, described anew and removed with their files, and room is given back', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const three: string[] = []
  for (let i = 0; i < 3; i++) {
    const id = await uploaded(operator, stationId, await picture())
    await finish(operator, id)
    three.push(id)
  }
  const [a = '', b = '', c = ''] = three
  const order = (photoIds: string[], caller: Caller = operator) => act(caller, 'orderStationPhotos', 'id', { stationId, photoIds })
  const ids = async () => (await shown(stationId)).map(({ id }) => id)
  expect(await ids()).toEqual([a, b, c])
  await order([c, a])
  expect(await ids()).toEqual([c, a, b])
  expect(fault(await order([a, newId()]))).toEqual({ code: 'NOT_FOUND', path: ['input', 'photoIds', 1] })
  await act(operator, 'updateStationPhoto', PHOTO, { photoId: a, alt: 'The barn.' })
  expect((await shown(stationId))[1]?.alt).toBe('The barn.')
  expect((await remove(operator, c)).errors).toBeUndefined()
  expect(fault(await remove(operator, c)).code).toBe('NOT_FOUND')
  expect(await ids()).toEqual([a, b])
  await until(async () => (await stored(c)).every((there) => !there))
  expect((await request(operator, stationId)).errors).toBeUndefined()
})

test('what was never finished, and what came by a link after a photo was removed, is swept', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const [left, gone, kept] = [
    await uploaded(operator, stationId, await picture()),
    await uploaded(operator, stationId, await picture()),
    await uploaded(operator, stationId, await picture()),
  ]
  await finish(operator, kept)
  await remove(operator, gone)
  await until(async () => (await stored(gone)).every((there) => !there))
  for (const id of [gone, kept]) await box.storage.put(keysOf(id).upload, 'late')
  await using jobs = await box.jobs()
  await sweepStationPhotos({ db: box.db, storage: box.storage, jobs })
  expect(await box.storage.exists(keysOf(left).upload)).toBe(true)
  await sql`UPDATE station_photo SET requested_at = now() - interval '25 hours' WHERE station_id = ${stationId}`.execute(box.db)
  await sweepStationPhotos({ db: box.db, storage: box.storage, jobs })
  await until(async () => [...(await stored(left)), ...(await stored(gone))].every((there) => !there))
  expect(await stored(kept)).toEqual([false, false, true, true])
  expect((await shown(stationId)).map(({ id }) => id)).toEqual([kept])
  const [photo] = await shown(stationId)
  expect(photo?.id).toBe(kept)
  expect((await roomOf(operator.userId))?.photos).toBe(1)
})

test('only a station’s operator, their keys that have the scope, and admins change its photos', async () => {
  const operator = newOperator()
  const stationId = await station(operator)
  const id = await uploaded(operator, stationId, await picture())
  for (const caller of [newOperator(), keyOf(newId(), ['chargers:write'])]) {
    expect(fault(await request(caller, stationId))).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    expect(await request(caller, stationId)).toEqual(await request(caller, newId()))
    for (const answer of [await finish(caller, id), await remove(caller, id)])
      expect(fault(answer)).toEqual({ code: 'NOT_FOUND', path: ['input', 'photoId'] })
  }
  for (const caller of [userCaller(['DRIVER']), keyOf(operator.userId, ['stations:read'])])
    expect(fault(await request(caller, stationId)).code).toBe('FORBIDDEN')
  for (const caller of [admin, keyOf(operator.userId, ['chargers:write'])])
    expect((await finish(caller, id)).errors).toBeUndefined()
})

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { serve } from '#lib/process/server.ts'
import { signStorageLink } from '#lib/storage.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { filesListener } from './files.ts'
import { picture, testVerification, type TestVerification, type UploadAnswer } from '../verification.fixture.ts'

const quiet = createLog('files', { level: 'silent' })
let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const put = (url: string | URL, bytes: Uint8Array<ArrayBuffer>) => fetch(url, { method: 'PUT', body: bytes })
const linkFor = async () => (await box.requested(await box.user())).data?.requestPhotoUpload.url ?? ''
const code = ({ errors }: { errors?: { extensions?: { code?: string } }[] }) => errors?.[0]?.extensions?.code

test('a link is good for one upload, of one key, by one method, and not when it was changed', async () => {
  const url = await linkFor()
  const bytes = new Uint8Array(await picture())
  expect((await fetch(url)).status).toBe(403)
  expect((await put(url.replace(/uploads\/[\w-]+/, `uploads/${newId()}`), bytes)).status).toBe(403)
  expect((await put(url.replace('signature=', 'signature=x'), bytes)).status).toBe(403)
  expect((await put(url.replace(/until=\d+/, 'until=9999999999'), bytes)).status).toBe(403)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
  expect((await put(url, bytes)).status).toBe(201)
  expect((await put(url, bytes)).status).toBe(409)
})

test('a link is good for as many bytes as were asked for, whoever says otherwise', async () => {
  const bytes = new Uint8Array(await picture())
  const asked = await box.requested(await box.user(), 'DEED', { sizeBytes: bytes.length })
  const url = asked.data?.requestPhotoUpload.url ?? ''
  const more = new Uint8Array(bytes.length + 1)
  expect((await put(url, more)).status).toBe(413)
  const chunks = new Blob([more]).stream()
  expect((await fetch(url, { method: 'PUT', body: chunks, duplex: 'half' } as RequestInit)).status).toBe(413)
  expect((await put(url.replace(/bytes=\d+/, `bytes=${more.length}`), more)).status).toBe(403)
  expect((await put(url.replace(/bytes=\d+&/, ''), more)).status).toBe(403)
  expect((await put(url, bytes)).status).toBe(201)
})

test('a photo that is judged is not uploaded again', async () => {
  const user = await box.user()
  const bytes = new Uint8Array(await picture())
  const { photo, url } = (await box.requested(user)).data?.requestPhotoUpload ?? { photo: { id: '' }, url: '' }
  expect((await put(url, bytes)).status).toBe(201)
  await box.submit(user, photo.id)
  await box.becomes(user, photo.id, 'APPROVED')
  await until(async () => !(await box.storage.exists(`uploads/${photo.id}`)))
  expect((await put(url, bytes)).status).toBe(409)
  expect(await box.storage.exists(`uploads/${photo.id}`)).toBe(false)
})

test('a link that leads elsewhere than to an upload is not written to', async () => {
  const secret = 'a secret of more than 32 characters'
  for (const key of [`photos/${newId()}/review.jpg`, '../outside', `uploads/../${newId()}`])
    expect([403, 404]).toContain(
      (await put(signStorageLink({ publicUrl: box.filesUrl, secret }, 'PUT', key), new Uint8Array(10))).status,
    )
})

interface Heard {
  /** 0: the connection ended without an answer. */
  status: number
  body: string
  /** All of it could be sent. */
  sent: boolean
}

/** As a browser uploads: it sends everything, and then reads the answer. */
async function sendAll(url: string, bytes: number, isSaid: boolean): Promise<Heard> {
  const { hostname, port, pathname, search } = new URL(url)
  const socket = connect(Number(port), hostname).on('error', () => undefined)
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  socket.once('close', () => resolve())
  const heard: Buffer[] = []
  socket.on('data', (part: Buffer) => heard.push(part))
  const length = isSaid ? `content-length: ${bytes}` : 'transfer-encoding: chunked'
  socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\n${length}\r\n\r\n`)
  const part = randomBytes(1024 ** 2)
  for (let left = bytes; left > 0 && !socket.destroyed; left -= part.length) {
    const next = part.subarray(0, left)
    if (!isSaid) socket.write(`${next.length.toString(16)}\r\n`)
    const flows = socket.write(isSaid ? next : Buffer.concat([next, Buffer.from('\r\n')]))
    if (!flows) await Promise.race([once(socket, 'drain').catch(() => null), closed])
  }
  const sent = !socket.destroyed
  if (!isSaid) socket.write('0\r\n\r\n')
  await closed
  const [head = '', body = ''] = Buffer.concat(heard).toString().split('\r\n\r\n')
  return { status: Number(head.split(' ')[1] ?? 0), body, sent }
}

test.each([
  ['says its length', true],
  ['does not say its length', false],
])(
  'an upload that is too large and %s is answered 413, which its client reads after all was sent, and nothing is left',
  async (_what, said) => {
    const url = await linkFor()
    const large = VERIFICATION_LIMITS.uploadBytes + 20 * 1024 ** 2
    expect(await sendAll(url, large, said)).toEqual({ status: 413, body: expect.stringContaining('12 MB') as string, sent: true })
    await until(async () => (await readdir(`${box.folder}/incoming`).catch(() => [])).length === 0)
    expect((await put(url, new Uint8Array(100))).status).toBe(201)
  },
)

test('who sends on and on after a refusal is cut off', async () => {
  const url = await linkFor()
  expect(await sendAll(url, VERIFICATION_LIMITS.refusedBytes * 2, false)).toMatchObject({ sent: false })
  expect((await put(url, new Uint8Array(100))).status).toBe(201)
})

test('what a killed process has left of uploads goes at the next start, and what still comes stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-files-'))
  await mkdir(join(folder, 'incoming'))
  for (const name of ['left', 'coming']) await writeFile(join(folder, 'incoming', name), 'half')
  const then = new Date(Date.now() - 2 * VERIFICATION_LIMITS.uploadMs)
  await utimes(join(folder, 'incoming', 'left'), then, then)
  const secret = 'a secret of more than 32 characters'
  filesListener({ kind: 'disk', folder, publicUrl: box.filesUrl, secret }, quiet)
  await until(async () => (await readdir(join(folder, 'incoming'))).length === 1)
  expect(await readdir(join(folder, 'incoming'))).toEqual(['coming'])
  await rm(folder, { recursive: true })
})

test('a client that goes away in the middle is no fault in the log; a disk that cannot be written is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-files-'))
  const lines: string[] = []
  const log = createLog('files', { destination: { write: (line: string) => void lines.push(line) } })
  const secret = 'a secret of more than 32 characters'
  const config = { kind: 'disk', folder, publicUrl: 'http://127.0.0.1/files/', secret } as const
  await using server = await serve({ listener: filesListener(config, log), host: '127.0.0.1', port: 0, log: quiet })
  const linkTo = (method: 'GET' | 'PUT', key: string) => {
    const link = new URL(signStorageLink(config, method, key))
    link.port = String(server.port)
    return link
  }
  const incoming = () => readdir(join(folder, 'incoming')).catch(() => [])

  const upload = request(linkTo('PUT', `uploads/${newId()}`), { method: 'PUT' }).on('error', () => undefined)
  upload.write(randomBytes(1024))
  await until(async () => (await incoming()).length === 1)
  upload.destroy()
  await until(async () => (await incoming()).length === 0)

  // Larger than the sockets' buffers: the rest of it waits for the reader.
  const key = `photos/${newId()}/review.jpg`
  await mkdir(dirname(join(folder, key)), { recursive: true })
  await writeFile(join(folder, key), randomBytes(32 * 1024 ** 2))
  const [download] = (await once(request(linkTo('GET', key)).end(), 'response')) as [IncomingMessage]
  await once(download, 'readable')
  download.destroy()
  const connections = () => new Promise((resolve) => server.http.getConnections((_error, count) => resolve(count)))
  await until(async () => (await connections()) === 0)
  expect(lines).toEqual([])

  await rm(join(folder, 'incoming'), { recursive: true })
  await writeFile(join(folder, 'incoming'), 'no folder')
  expect((await put(linkTo('PUT', `uploads/${newId()}`), new Uint8Array(10))).status).toBe(500)
  expect(lines.join()).toContain('a file could not be served')
  await rm(folder, { recursive: true })
})

test('a link carries one upload at a time, the newest', async () => {
  const url = await linkFor()
  const incoming = () => readdir(`${box.folder}/incoming`)
  const cut: number[] = []
  for (let i = 0; i < 10; i += 1) {
    const upload = request(url, { method: 'PUT' }).on('error', () => cut.push(i))
    upload.write(randomBytes(1024))
    await until(async () => cut.length === i && (await incoming()).length === 1)
  }
  expect((await put(url, new Uint8Array(100))).status).toBe(201)
  await until(async () => cut.length === 10 && (await incoming()).length === 0)
})

test('browsers of any origin may upload', async () => {
  const answer = await fetch(await linkFor(), { method: 'OPTIONS' })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
})

test('nobody uploads before they have consented, nor after they have withdrawn', async () => {
  const stranger = userCaller(['DRIVER'])
  expect(code(await box.requested(stranger))).toBe('CONSENT_NEEDED')
  const user = await box.user()
  expect((await box.requested(user)).errors).toBeUndefined()
  await box.ask(user, 'mutation { withdrawConsent { consent { withdrawnAt } } }')
  expect(code(await box.requested(user))).toBe('CONSENT_NEEDED')
  expect(code(await box.ask(user, 'mutation { giveConsent(input: { version: 99 }) { consent { version } } }'))).toBe(
    'BAD_USER_INPUT',
  )
  const consents = await Promise.all(
    [1, 2, 3].map(() => box.ask(user, 'mutation { giveConsent(input: { version: 1 }) { consent { version } } }')),
  )
  expect(consents.every(({ errors }) => errors === undefined)).toBe(true)
  const photo = { user_id: user.userId, purpose: 'DEED', content_type: 'image/png', size_bytes: 1, attestation: 'NONE' } as const
  const without = box.db.insertInto('photo').values({
    ...photo,
    id: newId(),
    consent_id: newId(),
    sha256: null,
    type: null,
    width: null,
    height: null,
    capture_id: null,
    erased_at: null,
    swept_at: null,
  })
  await expect(without.execute()).rejects.toThrow('foreign key')
})

test('what cannot be accepted is refused before it is uploaded', async () => {
  const user = await box.user()
  for (const input of [
    { contentType: 'image/heic' },
    { contentType: 'image/svg+xml' },
    { sizeBytes: VERIFICATION_LIMITS.uploadBytes + 1 },
    { sizeBytes: 0 },
  ])
    expect(code(await box.requested(user, 'DEED', input))).toBe('BAD_USER_INPUT')
})

test('a day’s uploads are limited, also when they are asked for at once', async () => {
  const user = await box.user()
  const asked = await Promise.all(Array.from({ length: VERIFICATION_LIMITS.perUserAndDay + 5 }, () => box.requested(user)))
  expect(asked.filter(({ errors }) => errors === undefined)).toHaveLength(VERIFICATION_LIMITS.perUserAndDay)
  expect(asked.filter((answer) => code(answer) === 'RATE_LIMITED')).toHaveLength(5)
})

test('captures are limited, also when they are started at once', async () => {
  const user = await box.user()
  const start = 'mutation { startCapture(input: { purpose: ODOMETER }) { capture { id } } }'
  const started = await Promise.all(Array.from({ length: VERIFICATION_LIMITS.capturesPerHour + 2 }, () => box.ask(user, start)))
  expect(started.filter(({ errors }) => errors === undefined)).toHaveLength(VERIFICATION_LIMITS.capturesPerHour)
  expect(started.filter((answer) => code(answer) === 'RATE_LIMITED')).toHaveLength(2)
})

test('a capture’s nonce is good for one upload of the same user and purpose', async () => {
  const [user, other] = [await box.user(), await box.user()]
  const { data } = await box.ask<{ startCapture: { capture: { id: string; nonce: string } } }>(
    user,
    'mutation { startCapture(input: { purpose: ODOMETER }) { capture { id nonce expiresAt } } }',
  )
  const { id: captureId, nonce } = data?.startCapture.capture ?? { id: '', nonce: '' }
  expect(nonce).toMatch(/^[A-Z2-9]{8}$/)
  expect(code(await box.requested(other, 'ODOMETER', { captureId }))).toBe('NOT_FOUND')
  expect(code(await box.requested(user, 'DEED', { captureId }))).toBe('NOT_FOUND')
  const twice = await Promise.all([box.requested(user, 'ODOMETER', { captureId }), box.requested(user, 'ODOMETER', { captureId })])
  expect(twice.map(code).toSorted()).toEqual(['CONFLICT', undefined])
})

test('a device’s attestation is told to the attester with the capture’s nonce, and is unverified without one', async () => {
  const seen: unknown[] = []
  await using attested = await testVerification({
    attester: (claim) => {
      seen.push(claim)
      return Promise.resolve('INVALID')
    },
  })
  const user = await attested.user()
  const id = await attested.uploaded(user, await picture(), 'ODOMETER', { attestation: 'token' })
  expect(seen).toEqual([{ token: 'token', nonce: null, userId: user.userId }])
  await attested.submit(user, id)
  expect((await attested.becomes(user, id, 'MANUAL_REVIEW')).reasons).toMatchObject([{ code: 'CAPTURE_MISMATCH' }])
  const plain: UploadAnswer | null | undefined = (await box.requested(await box.user(), 'DEED', { attestation: 'token' })).data
  const row = await box.db
    .selectFrom('photo')
    .select('attestation')
    .where('id', '=', plain?.requestPhotoUpload.photo.id ?? '')
    .executeTakeFirstOrThrow()
  expect(row.attestation).toBe('UNVERIFIED')
})

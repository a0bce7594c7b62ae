import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { bytesOfLink, verifyStorageLink, type StorageConfig } from '#lib/storage.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { isUploadKey, originalOf } from './keys.ts'

type DiskConfig = Extract<StorageConfig, { kind: 'disk' }>

const TYPES: Partial<Record<string, string>> = { jpg: 'image/jpeg', webp: 'image/webp' }
const HEADERS = {
  // Whoever has a link may open what it names. There are no cookies to protect.
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, PUT, OPTIONS',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
}

/** Serves photos on disk by the signed links of `createStorage`: PUT an upload once, GET what was made of it. */
export function filesListener(config: DiskConfig, log: Log): RequestListener {
  clearIncoming(config.folder).catch((error: unknown) => log.warn({ err: error }, 'halves of uploads could not be removed'))
  const base = new URL(config.publicUrl).pathname.replace(/\/?$/, '/')
  const uploads: Uploads = new Map()
  return (request, response) => {
    void answer(config, base, uploads, request, response).catch((error: unknown) => {
      if (hasLeft(error)) return void response.destroy()
      log.warn({ err: error }, 'a file could not be served')
      if (response.headersSent) response.destroy()
      else say(response, 500, 'The file could not be read or written. Try again later.')
    })
  }
}

/** Uploads that are under way, by their path. */
type Uploads = Map<string, IncomingMessage>

async function answer(
  config: DiskConfig,
  base: string,
  uploads: Uploads,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'OPTIONS') return void response.writeHead(204, HEADERS).end()
  const url = new URL(request.url ?? '/', 'http://files')
  const key = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : ''
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
  if (method !== 'GET' && method !== 'PUT') return say(response, 405, 'Files are read with GET and uploaded with PUT.')
  if (!key || !verifyStorageLink(config.secret, method, key, url.searchParams))
    return say(response, 403, 'This link is not valid, or has expired. Ask for a new one.')
  const path = join(config.folder, key)
  if (method === 'GET') return send(path, key, request, response)
  if (!isUploadKey(key)) return say(response, 403, 'Nothing can be uploaded here.')
  const most = Math.min(VERIFICATION_LIMITS.uploadBytes, bytesOfLink(url.searchParams))
  return receive(config.folder, path, join(config.folder, originalOf(key)), most, uploads, request, response)
}

async function send(path: string, key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = await stat(path).catch(() => null)
  if (!file?.isFile()) return say(response, 404, 'The file is gone.')
  const type = TYPES[key.split('.').at(-1) ?? '']
  response.writeHead(200, {
    ...HEADERS,
    'content-type': type ?? 'application/octet-stream',
    'content-length': file.size,
    'content-disposition': type ? 'inline' : 'attachment',
    'cache-control': `private, max-age=${LIMITS.storage.signedUrlSeconds}`,
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(path), response)
}

/** Removes what killed processes have left of uploads. No upload takes longer than `VERIFICATION_LIMITS.uploadMs`. */
async function clearIncoming(folder: string): Promise<void> {
  const incoming = join(folder, 'incoming')
  for (const name of await readdir(incoming).catch(() => [])) {
    const { mtimeMs = Infinity } = (await stat(join(incoming, name)).catch(() => null)) ?? {}
    if (mtimeMs < Date.now() - VERIFICATION_LIMITS.uploadMs) await rm(join(incoming, name), { force: true })
  }
}

/**
 * Writes beside the place and then links the whole file there. So half an upload never appears, and a second one does not replace the
 * first.
 */
async function receive(
  folder: string,
  path: string,
  judged: string,
  most: number,
  uploads: Uploads,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge(request, response, most)
  if (await stat(judged).catch(() => null)) return taken(response)
  const incoming = join(folder, 'incoming', randomUUID())
  await Promise.all([mkdir(dirname(incoming), { recursive: true }), mkdir(dirname(path), { recursive: true })])
  // One at a time: otherwise a single link could fill the disk. The newest wins, because whoever sends again has lost the connection
  // before.
  uploads.get(path)?.destroy()
  uploads.set(path, request)
  try {
    // A pipeline destroys what it reads from when it fails, and its connection with it: nobody would read why.
    const bytes = request.iterator({ destroyOnReturn: false })
    await pipeline(bytes, atMost(most), createWriteStream(incoming, { flags: 'wx', mode: 0o600 }))
    await link(incoming, path)
    say(response, 201, 'Uploaded.')
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge(request, response, most)
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return taken(response)
    throw error
  } finally {
    if (uploads.get(path) === request) uploads.delete(path)
    await rm(incoming, { force: true })
  }
}

/** True if the client broke off an upload or a download. That is no fault of ours, and there is nobody left to tell. */
const hasLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')

class TooLarge extends Error {}

function atMost(bytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      done(seen > bytes ? new TooLarge() : null, chunk)
    },
  })
}

const taken = (response: ServerResponse): void =>
  say(response, 409, 'This photo has been uploaded. Ask for a new upload to send another.')

/**
 * Says it at once, and reads on what is still sent, so that the client comes to read it: a connection that is closed while its client sends
 * ends in a reset, and the answer is lost.
 */
function tooLarge(request: IncomingMessage, response: ServerResponse, most: number): void {
  const message =
    most < VERIFICATION_LIMITS.uploadBytes
      ? `The link is for ${most} bytes, as was asked for. Ask for another with the size of the file.`
      : `A photo has ${most / 1024 / 1024} MB at most. Upload it in a lower quality.`
  const body = Buffer.from(JSON.stringify({ message }))
  response.writeHead(413, { ...HEADERS, ...SAID, 'content-length': body.length, connection: 'close' })
  response.write(body)
  const { refusedBytes, refusedMs } = VERIFICATION_LIMITS
  let left = refusedBytes
  const late = setTimeout(() => request.destroy(), refusedMs)
  const over = () => {
    clearTimeout(late)
    response.end()
  }
  request.on('data', (chunk: Buffer) => (left -= chunk.length) < 0 && request.destroy())
  for (const event of ['end', 'close', 'error'] as const) request.once(event, over)
  request.resume()
}

const SAID = { 'content-type': 'application/json', 'cache-control': 'no-store' }

function say(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...HEADERS, ...SAID })
  response.end(JSON.stringify({ message }))
}

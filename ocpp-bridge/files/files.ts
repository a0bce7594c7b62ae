import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { json } from '#lib/process/server.ts'
import { verifyStorageLink } from '#lib/storage.ts'
import type { Services } from '../context.ts'
import { UPLOADS } from '../logs/file-name.ts'
import { openReceiver } from './receive.ts'

const UNKNOWN = { error: 'There is nothing here.' }

/**
 * `/files/` of the chargers' port: chargers upload their logs, and operators firmware, by a token; what lies in a folder is
 * downloaded by signed links.
 * There are no lists. Everything else is answered as if there were nothing.
 */
export async function filesListener(ctx: Services, stack: AsyncDisposableStack): Promise<RequestListener> {
  const { files } = ctx.config
  if (files === null) return (_request, response) => json(response, 404, UNKNOWN)
  const receive = await openReceiver(ctx, stack)
  const base = new URL(files.url).pathname.replace(/\/?$/, '/')
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://files')
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : ''
    const { method = '' } = request
    if (path.startsWith(UPLOADS) && (method === 'PUT' || method === 'POST'))
      return receive(path.slice(UPLOADS.length), request, response)
    if (
      files.storage.kind === 'disk' &&
      (method === 'GET' || method === 'HEAD') &&
      path !== '' &&
      verifyStorageLink(files.storage.secret, 'GET', path, url.searchParams)
    )
      return send(join(files.storage.folder, path), request, response)
    json(response.setHeader('connection', 'close'), 404, UNKNOWN)
  }
  return (request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!hasLeft(error)) ctx.log.warn({ err: error }, 'a file could not be received or sent')
      if (response.headersSent || hasLeft(error)) return void response.destroy()
      json(response.setHeader('connection', 'close'), 503, { error: 'Try again later.' })
    })
  }
}

/** What a charger has written is never shown by a browser, only kept. A charger that was cut off asks for the rest of a file (RFC 9110 §14). */
async function send(path: string, { method, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return json(response, 404, { error: 'The file is gone.' })
  const part = headers['if-range'] === undefined ? rangeIn(headers.range, found.size) : null
  if (part === 'none') {
    response.setHeader('content-range', `bytes */${found.size}`)
    return json(response, 416, { error: 'The file has no such part.' })
  }
  const { start, end } = part ?? { start: 0, end: found.size - 1 }
  response.writeHead(part === null ? 200 : 206, {
    ...(part !== null && { 'content-range': `bytes ${start}-${end}/${found.size}` }),
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'content-disposition': `attachment; filename="${nameIn(path)}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  })
  if (method === 'HEAD' || found.size === 0) response.end()
  else await pipeline(createReadStream(path, { start, end }), response)
}

/** The one part that is asked for; null: the whole. Several parts at once, and what cannot be read, may be answered with the whole. */
function rangeIn(header: string | undefined, size: number): { start: number; end: number } | 'none' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return start > end ? 'none' : { start, end }
}

/** `logs/ID.NAME` is the key of a file; both are ours, and need no escape. */
const nameIn = (path: string): string => /\/[^./]*\.([^/]+)$/.exec(path)?.[1] ?? 'log'

/** The other side broke off. There is nobody left to tell. */
const hasLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code))

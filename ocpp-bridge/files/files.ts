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
 * `/files/` of the chargers' port: chargers upload their logs by a token, and operators download what lies in a folder by signed links.
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
      method === 'GET' &&
      path !== '' &&
      verifyStorageLink(files.storage.secret, method, path, url.searchParams)
    )
      return send(join(files.storage.folder, path), response)
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

/** What a charger has written is never shown by a browser, only kept. */
async function send(path: string, response: ServerResponse): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return json(response, 404, { error: 'The file is gone.' })
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': found.size,
    'content-disposition': `attachment; filename="${nameIn(path)}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  })
  await pipeline(createReadStream(path), response)
}

/** `logs/ID.NAME` is the key of a file; both are ours, and need no escape. */
const nameIn = (path: string): string => /\/[^./]*\.([^/]+)$/.exec(path)?.[1] ?? 'log'

/** The other side broke off. There is nobody left to tell. */
const hasLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code))

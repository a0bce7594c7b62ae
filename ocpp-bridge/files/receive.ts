import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { json } from '#lib/process/server.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { logFiles } from '../logs/log-file.queries.ts'
import { storeLog, uploadOf } from '../logs/log-file.handler.ts'
import { imageUploadOf, storeImage } from '../firmware/image.handler.ts'
import { openUploadFolder } from './folder.ts'

type Receive = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Takes uploads. A file comes whole into a folder of this process first: a store must know its size beforehand, and half a file
 * never appears there. `path` is the token, and a name where the charger adds one, as after the address of a folder.
 */
export async function openReceiver(ctx: Services, stack: AsyncDisposableStack): Promise<Receive> {
  const newPath = await openUploadFolder(stack)
  /** Uploads under way, by their run. A charger that sends again has lost its line before, so the newest wins. */
  const underWay = new Map<string, IncomingMessage>()

  const take = async (upload: Upload, name: string | null, request: IncomingMessage): Promise<Taken> => {
    underWay.get(upload.id)?.destroy()
    underWay.set(upload.id, request)
    let file: WriteStream | undefined
    try {
      const path = await newPath()
      // A pipeline from a line that is gone already would never end, and keep its place for ever.
      if (request.destroyed)
        throw Object.assign(new Error('The line of an upload was gone before it began.'), { code: 'ECONNRESET' })
      const told = counted(upload.most)
      file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
      await pipeline(request, told.stream, file)
      return await upload.store({ path, bytes: told.bytes(), sha256: told.sha256(), name })
    } finally {
      if (underWay.get(upload.id) === request) underWay.delete(upload.id)
      // A file that is still being opened would appear after it was removed.
      if (file !== undefined && !file.closed) await once(file, 'close')
      if (file !== undefined) await rm(file.path, { force: true })
    }
  }

  return async (path, request, response) => {
    const [, token = '', name] = /^([A-Za-z0-9_-]{43})(?:\/+([^/]{1,200}))?\/?$/.exec(path) ?? []
    const upload = token === '' ? null : await uploadAt(ctx, token)
    if (upload === null) return refuse(response, 404, 'There is nothing here.')
    const refuseFor = (why: keyof typeof REFUSALS) => refuse(response, REFUSALS[why].status, REFUSALS[why].error)
    if (await upload.isHere()) return refuseFor('taken')
    const tooLarge = () => refuse(response, 413, `At most ${upload.most} bytes.`)
    if (Number(request.headers['content-length'] ?? 0) > upload.most) return tooLarge()
    if (underWay.size >= OCPP_LIMITS.uploadsAtOnce && !underWay.has(upload.id)) return refuse(response, 503, 'Try again later.')
    try {
      const became = await take(upload, name === undefined ? null : decoded(name), request)
      if (became === 'stored') json(response, 201, { status: 'stored' })
      else refuseFor(became)
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      tooLarge()
    }
  }
}

type Taken = 'stored' | keyof typeof REFUSALS
const REFUSALS = {
  taken: { status: 409, error: 'This file is here already.' },
  wrong: { status: 422, error: 'This is not the file that was announced: its size or SHA-256 is another.' },
} as const

/** What may be uploaded with a token. */
interface Upload {
  id: string
  /** Bytes that it may have. */
  most: number
  isHere: () => Promise<boolean>
  store: (file: { path: string; bytes: number; sha256: Buffer; name: string | null }) => Promise<Taken>
}

async function uploadAt(ctx: Services, token: string): Promise<Upload | null> {
  const log = await uploadOf(ctx, token)
  if (log !== undefined)
    return {
      id: log.id,
      most: OCPP_LIMITS.logBytes,
      isHere: async () => (await logFiles(ctx.db, [log.id])).length > 0,
      store: async (file) => ((await storeLog(ctx, log, file)) ? 'stored' : 'taken'),
    }
  const image = await imageUploadOf(ctx, token)
  if (image === undefined) return null
  const isHere = () => Promise.resolve(image.stored_at !== null)
  return { id: image.id, most: image.bytes, isHere, store: (file) => storeImage(ctx, image, file) }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

class TooLarge extends Error {}

function counted(most: number): { stream: Transform; bytes: () => number; sha256: () => Buffer } {
  let bytes = 0
  const hash = createHash('sha256')
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > most ? new TooLarge() : null, chunk)
    },
  })
  return { stream, bytes: () => bytes, sha256: () => hash.digest() }
}

/** The rest of what is refused is not read. */
const refuse = (response: ServerResponse, status: number, error: string): void =>
  json(response.setHeader('connection', 'close'), status, { error })

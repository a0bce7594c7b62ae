import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '#lib/id.ts'
import { json } from '#lib/process/server.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { logFiles } from '../logs/log-file.queries.ts'
import { storeLog, uploadOf, type Upload } from '../logs/log-file.handler.ts'

type Receive = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Takes uploads of chargers. A file comes whole into a folder of this process first: a store must know its size beforehand, and half a file
 * never appears there. `path` is the token, and a name where the charger adds one, as after the address of a folder.
 */
export async function openReceiver(ctx: Services, stack: AsyncDisposableStack): Promise<Receive> {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-uploads-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  /** Uploads under way, by their run. A charger that sends again has lost its line before, so the newest wins. */
  const underWay = new Map<string, IncomingMessage>()

  const take = async (upload: Upload, name: string | null, request: IncomingMessage): Promise<boolean> => {
    const path = join(folder, newId())
    underWay.get(upload.id)?.destroy()
    underWay.set(upload.id, request)
    try {
      const size = counted()
      await pipeline(request, size.stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      return await storeLog(ctx, upload, { path, bytes: size.bytes(), name })
    } finally {
      if (underWay.get(upload.id) === request) underWay.delete(upload.id)
      await rm(path, { force: true })
    }
  }

  return async (path, request, response) => {
    const [, token = '', name] = /^([A-Za-z0-9_-]{43})(?:\/+([^/]{1,200}))?\/?$/.exec(path) ?? []
    const upload = token === '' ? undefined : await uploadOf(ctx, token)
    if (upload === undefined) return refuse(response, 404, 'There is nothing here.')
    if ((await logFiles(ctx.db, [upload.id])).length > 0) return taken(response)
    if (Number(request.headers['content-length'] ?? 0) > OCPP_LIMITS.logBytes) return tooLarge(response)
    if (underWay.size >= OCPP_LIMITS.uploadsAtOnce && !underWay.has(upload.id)) return refuse(response, 503, 'Try again later.')
    try {
      if (await take(upload, name === undefined ? null : decoded(name), request)) json(response, 201, { status: 'stored' })
      else taken(response)
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      tooLarge(response)
    }
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

class TooLarge extends Error {}

function counted(): { stream: Transform; bytes: () => number } {
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > OCPP_LIMITS.logBytes ? new TooLarge() : null, chunk)
    },
  })
  return { stream, bytes: () => bytes }
}

const taken = (response: ServerResponse): void => refuse(response, 409, 'This log is here already.')
const tooLarge = (response: ServerResponse): void =>
  refuse(response, 413, `A log has ${OCPP_LIMITS.logBytes / 1024 / 1024} MiB at most.`)

/** The rest of what is refused is not read. */
const refuse = (response: ServerResponse, status: number, error: string): void =>
  json(response.setHeader('connection', 'close'), status, { error })

import { Pool } from 'undici'
import { GATEWAY_LIMITS } from '../limits.ts'

export interface Answer {
  status: number
  text: string
}
export interface Stream {
  status: number
  contentType: string
  chunks: AsyncIterable<Uint8Array>
}

/** An answer was given up because it is too long. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

/** How the gateway reaches one subgraph. Both methods reject with the signal's reason when it aborts, and with AnswerTooLong. */
export interface Transport extends AsyncDisposable {
  request(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer>
  stream(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Stream>
}

export type Fetch = (request: Request) => Promise<Response>

/**
 * Over HTTP with kept-alive connections. Streams have a pool of their own: each holds its connection, and queries must not wait for those.
 * A stream ends after `idleStreamMs` without a byte (subgraphs ping every 12 s).
 */
export function httpTransport(url: string, options: { connections: number; connectMs: number; idleStreamMs: number }): Transport {
  const { origin, pathname, search } = new URL(url)
  const path = `${pathname}${search}`
  // Shorter than the server's keep-alive. So we close an idle connection, and never race with the server.
  const shared = { keepAliveTimeout: 20_000, keepAliveMaxTimeout: 30_000, connect: { timeout: options.connectMs } }
  const pool = new Pool(origin, { ...shared, connections: options.connections, headersTimeout: 0, bodyTimeout: 0 })
  const streams = new Pool(origin, { ...shared, connections: null, headersTimeout: 0, bodyTimeout: options.idleStreamMs })
  return {
    request: async (body, headers, signal) => {
      const answer = await pool.request({ path, method: 'POST', headers, body, signal })
      return {
        status: answer.statusCode,
        text: await textOf(answer.headers['content-length'], () => answer.body.text(), answer.body),
      }
    },
    stream: async (body, headers, signal) => {
      const answer = await streams.request({ path, method: 'POST', headers, body, signal })
      return { status: answer.statusCode, contentType: String(answer.headers['content-type'] ?? ''), chunks: answer.body }
    },
    [Symbol.asyncDispose]: async () => void (await Promise.all([pool.destroy(), streams.destroy()])),
  }
}

/** In the same process, by the subgraph's own fetch function: no socket, the same bytes. */
export function inProcessTransport(name: string, fetch: Fetch): Transport {
  const url = `http://${name}.in-process/graphql`
  const send = (body: string, headers: Record<string, string>, signal: AbortSignal) =>
    orAborted(fetch(new Request(url, { method: 'POST', headers, body, signal })), signal)
  return {
    request: async (body, headers, signal) => {
      const response = await send(body, headers, signal)
      return {
        status: response.status,
        text: await textOf(
          response.headers.get('content-length'),
          () => orAborted(response.text(), signal),
          chunksOf(response, signal),
        ),
      }
    },
    stream: async (body, headers, signal) => {
      const response = await send(body, headers, signal)
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        chunks: chunksOf(response, signal),
      }
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** Reads an answer. A declared length can be trusted; without one the bytes are counted as they come. */
async function textOf(declared: unknown, whole: () => Promise<string>, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const limit = GATEWAY_LIMITS.answerBytes
  if (typeof declared === 'string' && Number(declared) <= limit) return whole()
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    // Leaving the loop ends the connection, so that the rest is not read.
    if (bytes > limit || Number(declared) > limit) throw new AnswerTooLong(`an answer is longer than ${limit} bytes`)
    read.push(chunk)
  }
  return Buffer.concat(read).toString()
}

/** Rejects when the signal aborts. A subgraph in the same process may not look at it, and the client must not wait for that. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Work that fails after this has thrown is nobody's, and a rejection that nobody hears ends a test and fills the log.
  work.catch(() => undefined)
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function* chunksOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  if (!response.body) return
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), signal)
      if (done) return
      yield value
    }
  } finally {
    // Tells the subgraph that nobody listens any more, which ends its generator. A reader's `cancel` alone would wait for the next chunk, at
    // worst for a ping. The body's own never settles where the stream is over, and refuses where a reader of Node's own holds it.
    response.body.cancel().catch(() => undefined)
    await reader.cancel().catch(() => undefined)
  }
}

import { connect, constants, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2'
import { NoAnswer, type Answer } from '../wire.ts'

/** A connection over HTTP/2 that is made when it is needed, kept, and made anew when the server has ended it. */
export interface Line extends AsyncDisposable {
  /** Throws NoAnswer. */
  send(headers: OutgoingHttpHeaders, body: Buffer): Promise<Answer>
}

const ANSWER_BYTES = 16 * 1024

export function createLine(url: string, callMs: number): Line {
  const { host } = new URL(url)
  let held: ClientHttp2Session | null = null
  const drop = (session: ClientHttp2Session) => {
    if (held === session) held = null
  }
  const session = (): ClientHttp2Session => {
    if (held && !held.closed && !held.destroyed) return held
    const made = connect(url)
    // What waits on it fails by itself; unheard, the error would end the process.
    made.on('error', () => drop(made))
    // The server takes no new requests, and answers those that it has.
    made.on('goaway', () => drop(made))
    made.on('close', () => drop(made))
    // A connection that is kept keeps no process alive.
    made.unref()
    held = made
    return made
  }
  return {
    async send(headers, body) {
      const on = session()
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const lost = (why: string) => reject(new NoAnswer(`No answer from ${host}${why}.`))
      const request = on.request(headers)
      const late = setTimeout(() => {
        lost(' in time')
        request.close(constants.NGHTTP2_CANCEL)
        // It may be dead without anybody having said so. The next one gets a new one.
        drop(on)
        on.close()
      }, callMs)
      const chunks: Buffer[] = []
      let size = 0
      let given: Record<string, unknown> = {}
      request.on('response', (read) => (given = read))
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > ANSWER_BYTES) request.close(constants.NGHTTP2_CANCEL)
        else chunks.push(chunk)
      })
      request.on('error', (error: NodeJS.ErrnoException) => lost(error.code === undefined ? '' : ` (${error.code})`))
      request.on('close', () => {
        clearTimeout(late)
        const status = given[constants.HTTP2_HEADER_STATUS]
        if (typeof status !== 'number' || !request.readableEnded) return lost('')
        resolve({ status, header: (name) => [given[name]].flat()[0]?.toString() ?? null, text: Buffer.concat(chunks).toString() })
      })
      request.end(body)
      return promise
    },
    async [Symbol.asyncDispose]() {
      const open = held
      held = null
      if (!open || open.destroyed) return
      const closed = Promise.withResolvers<void>()
      open.close(() => closed.resolve())
      const late = setTimeout(() => {
        open.destroy()
        closed.resolve()
      }, 1_000)
      await closed.promise
      clearTimeout(late)
    },
  }
}

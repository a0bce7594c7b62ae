import type { IncomingMessage } from 'node:http'

export type RawBody = { status: 200; raw: Buffer } | { status: 413 | 503 }

/**
 * Reads bodies as they came, since they are signed: so many bytes of one at most, and so many of all that are being taken by this process.
 * What `take` returns is awaited before the bytes are counted off.
 */
export function rawBodies({ bytes: most, atOnce }: { bytes: number; atOnce: number }) {
  let held = 0
  return async function takeBody<Result>(request: IncomingMessage, take: (body: RawBody) => Promise<Result>): Promise<Result> {
    const chunks: Buffer[] = []
    let bytes = 0
    const read = async (): Promise<RawBody> => {
      if (Number(request.headers['content-length'] ?? 0) > most) return refused(request, 413)
      for await (const chunk of request as AsyncIterable<Buffer>) {
        bytes += chunk.length
        held += chunk.length
        if (bytes > most) return refused(request, 413)
        if (held > atOnce) return refused(request, 503)
        chunks.push(chunk)
      }
      return { status: 200, raw: Buffer.concat(chunks) }
    }
    try {
      return await take(await read())
    } finally {
      held -= bytes
    }
  }
}

function refused(request: IncomingMessage, status: 413 | 503): RawBody {
  // What still comes is thrown away, so that the answer is read.
  request.resume()
  return { status }
}

import type { IncomingMessage } from 'node:http'

export type RawBody = { status: 200; raw: Buffer } | { status: 413 | 503 }

/** A body that is being taken. */
interface Taking {
  bytes: number
  /** Waits for no more of it. */
  giveUp: () => void
}

/**
 * Reads bodies as they came, since they are signed: so many bytes of one at most, and so many of all that are being taken by this process.
 * What `take` returns is awaited before the bytes are counted off. Where there is no room, the body that has been coming for the longest is given
 * up: bodies without an end, which anybody can send, would keep out all others.
 */
export function rawBodies({ bytes: most, atOnce }: { bytes: number; atOnce: number }) {
  let held = 0
  /** Those that are not whole, the oldest first. */
  const coming = new Set<Taking>()
  const countOff = (one: Taking) => {
    coming.delete(one)
    held -= one.bytes
    one.bytes = 0
  }
  const makeRoom = () => {
    for (const oldest of coming) {
      if (held <= atOnce) return
      countOff(oldest)
      oldest.giveUp()
    }
  }
  return async function takeBody<Result>(request: IncomingMessage, take: (body: RawBody) => Promise<Result>): Promise<Result> {
    const givenUp = Promise.withResolvers<RawBody>()
    const one: Taking = { bytes: 0, giveUp: () => givenUp.resolve(refused(request, 503)) }
    const read = async (): Promise<RawBody> => {
      if (Number(request.headers['content-length'] ?? 0) > most) return refused(request, 413)
      coming.add(one)
      const chunks: Buffer[] = []
      for await (const chunk of request as AsyncIterable<Buffer>) {
        // Of one that was given up nothing is counted any more: nobody would count it off.
        if (!coming.has(one)) return givenUp.promise
        one.bytes += chunk.length
        held += chunk.length
        if (one.bytes > most) return refused(request, 413)
        makeRoom()
        if (!coming.has(one)) return givenUp.promise
        chunks.push(chunk)
      }
      coming.delete(one)
      return { status: 200, raw: Buffer.concat(chunks) }
    }
    try {
      return await take(await Promise.race([read(), givenUp.promise]))
    } finally {
      countOff(one)
    }
  }
}

function refused(request: IncomingMessage, status: 413 | 503): RawBody {
  // What still comes is thrown away, so that the answer is read.
  request.resume()
  return { status }
}

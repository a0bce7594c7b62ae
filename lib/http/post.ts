import { request, type Dispatcher } from 'undici'

export interface PostAnswer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** How its body begins, without what a text of the database cannot have. */
  head: string
  ms: number
}

/** So long the answer's body is waited for once its head has come. Who lets it drip would hold a place for the whole time. */
const BODY_MS = 1_000

/**
 * Posts a body, follows no redirect, and reads of the answer what is wanted of it. The time holds for all together: the connection, the
 * answer's head, and its body. A body that goes on, or does not come, is cut off with its connection: the status counts.
 */
export async function post(
  dispatcher: Dispatcher,
  url: URL | string,
  given: { headers: Record<string, string>; body: string | Buffer; timeoutMs: number; answerBytes: number },
): Promise<PostAnswer> {
  const { headers, body, timeoutMs, answerBytes } = given
  const began = performance.now()
  const signal = AbortSignal.timeout(timeoutMs)
  // The signal ends both waits, and says so in one way.
  const limits = { headersTimeout: 0, bodyTimeout: 0 }
  const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal, ...limits })
  const cut = setTimeout(() => answer.body.destroy(), BODY_MS)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, answerBytes - bytes))
      bytes += chunk.length
      // Leaving the loop destroys the body, and the socket with it.
      if (bytes >= answerBytes) break
    }
  } catch {
    // The status has come. What was to follow does not change it.
  } finally {
    clearTimeout(cut)
  }
  return {
    status: answer.statusCode,
    headers: answer.headers,
    head: Buffer.concat(chunks).toString('utf8').replaceAll('\0', ''),
    ms: Math.round(performance.now() - began),
  }
}

/** Why there was no answer, as a short code. */
export function noAnswer(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  // A host with several addresses fails by all of them.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  const { code, name } = first as NodeJS.ErrnoException
  return code ?? name
}

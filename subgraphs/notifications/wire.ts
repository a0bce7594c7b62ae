import { request, type Dispatcher } from 'undici'

export interface Answer {
  status: number
  /** The first of each name, in small letters. */
  header: (name: string) => string | null
  text: string
}

/** No answer, or none in time: what was asked may have been done. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

export interface Call {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string | Buffer
  /** How long it may take, from the connection to the last byte. */
  callMs: number
  dispatcher?: Dispatcher | undefined
}

const ANSWER_BYTES = 64 * 1024

/** One exchange with somebody's server, in bounded time and size. Redirects are not followed. Throws NoAnswer, which names the host alone. */
export async function exchange(url: URL, { method, headers, body, callMs, dispatcher }: Call): Promise<Answer> {
  const signal = AbortSignal.timeout(callMs)
  try {
    const answer = await request(url, { method, headers, body: body ?? null, signal, ...(dispatcher && { dispatcher }) })
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length
      // Leaving the loop destroys the rest of the body.
      if (size > ANSWER_BYTES) throw new NoAnswer(`The answer of ${url.host} is too long.`)
      chunks.push(chunk)
    }
    const header = (name: string) => [answer.headers[name]].flat()[0] ?? null
    return { status: answer.statusCode, header, text: Buffer.concat(chunks).toString() }
  } catch (error) {
    if (error instanceof NoAnswer) throw error
    // The error's own text may hold the address, which for a push is a secret.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new NoAnswer(`No answer from ${url.host}${signal.aborted ? ' in time' : code}.`)
  }
}

/** How long a server asks to wait, by its Retry-After: seconds, or a date. Null where it says nothing of use. */
export function retryAfterMs(said: string | null, now = Date.now()): number | null {
  if (said === null) return null
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

/** What a text holds as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

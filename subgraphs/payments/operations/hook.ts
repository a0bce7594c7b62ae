import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../context.ts'
import { PAYMENTS_LIMITS } from '../limits.ts'
import { PROVIDERS, Refused } from '../providers/provider.ts'
import { OPERATION_LIMITS } from './limits.ts'

const { hookBytes } = PAYMENTS_LIMITS
const { hookBytesAtOnce } = OPERATION_LIMITS
/** Bytes of hooks that are being taken, of all of this process. */
let held = 0

/**
 * Takes a provider's hook: `hooks/stripe`, `hooks/paypal`. Only what the provider has signed is kept, once, and it is answered at once: the
 * runner looks at what it is about. Anything but 200 has the provider send it again.
 */
export async function takeHook(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
): Promise<void> {
  const name = PROVIDERS.find((each) => each === rest)
  const provider = name && services.providers.get(name)
  if (!provider) return answer(response, 404)
  if (request.method !== 'POST') return answer(response, 405)
  const body = await readRaw(request)
  try {
    if (body.status !== 200) return answer(response, body.status)
    const hook = await provider.verifyHook(request.headers, body.raw)
    if (!hook) throw new Refused('UNSIGNED', `A hook for ${provider.name} is too old, or not signed by its secret.`)
    await services.runner.hear({ provider: provider.name, hook })
    answer(response, 200)
  } finally {
    held -= body.bytes
  }
}

type Body = { status: 200; raw: Buffer; bytes: number } | { status: 413 | 503; bytes: number }

/** The bytes as they came, since they are signed. `bytes` of them are held until the caller takes them off. */
async function readRaw(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  let bytes = 0
  const refused = (status: 413 | 503): Body => {
    // What still comes is thrown away, so that the answer is read.
    request.resume()
    return { status, bytes }
  }
  if (Number(request.headers['content-length'] ?? 0) > hookBytes) return refused(413)
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      held += chunk.length
      if (bytes > hookBytes) return refused(413)
      if (held > hookBytesAtOnce) return refused(503)
      chunks.push(chunk)
    }
  } catch (error) {
    held -= bytes
    throw error
  }
  return { status: 200, raw: Buffer.concat(chunks), bytes }
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...(status !== 200 && { connection: 'close' }) }).end()
}

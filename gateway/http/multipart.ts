import type { ExecutionResult } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import { GATEWAY_LIMITS } from '../limits.ts'

const BOUNDARY = 'graphql'
const MEDIA_TYPE = 'multipart/mixed'
const SPEC = 'subscriptionspec=1.0'

/**
 * Subscriptions over HTTP multipart, as Apollo's clients ask for them (`multipart/mixed;subscriptionSpec=1.0`). What is no stream, such as a
 * refusal before it, is answered as JSON where the client takes JSON, else as the only part.
 */
export function multipartSubscriptions(): Plugin {
  return {
    onResultProcess: ({ request, result, acceptableMediaTypes, setResultProcessor }) => {
      acceptableMediaTypes.push(`${MEDIA_TYPE};${SPEC}`)
      const accept = request.headers.get('accept') ?? ''
      if (!asksForMultipart(accept) || (!isAsyncIterable(result) && accept.includes('json'))) return
      setResultProcessor((given, { Response }) => {
        const results = isAsyncIterable(given) ? given : only(Array.isArray(given) ? given[0] : given)
        const headers = { 'content-type': `${MEDIA_TYPE};boundary="${BOUNDARY}";subscriptionSpec=1.0`, 'cache-control': 'no-cache' }
        return new Response(multipartOf(results, GATEWAY_LIMITS.heartbeatMs), { headers })
      }, MEDIA_TYPE)
    },
  }
}

const asksForMultipart = (accept: string): boolean =>
  accept.split(',').some((range) => {
    const [type, ...parameters] = range.toLowerCase().replaceAll(/\s|"/g, '').split(';')
    return type === MEDIA_TYPE && parameters.includes(SPEC)
  })

async function* only<T>(value: T | undefined): AsyncGenerator<T, void, void> {
  if (value !== undefined) yield value
}

/**
 * The body of such an answer. Each result is the payload of a part; a last result without data is a fault of the transport and not of the
 * operation, so it stands beside a null payload. An empty part at the start and every `heartbeatMs` shows proxies and clients that we are
 * there. A part ends with the next boundary, which is sent at once: without it the client would see each result only with the next one.
 */
export function multipartOf(results: AsyncIterable<ExecutionResult>, heartbeatMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = results[Symbol.asyncIterator]()
  const part = (message: unknown): Uint8Array =>
    encoder.encode(`\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(message)}\r\n--${BOUNDARY}`)
  let heart: NodeJS.Timeout | undefined
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode(`\r\n--${BOUNDARY}`))
      controller.enqueue(part({}))
      // A client that does not read needs no sign of life, and would only collect them.
      heart = setInterval(() => (controller.desiredSize ?? 0) > 0 && controller.enqueue(part({})), heartbeatMs)
    },
    pull: async (controller) => {
      try {
        const { value, done } = await iterator.next()
        if (!done) return controller.enqueue(part(messageOf(value)))
        clearInterval(heart)
        controller.enqueue(encoder.encode('--\r\n'))
        controller.close()
      } catch (error) {
        clearInterval(heart)
        controller.error(error)
      }
    },
    cancel: async () => {
      clearInterval(heart)
      await iterator.return?.()
    },
  })
}

const messageOf = (result: ExecutionResult): object =>
  'data' in result ? { payload: result } : { payload: null, errors: result.errors }

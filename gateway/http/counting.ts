import type { ServerResponse } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { RequestLimits } from '../limiting/requests.ts'
import type { ServerContext } from './server-context.ts'

/** What tells a client of its quota. Browsers show scripts only the headers that CORS names. */
export const QUOTA_HEADERS = [
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
]

/**
 * Counts the requests that reach the graph, and tells each client what is left. Who has nothing left is refused before the body is read.
 * What an operation counts as is known when it is planned; a request that ends before counts as one.
 */
export function counting(requests: RequestLimits): Plugin<object, ServerContext & { res?: ServerResponse }> {
  return {
    onRequestParse: ({ serverContext, fetchAPI, endResponse }) => {
      const { principal, address } = serverContext
      const counted = principal && requests.begin(principal, address)
      serverContext.counted = counted
      const refused = counted?.refused()
      if (refused) endResponse(answerTo(refused, fetchAPI))
    },
    onResponse: ({ serverContext: { counted, res }, response }) => {
      if (!counted) return
      const settled = counted.settle()
      const tell = () => {
        for (const [name, value] of Object.entries(counted.headers()))
          if (res) res.setHeader(name, value)
          else response.headers.set(name, value)
      }
      return settled ? settled.then(tell) : tell()
    },
  }
}

function answerTo(
  { message, extensions: { http, ...extensions } }: GraphQLError,
  { Response }: { Response: typeof globalThis.Response },
) {
  const { status, headers } = http as { status: number; headers: Record<string, string> }
  return new Response(JSON.stringify({ errors: [{ message, extensions }] }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

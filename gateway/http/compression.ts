import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'graphql-yoga'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { Observed } from '../observing/observing.ts'

const zip = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => promisify(gzip)(text, { level: 4 }),
} as const

/**
 * Compresses the answers to queries, from a kilobyte on. Streams are left alone: an event would wait for the next. So are mutations: their
 * answers have tokens, passwords and keys, whose bytes could be guessed by the size of what is compressed together with a caller's own words
 * (BREACH). A page of strangers cannot ask for private data at all, because browsers send no credentials here by themselves.
 */
export function compression(): Plugin<object, Observed> {
  return {
    onResponse: async ({ request, response, serverContext, fetchAPI, setResponse }) => {
      if (serverContext.observation?.operation?.kind !== 'query' || !response.body) return
      const encoding = encodingFor(request.headers.get('accept-encoding'))
      const vary = [response.headers.get('vary'), 'Accept-Encoding'].filter(Boolean).join(', ')
      if (encoding === null) {
        // A cache between us and the client must not keep this for a client that would get another.
        if (request.method === 'GET') response.headers.set('vary', vary)
        return
      }
      const text = await response.text()
      const large = Buffer.byteLength(text) >= GATEWAY_LIMITS.compressedFromBytes
      const body = large ? await zip[encoding](text) : text
      const { 'content-length': _, ...headers } = Object.fromEntries(response.headers)
      const { status, statusText } = response
      const all = { ...headers, vary, ...(large && { 'content-encoding': encoding, 'content-length': String(body.length) }) }
      setResponse(new fetchAPI.Response(body, { status, statusText, headers: all }))
    },
  }
}

/** The best encoding that a client takes; null for none. `q=0` refuses one (RFC 9110 § 12.5.3). */
export function encodingFor(accepted: string | null): 'br' | 'gzip' | null {
  if (!accepted) return null
  const weights = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
      const weight = parameters.find((each) => each.startsWith('q='))
      return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0] as const
    }),
  )
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [br, gz] = [weightOf('br'), weightOf('gzip')]
  if (br === 0 && gz === 0) return null
  return br >= gz ? 'br' : 'gzip'
}

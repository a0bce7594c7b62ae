import type { IncomingMessage } from 'node:http'
import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { LIMITS } from '#lib/limits.ts'

const LIMIT = LIMITS.http.bodyBytes

/**
 * Reads the bodies of POST requests, up to the limit. Only JSON: a form on a foreign page can post the simple types without the browser
 * asking us first. Over node:http it reads the bytes where they arrive: Yoga's own limit pipes every body through a second request and
 * stream, which was a tenth of a small query.
 */
export function bodies(): Plugin<object, { req?: IncomingMessage }> {
  return {
    onRequestParse: ({ request, serverContext, requestParser, setRequestParser }) => {
      if (request.method === 'GET' && requestParser) return setRequestParser(whatIsJson(requestParser))
      if (request.method !== 'POST') return
      const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
      const declared = Number(request.headers.get('content-length') ?? 0)
      if (type !== 'application/json') throw notJson()
      else if (declared > LIMIT) throw tooLarge()
      else
        setRequestParser(async () =>
          parsed(serverContext.req ? await bytesOf(serverContext.req) : await bytesOfStream(request.body)),
        )
    },
  }
}

type RequestParser = Parameters<Parameters<NonNullable<Plugin['onRequestParse']>>[0]['setRequestParser']>[0]

/** Yoga reads variables and extensions of a GET as JSON, and reports what is not JSON as a fault of ours. */
const whatIsJson =
  (parse: RequestParser): RequestParser =>
  async (request) => {
    try {
      const params = await parse(request)
      const documentId = request.url.includes('documentId=') ? new URL(request.url).searchParams.get('documentId') : null
      return documentId === null ? params : Object.assign(params, { documentId })
    } catch (error) {
      throw error instanceof SyntaxError ? badRequest('Variables and extensions of a GET are JSON objects.') : error
    }
  }

function parsed(body: Buffer): GraphQLParams {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw badRequest('The body is no JSON.')
  }
  if (typeof value !== 'object' || value === null) throw badRequest('The body is no JSON object.')
  if (Array.isArray(value)) throw badRequest('Batches are not served: send each operation in a request of its own.')
  // Yoga checks the members' names and types next.
  return value as GraphQLParams
}

function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= LIMIT) chunks.push(chunk)
    else reject(tooLarge())
  })
  request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
  // A client that goes away in the middle is no fault of ours, and there is nobody left to tell.
  const brokeOff = () => reject(badRequest('The body broke off.'))
  request.once('error', brokeOff)
  request.once('close', () => request.complete || brokeOff())
  return promise
}

async function bytesOfStream(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > LIMIT) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })

const notJson = (): GraphQLError =>
  new GraphQLError('Send the body as JSON, and say so: content-type: application/json.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 415 } },
  })

const tooLarge = (): GraphQLError =>
  new GraphQLError(`A body has at most ${LIMIT} bytes.`, { extensions: { code: 'BODY_TOO_LARGE', http: { status: 413 } } })

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { acceptRequestId, withRequestId } from '#lib/log.ts'
import { REQUEST_ID_HEADER } from '#lib/graphql/subgraph.ts'

/** Gives a request its id, for the log, the subgraphs and the answer. */
export function withId(listener: RequestListener): RequestListener {
  return (request, response) => {
    const given = request.headers[REQUEST_ID_HEADER]
    // Cheaper to make than the ids of rows, and as unique.
    const id = typeof given === 'string' ? acceptRequestId(given) : randomUUID()
    response.setHeader(REQUEST_ID_HEADER, id)
    closeUnread(request, response)
    if (!hasUrl(request)) return refuseUnaddressed(response)
    withRequestId(id, () => listener(request, response))
  }
}

/** False if host and target are no URL together. HTTP lets such requests through, and Yoga would throw. */
const hasUrl = ({ headers: { host = 'localhost' }, url = '/' }: IncomingMessage): boolean => URL.canParse(`http://${host}${url}`)

function refuseUnaddressed(response: ServerResponse): void {
  const errors = [{ message: 'Host and target of the request are no URL.', extensions: { code: 'BAD_REQUEST' } }]
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ errors }))
}

/**
 * Closes a connection whose request was answered before it was read to its end. Otherwise the client's next request waits behind the rest.
 */
function closeUnread(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  response.once('finish', () => request.complete || socket.destroySoon())
}

import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWireFaults } from './wire-faults.ts'

export interface ServedCall {
  method: string
  /** With the query. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}
export interface ServedAnswer {
  status: number
  headers?: Record<string, string>
  /** JSON, or nothing. */
  body?: unknown
}

/** A service of ours at the wire over HTTP, for what cannot run here: `answer` does its work, and faults come in between. */
export async function startHttpService(answer: (call: ServedCall) => Promise<ServedAnswer> | ServedAnswer, port = 0) {
  const faults = createWireFaults()
  const server = createServer((request, response) => {
    const serve = async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const fault = faults.take()
      if (fault?.hangs) return
      if (fault?.drops === 'BEFORE') return void request.socket.destroy()
      const said =
        fault?.status === undefined
          ? await answer({
              method: request.method ?? '',
              path: request.url ?? '/',
              headers: request.headers,
              body: Buffer.concat(chunks),
            })
          : { status: fault.status, headers: fault.headers ?? {}, body: fault.body }
      if (fault?.drops === 'AFTER') return void request.socket.destroy()
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers })
      response.end(said.body === undefined ? undefined : JSON.stringify(said.body))
    }
    serve().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: faults.next,
    mend: faults.mend,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

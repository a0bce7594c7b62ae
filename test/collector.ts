import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as it came over the wire. */
export interface Collected {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  links?: { traceId: string; spanId: string }[]
  attributes: { key: string; value: { stringValue?: string } }[]
  status?: { code?: number }
}

interface Export {
  resourceSpans: { scopeSpans: { spans: Collected[] }[] }[]
}

/** A collector of OpenTelemetry that takes OTLP over HTTP in JSON, on this machine alone. */
export async function startCollector() {
  const spans: Collected[] = []
  let bytes = ''
  const http = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      if (request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/json')
        return void response.writeHead(404).end()
      bytes += body
      const { resourceSpans } = JSON.parse(body) as Export
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve)
  })
  const byId = () => new Map(spans.map((span) => [span.spanId, span]))
  return {
    /** Variables that send a process's spans here, soon. */
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
    spans,
    /** All that came, as text. */
    text: () => bytes,
    /** Names from a span up to where its trace began, and the id that this one names as its parent. */
    way(span: Collected): { names: string[]; from: string | undefined } {
      const all = byId()
      const names: string[] = []
      let at: Collected | undefined = span
      let from: string | undefined
      while (at) {
        names.push(at.name)
        from = at.parentSpanId
        at = from === undefined ? undefined : all.get(from)
      }
      return { names, from }
    },
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => {
        http.close(resolve)
      })
    },
  }
}

export type Collector = Awaited<ReturnType<typeof startCollector>>

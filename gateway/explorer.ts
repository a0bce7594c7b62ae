import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'graphql-yoga'
import { GRAPHQL_PATH } from '#lib/subgraph.ts'

/** GraphiQL for browsers that open the graph's address, whole from our own files: it works with no network but ours. */
export function explorer(): Plugin {
  let page: Promise<Page> | undefined
  return {
    onRequest: async (event) => {
      const { request, url, fetchAPI } = event
      if (request.method !== 'GET' || !request.headers.get('accept')?.includes('text/html')) return
      if (url.pathname === '/') {
        event.endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: GRAPHQL_PATH } }))
      } else if (url.pathname === GRAPHQL_PATH && !url.searchParams.has('query')) {
        const { html, gzip, policy } = await (page ??= render())
        const zipped = request.headers.get('accept-encoding')?.includes('gzip') ?? false
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          vary: 'accept, accept-encoding',
          ...(zipped && { 'content-encoding': 'gzip' }),
        }
        event.endResponse(new fetchAPI.Response(zipped ? gzip : html, { headers }))
      }
    },
  }
}

interface Page {
  html: string
  gzip: Buffer<ArrayBuffer>
  policy: string
}

/** Rendered on the first visit: it is 9 MB, and most processes are never visited. */
async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Evergraph',
    endpoint: GRAPHQL_PATH,
    subscriptionsProtocol: 'WS',
    defaultQuery: WELCOME,
  }).trim()
  const start = html.indexOf('<script>') + '<script>'.length
  const hash = createHash('sha256')
    .update(html.slice(start, html.lastIndexOf('</script>')))
    .digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { html, gzip: Buffer.from(gzipSync(html)), policy }
}

const WELCOME = `# Evergraph's explorer: the documentation is on the left, Ctrl+Space completes, Ctrl+Enter runs.
# To act as a user, put {"authorization": "Bearer <access token>"} into the headers below.
query Hello {
  __typename
}
`

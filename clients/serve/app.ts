import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { LIMITS } from '../../lib/limits.ts'
import type { Log } from '../../lib/log.ts'
import { json, serve, type HttpServer } from '../../lib/process/server.ts'
import type { WebConfig } from './config.ts'
import { loadFiles, type WebFile } from './files.ts'
import { headersOf } from './policy.ts'

type App = keyof WebConfig['ports']
const APPS = ['driver', 'admin', 'partner'] as const satisfies readonly App[]

export interface WebApp extends AsyncDisposable {
  /** `http://host:port` of each app. */
  readonly urls: Readonly<Record<App, string>>
}

/** Serves the three built apps, each at an origin of its own. */
export async function openWeb({ config, log }: { config: WebConfig; log: Log }): Promise<WebApp> {
  await using stack = new AsyncDisposableStack()
  const open = async (app: App) => {
    const files = await loadFiles(join(import.meta.dirname, '..', app, 'dist'))
    const listener = listenerOf(files, config, app)
    const server: HttpServer = stack.use(
      await serve({
        listener,
        host: config.host,
        port: config.ports[app],
        log: log.child({ app }),
        // All is in memory and answered at once. Who asks for the map and does not read it would keep its descriptor for ever.
        stalledMs: LIMITS.http.stalledMs,
        connections: LIMITS.http.connections,
      }),
    )
    return [app, server.url] as const
  }
  const urls = Object.fromEntries(await Promise.all(APPS.map(open))) as Record<App, string>
  const owned = stack.move()
  return { urls, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** A file by its address; `/config.json`; and the page for every address that is not a file's, because the app knows which of them there are. */
export function listenerOf(files: ReadonlyMap<string, WebFile>, config: WebConfig, app: App): RequestListener {
  const page = files.get('/index.html')
  if (!page) throw new Error('An app is not built. Run `node clients/web/build.ts`.')
  const headers = Object.entries(headersOf(config, app))
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return json(response, 405, { error: 'Here is nothing but pages.' })
    }
    const path = request.url?.split('?', 1)[0] ?? '/'
    if (path === '/config.json') return json(response, 200, config.told)
    const file = files.get(path)
    if (file) return send(request, response, file, path.startsWith('/assets/') ? FOR_EVER : ASK_FIRST)
    if (path.startsWith('/assets/')) return json(response, 404, { error: 'This file is of another version. Load the page again.' })
    return send(request, response, page, ASK_FIRST)
  }
}

/** The name of an asset has the hash of what is in it. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_FIRST = 'no-cache'

function send(request: IncomingMessage, response: ServerResponse, file: WebFile, cacheControl: string): void {
  const { type, etag, plain, brotli } = file
  response.setHeader('cache-control', cacheControl)
  response.setHeader('etag', etag)
  response.setHeader('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
  const small = brotli && /\bbr\b/.test(String(request.headers['accept-encoding'])) ? brotli : undefined
  const body = small ?? plain
  response.writeHead(200, { 'content-type': type, 'content-length': body.length, ...(small && { 'content-encoding': 'br' }) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

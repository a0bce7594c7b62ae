import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Services } from './context.ts'
import { serveDocument } from './documents.ts'
import { PAYMENTS_LIMITS } from './limits.ts'
import { takeHook } from './operations/hook.ts'
import { Refused, Unknown } from './providers/provider.ts'

/** Answers a request whose path begins with its own; what follows that is `rest`. */
export type PublicRoute = (services: Services, request: IncomingMessage, response: ServerResponse, rest: string) => Promise<void>

/** What is reached from outside beside the graph, by the beginning of its path: the providers' hooks, and documents by signed links. */
const ROUTES: Readonly<Record<string, PublicRoute>> = { documents: serveDocument, hooks: takeHook }

/** Serves `ROUTES`; anything else is not there. */
export function publicListener(services: Services): RequestListener {
  const base = new URL(services.config.publicUrl).pathname.replace(/\/?$/, '/')
  const unchecked = createSeldom(services, 'hooks cannot be checked, and are to be sent again')
  const unsigned = createSeldom(
    services,
    'hooks are refused; where all are, look whether the secret of their endpoint is the one here',
  )
  return (request, response) => {
    // Anybody may ask for what is no address, e.g. `//`. Thrown here, it would end the process.
    const path = URL.parse(request.url ?? '/', 'http://payments')?.pathname ?? ''
    const [name = '', ...rest] = path.startsWith(base) ? path.slice(base.length).split('/') : []
    const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
    if (!route) return say(response, 404, 'There is nothing here.')
    route(services, request, response, rest.join('/')).catch((error: unknown) => {
      // Its sender has gone.
      if (request.destroyed && !request.complete) return response.destroy()
      if (error instanceof Unknown) {
        unchecked(error.message)
        return say(response, 503, 'This cannot be checked now. Send it again later.')
      }
      if (error instanceof Refused) {
        unsigned(error.message)
        return say(response.setHeader('connection', 'close'), 400, 'This is not signed as it should be.')
      }
      services.log.error({ err: error }, 'a public request failed')
      if (response.headersSent) response.destroy()
      else say(response, 500, 'This could not be done. Try again later.')
    })
  }
}

/** Says at times why what comes from outside is not taken. Anybody can have that happen, and would fill a disk with lines. */
function createSeldom({ log }: Services, what: string) {
  let [sayAt, unsaid] = [0, 0]
  return (why: string): void => {
    unsaid++
    if (performance.now() < sayAt) return
    log.warn({ why, times: unsaid }, what)
    sayAt = performance.now() + PAYMENTS_LIMITS.hookSayMs
    unsaid = 0
  }
}

/** True for a path that `publicListener` serves. */
export const isPublic = (url: string | undefined, publicUrl: string): boolean => {
  const base = new URL(publicUrl).pathname.replace(/\/?$/, '/')
  return Object.keys(ROUTES).some((name) => url?.startsWith(`${base}${name}/`) ?? false)
}

export function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }).end(`${text}\n`)
}

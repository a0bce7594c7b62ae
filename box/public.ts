import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '#lib/log.ts'

/** Answers a request whose path begins with its own; what follows that is `rest`. */
export type PublicRoute<Services> = (
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
) => Promise<void>

/** What is answered where a route throws something that is no bug. */
export interface PublicRefusal {
  status: number
  text: string
  /** What the log says at times: anybody can have it happen, and would fill a disk with lines. */
  warning: string
}

export interface PublicPlace<Services> {
  box: string
  publicUrl: string
  routes: Readonly<Record<string, PublicRoute<Services>>>
  refusalOf: (error: unknown) => PublicRefusal | null
}

/** How often a warning is said at most. */
const SAY_MS = 60_000

/** Serves what is reached from outside beside the graph, by the beginning of its path; anything else is not there. */
export function publicRoutes<Services extends { log: Log }>(
  services: Services,
  { box, publicUrl, routes, refusalOf }: PublicPlace<Services>,
): RequestListener {
  const base = baseOf(publicUrl)
  const warn = createSeldom(services.log)
  return (request, response) => {
    // Anybody may ask for what is no address, e.g. `//`. Thrown here, it would end the process.
    const path = URL.parse(request.url ?? '/', `http://${box}`)?.pathname ?? ''
    const [name = '', ...rest] = path.startsWith(base) ? path.slice(base.length).split('/') : []
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined
    if (!route) return say(response, 404, 'There is nothing here.')
    route(services, request, response, rest.join('/')).catch((error: unknown) => {
      // Its sender has gone.
      if (request.destroyed && !request.complete) return response.destroy()
      const refusal = refusalOf(error)
      if (refusal) {
        warn(refusal.warning, error instanceof Error ? error.message : String(error))
        // What still comes is not read.
        return say(response.setHeader('connection', 'close'), refusal.status, refusal.text)
      }
      services.log.error({ err: error }, 'a public request failed')
      if (response.headersSent) response.destroy()
      else say(response, 500, 'This could not be done. Try again later.')
    })
  }
}

/** Says at times why what comes from outside is not taken. */
function createSeldom(log: Log) {
  const unsaid = new Map<string, { sayAt: number; times: number }>()
  return (warning: string, why: string): void => {
    const last = unsaid.get(warning) ?? { sayAt: 0, times: 0 }
    const times = last.times + 1
    const due = performance.now() >= last.sayAt
    unsaid.set(warning, due ? { sayAt: performance.now() + SAY_MS, times: 0 } : { ...last, times })
    if (due) log.warn({ why, times }, warning)
  }
}

/** True for a path that a route serves. */
export const isPublicPath = (url: string | undefined, publicUrl: string, routes: object): boolean =>
  Object.keys(routes).some((name) => url?.startsWith(`${baseOf(publicUrl)}${name}/`) ?? false)

const baseOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/?$/, '/')

export function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }).end(`${text}\n`)
}

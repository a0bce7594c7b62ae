import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import type Stripe from 'stripe'
import { confirmFromBrowser, SCRIPT } from './stripe/browser.ts'
import { openCalls } from './stripe/calls.ts'
import { openControl, type StripeControl } from './stripe/control.ts'
import { ApiError } from './stripe/errors.ts'
import { openFaults } from './stripe/faults.ts'
import { parseForm } from './stripe/form.ts'
import { newEvent, openHooks } from './stripe/hooks.ts'
import { page, start } from './stripe/pages.ts'
import { newId, newWorld } from './stripe/state.ts'

export interface StripeSandbox extends AsyncDisposable {
  url: string
  /** What the adapter is given to find it. */
  host: string
  port: number
  protocol: 'http'
  apiKey: string
  control: StripeControl
}

/** The version of Stripe's API that is played: the one whose types the SDK has. */
const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive'

/**
 * A counterpart of Stripe at the wire, on this machine alone: stateful, with the habits that its documents tell of, and faults on demand. It
 * takes test keys alone, and moves no money.
 */
export async function startStripe({ port = 0, apiKey = 'sk_test_sandbox' } = {}): Promise<StripeSandbox> {
  let away = false
  const made: Stripe.EventBase[] = []
  const hooks = openHooks(() => away)
  const faults = openFaults()
  const world = newWorld(
    () => sandbox.url,
    (type, object) => {
      const event = newEvent(world, type, object, API_VERSION)
      world.tables.event.set(event.id, event)
      made.push(event)
    },
  )
  const sendMade = () => Promise.all(made.splice(0).map((event) => hooks.send(event)))
  const calls = openCalls(world, faults, () => {
    const early = hooks.isEarly()
    const sent = early ? sendMade() : null
    return sent && sent.then(() => undefined)
  })
  const plain = openControl(world, faults, hooks, (on) => (away = on))
  // What the control makes happen is told at once.
  const control = new Proxy(plain, {
    get: (target, name) => {
      const does: unknown = Reflect.get(target, name)
      if (typeof does !== 'function') return does
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(does, target, given)
        void sendMade()
        return result
      }
    },
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://sandbox')
    const method = request.method ?? 'GET'
    const body = await bodyOf(request)
    if (path === '/_control') return json(response, 200, await controlled(control, body))
    if (away) return void request.socket.destroy()
    if (path === '/v3/') return void response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(SCRIPT)
    if (!path.startsWith('/v1/')) {
      const { status, body: html, location } = path === '/' ? start() : page(control, method, path, body)
      return void response
        .writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...(location && { location }) })
        .end(html)
    }
    if (request.headers.authorization === undefined && method === 'POST') {
      const confirmed = confirmFromBrowser(world, path, parseForm(body))
      if (confirmed) {
        json(response, confirmed.status, confirmed.body)
        return void sendMade()
      }
    }
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return json(response, 401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided. (SANDBOX)' } })
    const key = request.headers['idempotency-key']
    const call = { method, path, text: method === 'GET' ? search.slice(1) : body, key: typeof key === 'string' ? key : null }
    const given = await calls.answer(call)
    if (given === null) request.socket.destroy()
    else {
      const headers = { 'content-type': 'application/json', 'request-id': newId('req'), 'stripe-version': API_VERSION }
      response.writeHead(given.status, { ...headers, ...given.headers }).end(given.body)
    }
    void sendMade()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // What a refusal has made happen, such as a declined card, is told all the same.
      void sendMade()
      if (error instanceof ApiError) return json(response, error.status, error.body)
      json(response, 500, { error: { type: 'api_error', message: `SANDBOX: ${String(error)}` } })
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const sandbox: StripeSandbox = {
    url: `http://127.0.0.1:${taken}`,
    host: '127.0.0.1',
    port: taken,
    protocol: 'http',
    apiKey,
    control,
    [Symbol.asyncDispose]: async () => {
      hooks.close()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
  return sandbox
}

async function controlled(control: StripeControl, body: string): Promise<unknown> {
  // A line of a person's or a test's; what it names is looked up below.
  const { do: name, with: given = [] } = JSON.parse(body) as { do: string; with?: unknown[] }
  const does: unknown = Object.hasOwn(control, name) ? Reflect.get(control, name) : undefined
  if (typeof does !== 'function') throw new ApiError(404, { message: `SANDBOX: it cannot ${name}.` })
  return { sandbox: true, result: (await Reflect.apply(does, control, given)) ?? null }
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

if (import.meta.main) {
  const {
    port,
    hooks: url,
    secret,
  } = parseArgs({
    options: { port: { type: 'string', default: '12111' }, hooks: { type: 'string' }, secret: { type: 'string' } },
  }).values
  const sandbox = await startStripe({ port: Number(port) })
  sandbox.control.hooks({ ...(url !== undefined && { url }), ...(secret !== undefined && { secrets: [secret] }) })
  process.stdout.write(`SANDBOX of Stripe, no money moves: ${sandbox.url} key ${sandbox.apiKey}
A payer’s form, and a bank’s question: ${sandbox.url}/_sandbox/pay/<clientSecret>
`)
}

import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { disputeAt, disputeShown, disputesOf, openDispute, provideEvidence, resolveDispute } from './paypal/disputes.ts'
import { createFaults, lies, type Fault } from './paypal/faults.ts'
import { createHooks, type By } from './paypal/hooks.ts'
import * as orders from './paypal/orders.ts'
import { payerPage } from './paypal/page.ts'
import { createPayout, passPayouts, payoutAt, payoutShown, settlePayout } from './paypal/payouts.ts'
import { transactions } from './paypal/reporting.ts'
import { DAY, newId, notThere, Problem, type OrderOf, type Token, type Way, type World } from './paypal/state.ts'
import * as vault from './paypal/vault.ts'

export interface PaypalSandboxOptions {
  port?: number
  clientId?: string
  clientSecret?: string
  webhookId?: string
  /** Where hooks go; null: nowhere. */
  hookUrl?: string | null
}

export type PaypalSandbox = Awaited<ReturnType<typeof startPaypal>>

/**
 * A PayPal of our own at the wire, for tests and the demo: stateful, written from PayPal's public REST documents, with its habits. No money moves,
 * and every page says SANDBOX. `POST /_control` does what the functions here do, for another process.
 */
export async function startPaypal(options: PaypalSandboxOptions = {}) {
  const { clientId = 'sandbox-client', clientSecret = 'sandbox-secret-of-paypal', webhookId = 'WH0SANDBOX' } = options
  let offset = 0
  let away = false
  const now = () => Date.now() + offset
  const hooks = createHooks(webhookId, now, () => world.base)
  hooks.settings.url = options.hookUrl ?? null
  const faults = createFaults()
  const world: World = {
    base: '',
    now,
    orders: new Map(),
    setups: new Map(),
    tokens: new Map(),
    disputes: new Map(),
    batches: new Map(),
    lines: [],
    tell: hooks.tell,
    pendingRefunds: false,
    pendingCaptures: false,
    honoursLate: false,
    searchLagMs: 3 * 3_600_000,
  }
  const bearers = new Map<string, number>()
  const answered = new Map<string, { until: number; answer: Answer }>()
  const calls: string[] = []
  const keyed: { path: string; key: string | null }[] = []

  const token = (request: IncomingMessage): Answer => {
    const given = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (request.headers.authorization !== given)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client Authentication failed' } }
    const bearer = randomBytes(32).toString('base64url')
    bearers.set(bearer, now() + 9 * 3_600_000)
    return { status: 200, body: { access_token: bearer, token_type: 'Bearer', expires_in: 9 * 3600 } }
  }

  /** One call of the REST interface, done once for its key. */
  const rest = (call: Called): Answer => {
    const bearer = call.headers.authorization?.replace('Bearer ', '') ?? ''
    if ((bearers.get(bearer) ?? 0) <= now())
      return { status: 401, body: { error: 'invalid_token', error_description: 'Token signature verification failed' } }
    const key = call.headers['paypal-request-id']
    const known = typeof key === 'string' ? `${call.path} ${key}` : null
    const before = known === null ? undefined : answered.get(known)
    if (before !== undefined && before.until > now()) return before.answer
    const answer = attempt(call)
    // A 422 is kept as well. A 400 or a 5xx is not.
    if (known !== null && call.method === 'POST' && (answer.status < 300 || answer.status === 422))
      answered.set(known, { until: now() + keptMs(call.path), answer })
    return answer
  }

  const attempt = (call: Called): Answer => {
    try {
      const mock = call.headers['paypal-mock-response']
      // PayPal's own way to ask its sandbox for a refusal.
      if (typeof mock === 'string')
        throw new Problem(422, 'UNPROCESSABLE_ENTITY', String((JSON.parse(mock) as Record<string, unknown>).mock_application_codes))
      return route(world, call)
    } catch (error) {
      if (error instanceof Problem) return { status: error.status, body: error.body }
      throw error
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(request)
    const url = new URL(request.url ?? '/', world.base)
    const call = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, text }
    if (call.path === '/_control') return send(response, { status: 200, body: await control(JSON.parse(text)) })
    if (away) return void request.socket.destroy()
    if (call.path === '/checkoutnow') return payerPage(world, call, response, pays)
    const certificate = /^\/v1\/notifications\/certs\/CERT-(NOW|BEFORE)$/.exec(call.path)?.[1]
    if (certificate !== undefined) return void response.end(hooks.certificate(certificate as By))
    calls.push(`${call.method} ${call.path}`)
    const key = call.headers['paypal-request-id']
    if (call.method === 'POST') keyed.push({ path: call.path, key: typeof key === 'string' ? key : null })
    if (call.path.startsWith('/v1/notifications/certs/'))
      return send(response, { status: 404, body: { name: 'RESOURCE_NOT_FOUND' } })
    if (call.path === '/v1/oauth2/token') return send(response, token(request))
    const fault = faults.of(`${call.method} ${call.path}`)
    if (fault?.how === 'UNSENT') return void request.socket.destroy()
    if (fault?.how === 'BROKEN') return send(response, { status: 500, body: { name: 'INTERNAL_SERVER_ERROR' } })
    if (fault?.how === 'BUSY')
      return send(response.setHeader('retry-after', '1'), { status: 429, body: { name: 'RATE_LIMIT_REACHED' } })
    if (fault?.says !== undefined) return send(response, fault.says)
    if (fault?.how === 'REFUSED') call.headers['paypal-mock-response'] = JSON.stringify({ mock_application_codes: fault.code })
    const answer = rest(call)
    if (hooks.settings.early) await hooks.flush()
    else setImmediate(() => void hooks.flush())
    if (fault?.how === 'LOST') return void request.socket.destroy()
    if (fault?.how === 'SLOW') return
    if (fault?.how === 'BROKEN_AFTER') return send(response, { status: 500, body: { name: 'INTERNAL_SERVER_ERROR' } })
    if (fault?.how === 'ENDLESS') return endless(response)
    const shown = fault?.how === 'LIES' ? { ...answer, body: lies(answer.body) } : answer
    send(response, minimal(call, shown))
  }

  /** A payer, who looks at an order or an agreement and agrees. */
  const pays = (id: string, way: Way = 'GOOD', email = 'dora@example.com'): void => {
    const payer = { way, email, payerId: newId().slice(0, 13) }
    if (world.setups.has(id)) vault.approveSetup(world, id, payer)
    else orders.approve(world, id, payer)
    void hooks.flush()
  }
  /** A payer whose way is kept already. */
  const kept = (way: Way): Token => {
    const made: Token = {
      id: newId().toLowerCase(),
      customer: { id: newId() },
      way,
      email: 'erik@example.com',
      payerId: newId().slice(0, 13),
    }
    world.tokens.set(made.id, made)
    return made
  }
  const moved = <T>(done: T): T => {
    void hooks.flush()
    return done
  }

  const sandbox = {
    world,
    hooks,
    /** `METHOD /path` of each call, tokens included. */
    calls,
    /** Calls that make something, with their keys, tokens included. */
    keyed,
    now,
    webhookId,
    clientId,
    clientSecret,
    pays,
    kept,
    next: (fault: Fault) => faults.next(fault),
    mend: () => faults.clear(),
    outage: (on: boolean) => void (away = on),
    advance: (ms: number) => {
      offset += ms
      passPayouts(world)
      return moved(undefined)
    },
    revokeTokens: () => bearers.clear(),
    forgetKeys: () => answered.clear(),
    settleRefund: (id: string, status: 'COMPLETED' | 'FAILED') => moved(orders.settleRefund(world, id, status)),
    settleCapture: (id: string, status: 'COMPLETED' | 'DECLINED') => moved(orders.settleCapture(world, id, status)),
    settlePayout: (id: string, status: 'SUCCESS' | 'UNCLAIMED' | 'RETURNED' | 'FAILED') => moved(settlePayout(world, id, status)),
    dispute: (asked: Parameters<typeof openDispute>[1]) => moved(openDispute(world, asked)),
    resolveDispute: (id: string, won: boolean) => moved(resolveDispute(world, id, won)),
    order: (id: string): OrderOf => world.orders.get(id) ?? fail(),
    url: '',
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  /** What another process may ask: `{ "do": "pays", "with": ["5O19…", "GOOD"] }`, or switches to set. */
  const control = async (asked: {
    do?: string
    with?: unknown[]
    set?: Record<string, unknown>
    hooks?: Record<string, unknown>
  }) => {
    Object.assign(world, asked.set)
    Object.assign(hooks.settings, asked.hooks)
    if (asked.do === undefined) return { done: true }
    const deeds = sandbox as unknown as Record<string, (...given: unknown[]) => unknown>
    const deed = DEEDS.has(asked.do) ? deeds[asked.do] : undefined
    return deed === undefined ? { error: `There is no ${asked.do}.` } : { done: (await deed(...(asked.with ?? []))) ?? true }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const problem = error instanceof Problem ? error : null
      if (!response.headersSent)
        send(response, { status: problem?.status ?? 500, body: problem?.body ?? { name: 'INTERNAL_SERVER_ERROR' } })
    })
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  world.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  sandbox.url = world.base
  return sandbox
}

const DEEDS = new Set(
  'pays kept next mend outage advance revokeTokens forgetKeys settleRefund settleCapture settlePayout dispute resolveDispute order'.split(
    ' ',
  ),
)
const fail = (): never => {
  throw notThere()
}

interface Answer {
  status: number
  body: unknown
}
export interface Called {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  text: string
}

/** How long PayPal keeps a key, by its documents. */
const keptMs = (path: string): number => {
  if (path.startsWith('/v2/checkout/')) return 6 * 3_600_000
  if (path.startsWith('/v3/vault/')) return 3 * 3_600_000
  return path.startsWith('/v1/payments/payouts') ? 30 * DAY : 45 * DAY
}

function route(world: World, { method, path, query, text }: Called): Answer {
  const [, id = '', deed = ''] = /^\/v[123]\/\w+\/[\w-]+\/([\w-]+)(?:\/([\w-]+))?$/.exec(path) ?? []
  const body = () => (text === '' ? {} : JSON.parse(text))
  const made = (answer: unknown): Answer => ({ status: 201, body: answer })
  const shown = (answer: unknown): Answer => ({ status: 200, body: answer })
  const done: Answer = { status: 204, body: null }
  const at = (wanted: string) => `${method} ${path.replace(id === '' ? /$^/ : `/${id}`, '/:id')}` === wanted
  if (at('POST /v2/checkout/orders')) return made(orders.orderShown(world, orders.createOrder(world, body())))
  if (at('GET /v2/checkout/orders/:id')) return shown(orders.orderShown(world, orders.orderAt(world, id)))
  if (at('PATCH /v2/checkout/orders/:id')) return (orders.patchOrder(world, id, body()), done)
  if (at('POST /v2/checkout/orders/:id/authorize') || at('POST /v2/checkout/orders/:id/capture'))
    return made(orders.orderShown(world, orders.completeOrder(world, id, deed as 'authorize' | 'capture', body())))
  if (at('GET /v2/payments/authorizations/:id')) return shown(orders.getAuthorization(world, id))
  if (at('POST /v2/payments/authorizations/:id/capture')) return made(orders.captureAuthorization(world, id, body()))
  if (at('POST /v2/payments/authorizations/:id/reauthorize')) return made(orders.reauthorise(world, id, body()))
  if (at('POST /v2/payments/authorizations/:id/void')) return (orders.voidAuthorization(world, id), done)
  if (at('GET /v2/payments/captures/:id')) return shown(orders.getCapture(world, id))
  if (at('POST /v2/payments/captures/:id/refund')) return made(orders.refundCapture(world, id, body()))
  if (at('GET /v2/payments/refunds/:id')) return shown(orders.getRefund(world, id))
  if (at('POST /v3/vault/setup-tokens')) return made(vault.createSetup(world, body()))
  if (at('GET /v3/vault/setup-tokens/:id')) return shown(vault.setupShown(world, vault.setupAt(world, id)))
  if (at('POST /v3/vault/payment-tokens')) return made(vault.createToken(world, body()))
  if (at('GET /v3/vault/payment-tokens')) return shown(vault.tokensOf(world, query.get('customer_id')))
  if (at('DELETE /v3/vault/payment-tokens/:id')) return world.tokens.delete(id) ? done : fail()
  if (at('GET /v1/customer/disputes')) return shown(disputesOf(world, query.get('disputed_transaction_id')))
  if (at('GET /v1/customer/disputes/:id')) return shown(disputeShown(world, disputeAt(world, id)))
  if (at('POST /v1/customer/disputes/:id/provide-evidence')) return shown(provideEvidence(world, id, text))
  if (at('POST /v1/payments/payouts')) return made(createPayout(world, body()))
  if (at('GET /v1/payments/payouts/:id')) return shown(payoutShown(world, payoutAt(world, id)))
  if (at('GET /v1/reporting/transactions')) return shown(transactions(world, query))
  throw notThere()
}

/** Without `Prefer: return=representation` PayPal answers with little. */
function minimal(call: Called, answer: Answer): Answer {
  if (call.method !== 'POST' || !call.path.startsWith('/v2/') || call.headers.prefer === 'return=representation') return answer
  const { id, status, links } = answer.body as Record<string, unknown>
  return answer.status < 300 && id !== undefined ? { ...answer, body: { id, status, links } } : answer
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === null ? undefined : JSON.stringify(body))
}

function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(64 * 1024)));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4211' },
      'hook-url': { type: 'string' },
      'client-id': { type: 'string' },
      secret: { type: 'string' },
      'hook-id': { type: 'string' },
    },
  })
  const sandbox = await startPaypal({
    port: Number(values.port),
    hookUrl: values['hook-url'] ?? null,
    ...(values['client-id'] !== undefined && { clientId: values['client-id'] }),
    ...(values.secret !== undefined && { clientSecret: values.secret }),
    ...(values['hook-id'] !== undefined && { webhookId: values['hook-id'] }),
  })
  process.stdout.write(`PayPal SANDBOX at ${sandbox.url}\n`)
}

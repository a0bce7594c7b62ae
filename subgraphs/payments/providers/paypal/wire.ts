import { randomUUID } from 'node:crypto'
import { request } from 'undici'
import { z } from 'zod'
import { Refused, Unknown } from '../provider.ts'
import { PAYPAL_LIMITS } from './limits.ts'

export interface Access {
  /** Where PayPal's REST interface is, e.g. https://api-m.paypal.com. */
  url: string
  clientId: string
  clientSecret: string
  /** The time that one call may take. */
  callMs: () => number
  now: () => number
}

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: unknown
  /** A form with one file of JSON, instead of a body. */
  form?: { name: string; json: unknown }
  /** PayPal-Request-Id: the same call again is answered as before, and done once. */
  key?: string
}

export interface Wire {
  /** Sends a call and reads its answer. Throws `Refused`, or `Unknown` where it may have been done. */
  send<T>(call: Call, shape: z.ZodType<T>): Promise<T>
}

/** PayPal says no. Its links lead e.g. to the payout that bears the same id. */
export class Refusal extends Refused {
  readonly links: readonly Link[]
  constructor(code: string, message: string, links: readonly Link[]) {
    super(code, message)
    this.links = links
  }
}

export type Link = z.output<typeof link>
export const link = z.object({ rel: z.string(), href: z.string() })

const fault = z.object({
  name: z.string(),
  message: z.string().optional(),
  debug_id: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional(), description: z.string().optional() })).optional(),
  links: z.array(link).optional(),
})

/** These refusals are about the key or the number of the call. One before it may have been done under them. */
const SAYS_NOTHING = new Set([
  'DUPLICATE_INVOICE_ID',
  'DUPLICATE_REQUEST_ID',
  'PAYPAL_REQUEST_ID_PREVIOUSLY_USED',
  'PREVIOUS_REQUEST_IN_PROGRESS',
])

/** An id of PayPal's as a part of a path. What cannot be one is not there. */
export function part(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Refused('RESOURCE_NOT_FOUND', 'PayPal has no such id.')
  return id
}

export const linkTo = (links: readonly Link[] | undefined, ...rels: string[]): string | null =>
  links?.find(({ rel }) => rels.includes(rel))?.href ?? null

export function createWire(access: Access): Wire {
  const token = tokens(access)
  const attempt = async (call: Call) => {
    const bearer = await token.get()
    const headers: Record<string, string> = { authorization: `Bearer ${bearer}`, prefer: 'return=representation' }
    if (call.key !== undefined) headers['paypal-request-id'] = call.key
    const { type, body } = bodyOf(call)
    if (type !== null) headers['content-type'] = type
    const answer = await exchange(access, call.method, call.path, headers, body)
    if (answer.status === 401) token.forget(bearer)
    return answer
  }
  return {
    async send(call, shape) {
      let answer = await attempt(call)
      // The token may have been withdrawn before its time. A new one is tried once.
      if (answer.status === 401) answer = await attempt(call)
      if (answer.status >= 200 && answer.status < 300) return understood(call, answer.text, shape)
      throw refusalOf(call, answer)
    },
  }
}

function bodyOf({ body, form }: Call): { type: string | null; body: string | null } {
  if (body !== undefined) return { type: 'application/json', body: JSON.stringify(body) }
  if (form === undefined) return { type: null, body: null }
  // JSON has no line of its own that could end the part.
  const boundary = `form-${randomUUID()}`
  const head = `content-disposition: form-data; name="${form.name}"; filename="${form.name}.json"\r\ncontent-type: application/json`
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `--${boundary}\r\n${head}\r\n\r\n${JSON.stringify(form.json)}\r\n--${boundary}--\r\n`,
  }
}

/** A 4xx of PayPal's own is a no. Everything else may hide that an earlier sending of the same call was done. */
function refusalOf(call: Call, { status, text }: Answer): Error {
  const said = fault.safeParse(json(text))
  if (![400, 404, 422].includes(status) || !said.success) return new Unknown(`PayPal answered ${status} to ${nameOf(call)}.`)
  const { name, message, debug_id: debugId, details, links = [] } = said.data
  // Some issues are sentences.
  const issue = details?.find(({ issue }) => issue !== undefined && /^\w{1,100}$/.test(issue))?.issue
  const code = status === 404 ? 'RESOURCE_NOT_FOUND' : (issue ?? name)
  const words = details?.find(({ description }) => description !== undefined)?.description ?? message ?? name
  const sentence = `${withoutAddresses(words)}${debugId === undefined ? '' : ` (PayPal's debug id: ${debugId})`}`
  return SAYS_NOTHING.has(code) ? new Unknown(`PayPal answered ${code}: ${sentence}`) : new Refusal(code, sentence, links)
}

/** PayPal's sentences sometimes repeat what was given. Nobody's address belongs in our log. */
const withoutAddresses = (words: string) => words.replace(/[^\s@"']+@[^\s@"']+/g, '…').slice(0, 300)

function understood<T>(call: Call, text: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(text === '' ? null : json(text))
  if (read.success) return read.data
  const where = read.error.issues[0]?.path.join('.') ?? ''
  throw new Unknown(`PayPal's answer to ${nameOf(call)} is not understood${where === '' ? '' : ` at ${where}`}.`)
}

const nameOf = ({ method, path }: Call) => `${method} ${path.split('?')[0]}`

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** OAuth 2 client credentials: one token for all, asked for once by however many calls. */
function tokens(access: Access) {
  let held: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null
  const ask = async () => {
    const basic = Buffer.from(`${access.clientId}:${access.clientSecret}`).toString('base64')
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await exchange(access, 'POST', '/v1/oauth2/token', headers, 'grant_type=client_credentials')
    const given = tokenAnswer.safeParse(json(answer.text))
    if (answer.status !== 200 || !given.success) throw new Unknown(`PayPal gives no token: it answered ${answer.status}.`)
    held = {
      token: given.data.access_token,
      until: access.now() + given.data.expires_in * 1000 - PAYPAL_LIMITS.tokenMarginMs,
    }
    return held.token
  }
  return {
    get: async (): Promise<string> => {
      if (held !== null && held.until > access.now()) return held.token
      asking ??= ask().finally(() => (asking = null))
      return asking
    },
    /** Only the one that failed: another call may have renewed it by now. */
    forget: (token: string) => {
      if (held?.token === token) held = null
    },
  }
}
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

interface Answer {
  status: number
  text: string
}

/** One exchange in bounded time and size. Redirects are not followed. */
async function exchange(
  { url, callMs }: Pick<Access, 'url' | 'callMs'>,
  method: Call['method'],
  path: string,
  headers: Record<string, string>,
  body: string | null,
): Promise<Answer> {
  const signal = AbortSignal.timeout(callMs())
  try {
    const answer = await request(new URL(path, url), { method, headers, body, signal })
    return { status: answer.statusCode, text: await bounded(answer.body, PAYPAL_LIMITS.answerBytes) }
  } catch (error) {
    if (error instanceof Unknown) throw error
    // The error's own text may hold the address with its parameters.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new Unknown(`No answer from PayPal to ${method} ${path.split('?')[0]}${signal.aborted ? ' in time' : ''}${code}.`)
  }
}

/** A body of at most so many bytes, as text. */
export async function bounded(body: AsyncIterable<Uint8Array>, max: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    // Leaving the loop destroys the rest of the body.
    if (size > max) throw new Unknown("PayPal's answer is too long.")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

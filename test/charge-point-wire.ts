import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** The other side answered a call with CALLERROR. */
export class CallError extends Error {
  readonly code: string
  readonly details: unknown
  constructor(code: string, description: string, details: unknown) {
    super(`${code}: ${description}`)
    this.code = code
    this.details = details
  }
}

/** The socket went away, or no answer came in time; nobody knows whether the call had an effect. */
export class NoAnswer extends Error {}

export type Json = Record<string, unknown>

export interface WireOptions {
  url: string
  subprotocols: string[]
  headers: Record<string, string>
  answer: (action: string, payload: Json) => Json | Promise<Json>
  closed: (code: number, reason: string) => void
  callTimeoutMs: number
  tls: TlsMaterial | undefined
}

/** PEM texts: whom to trust, and the charger's own certificate (security profile 3). */
export interface TlsMaterial {
  ca: string
  cert?: string
  key?: string
}

/** One WebSocket of a charge point: calls go out one at a time, as OCPP-J demands, and the server's calls are answered at once. */
export interface Wire {
  call(action: string, payload: Json, messageId?: string): Promise<Json>
  /** Sends text as it is, past the one-at-a-time rule. */
  sendRaw(text: string): void
  /** Every frame in the order it passed, `in` being from the server; `at` on the clock of `performance.now()`. */
  frames: { direction: 'in' | 'out'; text: string; at: number }[]
  isOpen(): boolean
  subprotocol: string
  /** Closes as a WebSocket should. */
  close(): Promise<void>
  /** The line is cut without a word: the TCP connection is torn down. */
  cut(): void
  /** Stops reading (and so answering pings) while the TCP connection stays. */
  freeze(): void
}

/** Opens the socket; rejects with the HTTP status in the message where the server refuses the upgrade. */
export async function openWire(options: WireOptions): Promise<Wire> {
  const socket = new WebSocket(options.url, options.subprotocols, {
    headers: options.headers,
    perMessageDeflate: false,
    ...options.tls,
  })
  const frames: Wire['frames'] = []
  const pending = new Map<string, { resolve: (reply: Json) => void; reject: (error: Error) => void }>()
  let turn: Promise<unknown> = Promise.resolve()

  const sendRaw = (text: string): void => {
    frames.push({ direction: 'out', text, at: performance.now() })
    socket.send(text)
  }

  socket.on('message', (data) => {
    // Buffer, because binaryType is left at its default.
    const text = (data as Buffer).toString()
    frames.push({ direction: 'in', text, at: performance.now() })
    const frame = JSON.parse(text) as [number, string, ...unknown[]]
    if (frame[0] === 2) void answer(frame[1], frame[2] as string, frame[3] as Json)
    if (frame[0] === 3) settle(frame[1])?.resolve(frame[2] as Json)
    if (frame[0] === 4) settle(frame[1])?.reject(new CallError(String(frame[2]), String(frame[3]), frame[4]))
  })
  let opened = false
  socket.on('close', (code, reason) => {
    if (!opened) return // a refused upgrade; the caller hears of it by the rejection
    for (const messageId of pending.keys()) settle(messageId)?.reject(new NoAnswer(`The connection closed (${code}).`))
    options.closed(code, reason.toString())
  })

  function settle(messageId: string): { resolve: (reply: Json) => void; reject: (error: Error) => void } | undefined {
    const call = pending.get(messageId)
    pending.delete(messageId)
    return call
  }

  async function answer(messageId: string, action: string, payload: Json): Promise<void> {
    try {
      sendRaw(JSON.stringify([3, messageId, await options.answer(action, payload)]))
    } catch (error) {
      const code = error instanceof CallError ? error.code : 'InternalError'
      if (socket.readyState === WebSocket.OPEN) sendRaw(JSON.stringify([4, messageId, code, '', {}]))
    }
  }

  function callNow(action: string, payload: Json, messageId: string): Promise<Json> {
    if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new NoAnswer('The charge point is offline.'))
    const { promise, resolve, reject } = Promise.withResolvers<Json>()
    pending.set(messageId, { resolve, reject })
    const timer = setTimeout(() => settle(messageId)?.reject(new NoAnswer(`${action} was not answered.`)), options.callTimeoutMs)
    sendRaw(JSON.stringify([2, messageId, action, payload]))
    return promise.finally(() => clearTimeout(timer))
  }

  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_request, response) =>
      reject(Object.assign(new Error(`The upgrade was refused: ${response.statusCode}`), { status: response.statusCode })),
    )
    socket.once('error', reject)
  })
  opened = true
  socket.on('error', () => {}) // a close follows, which tells enough

  return {
    call: (action, payload, messageId = randomUUID()) => {
      const result = turn.then(() => callNow(action, payload, messageId))
      turn = result.catch(() => {})
      return result
    },
    sendRaw,
    frames,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    subprotocol: socket.protocol,
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.close(1000)
      await closed
    },
    cut: () => socket.terminate(),
    freeze: () => socket.pause(),
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket, type RawData } from 'ws'
import type { OcppVersion } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { openSpan, type Piece } from '#lib/tracing/trace.ts'
import { heardFrame, type PassedFrame } from '../frames/passed.ts'
import type { Admitted } from './admission.ts'
import { CallFailed, NoAnswer, Unanswered } from '../wire/call-outcome.ts'
import { CallRefused, encode, parseFrame, type Frame, type Json, type Malformed } from '../wire/frame.ts'
import { CLOSE, OCPP_LIMITS, type CloseReason } from '../limits.ts'
import { messagesOf } from '../wire/messages.ts'

type Asking = Extract<Frame, { kind: 'call' | 'send' }>
/** Messages that wait for their turn. Answers to our own call do not wait. */
type Waiting = Asking | Extract<Frame, { kind: 'result-error' }> | Malformed

export interface ConnectionHooks {
  /**
   * Answers a CALL. Throws CallRefused, or Unanswered if the charger must keep the message. Called for one message at a time, in the order
   * they came.
   */
  answer: (connection: ChargePointConnection, frame: Asking) => Promise<Json>
  /** Once, when the socket is gone. */
  closed: (connection: ChargePointConnection, why: CloseReason | 'peer', code: number) => void
  /** Each frame, as it went over the line. */
  passed: (connection: ChargePointConnection, frame: PassedFrame) => void
  /** A message that is no frame, or cannot be answered. */
  oddity: (connection: ChargePointConnection, what: string) => void
}

/** One charger's socket. Its calls are answered one at a time and in order. Our calls do not wait for them. */
export class ChargePointConnection {
  readonly identity: string
  readonly version: OcppVersion
  /** True if it came with what a registration asks for. */
  readonly proves: Admitted['proves']
  #securityProfile: Admitted['securityProfile']
  #stationId: string | null
  #credentials: string
  /** Tells which of an identity's connections is the newest. The database gives it when the connection is taken on. */
  epoch = 0
  readonly #socket: WebSocket
  readonly #hooks: ConnectionHooks
  readonly #callTimeoutMs: number
  readonly #waiting: Waiting[] = []
  #working = false
  #open = false
  #alive = true
  #closeReason: CloseReason | 'peer' = 'peer'
  #pending: { messageId: string; action: string; resolve: (reply: Json) => void; reject: (error: Error) => void } | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #tokens: number = OCPP_LIMITS.callBurst
  #refilledAt = performance.now()

  constructor(
    socket: WebSocket,
    about: { identity: string; version: OcppVersion; callTimeoutMs: number } & Pick<
      Admitted,
      'stationId' | 'credentials' | 'proves' | 'securityProfile'
    >,
    hooks: ConnectionHooks,
  ) {
    this.identity = about.identity
    this.version = about.version
    this.proves = about.proves
    this.#securityProfile = about.securityProfile
    this.#stationId = about.stationId
    this.#credentials = about.credentials
    this.#callTimeoutMs = about.callTimeoutMs
    this.#socket = socket
    this.#hooks = hooks
    socket.on('message', (data, isBinary) => this.#heard(data, isBinary))
    socket.on('pong', () => (this.#alive = true))
    socket.on('error', () => {}) // ws closes the socket itself, with the code of the fault; `close` follows
    socket.on('close', (code) => this.#gone(code))
  }

  /** Null for a charger that is not registered. */
  get stationId(): string | null {
    return this.#stationId
  }

  /** What its right to be here depends on. */
  get credentials(): string {
    return this.#credentials
  }

  /** What it has proved. */
  get securityProfile(): Admitted['securityProfile'] {
    return this.#securityProfile
  }

  /** Called when it is registered while it waits. */
  register(stationId: string, credentials: string, securityProfile: Admitted['securityProfile']): void {
    this.#stationId = stationId
    this.#credentials = credentials
    this.#securityProfile = securityProfile
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** Begins to answer. Messages that came before have waited for this. */
  start(): void {
    this.#open = true
    void this.#work()
  }

  /** Asks the charger. Rejects with CallFailed or NoAnswer. Only one of our calls is out at a time (1.6-J §4.1.1). */
  call(action: string, payload: Json, timeoutMs: number = this.#callTimeoutMs): Promise<Json> {
    const result = this.#turn.then(() => this.#callNow(action, payload, timeoutMs))
    this.#turn = result.catch(() => {})
    return result
  }

  /** Pings. A socket that has given no sign of life since the last ping is half open, and is cut. */
  checkAlive(): void {
    if (!this.isOpen || this.#socket.isPaused) return
    if (!this.#alive) return this.cut('halfOpen')
    this.#alive = false
    this.#socket.ping()
  }

  /** Closes as a WebSocket should. */
  close(reason: CloseReason): void {
    this.#closeReason = reason
    const [code, text] = CLOSE[reason]
    this.#socket.close(code, text)
    this.#failPending()
  }

  /** Ends a socket whose other side does not read, and so may never see a close frame. */
  cut(reason: CloseReason): void {
    this.close(reason)
    this.#socket.terminate()
  }

  #heard(data: RawData, isBinary: boolean): void {
    this.#alive = true
    if (isBinary) return this.close('notText')
    // A text message comes as one Buffer (binaryType is `nodebuffer`).
    const text = (data as Buffer).toString()
    const frame = parseFrame(text, this.version)
    this.#hooks.passed(this, heardFrame(frame, this.#pending, text))
    if (frame.kind === 'result') this.#answered(frame.messageId, frame.payload)
    else if (frame.kind === 'error') this.#settle(frame.messageId)?.reject(new CallFailed(frame.code, frame.description))
    else this.#waiting.push(frame)
    this.#count((data as Buffer).length)
    void this.#work()
  }

  /**
   * Each message uses some of the charger's share, a large one more. When the share is used up, or too much waits, the socket is not read.
   */
  #count(bytes: number): void {
    this.#refill()
    this.#tokens -= 1 + bytes / OCPP_LIMITS.bytesPerCall
    if (this.#tokens >= 0 && this.#waiting.length < OCPP_LIMITS.waitingCalls) return
    this.#socket.pause()
    void this.#work()
  }

  async #work(): Promise<void> {
    if (this.#working || !this.#open) return
    this.#working = true
    while (this.isOpen && (this.#waiting.length > 0 || this.#socket.isPaused)) {
      await this.#hasShare()
      const frame = this.#waiting.shift()
      if (frame !== undefined) await this.#take(frame)
      this.#refill()
      if (this.#socket.isPaused && this.#tokens >= 0 && this.#waiting.length < OCPP_LIMITS.waitingCalls / 4) this.#socket.resume()
    }
    this.#working = false
  }

  async #take(frame: Waiting): Promise<void> {
    if (frame.kind === 'call' || frame.kind === 'send') return this.#answerOne(frame)
    if (frame.kind === 'result-error') return this.#hooks.oddity(this, `the charger could not use our answer: ${frame.code}`)
    this.#hooks.oddity(this, frame.reason)
    if (frame.answer === null) return
    const { messageId, code } = frame.answer
    this.#send('ERROR', messageId, null, encode.error(messageId, code, `This is ${frame.reason}.`, this.version))
  }

  async #answerOne(frame: Asking): Promise<void> {
    try {
      const reply = await this.#hooks.answer(this, frame)
      if (frame.kind === 'call') this.#send('RESULT', frame.messageId, frame.action, encode.result(frame.messageId, reply))
    } catch (error) {
      if (error instanceof Unanswered) return this.close('unanswered')
      const refusal = error instanceof CallRefused ? error : new CallRefused('InternalError', 'Try again later.')
      // 2.1 part 4, §4.2.5: a SEND is not answered.
      if (frame.kind !== 'call') return
      const { messageId, action } = frame
      this.#send('ERROR', messageId, action, encode.error(messageId, refusal.code, refusal.message, this.version))
    }
  }

  /** Waits until the charger has its share again. A charger that sends more is answered more slowly, and nothing is lost. */
  async #hasShare(): Promise<void> {
    // More may come while we wait.
    for (this.#refill(); this.#tokens < 0; this.#refill()) await wait((-this.#tokens / OCPP_LIMITS.callsPerSecond) * 1000)
  }

  #refill(): void {
    const now = performance.now()
    const refill = ((now - this.#refilledAt) / 1000) * OCPP_LIMITS.callsPerSecond
    this.#tokens = Math.min(OCPP_LIMITS.callBurst, this.#tokens + refill)
    this.#refilledAt = now
  }

  #callNow(action: string, payload: Json, timeoutMs: number): Promise<Json> {
    if (!this.isOpen) return Promise.reject(new NoAnswer('disconnected'))
    const { promise, resolve, reject } = Promise.withResolvers<Json>()
    const messageId = newId()
    this.#pending = { messageId, action, resolve, reject }
    const timer = setTimeout(() => this.#settle(messageId)?.reject(new NoAnswer('timeout')), timeoutMs)
    const span = openSpan(() => this.#asking(action))
    this.#send('CALL', messageId, action, encode.call(messageId, action, payload))
    return promise
      .catch((error: unknown) => {
        // A charger's own code may be any text.
        span?.failed(error instanceof NoAnswer ? error.why : 'CALL_FAILED')
        throw error
      })
      .finally(() => {
        clearTimeout(timer)
        span?.end()
      })
  }

  /** Our call in its trace, until its answer. The payload is not in it. */
  #asking(action: string): Piece {
    const attributes = { 'ocpp.action': action, 'ocpp.version': this.version, 'ocpp.identity': this.identity }
    return { name: `call ${action}`, box: 'ocpp', kind: 'client', attributes }
  }

  #answered(messageId: string, payload: Json): void {
    const call = this.#settle(messageId)
    if (call === null) return
    const violation = messagesOf(this.version).violation(call.action, 'response', payload)
    if (violation === null) return call.resolve(payload)
    if (this.version === '2.1')
      this.#send('RESULT_ERROR', messageId, call.action, encode.resultError(messageId, violation.code, violation.description))
    call.reject(new CallFailed(violation.code, violation.description))
  }

  #settle(messageId: string): { action: string; resolve: (reply: Json) => void; reject: (error: Error) => void } | null {
    // Late answers and answers to nothing are ignored.
    if (this.#pending?.messageId !== messageId) return null
    const call = this.#pending
    this.#pending = null
    return call
  }

  #send(kind: PassedFrame['kind'], messageId: string, action: string | null, text: string): void {
    if (!this.isOpen) return
    this.#socket.send(text)
    this.#hooks.passed(this, { direction: 'OUT', kind, messageId, action, text })
    if (this.#socket.bufferedAmount > OCPP_LIMITS.sendBufferBytes) this.cut('sendBufferFull')
  }

  #failPending(): void {
    const call = this.#pending
    this.#pending = null
    call?.reject(new NoAnswer('disconnected'))
  }

  #gone(code: number): void {
    this.#waiting.length = 0
    this.#failPending()
    this.#hooks.closed(this, this.#closeReason, code)
  }
}

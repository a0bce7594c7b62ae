/** The charger answered our call with CALLERROR, or with something its version does not allow. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** No answer: nobody knows whether the charger heard the call. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  readonly why: 'timeout' | 'disconnected'

  constructor(why: 'timeout' | 'disconnected') {
    super(why === 'timeout' ? 'The charger did not answer in time.' : 'The connection was lost before the charger answered.')
    this.why = why
  }
}

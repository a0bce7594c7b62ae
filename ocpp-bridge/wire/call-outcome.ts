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

/**
 * We can neither work nor keep a message about a transaction, so we must not answer at all. After a CALLERROR a charger tries a few times
 * and drops the message (1.6 §3.7.1 TransactionMessageAttempts, 2.0.1 E13). A message that was cut off stays in its queue and is sent again
 * when the line is back (1.6 §3.7.1, 2.0.1 E04). So the connection ends.
 */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'

  constructor(options: ErrorOptions) {
    super('A transaction-related message could neither be worked nor kept.', options)
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { QueuedMessage } from './charge-point-dialect.ts'
import { CallError, type Json, type Wire } from './charge-point-wire.ts'

/** The messages a charger must not lose: kept until they are answered, sent in order and one at a time. */
export interface MessageQueue {
  /** Resolves when everything was answered, or there is no line. */
  deliver(message: Omit<QueuedMessage, 'messageId'>, then?: () => void): Promise<void>
  flush(): Promise<void>
  /** Resolves when no message waits, however long there is no line. */
  flushed(): Promise<void>
}

const ATTEMPTS = 3

/** `refused` hears of CALLERRORs; after three for a message it is dropped, as OCPP's TransactionMessageAttempts has it. */
export function createQueue(wire: () => Wire, refused: (action: string, error: CallError) => void): MessageQueue {
  const queue: QueuedMessage[] = []
  let flushing: Promise<void> | undefined

  async function send(): Promise<void> {
    for (let refusals = 0; queue[0] !== undefined && wire().isOpen();) {
      const message = queue[0]
      try {
        message.answered(await wire().call(message.action, message.payload(), message.messageId))
      } catch (error) {
        if (!(error instanceof CallError)) continue // no answer: the same message again, as soon as there is a line
        refused(message.action, error)
        refusals += 1
        if (refusals < ATTEMPTS) continue
      }
      refusals = 0
      queue.shift()
    }
  }
  const flush = (): Promise<void> => {
    flushing ??= send().finally(() => {
      flushing = undefined
    })
    return flushing
  }
  return {
    deliver: (message, then = () => {}) => {
      const answered = (reply: Json): void => {
        message.answered(reply)
        then()
      }
      queue.push({ ...message, answered, messageId: randomUUID() })
      return flush()
    },
    flush,
    flushed: async () => {
      while (queue.length > 0) {
        await flush()
        // Without a line a flush ends at once. Without a pause nothing else would run, and the line could never come back.
        if (queue.length > 0) await wait(20)
      }
    },
  }
}

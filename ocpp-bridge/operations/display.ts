import { deleteMessage, saveMessage } from '../displays/display.queries.ts'
import { FORMATS, PRIORITIES, STATES } from '../displays/words.ts'
import { deleteUnreported, nextRequestNumber } from '../report.queries.ts'
import { findTransaction } from '../transactions/transaction.queries.ts'
import { readInteger } from '../wire/reported.ts'
import { isObject } from '../wire/frame.ts'
import { operation, OperationRefused, since201 } from './operation.ts'

export interface SetDisplayMessage {
  /** The number of a message that is replaced; null for a new one. */
  number: number | null
  content: string
  format: keyof typeof FORMATS
  language: string | null
  priority: keyof typeof PRIORITIES
  state: keyof typeof STATES | null
  startsAt: string | null
  endsAt: string | null
  transactionId: string | null
}

/** 2.0.1 O01, O02. What a version lacks (formats, states, length) its schema tells. */
export const setDisplayMessage = operation<SetDisplayMessage>({
  description: 'Shows a message on the display.',
  actions: since201('SetDisplayMessage'),
  single: ({ number, transactionId }) => number !== null || transactionId !== null,
  payload: async ({ number, content, format, language, priority, state, startsAt, endsAt, transactionId }, { ctx, identity }) => {
    const transaction = transactionId === null ? null : await findTransaction(ctx.db, transactionId)
    if (transaction !== null && (transaction?.identity !== identity || transaction.state === 'ended'))
      throw new OperationRefused('The transaction is over.', 'FAILED')
    return {
      message: {
        id: number ?? (await nextRequestNumber(ctx.db)),
        priority: PRIORITIES[priority],
        ...(state !== null && { state: STATES[state] }),
        ...(startsAt !== null && { startDateTime: startsAt }),
        ...(endsAt !== null && { endDateTime: endsAt }),
        ...(transaction !== null && { transactionId: transaction.charger_transaction_id }),
        message: { format: FORMATS[format], ...(language !== null && { language }), content },
      },
    }
  },
  answered: async (trx, { command: { station_id }, input, accepted, payload }) => {
    const number = isObject(payload['message']) ? readInteger(payload['message']['id']) : null
    if (!accepted || number === null) return
    const { content, format, language, priority, state, startsAt, endsAt, transactionId: transaction_id } = input
    await saveMessage(trx, {
      station_id,
      number,
      priority: PRIORITIES[priority],
      state: state === null ? null : STATES[state],
      starts_at: startsAt === null ? null : new Date(startsAt),
      ends_at: endsAt === null ? null : new Date(endsAt),
      transaction_id,
      format: FORMATS[format],
      language,
      content,
      reported_by: null,
    })
  },
})

/** 2.0.1 O05. One that is gone already is gone. */
export const clearDisplayMessage = operation<{ number: number }>({
  description: 'Takes a message from the display.',
  actions: since201('ClearDisplayMessage'),
  single: () => true,
  payload: ({ number }) => ({ id: number }),
  accepted: ['Accepted', 'Unknown'],
  repeatable: true,
  answered: async (trx, { command: { station_id }, input, accepted }) => {
    if (accepted) await deleteMessage(trx, station_id, input.number)
  },
})

/** 2.0.1 O03. They come by NotifyDisplayMessages. `Unknown` is the charger's word for: there are none. */
export const getDisplayMessages = operation({
  description: 'Has all that is on the display reported.',
  actions: since201('GetDisplayMessages'),
  payload: async (_input: object, { ctx }) => ({ requestId: await nextRequestNumber(ctx.db) }),
  accepted: ['Accepted', 'Unknown'],
  repeatable: true,
  answered: async (trx, { command: { station_id }, reply }) => {
    if (reply['status'] === 'Unknown') await deleteUnreported(trx, 'display_message', station_id, null)
  },
})

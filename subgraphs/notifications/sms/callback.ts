import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../context.ts'
import { settleMessage } from '../sending/outcome.queries.ts'

const BODY_BYTES = 16 * 1024
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * Takes what Twilio says of an SMS: `sms/<id of the delivery>`. Only what Twilio has signed for this very URL is taken. It may come before our own
 * note that the SMS was sent, and twice, and late: a delivery only goes forward.
 */
export async function takeSmsStatus(
  { db, texting }: Pick<Services, 'db' | 'texting'>,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  if (!texting || !UUID.test(id)) return answer(response, 404)
  if (request.method !== 'POST') return answer(response, 405)
  const body = await read(request)
  if (body === null) return answer(response, 413)
  const form = new URLSearchParams(body)
  const signature = request.headers['x-twilio-signature']
  if (!texting.twilio.signed(texting.callbackUrl(id), form, typeof signature === 'string' ? signature : undefined))
    return answer(response, 403)
  const state = stateOf(form.get('MessageStatus'))
  if (state !== null) {
    const reason = state === 'FAILED' ? `TWILIO_${/^\d{1,6}$/.exec(form.get('ErrorCode') ?? '')?.[0] ?? 'UNDELIVERED'}` : null
    const externalId = form.get('MessageSid')
    await db.transaction().execute((trx) => settleMessage(trx, 'SMS', { id }, { state, reason, externalId }))
  }
  answer(response, 204)
}

const stateOf = (status: string | null): 'DELIVERED' | 'FAILED' | null => {
  if (status === 'delivered' || status === 'read') return 'DELIVERED'
  return status === 'undelivered' || status === 'failed' ? 'FAILED' : null
}

/** The form as text; null where it is too long. */
async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

const answer = (response: ServerResponse, status: number): void => {
  response.writeHead(status, status >= 400 ? { connection: 'close' } : {}).end()
}

import { createHmac, randomBytes } from 'node:crypto'
import { startHttpService, type ServedAnswer } from './http-service.ts'

export interface SmsSent {
  sid: string
  to: string
  from: string
  body: string
  callback: string | null
  at: Date
}

/** Twilio's messages at the wire, for tests: its REST interface, its refusals, and its signed callbacks. */
export async function startTwilio() {
  const account = `AC${randomBytes(16).toString('hex')}`
  const token = randomBytes(16).toString('hex')
  const from = '+15005550006'
  const path = `/2010-04-01/Accounts/${account}/Messages.json`
  const sent: SmsSent[] = []
  /** Numbers that are refused, by Twilio's code. */
  const refuses = new Map<string, number>()
  let calls = 0

  const shown = ({ sid, to, from: by, body, at }: SmsSent) => ({
    sid,
    to,
    from: by,
    body,
    status: 'queued',
    date_created: at.toUTCString(),
  })
  const send = (form: URLSearchParams): ServedAnswer => {
    const [to, body] = [form.get('To') ?? '', form.get('Body') ?? '']
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return fault(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
    const code = refuses.get(to)
    if (code !== undefined) return fault(400, code, `${to} is refused.`)
    if (body === '' || body.length > 1_600) return fault(400, 21617, 'The message is too long.')
    const sms = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to,
      from: form.get('From') ?? form.get('MessagingServiceSid') ?? '',
      body,
      callback: form.get('StatusCallback'),
      at: new Date(),
    }
    sent.push(sms)
    return { status: 201, body: shown(sms) }
  }

  const service = await startHttpService(({ method, path: asked, headers, body }) => {
    calls++
    const url = new URL(asked, 'http://twilio')
    if (headers.authorization !== `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`)
      return fault(401, 20003, 'Authenticate')
    if (url.pathname !== path) return fault(404, 20404, 'The requested resource was not found')
    if (method === 'POST') return send(new URLSearchParams(body.toString()))
    const to = url.searchParams.get('To')
    return {
      status: 200,
      body: {
        messages: sent
          .filter((sms) => sms.to === to)
          .toReversed()
          .map(shown),
      },
    }
  })
  return {
    ...service,
    account,
    token,
    from,
    sent,
    refuses,
    calls: () => calls,
    /** Tells where an SMS stands, as Twilio does: signed. `by` is another token, for one that is forged. */
    async tell(sms: SmsSent, status: string, more: { by?: string; at?: string; sid?: string } = {}): Promise<number> {
      const url = more.at ?? sms.callback
      if (url === null) throw new Error('Nobody wants to be told of it.')
      const form = { AccountSid: account, MessageSid: more.sid ?? sms.sid, MessageStatus: status, To: sms.to }
      const signed = Object.keys(form)
        .toSorted()
        .reduce((text, name) => text + name + form[name as keyof typeof form], sms.callback ?? url)
      const signature = createHmac('sha1', more.by ?? token)
        .update(signed)
        .digest('base64')
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(form),
      })
      await answer.text()
      return answer.status
    },
  }
}

const fault = (status: number, code: number, message: string): ServedAnswer => ({ status, body: { code, message, status } })

import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { exchange, parsed, retryAfterMs } from '../wire.ts'
import { SMS_LIMITS } from './limits.ts'

export interface TwilioAccess {
  url: string
  account: string
  token: string
  /** A number of ours, or the id of a messaging service. */
  from: string
  callMs?: number
}

export interface Sms {
  to: string
  body: string
  /** Where Twilio tells what becomes of it; null: nowhere. */
  callback: string | null
}

export type SmsAnswer =
  | { state: 'TAKEN'; sid: string }
  /** The number takes nothing. */
  | { state: 'UNREACHABLE'; reason: string }
  | { state: 'REFUSED'; reason: string }
  | { state: 'LATER'; reason: string; afterMs: number | null }

export interface Twilio {
  /** Throws NoAnswer where nobody knows whether it was sent. */
  send(sms: Sms): Promise<SmsAnswer>
  /** The id of an SMS that was sent since; null if there is none. For what was sent without an answer. */
  find(sms: Pick<Sms, 'to' | 'body'>, since: Date): Promise<string | null>
  /** True for a callback that Twilio has signed, to this URL and with this form. */
  signed(url: string, form: URLSearchParams, signature: string | undefined): boolean
}

/** No mobile number, a landline, one that has answered STOP, one that is out of service. */
const UNREACHABLE = new Set([21211, 21217, 21610, 21612, 21614])
const message = z.object({ sid: z.string(), body: z.string(), date_created: z.string() })
const list = z.object({ messages: z.array(message) })
const fault = z.object({ code: z.number() })

/** Twilio's messages by its REST interface. What it says in words is not kept: it has the number in it. */
export function createTwilio({ url, account, token, from, callMs = SMS_LIMITS.callMs }: TwilioAccess): Twilio {
  const target = new URL(`/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, url)
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  return {
    async send({ to, body, callback }) {
      const form = new URLSearchParams({ To: to, Body: body, [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from })
      if (callback !== null) form.set('StatusCallback', callback)
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
      const { status, text, header } = await exchange(target, { method: 'POST', headers, body: form.toString(), callMs })
      const taken = message.pick({ sid: true }).safeParse(parsed(text))
      if (status === 201 && taken.success) return { state: 'TAKEN', sid: taken.data.sid }
      const code = fault.safeParse(parsed(text)).data?.code
      const reason = `TWILIO_${code ?? status}`
      // Our account or its token is wrong: a person mends that, and what waits is sent then.
      if (status === 401 || status === 403 || status === 429 || status >= 500)
        return { state: 'LATER', reason, afterMs: retryAfterMs(header('retry-after')) }
      return { state: code !== undefined && UNREACHABLE.has(code) ? 'UNREACHABLE' : 'REFUSED', reason }
    },

    async find({ to, body }, since) {
      const asked = new URL(`${target.pathname}?${new URLSearchParams({ To: to, PageSize: '50' }).toString()}`, url)
      const { status, text } = await exchange(asked, { method: 'GET', headers: { authorization }, callMs })
      const read = list.safeParse(parsed(text))
      if (status !== 200 || !read.success) throw new Error(`Twilio does not show its messages: it answered ${status}.`)
      // Its times are in whole seconds.
      const from = since.getTime() - 1_000
      return read.data.messages.find((one) => one.body === body && Date.parse(one.date_created) >= from)?.sid ?? null
    },

    signed(at, form, signature) {
      const names = [...new Set(form.keys())].toSorted()
      const text = names.reduce((all, name) => all + name + form.getAll(name).join(''), at)
      const [own, given] = [createHmac('sha1', token).update(text).digest(), Buffer.from(signature ?? '', 'base64')]
      return own.length === given.length && timingSafeEqual(own, given)
    },
  }
}

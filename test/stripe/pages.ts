import { cardFrame } from './browser.ts'
import { CARDS } from './cards.ts'
import type { StripeControl } from './control.ts'
import { parseForm, text } from './form.ts'

export interface Page {
  status: number
  body: string
  location?: string
}

/** The pages that a payer sees: their bank's question, a form that takes test cards, and the frame of the script that plays Stripe's. */
export function page(control: StripeControl, method: string, path: string, body: string): Page {
  const [, , kind = '', given = ''] = path.split('/')
  if (kind === 'card') return { status: 200, body: cardFrame(decodeURIComponent(given)) }
  const id = control.bySecret(decodeURIComponent(given))
  if (!['3ds', 'pay'].includes(kind)) return html(404, '<p>There is nothing here.</p>')
  const isSetUp = id.startsWith('seti_')
  const intent = isSetUp ? null : control.object('payment_intent', id)
  if (method === 'GET') return html(200, kind === '3ds' ? question(id, intent) : form(id, intent))
  const said = parseForm(body)
  const back = intent?.object === 'payment_intent' ? intent.next_action?.redirect_to_url?.return_url : null
  const status = control.customer(id, said['does'] !== 'FAILS', text(said['card']) ?? 'pm_card_visa')
  if (!back) return html(200, `<p>${escape(id)}: ${escape(status)}. You can close this page.</p>`)
  const location = new URL(back)
  location.searchParams.set('payment_intent', id)
  location.searchParams.set('redirect_status', status === 'requires_payment_method' ? 'failed' : 'succeeded')
  return { ...html(303, ''), location: location.href }
}

type Shown = ReturnType<StripeControl['object']> | null
const amount = (intent: Shown) =>
  intent && 'amount' in intent && 'currency' in intent
    ? `<p>${intent.amount} ${escape(intent.currency)}, in Stripe's count</p>`
    : ''

const buttons = '<button name="does" value="AGREES">Agree</button> <button name="does" value="FAILS">Refuse</button>'
const question = (id: string, intent: Shown) => `<p>Your bank asks: do you agree to ${escape(id)}?</p>${amount(intent)}
<form method="post">${buttons}</form>`
const form = (id: string, intent: Shown) => `<p>Pay ${escape(id)} with a test card.</p>${amount(intent)}
<form method="post"><select name="card">${Object.entries(CARDS)
  .map(([name, { number }]) => `<option value="${name}">${number} ${name}</option>`)
  .join('')}</select> ${buttons}</form>`

const html = (status: number, content: string): Page => ({
  status,
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>SANDBOX</title>
<h1>SANDBOX</h1><p>This plays Stripe. No money moves here.</p>${content}</html>`,
})

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

export const start = (): Page => html(200, '<p>Give this address to the adapter as Stripe’s, and POST to /_control.</p>')

import { CARDS } from './cards.ts'
import { ApiError } from './errors.ts'
import { type Form, part, text } from './form.ts'
import { confirmIntent } from './intents.ts'
import { setUpByForm } from './setups.ts'
import { get, type World } from './state.ts'

/** What a browser may see of a payment or set-up. */
interface Confirmed {
  status: number
  body: { status?: string; error?: object; next_action?: object | null }
}

/**
 * `POST /v1/{payment,setup}_intents/:id/confirm` as Stripe's script sends it from a browser: with the publishable key and the client's secret, and no other right.
 * Null: it is another call.
 */
export function confirmFromBrowser(world: World, path: string, form: Form): Confirmed | null {
  const [, kind, id = ''] = /^\/v1\/(payment|setup)_intents\/([^/]+)\/confirm$/.exec(path) ?? []
  if (kind === undefined || !text(form['key'])?.startsWith('pk_')) return null
  const known = kind === 'setup' ? get(world, 'setup_intent', id) : get(world, 'payment_intent', id)
  if (text(form['client_secret']) !== known.client_secret)
    throw new ApiError(401, { type: 'invalid_request_error', message: 'The client secret is another one. (SANDBOX)' })
  const card = text(part(part(form['payment_method_data'])['card'])['number']) ?? ''
  const name = Object.entries(CARDS).find(([, { number }]) => number === card)?.[0] ?? card
  if (kind === 'setup') {
    const { status, last_setup_error: error } = setUpByForm(world, id, name, true)
    return error ? { status: 402, body: { error } } : { status: 200, body: { status } }
  }
  const { status, next_action } = confirmIntent(world, id, {
    payment_method: name,
    return_url: text(form['return_url']) ?? undefined,
  })
  return { status: 200, body: { status, next_action } }
}

/** Plays https://js.stripe.com: the calls of it that our pages make. The card is given in a frame of this origin, and no page of ours sees it. */
export const SCRIPT = `(() => {
  const origin = new URL(document.currentScript.src).origin
  window.Stripe = (key) => {
    const elements = ({ clientSecret }) => {
      const frame = document.createElement('iframe')
      frame.title = 'SANDBOX: Secure payment input frame'
      frame.style.width = '100%'
      frame.style.height = '150px'
      frame.style.border = '0'
      frame.src = origin + '/_sandbox/card/' + encodeURIComponent(clientSecret)
      const element = {
        mount: (at) => at.append(frame),
        destroy: () => frame.remove(),
        on: (name, then) => name === 'ready' && frame.addEventListener('load', then),
      }
      const ask = (returnUrl) =>
        new Promise((resolve) => {
          const answered = ({ origin: from, source, data }) => {
            if (from !== origin || source !== frame.contentWindow) return
            removeEventListener('message', answered)
            resolve(data)
          }
          addEventListener('message', answered)
          frame.contentWindow.postMessage({ key, returnUrl }, origin)
        })
      return { create: () => element, submit: async () => ({}), ask }
    }
    const confirm = async ({ elements, confirmParams }) => {
      const said = await elements.ask(confirmParams.return_url)
      const to = said.next_action?.redirect_to_url?.url
      if (!to) return said
      location.assign(to)
      return new Promise(() => undefined)
    }
    return { elements, confirmPayment: confirm, confirmSetup: confirm }
  }
})()
`

/** The frame in which a test card is given. It confirms by itself, as the frame of Stripe's script does. */
export const cardFrame = (secret: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>SANDBOX</title>
<style>body { margin: 0; font: 16px sans-serif } select { display: block; width: 100%; min-height: 44px; margin-top: 4px; font: inherit }</style>
<p>SANDBOX: this plays Stripe. No money moves.</p>
<label>Test card <select id="card">${Object.entries(CARDS)
  .map(([name, { number }]) => `<option value="${number}">${number} ${name.slice('pm_card_'.length)}</option>`)
  .join('')}</select></label>
<script>
  const secret = ${JSON.stringify(secret).replaceAll('<', '\\u003c')}
  const [id] = secret.split('_secret_')
  addEventListener('message', async ({ data: { key, returnUrl }, origin, source }) => {
    const body = new URLSearchParams({ key, client_secret: secret, return_url: returnUrl, 'payment_method_data[card][number]': card.value })
    const kind = id.startsWith('seti_') ? 'setup' : 'payment'
    const answer = await fetch('/v1/' + kind + '_intents/' + id + '/confirm', { method: 'POST', body })
    source.postMessage(await answer.json(), origin)
  })
</script>`

import type { ServerResponse } from 'node:http'
import { notThere, type Way, type World } from './state.ts'

/** The page that an approve link leads to. Its payer agrees, is declined later, or goes back. */
export function payerPage(
  world: World,
  { method, query, text }: { method: string; query: URLSearchParams; text: string },
  response: ServerResponse,
  pays: (id: string, way: Way) => void,
): void {
  const id = query.get('token') ?? ''
  const [order, setup] = [world.orders.get(id), world.setups.get(id)]
  const back = order?.returnUrl ?? setup?.returnUrl
  if (back === undefined) throw notThere()
  if (method === 'POST') {
    const does = new URLSearchParams(text).get('does')
    if (does === 'GOOD' || does === 'DECLINED') pays(id, does)
    const to = new URL(back || 'about:blank')
    to.searchParams.set('token', id)
    response.writeHead(303, { location: to.href }).end()
    return
  }
  const what = order === undefined ? 'Agree to later charges' : `Pay ${order.amount.value} ${order.amount.currency_code}`
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>SANDBOX</title>
<body style="font-family: sans-serif; max-width: 24rem; margin: 4rem auto"><h1>SANDBOX</h1>
<p>This is not PayPal. No money moves.</p><h2>${what}</h2>
<form method="post"><button name="does" value="GOOD">${what}</button>
<button name="does" value="DECLINED">With an account that is declined</button>
<button name="does" value="BACK">Back</button></form></body>`)
}

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'graphql-yoga'
import { GRAPHQL_PATH } from '#lib/graphql/subgraph.ts'
import { isFor, type Audience } from '../audience.ts'
import type { Principal } from '../caller.ts'
import { EXPLORER_TABS } from './explorer-operations.ts'
import { explorerBar, explorerDoor, explorerLogin } from './explorer-page.ts'
import { roleOperations } from './role-operations.ts'

/**
 * GraphiQL for browsers that open the graph's address. All of it is from our own files, so it works without the internet. Where it is for
 * staff, all others get a page with nothing but a form to sign in; it has neither the explorer nor examples, which tell of the graph.
 */
export function explorer(audience: Audience): Plugin<object, { principal?: Principal }> {
  if (audience === 'nobody') return {}
  let pages: Promise<Pages> | undefined
  return {
    onRequest: async (event) => {
      const { request, url, fetchAPI, serverContext } = event
      if (request.method !== 'GET' || !request.headers.get('accept')?.includes('text/html')) return
      if (url.pathname === '/') {
        event.endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: GRAPHQL_PATH } }))
      } else if (url.pathname === GRAPHQL_PATH) {
        const { whole, door, policy } = await (pages ??= render())
        const { principal } = serverContext
        const isMeant = isFor(audience, principal)
        const { html, gzip } = isMeant ? whole : door
        const zipped = request.headers.get('accept-encoding')?.includes('gzip') ?? false
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          vary: 'accept, accept-encoding, authorization',
          ...(zipped && { 'content-encoding': 'gzip' }),
        }
        const status = isMeant || principal?.caller.kind === 'anonymous' ? 200 : 403
        event.endResponse(new fetchAPI.Response(zipped ? gzip : html, { status, headers }))
      }
    },
  }
}

/** As bytes, which all who are sent them share: a text is encoded anew for each, and held for as long as they like to read. */
interface Page {
  html: Buffer<ArrayBuffer>
  gzip: Buffer<ArrayBuffer>
}
interface Pages {
  whole: Page
  door: Page
  /** Of both: the door becomes the whole page, and keeps the policy that it came with. */
  policy: string
}

/** Rendered on the first visit: it is 9 MB, and most processes are never visited. */
async function render(): Promise<Pages> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const endpoint = JSON.stringify(GRAPHQL_PATH)
  const functions = [explorerLogin, explorerBar].map((each) => each.toString()).join('\n')
  const own = `${functions}\nexplorerBar(${endpoint}, explorerLogin)`
  const vendor = renderGraphiQL({
    title: 'Evergraph',
    endpoint: GRAPHQL_PATH,
    // Over SSE each subscription is a request of its own, with the token of its moment. A socket would keep the caller of its first.
    subscriptionsProtocol: 'GRAPHQL_SSE',
    // Otherwise tokens in the headers editor would stay in the browser for others to find.
    shouldPersistHeaders: false,
    defaultTabs: [...EXPLORER_TABS],
  }).trim()
  const whole = vendor.replace(ROOT, () => `${STYLE}${bar()}${ROOT}\n<script>${own}</script>`)
  const doorFunctions = [explorerLogin, explorerDoor].map((each) => each.toString()).join('\n')
  const door = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Evergraph</title>${STYLE}</head>
<body><div id="bar">${signIn('For administrators and partners.')}<span id="fault" role="alert"></span></div>
<script>${doorFunctions}\nexplorerDoor(${endpoint}, explorerLogin)</script></body>
</html>`
  const scripts = [...`${whole}${door}`.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => `'sha256-${sha256(text)}'`)
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { whole: pageOf(whole), door: pageOf(door), policy }
}

const pageOf = (text: string): Page => ({ html: Buffer.from(text), gzip: Buffer.from(gzipSync(text)) })

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

const ROOT = '<div id="root"></div>'
const STYLE = `<style>
  body { margin: 0; height: 100vh; display: flex; flex-direction: column; overflow: hidden }
  #root { flex: 1; min-height: 0 }
  #root .graphiql-container { width: 100%; height: 100% }
  #bar, #bar > * { display: flex; gap: 8px; align-items: center }
  #bar { padding: 8px 16px; font: 14px/1.4 system-ui, sans-serif; background: Canvas; color: CanvasText; color-scheme: light dark }
  #bar [hidden] { display: none }
  #bar form { margin: 0 }
  #bar input { width: 200px }
  #bar input, #bar button { font: inherit; padding: 4px 10px }
  #fault { color: #c62828 }
</style>`
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
const examples = (): string =>
  [...Map.groupBy(roleOperations(), ({ role }) => role)]
    .map(([role, operations]) => {
      const options = operations.map(({ title, query }) => `<option value="${escaped(query)}">${escaped(title)}</option>`)
      return `<optgroup label="${role}">${options.join('')}</optgroup>`
    })
    .join('\n    ')
const signIn = (note: string): string => `<form id="sign-in">
    <label for="email">Act as</label>
    <input id="email" type="email" placeholder="e-mail" autocomplete="username" required>
    <input id="password" type="password" placeholder="password" aria-label="password" autocomplete="current-password" required>
    <button>Sign in</button>
    <span>${note}</span>
  </form>`
const bar = (): string => `<div id="bar">
  ${signIn('Every tab uses the token then; one in a tab’s Headers counts before it.')}
  <div id="signed-in" hidden>
    <span>Every tab acts as <strong id="who"></strong>; a token in a tab’s Headers counts before it.</span>
    <button id="copy" type="button">Copy as headers</button>
    <button id="sign-out" type="button">Sign out</button>
  </div>
  <select id="examples" aria-label="example operations">
    <option value="">Examples …</option>
    ${examples()}
  </select>
  <span id="fault" role="alert"></span>
</div>`

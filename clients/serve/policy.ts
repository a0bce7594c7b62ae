import type { WebConfig } from './config.ts'

/**
 * What a page of ours may do: run and look like what came from its own origin, and talk with the graph and with where photos are. No inline script and no
 * inline style, nobody's frame. Only drivers pay, so only their app may run Stripe's script and show its frames, and only where Stripe is configured.
 * Only they check a payment, so only theirs asks nodes of the chain: those that are configured, because a page that might ask any address could tell any.
 */
export function headersOf({ told, filesOrigin }: WebConfig, app: keyof WebConfig['ports']): Readonly<Record<string, string>> {
  const graph = new URL(told.graph)
  const socket = `${graph.protocol === 'https:' ? 'wss:' : 'ws:'}//${graph.host}`
  const stripe = app === 'driver' && told.stripe !== null ? stripeOf(told.stripe) : NO_STRIPE
  // Tiles are asked for as data. Only drivers have a map.
  const tiles = app === 'driver' && told.tiles ? ` ${new URL(told.tiles.url).origin}` : ''
  const nodes = app === 'driver' ? told.nodes.map((url) => ` ${new URL(url).origin}`).join('') : ''
  const policy = {
    'default-src': "'none'",
    'script-src': `'self'${stripe.scripts}`,
    'style-src': "'self'",
    'font-src': "'self'",
    'img-src': `'self' data: blob: ${filesOrigin}${tiles}`,
    'connect-src': `'self' ${graph.origin} ${socket} ${filesOrigin}${nodes}${tiles}${stripe.calls}`,
    ...(stripe.frames && { 'frame-src': stripe.frames }),
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  }
}

const NO_STRIPE = { scripts: '', calls: '', frames: '' }

/** What Stripe asks for (docs.stripe.com/security/guide, Content Security Policy). What plays Stripe has one origin for all of it. */
function stripeOf(script: string) {
  const { origin } = new URL(script)
  return origin === 'https://js.stripe.com'
    ? {
        scripts: ` ${origin}`,
        calls: ' https://api.stripe.com',
        frames: `${origin} https://*.js.stripe.com https://hooks.stripe.com`,
      }
    : { scripts: ` ${origin}`, calls: '', frames: origin }
}

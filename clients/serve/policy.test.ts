import { expect, test } from 'vitest'
import { webConfig } from './config.ts'
import { headersOf } from './policy.ts'

const policyOf = (env: Record<string, string>, app: 'driver' | 'admin' | 'partner') =>
  (headersOf(webConfig(env), app)['content-security-policy'] ?? '').split('; ')
/** What a configuration adds to the policy of an app, and what it takes away. */
function change(env: Record<string, string>, app: 'driver' | 'admin' | 'partner') {
  const [before, after] = [policyOf({}, app), policyOf(env, app)]
  return { gone: before.filter((each) => !after.includes(each)), come: after.filter((each) => !before.includes(each)) }
}

test('without a publishable key nothing of Stripe is loaded, and no page may show a frame', () => {
  expect(webConfig({}).told.stripe).toBeNull()
  expect(webConfig({ PAYMENTS_STRIPE_URL: 'http://127.0.0.1:12111' }).told.stripe).toBeNull()
  for (const app of ['driver', 'admin', 'partner'] as const) {
    expect(policyOf({}, app).join()).not.toMatch(/stripe|frame-src|unsafe/)
    expect(policyOf({}, app)).toContain("default-src 'none'")
    expect(policyOf({}, app)).toContain("script-src 'self'")
  }
})

test('this is all that a page may do where nothing is configured', () => {
  expect(headersOf(webConfig({}), 'admin')).toEqual({
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data: blob: http://127.0.0.1:4005",
      "connect-src 'self' http://127.0.0.1:4000 ws://127.0.0.1:4000 http://127.0.0.1:4005",
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  })
})

test('with one, the driver’s app may load Stripe’s script from Stripe alone, and show its frames', () => {
  const env = { PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }
  expect(webConfig(env).told.stripe).toBe('https://js.stripe.com/v3/')
  const { come, gone } = change(env, 'driver')
  expect(gone).toEqual([expect.stringMatching(/^script-src/), expect.stringMatching(/^connect-src/)])
  expect(come).toEqual([
    "script-src 'self' https://js.stripe.com",
    expect.stringMatching(/^connect-src 'self' .* https:\/\/api\.stripe\.com$/),
    'frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com',
  ])
})

test('a counterpart that plays Stripe is one origin more, and nothing else', () => {
  const env = { PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox', PAYMENTS_STRIPE_URL: 'http://127.0.0.1:12111' }
  expect(webConfig(env).told.stripe).toBe('http://127.0.0.1:12111/v3/')
  expect(change(env, 'driver').come).toEqual(["script-src 'self' http://127.0.0.1:12111", 'frame-src http://127.0.0.1:12111'])
})

test('who does not pay loads nothing of Stripe: console and portal keep their policy', () => {
  const env = { PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }
  for (const app of ['admin', 'partner'] as const) expect(change(env, app)).toEqual({ gone: [], come: [] })
})

test('a map of somebody else’s adds its origin to what the driver’s app asks and shows, and to nothing else', () => {
  const env = { WEB_TILES_URL: 'https://tiles.example.org/{z}/{x}/{y}.png?key=1', WEB_TILES_CREDIT: '© Somebody' }
  expect(webConfig({}).told.tiles).toBeUndefined()
  expect(webConfig(env).told.tiles).toEqual({ url: env.WEB_TILES_URL, credit: '© Somebody' })
  expect(change(env, 'driver').come).toEqual([
    expect.stringMatching(/^img-src 'self' .* https:\/\/tiles\.example\.org$/),
    expect.stringMatching(/^connect-src 'self' .* https:\/\/tiles\.example\.org$/),
  ])
  expect(change(env, 'admin')).toEqual({ gone: [], come: [] })
  expect(() => webConfig({ WEB_TILES_URL: 'javascript:alert(1)' })).toThrow('WEB_TILES_URL')
})

test('the driver’s app alone may ask nodes of the chain: those that are configured, by their origin', () => {
  const env = { WEB_CHAIN_RPC_URLS: 'https://rpc.example.org/v1/key, http://127.0.0.1:8545' }
  const asks = (app: 'driver' | 'admin' | 'partner') => policyOf(env, app).find((each) => each.startsWith('connect-src'))
  expect(asks('driver')).toMatch(/ https:\/\/rpc\.example\.org http:\/\/127\.0\.0\.1:8545$/)
  for (const app of ['admin', 'partner'] as const) expect(asks(app)).not.toMatch(/8545|rpc/)
  expect(webConfig(env).told.nodes).toEqual(['https://rpc.example.org/v1/key', 'http://127.0.0.1:8545'])
  expect(() => webConfig({ WEB_CHAIN_RPC_URLS: 'ws://127.0.0.1:8546' })).toThrow('WEB_CHAIN_RPC_URLS')
})

const ADDRESSES = ['WEB_GRAPH_URL', 'WEB_FILES_URL', 'WEB_CHAIN_RPC_URLS', 'WEB_TILES_URL', 'PAYMENTS_STRIPE_URL'] as const

test.each(ADDRESSES)('%s cannot make the policy wider than one host, or write a directive of its own into it', (name) => {
  for (const url of [
    'https://*',
    'https://*.example.org/{z}/{x}/{y}.png',
    'https://{s}.example.org/{z}/{x}/{y}.png',
    'https://a.example;sandbox',
    'https://a.example\n;sandbox/',
    "https://'unsafe-inline'",
    'https://a.example/ https://b.example/',
    'https://name:password@a.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'a.example',
  ])
    expect(() => webConfig({ PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_1', [name]: url }), url).toThrow(name)
  for (const url of [
    'http://127.0.0.1:4000/x',
    'https://[::1]:4000/',
    'https://my_host.example-site.org/a?b=c;d',
    'https://tést.example/',
  ])
    expect(() => webConfig({ [name]: url }), url).not.toThrow()
})

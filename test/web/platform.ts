import type { Browser, Page } from 'playwright-core'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { startPaying } from '../paying.ts'
import { startPushService, type PushService } from '../push-service.ts'
import { startStack, type Stack } from '../stack.ts'
import type { StripeSandbox } from '../stripe.ts'
import { openBrowser, openPage } from './browser.ts'

export type App = 'driver' | 'admin' | 'partner'

export interface Login {
  readonly email: string
  readonly password: string
}

export interface Opened {
  readonly page: Page
  /** What the browser complained of. A journey ends with none. */
  readonly complaints: string[]
}

/** A page that the sweep of `looks.ts` looks at, as this person sees it. */
export interface Place {
  readonly app: App
  readonly path: string
  readonly login: Login | null
}

/** The one platform and the one browser of all journeys. What a journey changes is its own: its people, its stations. */
export interface Web extends AsyncDisposable {
  readonly stack: Stack
  readonly browser: Browser
  /** Plays Stripe, its script in browsers too. */
  readonly stripe: StripeSandbox
  readonly graphUrl: string
  /** The push service of all browsers: a browser of tests has none. */
  readonly pushes: PushService
  /** A browser's window of its own, signed in where a login is given. */
  open(app: App, login?: Login | null, options?: { language?: string }): Promise<Opened>
  client(login: Login): Promise<Client>
  /** Names pages for the sweep. */
  look(app: App, login: Login | null, ...paths: string[]): void
  readonly places: readonly Place[]
}

export async function startWeb(): Promise<Web> {
  await using cleanup = new AsyncDisposableStack()
  const { stripe, env, hooksTo } = await startPaying()
  cleanup.use(stripe)
  const pushes = cleanup.adopt(await startPushService(), (service) => service.close())
  // A loaded machine is many times slower than an idle one: what is slow is no failure of a journey.
  const patience = { GATEWAY_SUBGRAPH_TIMEOUT_MS: '60000' }
  // Each world registers its people from an address of its own.
  const addresses = { GATEWAY_PROXIES: '1' }
  // Who wants a copy of their data, or to leave, is seen to in the next round.
  const rounds = { ACCOUNTS_LEAVING_MS: '500' }
  const stack = cleanup.use(
    await startStack({ web: true, env: { ...env, ...patience, ...addresses, ...rounds, NOTIFICATIONS_PUSH_HOSTS: pushes.url } }),
  )
  hooksTo(stack.paymentsUrl)
  const browser = cleanup.adopt(await openBrowser(), (open) => open.close())
  const graphUrl = `${stack.url}/graphql`
  const places: Place[] = []
  const owned = cleanup.move()
  return {
    stack,
    browser,
    stripe,
    graphUrl,
    pushes,
    places,
    async open(app, login, options) {
      const opened = await openPage(browser, stack.webUrls?.[app] ?? '', options)
      if (login) await signIn(opened.page, login)
      return opened
    },
    async client(login) {
      const client = owned.use(createClient({ url: graphUrl }))
      await client.signIn(login)
      return client
    },
    look: (app, login, ...paths) => void places.push(...paths.map((path) => ({ app, path, login }))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** By names of fields, which are the same in every language. */
export async function signIn(page: Page, { email, password }: Login): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('main [type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

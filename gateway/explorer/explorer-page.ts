// This code runs in the browser: the explorer writes the text of these functions into its page. So each of them may only use its arguments
// and what browsers have.

/** Who is signed in. The page keeps it until the browser's tab is closed. */
export interface ExplorerLogin {
  displayName: string
  roles: readonly string[]
  accessToken: string
  accessTokenExpiresAt: string
  refreshToken: string
}

/** Signs in and out, renews tokens, and adds the token to what the page fetches, which is only the graph on its own origin. */
export function explorerLogin(options: {
  endpoint: string
  fetch: (url: RequestInfo | URL, init?: RequestInit) => Promise<Response>
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  changed: (login: ExplorerLogin | null) => void
}) {
  const { endpoint, storage, changed } = options
  const key = 'evergraph-explorer'
  const fields = '{ user { displayName roles } login { accessToken accessTokenExpiresAt refreshToken } }'
  let login = JSON.parse(storage.getItem(key) ?? 'null') as ExplorerLogin | null
  let renewing: Promise<void> | undefined

  const keep = (next: ExplorerLogin | null) => {
    login = next
    if (next) storage.setItem(key, JSON.stringify(next))
    else storage.removeItem(key)
    changed(next)
  }
  const ask = async (query: string, input: object) => {
    const headers = { 'content-type': 'application/json' }
    const response = await options.fetch(endpoint, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, { user: object; login: object }>
      errors?: { message: string }[]
    }
    const entered = data && Object.values(data)[0]
    if (errors?.[0] || !entered) throw new Error(errors?.[0]?.message ?? 'The graph did not answer.')
    return { ...entered.user, ...entered.login } as ExplorerLogin
  }
  const renew = async (refreshToken: string) => {
    try {
      keep(await ask(`mutation ($input: RefreshLoginInput!) { refreshLogin(input: $input) ${fields} }`, { refreshToken }))
    } catch (error) {
      // fetch throws TypeErrors when nobody answers. Then the login may still hold.
      if (!(error instanceof TypeError)) keep(null)
    }
  }

  return {
    current: () => login,
    signIn: async (email: string, password: string) =>
      keep(await ask(`mutation ($input: SignInInput!) { signIn(input: $input) ${fields} }`, { email, password })),
    signOut: async () => {
      const left = login
      keep(null)
      const query = 'mutation ($input: SignOutInput!) { signOut(input: $input) { signedOut } }'
      if (left) await ask(query, { refreshToken: left.refreshToken }).catch(() => undefined)
    },
    /** `fetch` as whoever is signed in. A token in the headers editor counts first. A refused one is given up. */
    fetch: async (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers)
      if (!login || headers.has('authorization')) return options.fetch(url, init)
      if (Date.parse(login.accessTokenExpiresAt) - Date.now() < 30_000)
        await (renewing ??= renew(login.refreshToken).finally(() => (renewing = undefined)))
      // Renewing may have ended the login.
      if (login as ExplorerLogin | null) headers.set('authorization', `Bearer ${login.accessToken}`)
      const response = await options.fetch(url, { ...init, headers })
      if (response.status !== 401 || !headers.has('authorization')) return response
      keep(null)
      return options.fetch(url, init)
    },
  }
}

/** Lets staff in: after the sign-in it gets the explorer with their token, and puts it in its own place. */
export function explorerDoor(
  endpoint: string,
  loginOf: typeof explorerLogin,
  browser: Pick<typeof globalThis, 'document' | 'fetch' | 'sessionStorage'> = globalThis,
): Promise<void> {
  const { document, sessionStorage } = browser
  const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
  const plain = browser.fetch.bind(globalThis)
  const login = loginOf({ endpoint, fetch: plain, storage: sessionStorage, changed: () => undefined })
  const tell = (error: unknown) => {
    element('fault').textContent = error instanceof Error ? error.message : String(error)
  }
  const enter = async () => {
    if (!login.current()) return
    const page = await login.fetch(document.location.href, { headers: { accept: 'text/html' } })
    // The login had ended. Whoever is here signs in again.
    if (!login.current()) return
    if (page.status !== 200) {
      await login.signOut()
      throw new Error('The explorer is for administrators and partners.')
    }
    const html = await page.text()
    document.open()
    // Our own page, from our own origin.
    document.write(html)
    document.close()
  }
  element('sign-in').addEventListener('submit', (event) => {
    event.preventDefault()
    const [email, password] = ['email', 'password'].map((id) => element<HTMLInputElement>(id).value) as [string, string]
    login.signIn(email, password).then(enter).catch(tell)
  })
  return enter().catch(tell)
}

/** Brings the bar above the explorer to life. Its elements are in `explorer.ts`. */
export function explorerBar(endpoint: string, loginOf: typeof explorerLogin): void {
  const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
  const [form, bar, who, fault] = ['sign-in', 'signed-in', 'who', 'fault'].map((id) => element(id)) as [
    HTMLFormElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ]
  const plain = globalThis.fetch.bind(globalThis)
  const show = (login: ExplorerLogin | null) => {
    form.hidden = login !== null
    bar.hidden = login === null
    fault.textContent = ''
    who.textContent = login && `${login.displayName} (${login.roles.join(', ').toLowerCase()})`
  }
  const login = loginOf({ endpoint, fetch: plain, storage: sessionStorage, changed: show })
  globalThis.fetch = login.fetch
  show(login.current())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const [email, password] = ['email', 'password'].map((id) => element<HTMLInputElement>(id).value) as [string, string]
    login.signIn(email, password).then(
      () => form.reset(),
      (error: unknown) => (fault.textContent = error instanceof Error ? error.message : String(error)),
    )
  })
  // The explorer opens what its address has.
  element<HTMLSelectElement>('examples').addEventListener('change', ({ target }) => {
    const { value } = target as HTMLSelectElement
    if (value) location.assign(`${endpoint}?query=${encodeURIComponent(value)}`)
  })
  element('sign-out').addEventListener('click', () => void login.signOut())
  element('copy').addEventListener('click', () => {
    const headers = JSON.stringify({ authorization: `Bearer ${login.current()?.accessToken ?? ''}` })
    void navigator.clipboard.writeText(headers)
  })
}

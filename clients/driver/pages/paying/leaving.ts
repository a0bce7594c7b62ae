const LEFT_FROM = 'evergraph.left-from'

/** Where a provider's or a bank's page leads back to. */
export const backAddress = (about: string, id: string): string =>
  new URL(`/pay/back?${about}=${id}`, globalThis.location.origin).href

/** Goes to a page of the provider. Which page of ours it was is kept for the way back. */
export function leaveTo(url: string): void {
  const { protocol } = new URL(url)
  // An address that runs as a script here is no page.
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('The provider gave no address.')
  const { pathname, search } = globalThis.location
  sessionStorage.setItem(LEFT_FROM, pathname + search)
  globalThis.location.assign(url)
}

/** The page of ours that was left, once. Null where it was another tab. */
export function leftFrom(): string | null {
  const from = sessionStorage.getItem(LEFT_FROM)
  sessionStorage.removeItem(LEFT_FROM)
  return from
}

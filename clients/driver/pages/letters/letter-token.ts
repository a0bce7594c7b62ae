import { useEffect, useState } from 'react'

/**
 * What stands behind #token= in the link of a letter. It leaves the address at once, so that it is not in the history and not on a picture of the screen, and
 * stays in this tab while its reader signs in. `used` is told when it is of no more use.
 */
export function useLetterToken(page: string): { token: string | null; used: () => void } {
  const name = `evergraph.letter/${page}`
  const [token] = useState(() => tokenIn(globalThis.location.hash) ?? sessionStorage.getItem(name))
  useEffect(() => {
    if (token === null || tokenIn(globalThis.location.hash) === null) return
    sessionStorage.setItem(name, token)
    const { pathname, search } = globalThis.location
    globalThis.history.replaceState(globalThis.history.state, '', pathname + search)
  }, [name, token])
  return { token, used: () => sessionStorage.removeItem(name) }
}

const tokenIn = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('token')

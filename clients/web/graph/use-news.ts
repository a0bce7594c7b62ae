import { useRef } from 'react'

/**
 * Tells whether what a stream says is news. What is shown cannot tell: an event is in the cache, and on the page, before its hearer is asked, or after. `known`
 * is what was said of the thing at first.
 */
export function useNews(known: string): (said: string) => boolean {
  const last = useRef(known)
  return (said) => {
    if (last.current === said) return false
    last.current = said
    return true
  }
}

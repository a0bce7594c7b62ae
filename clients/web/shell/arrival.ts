import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** A page was opened from another one, and its heading has not been read yet. */
let awaited = false

/** After a page was left for another, reading goes on at the new one's heading, not at the link that was pressed. */
export function useArrival(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    // The first page of a visit: the browser begins at the top by itself.
    if (before.current !== undefined && before.current !== path) {
      awaited = true
      arrive()
    }
    before.current = path
  }, [path])
}

/** Takes the focus to the heading, as soon as there is one. What took the focus in the page by itself keeps it. */
export function arrive(): void {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!awaited || !heading || document.querySelector('dialog[open]')) return
  awaited = false
  const main = heading.closest('main')
  if (main !== document.activeElement && main?.contains(document.activeElement)) return
  heading.focus({ preventScroll: true })
}

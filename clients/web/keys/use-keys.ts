import { useEffect, useRef } from 'react'
import { createStore } from '../store.ts'

const KEPT = 'evergraph.keys'

/** Single keys can be switched off: who speaks to their computer presses them without meaning to. */
export const keysOn = createStore(localStorage.getItem(KEPT) !== 'off')

export function switchKeys(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off')
  keysOn.set(on)
}

/** Does what belongs to a single key, where no text is written, no dialogue is open, and the key is not a button's own. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = latest.current[event.key.toLowerCase()]
      if (!act || !keysOn.get() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      // A dialogue that was closed keeps the focus until the next frame.
      const at = event.target instanceof Element && !event.target.closest('dialog:not([open])') ? event.target : null
      if (at?.closest('input, select, textarea') || document.querySelector('dialog[open]')) return
      if (event.key === ' ' && at?.closest('button, a, summary')) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/** A key with what it does, in the reader's language. */
export interface NamedKey {
  key: string
  does: string
}

/** What a page adds to the list behind `?`. */
export const pageKeys = createStore<readonly NamedKey[]>([])

/** Names the keys of a page for as long as it is open. */
export function useNamedKeys(named: readonly NamedKey[]): void {
  // Names are texts: the same words are the same list.
  const written = JSON.stringify(named)
  useEffect(() => {
    pageKeys.set(JSON.parse(written) as NamedKey[])
    return () => pageKeys.set([])
  }, [written])
}

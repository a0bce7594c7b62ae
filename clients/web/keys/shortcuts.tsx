import { lazy, Suspense, useEffect, useState } from 'react'
import type { Place } from '../shell/place.ts'
import { isFindKey } from './find-key.ts'
import { useKeys } from './use-keys.ts'

// Most readers never open them: they are no part of the first page.
const QuickFind = lazy(async () => ({ default: (await import('./quick-find.tsx')).QuickFind }))
const KeysList = lazy(async () => ({ default: (await import('./keys-list.tsx')).KeysList }))

/** What is opened by keys on every page. Buttons open it by `open`. */
export type Opened = 'find' | 'keys' | null

export function useShortcuts(): { opened: Opened; open: (what: Opened) => void } {
  const [opened, open] = useState<Opened>(null)
  useKeys({ '?': () => open('keys') })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!isFindKey(event) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      open('find')
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
  return { opened, open }
}

export function Shortcuts({ opened, open, places }: ReturnType<typeof useShortcuts> & { places: readonly Place[] }) {
  const close = () => open(null)
  return (
    <Suspense>
      {opened === 'find' && <QuickFind places={places} close={close} />}
      {opened === 'keys' && <KeysList close={close} />}
    </Suspense>
  )
}

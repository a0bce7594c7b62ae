import { useSyncExternalStore } from 'react'

// Not at the module's start: tests read modules without a window.
const query = () => matchMedia('(min-width: 64rem)')

const follow = (told: () => void) => {
  const wide = query()
  wide.addEventListener('change', told)
  return () => wide.removeEventListener('change', told)
}

/** Whether there is room for a map beside a list. Where there is not, no map is loaded before somebody asks for it. */
export const useWide = (): boolean => useSyncExternalStore(follow, () => query().matches)

import { useState } from 'react'
import { useSession } from './session.tsx'

/**
 * What is being filled in, kept for this tab until it is sent: a page that is loaded again, or a login that ended meanwhile, loses nothing. Another reader at
 * the same device does not see it.
 */
export function useDraft<T extends object>(name: string, empty: T) {
  const { reader } = useSession()
  const key = `evergraph.draft/${reader}/${name}`
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...read(key) }))
  const write = (next: T) => {
    sessionStorage.setItem(key, JSON.stringify(next))
    setDraft(next)
  }
  return {
    draft,
    change: (part: Partial<T>): void => write({ ...draft, ...part }),
    /** It was sent: what is shown stays, and the next one begins anew. */
    forget: (): void => sessionStorage.removeItem(key),
  }
}

function read(key: string): object {
  const kept = sessionStorage.getItem(key)
  return kept === null ? {} : (JSON.parse(kept) as object)
}

import { useState } from 'react'
import { keptDraft } from './kept-draft.ts'
import { useSession } from './session.tsx'

/**
 * What is being filled in, kept for this tab until it is sent: a page that is loaded again, or a login that ended meanwhile, loses nothing. Another reader at
 * the same device does not see it.
 */
export function useDraft<T extends object>(name: string, empty: T) {
  const { reader } = useSession()
  const kept = keptDraft(reader, name)
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...kept.read() }))
  const write = (next: T) => {
    kept.write(next)
    setDraft(next)
  }
  return {
    draft,
    change: (part: Partial<T>): void => write({ ...draft, ...part }),
    /** It was sent: what is shown stays, and the next one begins anew. */
    forget: kept.forget,
  }
}

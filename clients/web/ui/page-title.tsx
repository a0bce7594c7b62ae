import { useEffect, type ReactNode } from 'react'
import { arrive } from '../shell/arrival.ts'

/** The heading of a page, and its name in tabs and history. Whoever comes from another page begins to read here. */
export function PageTitle({ children, aside }: { children: string; aside?: ReactNode }) {
  useEffect(() => {
    document.title = `${children} · Evergraph`
    arrive()
  }, [children])
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
      <h1 tabIndex={-1} className="text-lg font-bold wrap-anywhere outline-offset-4">
        {children}
      </h1>
      {aside}
    </div>
  )
}

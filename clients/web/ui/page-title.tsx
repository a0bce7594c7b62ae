import { useEffect, type ReactNode } from 'react'

/** The heading of a page, and its name in tabs and history. */
export function PageTitle({ children, aside }: { children: string; aside?: ReactNode }) {
  useEffect(() => {
    document.title = `${children} · Evergraph`
  }, [children])
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
      <h1 className="text-lg font-bold">{children}</h1>
      {aside}
    </div>
  )
}

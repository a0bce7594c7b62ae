import type { ReactNode } from 'react'

/** Nothing to show, and what to do about it. */
export const Empty = ({ children }: { children: ReactNode }) => (
  <p className="rounded-lg border border-dashed border-edge p-8 text-center text-soft">{children}</p>
)

import type { ReactNode } from 'react'

/** Pieces of one kind. */
export const Shelf = ({ name, children }: { name: string; children: ReactNode }) => (
  <section className="flex min-w-0 flex-col gap-4">
    <h2 className="border-b border-line pb-1 text-lg font-semibold">{name}</h2>
    {children}
  </section>
)

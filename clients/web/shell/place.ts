import type { ReactNode } from 'react'

/** A place of the menu. */
export interface Place {
  to: string
  name: string
  mark: ReactNode
  /** What is to be said beside the name, such as how much is new. */
  aside?: ReactNode
}

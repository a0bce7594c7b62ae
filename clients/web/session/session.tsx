import { createContext, use, useMemo, type ReactNode } from 'react'
import { Provider } from 'urql'
import type { Client } from '../../sdk/client.ts'
import type { Graph } from '../graph/graph.ts'

interface Session {
  readonly sdk: Client
  /** The user's id, null for nobody. */
  readonly reader: string | null
  /** What they may see; the platform holds it, and pages only leave out what it would refuse. */
  readonly roles: readonly string[]
}

const SessionContext = createContext<Session | null>(null)

/** Gives pages the graph as whoever is signed in. */
export function SessionProvider({ graph, children }: { graph: Graph; children: ReactNode }) {
  const reader = graph.reader.use()
  const roles = graph.roles.use()
  // Another reader gets a cache of their own, and pages that begin anew.
  const pages = useMemo(() => graph.pages(), [graph, reader])
  const session = useMemo(() => ({ sdk: graph.sdk, reader, roles: roles.split(' ') }), [graph, reader, roles])
  return (
    <SessionContext value={session}>
      <Provider value={pages} key={reader}>
        {children}
      </Provider>
    </SessionContext>
  )
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession is used inside of SessionProvider')
  return session
}

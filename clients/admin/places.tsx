import { useSession } from '../web/session/session.tsx'
import type { Place } from '../web/shell/place.ts'
import type { Role } from './generated/graphql.ts'
import { useTexts } from './texts/index.ts'

/** The menu: the places that whoever is signed in may see. */
export function usePlaces(): readonly Place[] {
  const { places } = useTexts()
  const { roles } = useSession()
  const all: readonly (Place & { for: readonly Role[] })[] = [
    { to: '/points', name: places.points, mark: '⌁', for: ['OPERATOR', 'ADMIN'] },
    { to: '/stations', name: places.stations, mark: '⌂', for: ['OPERATOR', 'ADMIN'] },
    { to: '/tariffs', name: places.tariffs, mark: '€', for: ['OPERATOR', 'ADMIN'] },
    { to: '/sessions', name: places.sessions, mark: '⚡', for: ['OPERATOR', 'ADMIN'] },
    { to: '/use', name: places.use, mark: '▦', for: ['OPERATOR', 'ADMIN'] },
    { to: '/review', name: places.review, mark: '◎', for: ['REVIEWER', 'ADMIN'] },
  ]
  return all.filter((place) => place.for.some((role) => roles.includes(role)))
}

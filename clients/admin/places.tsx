import { useSession } from '../web/session/session.tsx'
import type { Place } from '../web/shell/place.ts'
import { hasOne, MAY, type Page } from './may.ts'
import { useTexts } from './texts/index.ts'

const PLACES: readonly { page: Page; mark: string }[] = [
  { page: 'points', mark: '⌁' },
  { page: 'stations', mark: '▲' },
  { page: 'tariffs', mark: '%' },
  { page: 'sessions', mark: '⚡' },
  { page: 'use', mark: '▦' },
  { page: 'review', mark: '◎' },
  { page: 'rewards', mark: '✦' },
  { page: 'settlement', mark: '⇄' },
  { page: 'payments', mark: '€' },
  { page: 'users', mark: '☺' },
  { page: 'audit', mark: '≡' },
  { page: 'messages', mark: '✉' },
  { page: 'models', mark: '◇' },
]

/** The menu: the places that whoever is signed in may see. */
export function usePlaces(): readonly Place[] {
  const { places } = useTexts()
  const { roles } = useSession()
  const open = PLACES.filter(({ page }) => hasOne(roles, MAY[page]))
  if (open.length === 0) return []
  return [
    { to: '/', name: places.overview, mark: '⌂' },
    ...open.map(({ page, mark }) => ({ to: `/${page}`, name: places[page], mark })),
  ]
}

import { getRouteApi } from '@tanstack/react-router'
import type { StationsSearch } from './search.ts'

type Wished = { [Key in keyof StationsSearch]?: StationsSearch[Key] | undefined }

const route = getRouteApi('/')

/** Writes into the address what is wished from now on; undefined: not any more. The way back leads out of the page, not through each wish. */
export function useWish() {
  const navigate = route.useNavigate()
  return (wished: Wished) =>
    void navigate({ search: (now: StationsSearch) => defined({ ...now, ...wished }), replace: true, resetScroll: false })
}

const defined = (search: Wished): StationsSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

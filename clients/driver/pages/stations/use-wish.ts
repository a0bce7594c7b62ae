import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { StationsSearch } from './search.ts'

type Wished = { [Key in keyof StationsSearch]?: StationsSearch[Key] | undefined }

const route = getRouteApi('/')

/** Writes into the address what is wished from now on; undefined: not any more. The way back leads out of the page, not through each wish. */
export function useWish() {
  const navigate = route.useNavigate()
  const router = useRouter()
  return (wished: Wished) => {
    // What was typed a moment before the reader pressed a link comes late. It would lead them back to this page.
    if (router.latestLocation.pathname !== '/') return
    void navigate({ search: (now: StationsSearch) => defined({ ...now, ...wished }), replace: true, resetScroll: false })
  }
}

const defined = (search: Wished): StationsSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

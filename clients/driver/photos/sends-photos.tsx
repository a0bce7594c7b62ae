import { useEffect } from 'react'
import { useSession } from '../../web/session/session.tsx'

/** Sends what was kept before, whatever page the app begins with. Loaded after the page: nobody waits for it. */
export function SendsPhotos() {
  const { sdk, reader } = useSession()
  useEffect(() => {
    if (reader === null) return
    let stays = true
    void import('./queue.ts').then(({ queueOf }) => stays && queueOf(sdk, reader).wake())
    return () => void (stays = false)
  }, [sdk, reader])
  return null
}

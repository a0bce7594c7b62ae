import type { PhotoQueue } from '../../web/offline/photo-queue.ts'
import { useSession } from '../../web/session/session.tsx'
import type { Claim } from './claim.ts'
import { queueOf } from './queue.ts'

/** For pages that only those see who are signed in. */
export function usePhotoQueue(): PhotoQueue<Claim> {
  const { sdk, reader } = useSession()
  if (reader === null) throw new Error('Nobody is signed in: there is no queue.')
  return queueOf(sdk, reader)
}

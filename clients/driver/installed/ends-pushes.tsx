import { useEffect } from 'react'
import { useSession } from '../../web/session/session.tsx'
import { endPushesOfOthers } from './push.ts'

/** On every page: whoever signs out, in this tab or another, gets no more pushes here. */
export function EndsPushes() {
  const { reader } = useSession()
  useEffect(() => void endPushesOfOthers(reader), [reader])
  return null
}
